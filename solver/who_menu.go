package solver

import (
	"slices"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/solver/vrp"
)

// menu is where a visit by one may start on its date in the tours of a day, and
// at what price, with all that rides on it, the visits that it is tied to
// staying where they are.
func (d *desk) menu(v *model.Visit, need int, day int32) []slot {
	menu := d.untied(v, need, day)
	for _, t := range d.ties(v, need) {
		menu = cutMenu(menu, t.lo, t.hi)
	}
	return menu
}

// untied is a visit's menu as if it were tied to no other.
func (d *desk) untied(v *model.Visit, need int, day int32) []slot {
	stop := d.first[need]
	layers := [][]slot{d.windowsOf(v, stop, day)}
	for _, r := range d.riders[v.ID] {
		layers = append(layers, d.ridesOf(r, stop, day))
	}
	return overlaid(layers)
}

// windowsOf are the windows of a stop on a visit's date.
func (d *desk) windowsOf(v *model.Visit, stop, day int32) []slot {
	p, st := d.Problem, &d.Problem.Stops[stop]
	var all []slot
	for c := st.First; c < st.Last; c++ {
		if p.Choices[c].Day != day {
			continue
		}
		for w := p.Choices[c].First; w < p.Choices[c].Last; w++ {
			if lo, hi := d.spanOf(d.w.s, stop, w); lo <= hi && d.Dates[w] == v.Date {
				all = append(all, slot{lo, hi, p.Windows[w].Price})
			}
		}
	}
	return all
}

// ridesOf are the starts of a carrier that suit a rider.
func (d *desk) ridesOf(rider, carrier, day int32) []slot {
	var all []slot
	for _, k := range d.Problem.RidesOf(rider) {
		if r := &d.Problem.Rides[k]; r.Carrier == carrier && r.Day == day {
			all = append(all, slot{r.Lo, r.Hi, r.Price})
		}
	}
	return all
}

// overlaid joins layers of intervals that may overlap: a start must lie in one
// of every layer, and costs the cheapest of each.
func overlaid(layers [][]slot) []slot {
	var cuts []int32
	for _, layer := range layers {
		for _, s := range layer {
			cuts = append(cuts, s.lo, s.hi+1)
		}
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	var menu []slot
	for i := 0; i+1 < len(cuts); i++ {
		price, ok := priceAt(layers, cuts[i])
		switch last := len(menu) - 1; {
		case !ok:
		case last >= 0 && menu[last].hi+1 == cuts[i] && menu[last].price == price:
			menu[last].hi = cuts[i+1] - 1
		default:
			menu = append(menu, slot{cuts[i], cuts[i+1] - 1, price})
		}
	}
	return menu
}

func priceAt(layers [][]slot, at int32) (sum int64, ok bool) {
	for _, layer := range layers {
		best := int64(-1)
		for _, s := range layer {
			if s.lo <= at && at <= s.hi && (best < 0 || s.price < best) {
				best = s.price
			}
		}
		if best < 0 {
			return 0, false
		}
		sum += best
	}
	return sum, true
}

// tie is where another visit that stays lets a visit start.
type tie struct {
	lo, hi int32
	to     *model.Visit
}

// ties are the gaps that a visit keeps to others of the plan.
func (d *desk) ties(v *model.Visit, need int) []tie {
	var ties []tie
	for _, stop := range append([]int32{d.first[need]}, d.riders[v.ID]...) {
		for _, k := range d.Problem.LinksOf(stop) {
			l := &d.Problem.Links[k]
			other := l.A
			if other == stop {
				other = l.B
			}
			to := d.standsIn[d.Stops[other].Need]
			if l.Kind != vrp.Gap || to == nil || to == v {
				continue
			}
			at := d.tick(to.Staff[0].Start)
			if l.A == stop {
				ties = append(ties, tie{at - l.Max, at - l.Min, to})
			} else {
				ties = append(ties, tie{at + l.Min, at + l.Max, to})
			}
		}
	}
	return ties
}
