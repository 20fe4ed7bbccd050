package sheets

import (
	"bytes"
	"encoding/csv"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/hjemvej/hjemvej/model"
)

// inventedComparison has so many sides: the first two are pairs, the first has
// no area, everything of the last is too little for an interval.
func inventedComparison(names ...string) *model.Comparison {
	c := &model.Comparison{By: "district", Method: model.CompareMethod{Confidence: 0.95, Resamples: 2000, LeastDrawn: 20, LeastEvents: 5, AreaShare: 0.95, AreaHomes: 10}}
	for i, n := range names {
		made := model.Made{Program: "test", Case: "Sandø", Standard: "invented", StandardVersion: "2026", Provider: "P1", Seed: uint64(i + 1),
			Iterations: 120000, Horizon: model.Horizon{From: small.from, Days: 14}}
		c.Sides = append(c.Sides, model.Side{Name: n, Plan: "plan", Part: "D" + string(rune('1'+i)), Made: []model.Made{made, made}, Homes: 120 + i, Tours: 70, Effort: 30.25 + float64(i), Area: 4.5 * float64(i)})
	}
	last := len(names) - 1
	row := func(key, section, unit string, per model.Per, better model.Better, drawn string, base float64) {
		m := model.Compared{Key: key, Section: section, Unit: unit, Per: per, Better: better, Drawn: drawn}
		for i := range names {
			x := model.ComparedValue{Has: true, Value: base * (1 + 0.25*float64(i)), Drawn: 70}
			switch {
			case drawn == "" || base == 0:
			case i == last:
				x.Why = "few"
			default:
				x.Low, x.High, x.Interval = x.Value*0.9, x.Value*1.1, true
				if better != model.Neither && per != model.InTotal {
					x.Best, x.Worst = i+1, i+1
				}
			}
			if i == 1 && x.Interval {
				x.Against = &model.Difference{Value: x.Value - base, Low: -0.1 * base, High: 0.3 * base}
			}
			m.Values = append(m.Values, x)
		}
		c.Measures = append(c.Measures, m)
	}
	sum := func(key, section, unit string, better model.Better, drawn string, total, visit float64) {
		row(key, section, unit, model.InTotal, better, drawn, total)
		row(key, section, unit, model.PerVisit, better, drawn, visit)
		row(key, section, unit, model.PerHour, better, drawn, visit*3)
	}
	row("homes", "size", "home", model.InTotal, model.Neither, "", 120)
	row("area", "size", "km2", model.InTotal, model.Neither, "", 4.5)
	row("visit_density", "size", "visits/km2/day", model.InTotal, model.Neither, "", 21.5)
	c.Measures[1].Values[0], c.Measures[2].Values[0] = model.ComparedValue{}, model.ComparedValue{}
	row("visits", "size", "visit", model.InTotal, model.Neither, "", 1328)
	row("granted_hours", "size", "h", model.InTotal, model.Neither, "", 447.5)
	sum("travel", "time", "min", model.Less, "tours", 3824, 2.88)
	sum("travel.car", "time", "min", model.Neither, "tours", 2630, 1.98)
	sum("overtime", "time", "min", model.Less, "tours", 7, 0.0053)
	row("citizen_share", "time", "percent", model.InTotal, model.More, "tours", 53.25)
	row("with_citizens", "time", "min", model.InTotal, model.Neither, "tours", 27871)
	row("attendance", "time", "min", model.InTotal, model.Neither, "tours", 52340)
	row("named_share", "continuity", "percent", model.InTotal, model.More, "homes", 55)
	row("named_bound", "continuity", "percent", model.InTotal, model.Neither, "homes", 60)
	row("distinct", "continuity", "caregiver", model.InTotal, model.Less, "homes", 5.5)
	sum("unserved.never-cancelled", "care", "occurrence", model.Less, "homes", 0, 0)
	sum("bill", "bill", "kr", model.Less, "both", 44000.53, 33.1)
	sum("bill.travel_minute.car", "bill", "kr", model.Neither, "tours", 21040, 15.8)
	sum("bill.call", "bill", "kr", model.Less, "homes", 150, 0.0004)
	c.Warnings = []model.CompareWarning{
		{Kind: "effort", Loud: true, Text: model.Text{Da: "Ikke lige stor indsats: " + names[0], En: "Not equal effort: " + names[0]}},
		{Kind: "seed", Text: model.Text{Da: "Forskellige frø", En: "Different seeds"}},
	}
	return c
}

func compareWith(t testing.TB, c *model.Comparison, o Options) string {
	t.Helper()
	var b bytes.Buffer
	if err := Compare(&b, c, o); err != nil {
		t.Fatalf("%+v: %v", o, err)
	}
	return b.String()
}

func TestCompareGolden(t *testing.T) {
	c := inventedComparison("Østby", "Vesterå", "Nordkær")
	for name, o := range map[string]Options{
		"compare.da.txt": {}, "compare.en.txt": {Lang: "en"},
		"compare.csv": {Format: CSVFormat}, "compare.excel.csv": {Format: ExcelFormat},
	} {
		t.Run(name, func(t *testing.T) {
			golden(t, name, compareWith(t, c, o))
		})
	}
}

func TestCompareErrors(t *testing.T) {
	c := inventedComparison("a", "b")
	var b bytes.Buffer
	if err := Compare(&b, c, Options{Format: JSONFormat}); !errors.Is(err, ErrFormat) {
		t.Errorf("format: %v", err)
	}
	if err := Compare(&b, c, Options{Lang: "sv"}); !errors.Is(err, ErrLang) {
		t.Errorf("language: %v", err)
	}
	if b.Len() > 0 {
		t.Errorf("wrote %d bytes beside the errors", b.Len())
	}
}

// However many sides there are, and whatever their names: the text fits a
// terminal, each side stands in it once, and each measure beside it.
func TestCompareTextFits(t *testing.T) {
	for _, names := range [][]string{
		{"Nord", "Syd"},
		{"Distrikt 1", "Distrikt 2", "Distrikt 3", "Distrikt 4", "Distrikt 5", "Distrikt 6", "Distrikt 7"},
		{"En gruppe med et meget langt navn, som ingen husker", "En anden", "En tredje"},
	} {
		for _, lang := range []string{"da", "en"} {
			out := compareWith(t, inventedComparison(names...), Options{Lang: lang})
			for line := range strings.Lines(out) {
				if n := width(strings.TrimSuffix(line, "\n")); n > compareWide {
					t.Errorf("%d columns: %s", n, line)
				}
			}
			for _, n := range names {
				heads := 0
				for line := range strings.Lines(out) {
					if strings.HasPrefix(line, "     ") && strings.Contains(line, n) {
						heads++
					}
				}
				if heads != 1 {
					t.Errorf("%s heads %d columns", n, heads)
				}
			}
		}
	}
}

// The CSV has a row for each side and measure, all with as many cells, in both
// forms; a negative difference stays a figure in Excel.
func TestCompareCSVIsWhole(t *testing.T) {
	c := inventedComparison("Nord", "=SUM(A1)", "Vest; og \"syd\"")
	for format, comma := range map[Format]rune{CSVFormat: ',', ExcelFormat: ';'} {
		r := csv.NewReader(strings.NewReader(strings.TrimPrefix(compareWith(t, c, Options{Format: format}), "\ufeff")))
		r.Comma = comma
		rows, err := r.ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		if want := 1 + len(c.Measures)*len(c.Sides); len(rows) != want {
			t.Errorf("%s has %d rows, want %d", format, len(rows), want)
		}
		negative := 0
		for _, row := range rows {
			if formula := row[0] == "=SUM(A1)"; formula && format == ExcelFormat {
				t.Errorf("a name is a formula: %v", row)
			}
			if strings.HasPrefix(row[16], "-") {
				negative++
			}
		}
		if negative == 0 {
			t.Errorf("%s: no difference below nothing", format)
		}
	}
}

// The page is well-formed, fetches nothing, and runs nothing that a name says;
// also where there is next to nothing to show.
func TestComparePage(t *testing.T) {
	const evil = `<script>alert("x")</script>`
	bare := inventedComparison("a", "b")
	bare.Measures, bare.Warnings = bare.Measures[:1], nil
	for name, c := range map[string]*model.Comparison{
		"three": inventedComparison("Østby", evil, "Nordkær"), "two": inventedComparison("a", "b"), "bare": bare,
		"many": inventedComparison(strings.Fields("a b c d e f g h i j k l m n o p")...),
	} {
		for _, lang := range []string{"da", "en"} {
			out := compareWith(t, c, Options{Lang: lang, Format: HTMLFormat})
			if err := wellFormed(out); err != nil {
				t.Errorf("%s %s: %v", name, lang, err)
			}
			for _, ref := range []string{"http:", "https:", " src=", " href=", "url(", "@import", "ZgotmplZ", evil, "NaN", "Inf%", "%!"} {
				if strings.Contains(out, ref) {
					t.Errorf("%s %s holds %q", name, lang, ref)
				}
			}
			if !strings.Contains(out, "default-src 'none'") {
				t.Errorf("%s %s does not forbid itself the network", name, lang)
			}
		}
	}
}

// In the page every plotted dot and whisker lies inside its plot.
func TestComparePlotsStayInside(t *testing.T) {
	v := &comparison{tongue: tongue{"en"}, c: inventedComparison("a", "b", "c", "d")}
	plots := 0
	for _, s := range sections {
		for _, p := range v.plots(s) {
			plots++
			for _, x := range p.Sides {
				if x.Has && (x.X < 0 || x.X > 100) || x.HasInterval && (x.From < 0 || x.Wide <= 0 || x.From+x.Wide > 100 || x.X < x.From || x.X > x.From+x.Wide) || x.HasMark && (x.Mark < 0 || x.Mark > 100) {
					t.Errorf("%s: %+v", p.Name, x)
				}
			}
		}
	}
	if plots < 5 {
		t.Errorf("only %d plots", plots)
	}
	s := v.scatter()
	if len(s.Dots) != 3 { // the first has no area
		t.Fatalf("%d dots", len(s.Dots))
	}
	for _, d := range s.Dots {
		if d.X < s.Left || d.X > s.Right || d.Y < s.Top || d.Y > s.Bottom {
			t.Errorf("outside: %+v", d)
		}
	}
	if len(s.XTicks) < 2 || len(s.YTicks) < 2 {
		t.Errorf("ticks %v and %v", s.XTicks, s.YTicks)
	}
}

func TestEvenTicks(t *testing.T) {
	for _, c := range []struct {
		low, high float64
		want      []float64
	}{
		{0, 10, []float64{0, 2, 4, 6, 8, 10}},
		{2.96, 6.11, []float64{3, 4, 5, 6}},
		{-5, 5, []float64{-4, -2, 0, 2, 4}},
		{1, 1, nil},
	} {
		if diff := cmp.Diff(c.want, even(c.low, c.high, 6)); diff != "" {
			t.Errorf("%v–%v: %s", c.low, c.high, diff)
		}
	}
	a := newAxis(&model.Compared{Values: []model.ComparedValue{{Has: true, Value: 3}, {Has: true, Value: 120}}}, 0, 100)
	if diff := cmp.Diff([]float64{5, 10, 20, 50, 100}, a.ticks()); diff != "" || !a.log {
		t.Errorf("by logarithms %v: %s", a.log, diff)
	}
}
