package sheets

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/hjemvej/hjemvej/model"
)

// compareLayouts has the formats of a comparison, the default one first.
var compareLayouts = []struct {
	format Format
	write  func(io.Writer, *comparison) error
}{{TextFormat, compareText}, {HTMLFormat, compareHTML}, {CSVFormat, compareCSV}, {ExcelFormat, compareCSV}}

// CompareFormats are the formats of a comparison, the default first.
func CompareFormats() []Format {
	var fs []Format
	for _, l := range compareLayouts {
		fs = append(fs, l.format)
	}
	return fs
}

// Compare writes plans, or parts of plans, side by side. It shows figures of
// sides only, never of a home or a caregiver. Of the options, language and
// format count. Errors are ErrFormat, ErrLang, or those of w.
func Compare(w io.Writer, c *model.Comparison, o Options) error {
	switch o.Lang {
	case "":
		o.Lang = "da"
	case "da", "en":
	default:
		return fmt.Errorf("%w: %q, has da and en", ErrLang, o.Lang)
	}
	for _, l := range compareLayouts {
		if o.Format == "" || o.Format == l.format {
			o.Format = l.format
			return l.write(w, &comparison{tongue: tongue{o.Lang}, c: c, o: o})
		}
	}
	return fmt.Errorf("%w: a comparison as %q, has %v", ErrFormat, o.Format, CompareFormats())
}

// comparison is a comparison in words of a language.
type comparison struct {
	tongue
	c *model.Comparison
	o Options
}

// compareRow is a measure as it is shown.
type compareRow struct {
	*model.Compared
	Name  string // "Travel"; of a quotient, what the total above it is divided by
	Unit  string // "min"
	Of    string // the whole of it: "Travel, min per visit"
	Under bool   // stands under the total
	Cells []compareCell

	times    float64 // values are shown so many times over: per 100 visits
	decimals int
}

// compareCell is a side's figure in words.
type compareCell struct {
	Value, Interval, Why, Rank string
	Against                    string // the difference from the first plan of the same case
	Apart                      bool   // its interval leaves out 0
}

// rows are the measures of a section; quotients of what is nothing on every
// side are left out.
func (v *comparison) rows(section string) []compareRow {
	var rows []compareRow
	for i := range v.c.Measures {
		if m := &v.c.Measures[i]; m.Section == section && (m.Per == model.InTotal || !nothing(m)) {
			rows = append(rows, v.row(m))
		}
	}
	return rows
}

func nothing(m *model.Compared) bool {
	return !slices.ContainsFunc(m.Values, func(x model.ComparedValue) bool { return x.Value != 0 })
}

// sections in the order in which they are shown.
var sections = []string{"size", "time", "continuity", "care", "bill"}

func (v *comparison) row(m *model.Compared) compareRow {
	r := compareRow{Compared: m, Unit: v.unitOf(m), Under: m.Per != model.InTotal}
	r.times, r.decimals = scaleOf(m)
	r.Name = v.nameOf(m)
	r.Of = r.Name
	if r.Under {
		per := v.word("per." + string(m.Per))
		if r.times > 1 {
			per = fmt.Sprintf(v.word("pers."+string(m.Per)), v.whole(int64(r.times)))
		}
		r.Name, r.Unit = per, strings.TrimSpace(r.Unit+" "+per)
	}
	if strings.EqualFold(r.Unit, r.Name) {
		r.Unit = ""
	}
	alike := alike(m)
	for i := range m.Values {
		r.Cells = append(r.Cells, v.cell(&r, &m.Values[i], alike))
	}
	return r
}

// nameOf is a measure's name: of the whole, with the mode, class or line of a part.
func (v *comparison) nameOf(m *model.Compared) string {
	base, part, split := strings.Cut(m.Key, ".")
	switch {
	case !split:
		return v.word("sum." + base)
	case base == "bill":
		return v.billName(part)
	case base == "unserved":
		return v.word("sum."+base) + ", " + v.word("class."+part)
	}
	return v.word("sum."+base) + ", " + v.mode(model.Mode(part))
}

// unitOf is a measure's unit; densities have it in their name.
func (v *comparison) unitOf(m *model.Compared) string {
	if _, has := words["in."+m.Unit]; !has {
		return ""
	}
	return v.word("in." + m.Unit)
}

// scaleOf says how a measure's values are written: three digits of the largest
// are enough, whole things are counted whole, and what is rare is counted per
// hundred or thousand visits.
func scaleOf(m *model.Compared) (times float64, decimals int) {
	most := 0.0
	for i := range m.Values {
		most = max(most, math.Abs(m.Values[i].Value))
	}
	times = 1
	if m.Per != model.InTotal && most > 0 {
		switch {
		case most < 0.01:
			times = 1000
		case most < 0.1:
			times = 100
		}
	}
	whole := true
	for i := range m.Values {
		whole = whole && math.Abs(m.Values[i].Value-math.Round(m.Values[i].Value)) < 1e-6
	}
	switch most *= times; {
	case m.Unit == "percent":
		return times, 1
	case most >= 1000 || whole && m.Per == model.InTotal:
		return times, 0
	case most >= 10:
		return times, 1
	case most >= 1:
		return times, 2
	}
	return times, 3
}

// alike says whether no side of a ranked measure can be told from any other.
func alike(m *model.Compared) bool {
	n := ranked(m)
	return !slices.ContainsFunc(m.Values, func(x model.ComparedValue) bool { return x.Best > 0 && (x.Best > 1 || x.Worst < n) })
}

// ranked is how many sides have a rank.
func ranked(m *model.Compared) int {
	n := 0
	for i := range m.Values {
		if m.Values[i].Best > 0 {
			n++
		}
	}
	return n
}

func (v *comparison) cell(r *compareRow, x *model.ComparedValue, alike bool) compareCell {
	if !x.Has {
		return compareCell{Value: "–"}
	}
	write := func(f float64) string { return v.decimal(f*r.times, r.decimals) }
	c := compareCell{Value: "0"}
	if x.Value != 0 {
		c.Value = write(x.Value)
	}
	switch {
	case x.Interval:
		c.Interval = write(x.Low) + "–" + write(x.High)
	case x.Why != "" && !nothing(r.Compared):
		c.Why = v.word("why." + x.Why)
	}
	if a := x.Against; a != nil {
		sign := ""
		if a.Value > 0 {
			sign = "+"
		}
		c.Against = fmt.Sprintf("Δ %s%s (%s %s %s)", sign, write(a.Value), write(a.Low), v.word("until"), write(a.High))
		c.Apart = a.Low > 0 || a.High < 0
	}
	switch {
	case x.Best == 0:
	case alike:
		c.Rank = "="
	case x.Best == x.Worst:
		c.Rank = fmt.Sprint(x.Best)
	default:
		c.Rank = fmt.Sprintf("%d–%d", x.Best, x.Worst)
	}
	return c
}

// better says which way a measure is better, "" where neither is.
func (v *comparison) better(m *model.Compared) string {
	switch m.Better {
	case model.Less:
		return v.word("less is better")
	case model.More:
		return v.word("more is better")
	}
	return ""
}

// method says how the figures were found, a paragraph each.
func (v *comparison) method() []string {
	m := v.c.Method
	percent := func(f float64) string { return v.decimal(100*f, 0) }
	paragraphs := []string{
		fmt.Sprintf(v.word("method.interval"), percent(m.Confidence), v.whole(int64(m.Resamples)), m.LeastDrawn, m.LeastEvents),
		v.word("method.rank"),
		v.word("method.per"),
		fmt.Sprintf(v.word("method.area"), percent(m.AreaShare), m.AreaHomes),
	}
	if v.pairs() {
		paragraphs = slices.Insert(paragraphs, 2, v.word("method.pairs"))
	}
	return paragraphs
}

// pairs says whether any side is compared with another home by home.
func (v *comparison) pairs() bool {
	for i := range v.c.Measures {
		if slices.ContainsFunc(v.c.Measures[i].Values, func(x model.ComparedValue) bool { return x.Against != nil }) {
			return true
		}
	}
	return false
}

// title names the comparison.
func (v *comparison) title() string { return v.word("comparison") + " " + v.word("by."+v.c.By) }
