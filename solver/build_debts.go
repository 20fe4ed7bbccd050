package solver

import "github.com/hjemvej/hjemvej/model"

// buildDebts gathers what the price of leaving a need out depends on: the
// pieces of split occurrences and the calendar.
func (m *Map) buildDebts() error {
	m.calendar = model.NewCalendar(m.Demand.Case.Standard)
	m.pieces = map[model.OccurrenceID][]int{}
	for i := range m.Demand.Tasks {
		if t := &m.Demand.Tasks[i]; t.Piece > 0 {
			m.pieces[t.Occurrence] = append(m.pieces[t.Occurrence], i)
		}
	}
	return nil
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
		if _, ok := m.bookable(n, t); ok {
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
// horizon.
func (m *Map) bookable(n *model.Need, t *model.Task) (latest model.Date, ok bool) {
	if t.Class != model.Replaced {
		return 0, false
	}
	latest = m.calendar.AddWeekdays(m.dueOf(n, t), m.Demand.Case.Standard.Rules.ReplaceWithin)
	return latest, latest >= m.Demand.Case.Horizon.End()
}

// dueOf is the date that practical help counts from: agreed or due, else the
// last on which it may be done.
func (m *Map) dueOf(n *model.Need, t *model.Task) model.Date {
	due := t.Due
	if due == 0 {
		for _, d := range n.Days {
			due = max(due, d.Date)
		}
	}
	return due
}
