package solver

import (
	"slices"

	"github.com/hjemvej/hjemvej/model"
)

// dayOf is a caregiver's day with one more leg to find a place for. It knows
// the demand and the roads alone, nothing of the engine: every place in the
// order of the day is tried for the leg, and for the breaks and activities, each
// visit as early as it may start, pushed later by those that it keeps a gap to.
type dayOf struct {
	*judge
	shift *model.Shift
	work  span
	late  model.Time
	slack model.Minutes // by so much later all may end

	inLine []*chore
	free   []*chore
}

// judge knows a plan for all days of it.
type judge struct {
	c *model.Case
	r *model.Roads
	d *model.Demand
	p *model.Plan

	visits map[model.VisitID]*model.Visit
	need   map[model.VisitID]int
	stands map[int]*model.Visit           // by need
	rides  map[model.VisitID][]int        // by visit: the needs that ride on it
	shifts map[model.ShiftID]*model.Shift // by id
	agreed map[model.SeriesID]model.Clock // of the plan
}

// chore is something of a day: where, how long, and when it may start.
type chore struct {
	visit *model.Visit // nil: none
	place model.PlaceID
	dur   model.Minutes
	from  model.Time
	may   []bool // by minute after from; the last is true, unless there is none
	start model.Time
}

func (x *chore) mayStart(at model.Time) bool {
	return at >= x.from && at < x.from+model.Time(len(x.may)) && x.may[at-x.from]
}

// last is the last start that a chore may have.
func (x *chore) last() model.Time { return x.from + model.Time(len(x.may)) - 1 }

// allow lets a chore start from one minute to another where is says so.
func (x *chore) allow(from, to model.Time, is func(model.Time) bool) {
	x.from = from
	for at := from; at <= to; at++ {
		x.may = append(x.may, is(at))
	}
	for n := len(x.may); n > 0 && !x.may[n-1]; n-- {
		x.may = x.may[:n-1]
	}
}

func newJudge(c *model.Case, r *model.Roads, p *model.Plan) (*judge, error) {
	d, err := model.Expand(c, p.Made.Provider, nil)
	if err != nil {
		return nil, err
	}
	b := &judge{c: c, r: r, d: d, p: p, visits: map[model.VisitID]*model.Visit{}, need: map[model.VisitID]int{}, stands: map[int]*model.Visit{},
		rides: map[model.VisitID][]int{}, shifts: map[model.ShiftID]*model.Shift{}, agreed: map[model.SeriesID]model.Clock{}}
	for i := range p.Agreed {
		b.agreed[p.Agreed[i].Series()] = p.Agreed[i].Start
	}
	for i := range c.Shifts {
		b.shifts[c.Shifts[i].ID] = &c.Shifts[i]
	}
	delivered := map[done]*model.Visit{}
	for i := range p.Visits {
		v := &p.Visits[i]
		b.visits[v.ID] = v
		for _, x := range v.Does {
			delivered[done{x.Occurrence, x.Piece}] = v
		}
	}
	for i := range d.Needs {
		n := &d.Needs[i]
		b.need[n.ID] = i
		v := b.visits[n.ID]
		for _, k := range n.Tasks {
			for _, piece := range []int{0, d.Tasks[k].Piece} {
				if of := delivered[done{d.Tasks[k].Occurrence, piece}]; of != nil && of.ID != n.ID {
					v, b.rides[of.ID] = of, append(b.rides[of.ID], i)
					break
				}
			}
		}
		if v != nil {
			b.stands[i] = v
		}
	}
	return b, nil
}

// day is a shift's day.
func (j *judge) day(id model.ShiftID) *dayOf {
	m, shift := &Map{Demand: j.d}, j.shifts[id]
	day := &dayOf{judge: j, shift: shift}
	day.work, _ = j.worked(shift)
	day.late = day.work.to
	if day.work.to == shift.To {
		day.late = day.work.to.Add(overtime(shift, &j.c.Standard.Rules, m.workingTimes()[shift.Caregiver]))
	}
	return day
}

// worked is when a shift begins and ends, less absences.
func (j *judge) worked(s *model.Shift) (span, bool) {
	m := &Map{Demand: j.d}
	work := stretches(span{s.From, s.To}, m.awayTimes()[s.Caregiver], nil, j.c.Standard.Rules.StretchLeast)
	if len(work) == 0 {
		return span{}, false
	}
	return span{work[0].from, work[len(work)-1].to}, true
}

// mayStart says whether the demand lets a visit start then in the shift's day,
// with all that rides on it, other visits of the home left aside.
func (b *dayOf) mayStart(v *model.Visit, at model.Time) bool {
	i := b.need[v.ID]
	if !b.inWindow(i, v.Date, at) {
		return false
	}
	for _, rider := range b.rides[v.ID] {
		if !slices.ContainsFunc(b.d.Needs[i].Carries, func(k model.Carry) bool {
			return k.Need == rider && slices.ContainsFunc(k.Days, func(d model.CarryDay) bool { return d.Date == v.Date && d.From <= at && at <= d.To })
		}) {
			return false
		}
	}
	return true
}

func (b *dayOf) inWindow(i int, on model.Date, at model.Time) bool {
	n := &b.d.Needs[i]
	by := model.Minutes(0)
	if n.Series >= 0 {
		s := &b.d.Series[n.Series]
		if a, ok := b.agreed[s.ID]; ok {
			by = model.Minutes(a - s.Agreed)
		}
		if part := s.Part; part.To < part.From && by > 720 {
			by -= 1440
		} else if part.To < part.From && by < -720 {
			by += 1440
		}
	}
	for _, d := range n.Days {
		for _, w := range d.Windows {
			from, to := w.From.Add(by), w.To.Add(by)
			if w.Floor != 0 || w.Ceil != 0 {
				from, to = max(from, w.Floor), min(to, w.Ceil)
			}
			if d.Date == on && from <= at && at <= to && (w.Kind != model.Called || n.Series < 0 || b.calledFor(n, on, at)) {
				return true
			}
		}
	}
	return false
}

// calledFor is what this room adds: a call excuses a visit near its part of the
// day, and a shift of a neighbouring day only if it could do without one.
func (b *dayOf) calledFor(n *model.Need, on model.Date, at model.Time) bool {
	part, limit := b.d.Series[n.Series].Part, b.c.Standard.Rules.CallLimit
	within := func(from, to model.Time) bool { return from.Add(-limit) <= at && at <= to.Add(limit) }
	if b.shift.From.Date() != on && !b.couldKeep(n, on) {
		return false
	}
	if part.From < part.To {
		return within(model.At(on, part.From), model.At(on, part.To))
	}
	return within(model.At(on, 0), model.At(on, part.To)) || within(model.At(on, part.From), model.At(on+1, 0))
}

// couldKeep says whether the shifts of the day can reach a start without a call,
// wherever the series moves.
func (b *dayOf) couldKeep(n *model.Need, on model.Date) bool {
	m, s := &Map{Demand: b.d}, &b.d.Series[n.Series]
	down, up := model.Minutes(0), model.Minutes(0)
	if !s.Fixed {
		grid := b.c.Standard.Rules.AgreedGrid
		down, up = min(0, model.Minutes(s.From-s.Agreed)/grid*grid), max(0, model.Minutes(s.To-s.Agreed)/grid*grid)
	}
	working := m.workingTimes()
	for i := range b.c.Shifts {
		other := &b.c.Shifts[i]
		work, ok := b.worked(other)
		if !ok || other.From.Date() != b.shift.From.Date() {
			continue
		}
		late := work.to
		if late == other.To {
			late = late.Add(overtime(other, &b.c.Standard.Rules, working[other.Caregiver]))
		}
		for _, d := range n.Days {
			for _, w := range d.Windows {
				if d.Date == on && w.Kind != model.Called && max(w.Floor, w.From.Add(down)).Add(n.Legs[0].Minutes) <= late && min(w.Ceil, w.To.Add(up)) >= work.from {
					return true
				}
			}
		}
	}
	return false
}

// fill takes the day as planned, without a leg of a visit, and that leg.
func (b *dayOf) fill(v *model.Visit, leg int) {
	b.free = []*chore{b.choreOf(v, leg)}
	for _, t := range b.p.Tours {
		if t.Shift != b.shift.ID {
			continue
		}
		for i := range t.Items {
			it := &t.Items[i]
			switch it.Kind {
			case model.VisitItem, model.CallItem:
				if it.Visit != v.ID || it.Leg != leg {
					b.inLine = append(b.inLine, b.choreOf(b.visits[it.Visit], it.Leg))
				}
			case model.BreakItem, model.ActivityItem:
				b.free = append(b.free, b.own(it))
			case model.ReserveItem:
				b.inLine = append(b.inLine, b.own(it))
			}
		}
	}
}

func (b *dayOf) choreOf(v *model.Visit, leg int) *chore {
	a := v.Staff[leg]
	x := &chore{visit: v, dur: a.Minutes}
	n := &b.d.Needs[b.need[v.ID]]
	if !n.NoTravel {
		x.place = b.c.Homes[n.Home].Place
	}
	if len(v.Staff) == 1 {
		x.allow(model.At(v.Date-1, 0), model.At(v.Date+2, 0), func(t model.Time) bool { return b.mayStart(v, t) })
	} else {
		x.allow(a.Start, a.Start, func(model.Time) bool { return true })
	}
	return x
}

// own is a break or activity, which may be at any time that its rules allow; a
// reserve stays.
func (b *dayOf) own(it *model.Item) *chore {
	x := &chore{place: it.Start, dur: it.To.Sub(it.From)}
	from, to := b.work.from.Add(b.c.Standard.Rules.BreakMargin), b.work.to.Add(-b.c.Standard.Rules.BreakMargin-x.dur)
	switch {
	case it.Kind == model.ReserveItem:
		from, to = it.From, it.From
	case it.Kind == model.BreakItem && b.shift.Break != nil:
		from, to = max(b.shift.Break.From, b.work.from), min(b.shift.Break.To, b.work.to.Add(-x.dur))
	case it.Kind == model.ActivityItem:
		for _, a := range b.c.Activities {
			if a.Shift == b.shift.ID && a.Kind == it.Text && a.Minutes == x.dur && a.From <= it.From && it.To <= a.To {
				from, to = a.From, a.To.Add(-a.Minutes)
			}
		}
	}
	x.allow(from, to, func(model.Time) bool { return true })
	return x
}

// place finds a place for everything; false: there is none.
func (b *dayOf) place(inLine, mask int, line []*chore) bool {
	if !b.starts(line, nil) {
		return false // no gap and no further chore makes it earlier
	}
	if inLine == len(b.inLine) && mask == 1<<len(b.free)-1 {
		return b.drive(line)
	}
	if inLine < len(b.inLine) && b.place(inLine+1, mask, append(line[:len(line):len(line)], b.inLine[inLine])) {
		return true
	}
	for i := range b.free {
		if mask>>i&1 == 0 && b.place(inLine, mask|1<<i, append(line[:len(line):len(line)], b.free[i])) {
			return true
		}
	}
	return false
}

// starts begins every chore as early as it may after the one before and its
// floor; false when one can't be, or the day ends too late.
func (b *dayOf) starts(line []*chore, floor map[*chore]model.Time) bool {
	at, clock, out := b.shift.Start, b.work.from, false
	for _, x := range line {
		if x.place != "" {
			way, _ := b.r.Leg(b.shift.Mode, at, x.place)
			clock, at, out = clock.Add(way), x.place, true
		}
		for clock = max(clock, floor[x]); !x.mayStart(clock); clock++ {
			if clock > x.last() {
				if clock <= x.last().Add(b.slack) {
					break
				}
				return false
			}
		}
		x.start = clock
		clock = clock.Add(x.dur)
	}
	if out {
		way, _ := b.r.Leg(b.shift.Mode, at, b.shift.End)
		clock = clock.Add(way)
	}
	return clock <= b.late.Add(b.slack)
}

// drive goes an order, again and again as gaps push its visits later.
func (b *dayOf) drive(line []*chore) bool {
	for floor := map[*chore]model.Time{}; b.starts(line, floor); {
		pushed := false
		for i := range b.d.Links {
			pushed = b.pushed(&b.d.Links[i], line, floor) || pushed
		}
		if !pushed {
			return b.apart(line)
		}
	}
	return false
}

// ends are the chores of a link's needs in the day, nil where they stand
// elsewhere, and their starts.
func (b *dayOf) ends(l *model.Link, line []*chore) (x, y *chore, from, to model.Time) {
	v, w := b.stands[l.A], b.stands[l.B]
	if l.Kind != model.StartGap || v == nil || w == nil || v == w {
		return nil, nil, 0, 0
	}
	from, to = v.Staff[0].Start, w.Staff[0].Start
	for _, c := range line {
		switch {
		case c.visit == nil || len(c.visit.Staff) > 1:
		case c.visit == v:
			x, from = c, c.start
		case c.visit == w:
			y, to = c, c.start
		}
	}
	return x, y, from, to
}

// pushed raises the later of two visits that stand too near, or the earlier of
// two too far apart.
func (b *dayOf) pushed(l *model.Link, line []*chore, floor map[*chore]model.Time) bool {
	x, y, from, to := b.ends(l, line)
	if need := from.Add(l.Min); y != nil && to < need {
		floor[y] = need
		return true
	}
	if need := to.Add(-l.Max); x != nil && l.Max > 0 && from < need {
		floor[x] = need
		return true
	}
	return false
}

// apart says whether every gap of the day is kept.
func (b *dayOf) apart(line []*chore) bool {
	for i := range b.d.Links {
		l := &b.d.Links[i]
		if x, y, from, to := b.ends(l, line); (x != nil || y != nil) && (to.Sub(from) < l.Min || l.Max > 0 && to.Sub(from) > l.Max) {
			return false
		}
	}
	return true
}
