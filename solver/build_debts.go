package solver

import (
	"cmp"

	"github.com/hjemvej/hjemvej/model"
)

// buildDebts gathers what the price of leaving a need out depends on: the
// pieces of split occurrences and the calendar; and the times that floating
// services are agreed at.
func (m *Map) buildDebts() error {
	m.calendar = model.NewCalendar(m.Demand.Case.Standard)
	home := make(map[model.HomeID]int, len(m.Demand.Case.Homes))
	for i := range m.Demand.Case.Homes {
		home[m.Demand.Case.Homes[i].ID] = i
	}
	m.agreedFloats = map[homeService]*model.Agreed{}
	for i := range m.Demand.Case.History.Agreed {
		a := &m.Demand.Case.History.Agreed[i]
		if h, ok := home[a.Home]; ok && a.Service != "" && a.Part == "" {
			m.agreedFloats[homeService{h, a.Service}] = a
		}
	}
	m.findLastDays()
	m.owed = map[model.OccurrenceID]*model.Replacement{}
	for i := range m.Demand.Case.History.Debts {
		if r := &m.Demand.Case.History.Debts[i]; r.Visit == "" {
			m.owed[r.Occurrence] = r
		}
	}
	m.pieces = map[model.OccurrenceID][]int{}
	for i := range m.Demand.Tasks {
		if t := &m.Demand.Tasks[i]; t.Piece > 0 {
			m.pieces[t.Occurrence] = append(m.pieces[t.Occurrence], i)
		}
	}
	return nil
}

// findLastDays notes the last date of each occurrence that no date is agreed for,
// of whatever part of the demand.
func (m *Map) findLastDays() {
	whole := m.Demand
	if m.part != nil {
		whole = m.part.whole
	}
	m.lastDay = map[model.OccurrenceID]model.Date{}
	until := func(need int, d model.Date) {
		for _, k := range whole.Needs[need].Tasks {
			if t := &whole.Tasks[k]; t.Due == 0 {
				m.lastDay[t.Occurrence] = max(m.lastDay[t.Occurrence], d)
			}
		}
	}
	for i := range whole.Needs {
		for _, d := range whole.Needs[i].Days {
			until(i, d.Date)
		}
		for _, c := range whole.Needs[i].Carries {
			for _, d := range c.Days {
				until(c.Need, d.Date)
			}
		}
	}
}

// homeService is a service in one home.
type homeService struct {
	home    int
	service model.ServiceID
}

// undone is the price of leaving a need out: of each of its tasks by care
// class, or of a debt where one may be booked. The pieces of a split
// occurrence share its price, the first bearing what is left over.
func (m *Map) undone(need int) int64 {
	n, prices := &m.Demand.Needs[need], &m.Demand.Case.Standard.Prices
	var sum int64
	for _, i := range n.Tasks {
		t := &m.Demand.Tasks[i]
		price := int64(prices.Unserved[t.Class])
		if _, ok := m.bookable(t); ok {
			price = int64(prices.Debt)
		}
		if pieces := m.pieces[t.Occurrence]; len(pieces) > 1 {
			share := price / int64(len(pieces))
			if pieces[0] == i {
				share += price % int64(len(pieces))
			}
			price = share
		}
		sum += price
	}
	return sum
}

// bookable says whether practical help that is not given may be booked as a
// debt, and until when: its last weekday for a replacement lies past the
// horizon. A debt of the plan before keeps its date.
func (m *Map) bookable(t *model.Task) (latest model.Date, ok bool) {
	if t.Class != model.Replaced {
		return 0, false
	}
	if r := m.owed[t.Occurrence]; r != nil {
		return r.Latest, r.Latest >= m.Demand.Case.Horizon.End()
	}
	latest = m.calendar.AddWeekdays(m.dueOf(t), m.Demand.Case.Standard.Rules.ReplaceWithin)
	return latest, latest >= m.Demand.Case.Horizon.End()
}

// dueOf is the date that practical help counts from: agreed or due, else the
// last on which it may be done, alone or riding; where no day is left, about when
// it would be done.
func (m *Map) dueOf(t *model.Task) model.Date {
	return cmp.Or(t.Due, m.lastDay[t.Occurrence], t.Ideal)
}
