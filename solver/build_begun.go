package solver

import (
	"slices"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/solver/vrp"
)

// findBegun notes what had begun of the tours of a plan that is mended: what was to
// begin before now, unless something kept its caregiver from it, and the visits
// that the record of the day has.
func (m *Map) findBegun(started map[model.VisitID]bool) {
	m.begunWork, m.begunAt = map[model.ShiftID][]*model.Item{}, map[model.ShiftID][]span{}
	if m.mending = started != nil; !m.mending {
		return
	}
	away, held := m.awayTimes(), m.held
	shifts := make(map[model.ShiftID]*model.Shift, len(m.Demand.Case.Shifts))
	for i := range m.Demand.Case.Shifts {
		shifts[m.Demand.Case.Shifts[i].ID] = &m.Demand.Case.Shifts[i]
	}
	for i := range m.standing.Tours {
		t := &m.standing.Tours[i]
		m.findRecorded(t, shifts[t.Shift], started)
		for k := range t.Items {
			it := &t.Items[k]
			at := func(s span) bool { return s.from <= it.From && it.From < s.to }
			switch {
			case it.From >= m.Demand.Case.Now || slices.ContainsFunc(away[t.Caregiver], at) || slices.ContainsFunc(held[t.Shift], at):
			case isWork(it):
				m.begunWork[t.Shift] = append(m.begunWork[t.Shift], it)
				fallthrough
			case it.Visit != "":
				m.begunAt[t.Shift] = append(m.begunAt[t.Shift], span{it.From, it.To})
			}
		}
	}
}

// findRecorded notes when the visits of a tour are that the record has begun, with
// the ways there and home: whoever is absent by then was there before.
func (m *Map) findRecorded(t *model.Tour, s *model.Shift, started map[model.VisitID]bool) {
	if s == nil {
		return
	}
	way := func(from, to model.PlaceID) model.Minutes {
		if from == "" || to == "" || from == to {
			return 0
		}
		minutes, _ := m.Roads.Leg(s.Mode, from, to)
		return minutes
	}
	at := s.Start
	for i := range t.Items {
		it := &t.Items[i]
		if it.Visit != "" && started[it.Visit] {
			m.begunAt[t.Shift] = append(m.begunAt[t.Shift], span{it.From.Add(-way(at, it.Start)), it.To.Add(way(it.Start, s.End))})
		}
		if it.Kind == model.VisitItem && (started[it.Visit] || it.From < m.Demand.Case.Now) {
			at = it.Start
		}
	}
}

// isWork says whether an item is a break, or an activity that no event made.
func isWork(it *model.Item) bool {
	return it.Kind == model.BreakItem || it.Kind == model.ActivityItem && it.Text != model.LateActivity && it.Text != model.NoShowActivity
}

// heldTimes lists when events held up the caregiver of each shift.
func (m *Map) heldTimes() map[model.ShiftID][]span {
	held := map[model.ShiftID][]span{}
	for _, a := range m.Demand.Case.Activities {
		if a.HeldUp() {
			held[a.Shift] = append(held[a.Shift], span{a.From, a.To})
		}
	}
	return held
}

// awayOf are the absences of a shift's caregiver, less what had begun: it stands
// as it was.
func (m *Map) awayOf(s *model.Shift, away []span) []span {
	for _, it := range m.begunAt[s.ID] {
		var left []span
		for _, a := range away {
			for _, x := range []span{{a.from, min(a.to, it.from)}, {max(a.from, it.to), a.to}} {
				if x.from < x.to {
					left = append(left, x)
				}
			}
		}
		away = left
	}
	return away
}

// takeBegun finds the break, or an activity of a kind and place, of a shift that
// had begun, and takes it from what is left to be found; nil if there is none.
func (m *Map) takeBegun(s model.ShiftID, is func(*model.Item) bool) *model.Item {
	at := slices.IndexFunc(m.begunWork[s], is)
	if at < 0 {
		return nil
	}
	it := m.begunWork[s][at]
	m.begunWork[s] = slices.Delete(slices.Clone(m.begunWork[s]), at, at+1)
	return it
}

// toCome cuts the window of what had not begun of a tour to what is not past.
func (m *Map) toCome(w vrp.Window) vrp.Window {
	if m.mending {
		w.Lo = max(w.Lo, m.tick(m.Demand.Case.Now))
	}
	return w
}
