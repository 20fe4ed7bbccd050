package sheets

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/hjemvej/hjemvej/model"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// write writes a sheet or fails the test.
func write(t testing.TB, f *invented, k Kind, o Options) string {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, k, f.c, f.p, o); err != nil {
		t.Fatalf("%s %+v: %v", k, o, err)
	}
	return b.String()
}

func TestGolden(t *testing.T) {
	first := model.DateOf(2026, 11, 23)
	back := size{6, 5, 2, model.DateOf(2026, 10, 24)}
	tests := []struct {
		name string
		size size
		kind Kind
		o    Options
	}{
		{"tours-between.da.txt", small, Tours, Options{Filter: Filter{Caregiver: "C01", Date: first}}},
		{"tours-blocks.da.txt", small, Tours, Options{Travel: model.Blocks, Filter: Filter{Caregiver: "C01", Date: first}}},
		{"tours-inside.en.txt", small, Tours, Options{Lang: "en", Travel: model.Inside, Filter: Filter{Caregiver: "C02", Date: first}}},
		{"tours-night-clock-back.da.txt", back, Tours, Options{Filter: Filter{Caregiver: "C05", Date: back.from}}},
		{"tours.excel.csv", small, Tours, Options{Format: ExcelFormat, Filter: Filter{Caregiver: "C04", Date: first}}},
		{"tours-night-clock-back.excel.csv", back, Tours, Options{Format: ExcelFormat, Filter: Filter{Caregiver: "C05", Date: back.from}}},
		{"tours.csv", small, Tours, Options{Format: CSVFormat, Filter: Filter{Caregiver: "C04", Date: first}}},
		{"home.da.txt", small, Home, Options{Filter: Filter{Home: "H003"}}},
		{"home.en.txt", small, Home, Options{Lang: "en", Filter: Filter{Home: "H004"}}},
		{"calls.da.txt", small, Calls, Options{}},
		{"calls.en.txt", small, Calls, Options{Lang: "en"}},
		{"calls.csv", small, Calls, Options{Format: CSVFormat}},
		{"summary.da.txt", small, Summary, Options{}},
		{"summary.en.txt", small, Summary, Options{Lang: "en"}},
		{"visits.csv", small, CSV, Options{Filter: Filter{Date: first, District: "D2"}}},
		{"visits.excel.csv", small, CSV, Options{Format: ExcelFormat, Filter: Filter{Date: first, Group: "G1"}}},
		{"tours.geojson", small, GeoJSON, Options{Filter: Filter{Caregiver: "C03", Date: first}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			golden(t, tt.name, write(t, invent(tt.size), tt.kind, tt.o))
		})
	}
}

// golden compares what was written with a file of testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("-want +got, rewrite with -update when it is meant:\n%s", diff)
	}
}

func TestWriteErrors(t *testing.T) {
	f := invent(small)
	tests := []struct {
		name string
		kind Kind
		o    Options
		want error
	}{
		{"kind", "diagram", Options{}, ErrKind},
		{"format", Gantt, Options{Format: TextFormat}, ErrFormat},
		{"language", Tours, Options{Lang: "sv"}, ErrLang},
		{"caregiver", Tours, Options{Filter: Filter{Caregiver: "C99"}}, ErrUnknown},
		{"home", Home, Options{Filter: Filter{Home: "H999"}}, ErrUnknown},
		{"district", Map, Options{Filter: Filter{District: "D9"}}, ErrUnknown},
		{"group", Gantt, Options{Filter: Filter{Group: "G9"}}, ErrUnknown},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var b bytes.Buffer
			if err := Write(&b, tt.kind, f.c, f.p, tt.o); !errors.Is(err, tt.want) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
			if b.Len() > 0 {
				t.Errorf("wrote %d bytes beside the error", b.Len())
			}
		})
	}
}

// A plan may be older or newer than its case: unknown ids are shown as they
// are, and an unknown home is treated as protected.
func TestPlanOfAnotherCase(t *testing.T) {
	f := invent(small)
	f.c = &model.Case{Name: "Andet"}
	eachSheet(t, f, Filter{}, func(name, out string) {
		if out == "" {
			t.Errorf("%s: empty", name)
		}
	})
}

// eachSheet writes every kind in every format, language and way to show travel.
func eachSheet(t *testing.T, f *invented, filter Filter, see func(name, out string)) {
	t.Helper()
	for _, k := range Kinds() {
		for _, format := range Formats(k) {
			for _, lang := range []string{"da", "en"} {
				for _, travel := range []model.TravelShown{model.Between, model.Blocks, model.Inside} {
					if travel != model.Between && k != Tours {
						continue
					}
					name := strings.Join([]string{string(k), string(format), lang, string(travel)}, " ")
					see(name, write(t, f, k, Options{Lang: lang, Format: format, Travel: travel, Filter: filter}))
				}
			}
		}
	}
}
