package sheets

import (
	"fmt"
	"io"

	"github.com/hjemvej/hjemvej/model"
)

// overview is the summary as a page: the same, with small charts.
type overview struct {
	summary
	Bars  []chartBar // the bill, a bar to each line
	Time  []chartPart
	Days  []chartDay
	Hours chartHours
}

// chartBar is one line of the bill, its width in per cent of the dearest line
// of what is delivered: what is not would dwarf the rest.
type chartBar struct {
	billRow
	W   float64
	Bad bool
}

// chartPart is a share of the time on duty, in per cent from the left.
type chartPart struct {
	Class, Name, Value string
	X, W               float64
}

// chartDay is a day's visits, stacked by care class.
type chartDay struct {
	X, W   float64
	Label  string // the weekday
	Date   string
	Free   bool
	Total  int
	Stack  []chartStack
	TotalY float64
}

type chartStack struct {
	Class string
	Y, H  float64
	Title string
}

// chartHours is how many caregivers are with citizens over the day, on average.
type chartHours struct {
	Area  string
	Ticks []ganttTick
	Most  string
	Y     float64 // of Most
	Empty bool
}

func summaryHTML(w io.Writer, v *view) error {
	s := v.summary(0)
	title := v.word("summary")
	if h := v.p.Made.CaseHash; len(h) >= 8 {
		title += " " + h[:8]
	}
	return v.html(w, "summary.html", title, overview{s, billBars(s.Bill), v.timeParts(), v.chartDays(), v.chartHours()})
}

func billBars(rows []billRow) []chartBar {
	most := model.Price(1)
	for _, r := range rows {
		if !r.unserved {
			most = max(most, r.price)
		}
	}
	bars := make([]chartBar, len(rows))
	for i, r := range rows {
		bars[i] = chartBar{r, round(100 * min(1, max(0, float64(r.price)/float64(most)))), r.unserved}
	}
	return bars
}

// timeParts is what the time on duty goes to, over all tours. Waiting and idle
// time are one part: where one ends and the other begins, the measures say.
func (v *view) timeParts() []chartPart {
	order := []model.ItemKind{model.VisitItem, model.CallItem, model.TravelItem, model.ActivityItem, model.BreakItem, model.ReserveItem, "unused"}
	sums := map[model.ItemKind]model.Minutes{}
	var all model.Minutes
	for i := range v.p.Tours {
		t := &v.p.Tours[i]
		for _, it := range t.Items {
			sums[it.Kind] += it.To.Sub(it.From)
			all += it.To.Sub(it.From)
		}
		f := v.tourFigures(t)
		sums["unused"] += f.wait + f.idle
		all += f.wait + f.idle
	}
	var parts []chartPart
	x := 0.0
	for _, k := range order {
		if sums[k] <= 0 {
			continue
		}
		share := 100 * float64(sums[k]) / float64(all)
		parts = append(parts, chartPart{string(k), v.word("item." + string(k)), v.percent(int64(sums[k]), int64(all)) + " · " + v.hours(sums[k]), x, share})
		x += share
	}
	return parts
}

// The measures of the two charts, in the units of their view box.
const chartW, chartH, chartFoot = 640.0, 160.0, 34.0

func (v *view) chartDays() []chartDay {
	classes := []model.CareClass{model.NeverCancelled, model.Replaced, model.Priced}
	h := v.p.Made.Horizon
	counts := make([]map[model.CareClass]int, max(0, h.Days))
	totals := make([]int, len(counts))
	most := 1
	for i := range v.p.Visits {
		x := &v.p.Visits[i]
		n := int(x.Date - h.From)
		if n < 0 || n >= len(counts) {
			continue
		}
		if counts[n] == nil {
			counts[n] = map[model.CareClass]int{}
		}
		counts[n][v.class(x)]++
		totals[n]++
		most = max(most, totals[n])
	}
	var days []chartDay
	step := chartW / float64(max(1, len(counts)))
	for n := range counts {
		d := h.From + model.Date(n)
		day := chartDay{X: round(step*float64(n) + step*0.12), W: round(min(step*0.76, 80)), Label: v.weekdayShort(d), Date: v.dateShort(d), Free: d.Weekday() == 0 || d.Weekday() == 6, Total: totals[n]}
		y := chartH - chartFoot
		for _, c := range classes {
			if k := counts[n][c]; k > 0 {
				high := (chartH - chartFoot - 18) * float64(k) / float64(most)
				y -= high
				day.Stack = append(day.Stack, chartStack{string(c), round(y), round(high), fmt.Sprintf("%s: %s", v.word("class."+string(c)), v.count(k, "visit"))})
			}
		}
		day.TotalY = round(y - 4)
		days = append(days, day)
	}
	return days
}

// chartHours averages over the days of the horizon, by quarter of an hour.
func (v *view) chartHours() chartHours {
	var quarters [96]model.Minutes
	for i := range v.p.Visits {
		for _, a := range v.p.Visits[i].Staff {
			for m := model.Minutes(0); m < a.Minutes; m++ {
				quarters[int(a.Start.Add(m).Clock())/15%96]++
			}
		}
	}
	most := model.Minutes(0)
	for _, q := range quarters {
		most = max(most, q)
	}
	c := chartHours{Empty: most == 0, Y: 14}
	if c.Empty {
		return c
	}
	bottom := chartH - chartFoot
	x := func(q int) float64 { return round(chartW * float64(q) / 96) }
	c.Area = fmt.Sprintf("M0 %g", bottom)
	for q, m := range quarters {
		y := round(bottom - (bottom-18)*float64(m)/float64(most))
		c.Area += fmt.Sprintf("L%g %gL%g %g", x(q), y, x(q+1), y)
	}
	c.Area += fmt.Sprintf("L%g %gZ", chartW, bottom)
	for h := 0; h < 24; h += 3 {
		c.Ticks = append(c.Ticks, ganttTick{x(4 * h), fmt.Sprintf("%02d", h)})
	}
	c.Most = v.decimal(float64(most)/15/float64(max(1, v.p.Made.Horizon.Days)), 1)
	return c
}
