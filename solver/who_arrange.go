package solver

import (
	"cmp"
	"math"
	"slices"
)

// arrangement is a tour's tasks in order, each at its start.
type arrangement struct {
	tour  int32
	seats []task // start: as arranged
	cost  int64
	gives []task // that found no room
}

// dearer is what an øre counts against a minute that a visit moves: of equally
// cheap arrangements that which moves the least.
const dearer = 1 << 16

const impossible = math.MaxInt64

// plotter finds the cheapest arrangement of a load: what is in line in its
// order, what is free anywhere between, every start to the minute. It goes from
// state to state, each telling what is done, where the caregiver is, and by
// when at which cost.
type plotter struct {
	*desk
	*load
	span    int32       // minutes of the tour
	travels bool        // else nobody goes anywhere
	been    []int32     // by tasks in line done: the last place of theirs, that of the start first
	states  []plotState // by line, mask, last
}

// plotState is what it costs to have done with some tasks by each minute.
type plotState struct {
	cost []int64 // by the minute at which the last of them ends; nil: unreached
	from []plotStep
}

// plotStep is where a state came from: state, and the minute that one ended.
type plotStep struct{ state, end int32 }

// arrange finds the cheapest arrangement of a load, nil where there is none.
func (d *desk) arrange(l *load) *arrangement {
	tour := &d.Problem.Tours[l.tour]
	p := &plotter{desk: d, load: l, span: tour.Late - tour.Open + 1, been: []int32{tour.Start}}
	for i := range l.inLine {
		place := l.inLine[i].place
		p.travels = p.travels || place != 0
		p.been = append(p.been, cmp.Or(place, p.been[i]))
	}
	for i := range l.free {
		p.travels = p.travels || l.free[i].place != 0
	}
	if p.span <= 0 {
		return nil
	}
	p.states = make([]plotState, (len(l.inLine)+1)<<len(l.free)*(len(l.free)+1))
	p.reach(p.at(0, 0, 0))
	p.states[0].cost[0] = 0
	for line := range len(l.inLine) + 1 {
		for mask := range 1 << len(l.free) {
			for last := range len(l.free) + 1 {
				if p.states[p.at(line, mask, last)].cost != nil {
					p.leave(line, mask, last)
				}
			}
		}
	}
	return p.best()
}

// at is the number of a state. last is 0 where the caregiver is at the last
// place in line, else the number of a free task, from 1.
func (p *plotter) at(line, mask, last int) int32 {
	return int32((line<<len(p.free)|mask)*(len(p.free)+1) + last)
}

func (p *plotter) reach(state int32) *plotState {
	s := &p.states[state]
	if s.cost == nil {
		s.cost, s.from = make([]int64, p.span), make([]plotStep, p.span)
		for i := range s.cost {
			s.cost[i] = impossible
		}
	}
	return s
}

// leave goes on from a state to all that may come next.
func (p *plotter) leave(line, mask, last int) {
	from := p.at(line, mask, last)
	by, end := p.soonest(from)
	place := p.been[line]
	if last > 0 {
		place = p.free[last-1].place
	}
	if line < len(p.inLine) {
		next := last
		if p.inLine[line].place != 0 {
			next = 0
		}
		p.do(&p.inLine[line], from, p.at(line+1, mask, next), place, by, end)
	}
	for i := range p.free {
		if mask>>i&1 == 1 {
			continue
		}
		next := last
		if p.free[i].place != 0 {
			next = i + 1
		}
		p.do(&p.free[i], from, p.at(line, mask|1<<i, next), place, by, end)
	}
}

// soonest is, by each minute, the least that a state costs by then, and when it
// ended.
func (p *plotter) soonest(state int32) (by []int64, end []int32) {
	by, end = slices.Clone(p.states[state].cost), make([]int32, p.span)
	for t := range by {
		end[t] = int32(t)
		if t > 0 && by[t-1] <= by[t] && by[t-1] < impossible {
			by[t], end[t] = by[t-1], end[t-1]
		}
	}
	return by, end
}

// do does a task next, at every start that it has.
func (p *plotter) do(x *task, from, to, place int32, by []int64, end []int32) {
	tour := &p.Problem.Tours[p.tour]
	way, price := int32(0), int64(0)
	if x.place != 0 {
		leg := p.Problem.Modes[tour.Mode].Leg(place, x.place)
		way, price = leg.Ticks, int64(leg.Price)
	}
	first := tour.Open + way
	if p.now != 0 && p.holds && x == &p.free[0] {
		first = max(first, p.tick(p.now)+way) // nobody can have left before now
	}
	var state *plotState
	for _, s := range x.menu {
		for at := max(s.lo, first); at <= min(s.hi, tour.Late-x.dur); at++ {
			was := at - way - tour.Open
			if by[was] == impossible {
				continue
			}
			if state == nil {
				state = p.reach(to)
			}
			cost := by[was] + (s.price+price)*dearer + moved(x, at)
			if t := at + x.dur - tour.Open; cost < state.cost[t] {
				state.cost[t], state.from[t] = cost, plotStep{from, end[was]}
			}
		}
	}
}

// moved is how far a task is from where it was planned.
func moved(x *task, at int32) int64 {
	if x.fresh {
		return 0
	}
	return int64(max(at-x.start, x.start-at))
}

// best reads the cheapest arrangement from the states in which all is done.
func (p *plotter) best() *arrangement {
	tour := &p.Problem.Tours[p.tour]
	a := &arrangement{tour: p.tour, cost: impossible}
	var state, end int32
	for last := range len(p.free) + 1 {
		full := p.at(len(p.inLine), 1<<len(p.free)-1, last)
		place := p.been[len(p.inLine)]
		if last > 0 {
			place = p.free[last-1].place
		}
		for t, cost := range p.states[full].cost {
			if cost == impossible {
				continue
			}
			over := tour.Open + int32(t)
			if p.travels {
				home := p.Problem.Modes[tour.Mode].Leg(place, tour.End)
				over += home.Ticks
				cost += int64(home.Price) * dearer
			}
			cost += int64(max(0, over-tour.Close)) * tour.LatePrice * dearer
			if over <= tour.Late && cost < a.cost {
				a.cost, state, end = cost, full, int32(t)
			}
		}
	}
	if a.cost == impossible {
		return nil
	}
	p.trace(a, state, end)
	return a
}

// trace gathers the tasks on the way back to the start.
func (p *plotter) trace(a *arrangement, state, end int32) {
	for state != 0 {
		step := p.states[state].from[end]
		x := *p.between(step.state, state)
		x.start = p.Problem.Tours[p.tour].Open + end - x.dur
		a.seats = append(a.seats, x)
		state, end = step.state, step.end
	}
	slices.Reverse(a.seats)
}

// between is the task that leads from a state to another.
func (p *plotter) between(from, to int32) *task {
	a, b := int(from)/(len(p.free)+1), int(to)/(len(p.free)+1)
	if more := a ^ b; a>>len(p.free) == b>>len(p.free) {
		for i := range p.free {
			if more>>i&1 == 1 {
				return &p.free[i]
			}
		}
	}
	return &p.inLine[a>>len(p.free)]
}

// arrangeWithout arranges a load that gives up the cheapest of what it may.
func (d *desk) arrangeWithout(l *load) *arrangement {
	var best *arrangement
	for i := range l.inLine {
		price, may := d.forgone(&l.inLine[i])
		if !may {
			continue
		}
		less := *l
		less.inLine = slices.Delete(slices.Clone(l.inLine), i, i+1)
		a := d.arrange(&less)
		if a == nil {
			continue
		}
		a.cost += price * dearer
		a.gives = []task{l.inLine[i]}
		if best == nil || a.cost < best.cost {
			best = a
		}
	}
	return best
}

// without arranges the tour that has a leg now as it will be without it: all
// stays where it is, unless the way from one to the next no longer allows it.
func (d *desk) without(leg int) (*arrangement, bool) {
	t := d.seatOf(leg)
	if t < 0 {
		return &arrangement{tour: t}, true
	}
	if d.left[leg] == nil {
		l := &load{tour: t}
		d.fill(l, leg)
		if d.left[leg] = d.stay(l); d.left[leg] == nil {
			d.left[leg] = d.arrange(l)
		}
		if d.left[leg] == nil {
			d.left[leg] = &arrangement{tour: t, cost: impossible}
		}
	}
	return d.left[leg], d.left[leg].cost < impossible
}

// stay leaves every task where it is planned, if that can be driven.
func (d *desk) stay(l *load) *arrangement {
	a := &arrangement{tour: l.tour}
	for _, x := range append(slices.Clone(l.inLine), l.free...) {
		if !x.fresh {
			a.seats = append(a.seats, x)
		}
	}
	slices.SortStableFunc(a.seats, func(x, y task) int { return cmp.Compare(x.start, y.start) })
	if !d.drives(a) {
		return nil
	}
	return a
}

// drives says whether a tour can be driven with all tasks at their starts.
func (d *desk) drives(a *arrangement) bool {
	tour := &d.Problem.Tours[a.tour]
	table := &d.Problem.Modes[tour.Mode]
	at, clock, travels := tour.Start, tour.Open, slices.ContainsFunc(a.seats, func(x task) bool { return x.place != 0 })
	for i := range a.seats {
		x := &a.seats[i]
		if x.place != 0 {
			clock += table.Leg(at, x.place).Ticks
			at = x.place
		}
		if x.start < clock {
			return false
		}
		clock = x.start + x.dur
	}
	if travels {
		clock += table.Leg(at, tour.End).Ticks
	}
	return clock <= tour.Late
}
