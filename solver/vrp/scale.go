package vrp

import "math"

// Scale gives the measures of temperatures in øre, for the start of a search and
// for its end: by how much the legs to the five likeliest neighbours of a stop are
// dearer on average than the shortest of all (what every leg costs tells none
// apart), or half of the price of a stop by a stranger where it is more; and for
// the start what a stop by a stranger costs, or serving a cluster at all, where
// that is still more.
func (p *Problem) Scale() (start, end float64) { return p.index.hot, p.index.cold }

// measure takes the measures of temperatures: see Scale.
func measure(p *Problem) {
	x := &p.index
	sum, count, least := 0, 0, math.MaxInt
	for c := range p.Choices {
		near := x.near.of(int32(c))
		for _, y := range near[:min(5, len(near))] {
			price := int(p.Modes[0].Leg(p.Stops[x.choiceOf[c]].Place, p.Stops[y].Place).Price)
			sum += price
			least = min(least, price)
			count++
		}
	}
	if count > 0 {
		x.cold = float64(sum)/float64(count) - float64(least)
		if x.cold == 0 { // no way is shorter than another: any measure will do but none
			x.cold = float64(least)
		}
	}
	if p.Flows() { // a stop then costs more than its way: measured, see docs/decisions/flow.md
		x.cold *= 4
	}
	other, first := tiePrices(p)
	x.cold = max(x.cold, other/2)
	x.hot = max(x.cold, other, first)
}

// tiePrices are what a stop by a worker outside the pair costs on average, and
// what serving a cluster at all does: places may lie so near that travel alone
// would start the search too cold to change who comes where.
func tiePrices(p *Problem) (other, first float64) {
	var others, firsts int
	for i := range p.Ties {
		k := &p.Kinds[p.Ties[i]]
		if k.Other > 0 {
			other += float64(k.Other)
			others++
		}
		if k.First > 0 {
			first += float64(k.First)
			firsts++
		}
	}
	return other / float64(max(1, others)), first / float64(max(1, firsts))
}
