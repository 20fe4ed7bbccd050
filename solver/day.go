package solver

import (
	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/solver/vrp"
)

// Day is one day of the problem as a problem of its own, to compare engines
// that can't do the whole horizon:
//
//   - the shifts that begin on the date, with their breaks and activities;
//   - the visits whose date is fixed and whom a shift of the date may serve,
//     and those of the night after that only such a shift may serve: each visit
//     belongs to one day, its own date's if a shift of that date is at work then;
//   - of a visit's windows those about its agreed time as it stands, within the
//     limit beyond which a call would be owed;
//   - named staff as they stand; a substitute, and a face that is new, priced at
//     every visit.
//
// Left out are what floats over several days, what rides, reserves, and links
// to other days. See [vrp.Problem.OnDay].
func (m *Map) Day(date model.Date) (*vrp.Day, error) {
	day := m.day(date)
	return m.Problem.OnDay(day, func(s int32) bool { return m.belongs(s, day) }, func(w int32) bool { return !m.called[w] })
}

// belongs says whether a stop is of a day.
func (m *Map) belongs(s, day int32) bool {
	p, is := m.Problem, m.Stops[s]
	switch is.Kind {
	case ReserveStop:
		return false
	case VisitStop:
		n := &m.Demand.Needs[is.Need]
		return len(n.Days) == 1 && m.home(m.first[is.Need], m.day(n.Days[0].Date)) == day
	}
	return p.Tours[is.Leg].Day == day
}

// home is the day of the tours that a stop belongs to: its own if it has a
// choice on it, else the day of its first choice.
func (m *Map) home(s, own int32) int32 {
	p := m.Problem
	st := &p.Stops[s]
	day := int32(vrp.Never)
	for c := st.First; c < st.Last; c++ {
		if d := p.Choices[c].Day; d == own || day < 0 {
			day = d
		}
	}
	return day
}
