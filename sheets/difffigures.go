package sheets

import (
	"math"
	"strings"

	"github.com/hjemvej/hjemvej/model"
)

// facts are the figures that a planner looks for first.
func (d *difference) facts() []figure {
	ch := d.ch
	calls, late := 0, 0
	for i := range ch.Calls {
		if ch.Calls[i].New() {
			calls++
		}
		if ch.Calls[i].Late {
			late++
		}
	}
	whole := func(n int) string { return d.whole(int64(n)) }
	fs := []figure{
		{d.word("to call"), whole(calls), ""},
		{d.word("to tell"), whole(ch.Totals.Caregivers), ""},
		{d.word("citizens with changes"), whole(ch.Totals.Homes), ""},
		{d.word("homes with new faces"), whole(ch.Totals.Faces + ch.Later.Faces), ""},
		{d.heading("travel"), d.change(d.travelMore()) + " min", ""},
	}
	if late > 0 {
		fs[0].Beside = whole(late) + " " + d.word("late")
	}
	return fs
}

// billFigures are the lines of the bill in both plans, the dearest change first
// to be seen at the sum.
func (d *difference) billFigures() []diffFigure {
	var rows []diffFigure
	var was, is model.Price
	for _, b := range d.ch.Bill {
		was, is = was+b.Was, is+b.Is
		if b.Was == b.Is && b.WasCount == b.IsCount {
			continue
		}
		rows = append(rows, diffFigure{Name: d.billName(b.Line), Unit: "kr.", Was: d.kroner(b.Was), Is: d.kroner(b.Is), By: d.more(float64(b.Is-b.Was)/100, 2), Apart: b.Was != b.Is})
	}
	return append(rows, diffFigure{Name: d.word("total"), Unit: "kr.", Was: d.kroner(was), Is: d.kroner(is), By: d.more(float64(is-was)/100, 2), Apart: was != is})
}

func (d *difference) measureFigures() []diffFigure {
	var rows []diffFigure
	for _, f := range d.ch.Measures {
		decimals := 0
		if f.Unit == "percent" || f.Key == "distinct" || f.Unit == "km" {
			decimals = 1
		}
		rows = append(rows, diffFigure{Name: d.figureName(f.Key), Unit: d.word("in." + f.Unit), Was: d.decimal(f.Was, decimals), Is: d.decimal(f.Is, decimals),
			By: d.more(f.Is-f.Was, decimals), Apart: d.decimal(f.Was, decimals) != d.decimal(f.Is, decimals)})
	}
	return rows
}

// figureName is a measure's name, with the mode or class of a part.
func (l tongue) figureName(key string) string {
	base, part, split := strings.Cut(key, ".")
	switch {
	case !split:
		return l.word("sum." + base)
	case base == "unserved":
		return l.word("sum."+base) + ", " + l.word("class."+part)
	}
	return l.word("sum."+base) + ", " + l.mode(model.Mode(part))
}

// more is a difference with its sign; nothing where it rounds to none.
func (l tongue) more(by float64, decimals int) string {
	if math.Abs(by) < 0.5*math.Pow10(-decimals) {
		return ""
	}
	if by < 0 {
		return "−" + l.decimal(-by, decimals)
	}
	return "+" + l.decimal(by, decimals)
}
