package solver

import (
	"cmp"
	"slices"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/solver/vrp"
)

// span is a stretch of time, To not included.
type span struct{ from, to model.Time }

// buildTours makes a tour of every shift of the plan, less absences, in the
// order of their starts.
func (m *Map) buildTours() error {
	m.working = m.workingTimes()
	away, least := m.awayTimes(), m.Demand.Case.Standard.Rules.StretchLeast
	m.holes = map[int32][]hole{}
	for _, s := range m.ownShifts() {
		absent := m.awayOf(s, away[s.Caregiver])
		work := stretches(span{s.From, s.To}, absent, m.begunAt[s.ID], least)
		if len(work) == 0 {
			m.leave("shift %s: absent", s.ID)
			continue
		}
		if holes := holesBetween(work); holes != nil {
			m.holes[int32(len(m.Shifts))] = holes
		}
		m.addTour(s, span{work[0].from, work[len(work)-1].to}, m.working[s.Caregiver], absent)
	}
	for t := range m.Problem.Tours {
		m.Problem.Tours[t].Day = m.day(m.Shifts[t].From.Date())
	}
	for d := m.FirstDay; d <= m.Demand.Case.Horizon.End(); d++ {
		m.Problem.Midnights = append(m.Problem.Midnights, m.tick(model.At(d, 0)))
	}
	m.extra = make([][]int32, len(m.Problem.Tours))
	m.spanDays()
	return nil
}

// ownShifts lists the shifts that this plan fills: those of the provider's
// caregivers in the plan's districts, or lent to them, that touch the horizon, as far as they
// belong to the part that is planned. It sets the first day, which lies before the horizon when a night shift reaches into it.
func (m *Map) ownShifts() []*model.Shift {
	c := m.Demand.Case
	m.FirstDay = c.Horizon.From
	end := model.At(c.Horizon.End(), 0)
	var own []*model.Shift
	for i := range c.Shifts {
		s := &c.Shifts[i]
		if s.To <= m.Base || s.From >= end || s.To <= s.From || !m.fills(s) || m.part != nil && !m.part.tours[s.ID] {
			continue
		}
		own = append(own, s)
		m.FirstDay = min(m.FirstDay, s.From.Date())
	}
	slices.SortFunc(own, func(a, b *model.Shift) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.ID, b.ID))
	})
	return own
}

// ours says whether a caregiver works under this plan.
func (m *Map) ours(c *model.Caregiver) bool {
	d := m.Demand
	return c != nil && c.Provider == d.Provider && (len(d.Districts) == 0 || slices.Contains(d.Districts, c.District))
}

// workingTimes lists the shifts of each caregiver by start, also those just
// outside the horizon, for the rest between them (R-W.2).
func (m *Map) workingTimes() map[model.CaregiverID][]span {
	c := m.Demand.Case
	times := map[model.CaregiverID][]span{}
	for i := range c.Shifts {
		times[c.Shifts[i].Caregiver] = append(times[c.Shifts[i].Caregiver], span{c.Shifts[i].From, c.Shifts[i].To})
	}
	for _, o := range c.History.Outside {
		times[o.Caregiver] = append(times[o.Caregiver], span{o.From, o.To})
	}
	for _, l := range times {
		slices.SortFunc(l, func(a, b span) int { return cmp.Compare(a.from, b.from) })
	}
	return times
}

// addTour makes the tour of a shift from the first to the last stretch that is
// left of it.
func (m *Map) addTour(s *model.Shift, at span, working, away []span) {
	over := model.Minutes(0)
	if at.to == s.To { // nobody works over into an absence
		over = overtime(s, &m.Demand.Case.Standard.Rules, working)
		for _, a := range away {
			if a.from >= s.To {
				over = min(over, a.from.Sub(s.To))
			}
		}
	}
	m.Problem.Tours = append(m.Problem.Tours, vrp.Tour{
		Worker: m.workerOf(s.Caregiver), Mode: m.modeOf(s.Mode),
		Start: m.placeOf(s.Start), End: m.placeOf(s.End),
		Open: m.tick(at.from), Close: m.tick(at.to), Late: m.tick(at.to.Add(over)),
		LatePrice: int64(m.Demand.Case.Standard.Prices.Overtime),
	})
	m.Shifts = append(m.Shifts, s)
	if m.tourOf == nil {
		m.tourOf = map[model.ShiftID]int32{}
	}
	m.tourOf[s.ID] = int32(len(m.Shifts) - 1)
}

// overtime is how long a shift may run over: as the standard or the shift
// allows (R-W.4), and never into the rest before the next shift (R-W.2).
func overtime(s *model.Shift, rules *model.Rules, working []span) model.Minutes {
	if s.Overtime < 0 || rules.OvertimeMost <= 0 {
		return 0
	}
	most := rules.OvertimeMost + s.Overtime
	for _, w := range working {
		if w.from >= s.To {
			return max(0, min(most, w.from.Sub(s.To)-rules.RestBetween))
		}
	}
	return most
}

// spanDays notes when each day's tours are under way.
func (m *Map) spanDays() {
	for i := range m.Problem.Tours {
		t := &m.Problem.Tours[i]
		for int(t.Day) >= len(m.dayOpen) {
			m.dayOpen, m.dayLate = append(m.dayOpen, 1<<30), append(m.dayLate, -1<<30)
		}
		m.dayOpen[t.Day], m.dayLate[t.Day] = min(m.dayOpen[t.Day], t.Open), max(m.dayLate[t.Day], t.Late)
	}
}

// workerOf numbers a caregiver.
func (m *Map) workerOf(id model.CaregiverID) int32 {
	if m.worker == nil {
		m.worker = map[model.CaregiverID]int32{}
	}
	w, ok := m.worker[id]
	if !ok {
		w = int32(len(m.Workers))
		m.worker[id] = w
		m.Workers = append(m.Workers, m.case_.caregiver[id])
	}
	return w
}
