package casefile

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

func TestSplitTable(t *testing.T) {
	for _, c := range []struct {
		name, in  string
		delimiter byte
		want      []record
		bad       int
	}{
		{"comma", "a,b\n1,2\n", ',', []record{{1, []string{"a", "b"}}, {2, []string{"1", "2"}}}, 0},
		{"semicolon keeps commas", "a;b\r\n1,5;2\r\n", ';', []record{{1, []string{"a", "b"}}, {2, []string{"1,5", "2"}}}, 0},
		{"tab", "a\tb\n1\t2", '\t', []record{{1, []string{"a", "b"}}, {2, []string{"1", "2"}}}, 0},
		{"no end of line", "a,b\n1,2", ',', []record{{1, []string{"a", "b"}}, {2, []string{"1", "2"}}}, 0},
		{"lone carriage returns", "a,b\r1,2\r", ',', []record{{1, []string{"a", "b"}}, {2, []string{"1", "2"}}}, 0},
		{"empty cells at the end", "a,b\n1,\n", ',', []record{{1, []string{"a", "b"}}, {2, []string{"1", ""}}}, 0},
		{"Excel's line naming the delimiter is no row", "sep=;\na;b\n", ';', []record{{1, []string{"a", "b"}}}, 0},
		{"blank rows count", "a;b\n;\n\n1;2\n", ';', []record{{1, []string{"a", "b"}}, {4, []string{"1", "2"}}}, 0},
		{"quotes", "a,b\n\"x,\"\"y\"\"\",\"\"\n", ',', []record{{1, []string{"a", "b"}}, {2, []string{`x,"y"`, ""}}}, 0},
		{"line breaks in quotes are one row", "a,b\n\"x\r\ny\",1\nz,2\n", ',',
			[]record{{1, []string{"a", "b"}}, {2, []string{"x\r\ny", "1"}}, {3, []string{"z", "2"}}}, 0},
		{"a quote inside a cell is itself", "a\n2\" bolt\n", ',', []record{{1, []string{"a"}}, {2, []string{`2" bolt`}}}, 0},
		{"text after quotes", "a,b\n\"x\"y,1\nz,2\n", ',', []record{{1, []string{"a", "b"}}, {3, []string{"z", "2"}}}, 1},
		{"open quotes", "a,b\n\"x,1\nz,2\n", ',', []record{{1, []string{"a", "b"}}, {3, []string{"z", "2"}}}, 1},
		{"nothing", "", ',', nil, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, delimiter, bad := splitTable(c.in)
			if diff := cmp.Diff(c.want, got, cmp.AllowUnexported(record{})); diff != "" {
				t.Error(diff)
			}
			if delimiter != c.delimiter || len(bad) != c.bad {
				t.Errorf("delimiter %q, bad %v", delimiter, bad)
			}
		})
	}
}

func TestDecodeText(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"UTF-8", "Ærø €", "Ærø €"},
		{"UTF-8 with BOM", "\xef\xbb\xbfÆrø", "Ærø"},
		{"Windows-1252", "\xc6r\xf8 \x80 \x96", "Ærø € –"},
		{"plain", "abc", "abc"},
	} {
		if got, bad := decodeText([]byte(c.in)); bad != nil || got != c.want {
			t.Errorf("%s: %q, %v", c.name, got, bad)
		}
	}
	for _, in := range []string{"a\x00b", "\xff\xfea\x00", "\xe6\x81"} {
		if got, bad := decodeText([]byte(in)); bad == nil {
			t.Errorf("%q is read as %q", in, got)
		}
	}
}

func TestEncodeTextReadsBack(t *testing.T) {
	const s = "Ærø €–“x” ½"
	for _, f := range []*form{&plainForm, &excelForm, &latinForm} {
		if got, bad := decodeText(encodeText([]byte(s), f)); bad != nil || got != s {
			t.Errorf("%+v: %q, %v", *f, got, bad)
		}
	}
	if got := string(encodeText([]byte("Ж"), &latinForm)); got != "?" {
		t.Errorf("what Windows-1252 lacks: %q", got)
	}
}

// FuzzReadTable reads any bytes as a table: no panic, rows in rising order,
// and what was split joins and splits to the same cells.
func FuzzReadTable(f *testing.F) {
	for _, s := range []string{"id,district,lat,lon\nH1,nord,55.1,14.7\n", "a;b\r\n\"x;\"\"y\";2\r\n", "sep=;\na;b\n", "\xef\xbb\xbfa\tb\n\"", "\"\n\"\"\"", "\xe6;\x81"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		r := newReader(fstest.MapFS{"homes.csv": {Data: data}, "shifts.csv": {Data: data}, "grants.csv": {Data: data}})
		homes, shifts, grants := readSheet(r, &homesSheet), readSheet(r, &shiftsSheet), readSheet(r, &grantsSheet)
		rows := len(homes.all) + len(shifts.all) + len(grants.all)
		for _, fault := range r.faults.sorted() {
			if HasCPR(fault.Value) || HasCPR(fault.Column) || fault.In("da") == "" {
				t.Fatalf("fault %+v", fault)
			}
		}
		s, bad := decodeText(data)
		if bad != nil {
			return
		}
		records, delimiter, badRows := splitTable(s)
		if len(badRows) > 0 || strings.ContainsAny(string(delimiter), "\"\r\n") || len(records) == 0 {
			return
		}
		if rows != 3*(len(records)-1) {
			t.Fatalf("%d rows of %d records", rows, len(records))
		}
		var cells [][]string
		for i, r := range records {
			if i > 0 && r.row <= records[i-1].row {
				t.Fatalf("row %d after row %d", r.row, records[i-1].row)
			}
			cells = append(cells, r.cells)
		}
		form := form{delimiter: delimiter}
		again, _, badRows := splitTable("sep=" + string(delimiter) + "\n" + string(joinTable(cells, &form)))
		if len(badRows) > 0 || len(again) != len(records) {
			t.Fatalf("%d records, joined and split %d; bad %v", len(records), len(again), badRows)
		}
		for i := range again {
			if diff := cmp.Diff(records[i].cells, again[i].cells); diff != "" {
				t.Fatal(diff)
			}
		}
	})
}
