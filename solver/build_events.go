package solver

import (
	"slices"

	"github.com/hjemvej/hjemvej/model"
)

// hearEvents indexes what the log says of single visits: the times told, and
// whom the planner would not have in them.
func (m *Map) hearEvents() {
	c := m.Demand.Case
	m.told = make(map[model.VisitID]model.Time, len(c.Told))
	for _, t := range c.Told {
		m.told[t.Visit] = t.At
	}
	m.barred = make(map[model.VisitID][]model.CaregiverID, len(c.Barred))
	for _, b := range c.Barred {
		m.barred[b.Visit] = append(m.barred[b.Visit], b.Caregiver)
	}
	for _, who := range m.barred {
		slices.Sort(who)
	}
}

// toldAt is the time that a call said for a need on a date, if one did. Said of
// a floating visit's date, it does not hold on another.
func (m *Map) toldAt(n *model.Need, d model.Date) (model.Time, bool) {
	t, said := m.told[n.ID]
	return t, said && (n.Series >= 0 || t.Date() == d)
}

// fills says whether a shift is one of this plan: of a caregiver of the provider
// who works in one of its districts then, lent or not.
func (m *Map) fills(s *model.Shift) bool {
	who, d := m.case_.caregiver[s.Caregiver], m.Demand
	return who != nil && who.Provider == d.Provider && (len(d.Districts) == 0 || slices.Contains(d.Districts, s.WorksIn(who)))
}
