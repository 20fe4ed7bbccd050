package sheets

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/hjemvej/hjemvej/model"
)

// comparePage is a comparison with its pictures.
type comparePage struct {
	Kicker, Title    string
	Loud, Notes      []string
	Sides            []sideHead
	Sections         []compareSection
	Scatter          scatter
	Method           []string
	Legend, Interval string
}

// compareSection is a part of the measures: a plot for each that is compared,
// and the table of all.
type compareSection struct {
	Name  string
	Plots []comparePlot
	Rows  []compareRow
}

// comparePlot is one measure with a dot and its interval for each side.
type comparePlot struct {
	Name, Unit, Better, Drawn string
	Apart                     bool // some side can be told from some other
	Alike                     bool // ranked, and none can
	Low, High                 string
	Sides                     []plotSide
	Beside                    string // what a mark in it means
}

// plotSide is a side's line in a plot, in per cent from the left.
type plotSide struct {
	Number               int
	Name                 string
	X, From, Wide        float64
	Mark                 float64 // of what is highest possible
	HasMark, HasInterval bool
	Has                  bool
	Best                 bool // no side is better for sure, and some is worse
	Beside               string
	compareCell
}

func compareHTML(w io.Writer, v *comparison) error {
	p := comparePage{Title: v.title(), Kicker: strings.Join(v.plans(), " · "), Method: v.method(), Legend: v.word("legend text"),
		Interval: fmt.Sprintf(v.word("interval"), v.decimal(100*v.c.Method.Confidence, 0)), Scatter: v.scatter()}
	for _, x := range v.c.Warnings {
		if x.Loud {
			p.Loud = append(p.Loud, x.Text.In(v.lang))
		} else {
			p.Notes = append(p.Notes, x.Text.In(v.lang))
		}
	}
	for i := range v.c.Sides {
		h := v.sideHead(&v.c.Sides[i])
		h.Number = i + 1
		p.Sides = append(p.Sides, h)
	}
	for _, name := range sections {
		if s := (compareSection{v.heading("section." + name), v.plots(name), v.rows(name)}); len(s.Rows) > 0 {
			p.Sections = append(p.Sections, s)
		}
	}
	return renderPage(w, "compare.html", page{tongue: v.tongue, Title: v.title(), Data: p, Plan: v.foot()})
}

// plans are the names of the plans compared.
func (v *comparison) plans() []string {
	var names []string
	for _, s := range v.c.Sides {
		if !slices.Contains(names, s.Plan) {
			names = append(names, s.Plan)
		}
	}
	return names
}

func (v *comparison) foot() planHead {
	var h planHead
	for _, s := range v.c.Sides {
		for _, m := range s.Made {
			h.Case, h.Days = listed(h.Case, m.Case), listed(h.Days, v.span(m.Horizon))
			if m.Program != "" {
				h.Made = listed(h.Made, "hjemvej "+m.Program)
			}
		}
	}
	return h
}

// plots are those of a section's measures that say how good a side is: shares,
// means, and quantities per visit. Lines of the bill are left to the table.
func (v *comparison) plots(section string) []comparePlot {
	var plots []comparePlot
	for i := range v.c.Measures {
		m := &v.c.Measures[i]
		if m.Section != section || m.Better == model.Neither || !drawn(m) || strings.HasPrefix(m.Key, "bill.") {
			continue
		}
		if m.Per == model.PerVisit || m.Per == model.InTotal && quotient(m) {
			plots = append(plots, v.plot(m))
		}
	}
	return plots
}

// drawn says whether any side has an interval.
func drawn(m *model.Compared) bool {
	return slices.ContainsFunc(m.Values, func(x model.ComparedValue) bool { return x.Interval })
}

// quotient says whether a measure without divisor is a share or a mean.
func quotient(m *model.Compared) bool { return m.Unit == "percent" || m.Key == "distinct" }

// marks are measures shown as a mark in the plot of another, and parts those
// that stand in words beside it.
var (
	marks = map[string]string{"named_share": "named_bound"}
	parts = map[string][2]string{"citizen_share": {"with_citizens", "attendance"}, "named_share": {"by_named", "staff_places"}, "distinct_above_7_share": {"distinct_above_7", "distinct_homes"}}
)

func (v *comparison) plot(m *model.Compared) comparePlot {
	r := v.row(m)
	p := comparePlot{Name: r.Of, Unit: r.Unit, Better: v.better(m)}
	if m.Drawn != "" {
		p.Drawn = v.word("drawn." + m.Drawn)
	}
	n := ranked(m)
	p.Apart, p.Alike = n > 0 && !alike(m), n > 0 && alike(m)
	mark := v.find(marks[m.Key])
	low, high := span(m, mark)
	p.Low, p.High = v.decimal(low*r.times, r.decimals), v.decimal(high*r.times, r.decimals)
	at := func(f float64) float64 { return round(100 * (f - low) / (high - low)) }
	for i := range m.Values {
		x := &m.Values[i]
		s := plotSide{Number: i + 1, Name: v.c.Sides[i].Name, Has: x.Has, compareCell: r.Cells[i]}
		if x.Has {
			s.X = at(x.Value)
		}
		if s.HasInterval = x.Interval; x.Interval {
			s.From = at(x.Low)
			s.Wide = round(at(x.High) - s.From)
		}
		if mark != nil && mark.Values[i].Has {
			s.HasMark, s.Mark, p.Beside = true, at(mark.Values[i].Value), v.word("highest tick")
		}
		s.Best = p.Apart && x.Best == 1 && x.Worst < n
		s.Beside = v.partsOf(m, i)
		p.Sides = append(p.Sides, s)
	}
	return p
}

func (v *comparison) find(key string) *model.Compared {
	for i := range v.c.Measures {
		if m := &v.c.Measures[i]; m.Key == key && m.Per == model.InTotal {
			return m
		}
	}
	return nil
}

// partsOf is a share's numerator and denominator in words: "27,871 of 52,380 min".
func (v *comparison) partsOf(m *model.Compared, side int) string {
	of, over := v.find(parts[m.Key][0]), v.find(parts[m.Key][1])
	if of == nil || over == nil || !of.Values[side].Has {
		return ""
	}
	whole := func(m *model.Compared) string { return v.whole(int64(math.Round(m.Values[side].Value))) }
	return fmt.Sprintf(v.word("of"), whole(of), whole(over)) + " " + v.unitOf(over)
}

// span is the stretch that a plot shows: all values, intervals and marks, with
// a little room on both sides.
func span(ms ...*model.Compared) (low, high float64) {
	low, high = math.Inf(1), math.Inf(-1)
	for _, m := range ms {
		for i := 0; m != nil && i < len(m.Values); i++ {
			x := &m.Values[i]
			if x.Has {
				low, high = min(low, x.Value), max(high, x.Value)
			}
			if x.Interval {
				low, high = min(low, x.Low), max(high, x.High)
			}
		}
	}
	if low > high {
		return 0, 1
	}
	room := (high - low) * 0.06
	if room == 0 {
		room = max(math.Abs(high)*0.1, 1e-9)
	}
	if low >= 0 {
		return max(0, low-room), high + room
	}
	return low - room, high + room
}
