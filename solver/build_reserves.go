package solver

import (
	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/solver/vrp"
)

const reserveMost = 30 // minutes of one reserve

// buildReserves asks each group to keep its share of minutes free: stops
// without place, cut to at most half an hour, priced a minute. A part of a plan
// keeps those that it has.
func (m *Map) buildReserves() error {
	if m.part != nil {
		m.keepReserves()
		return nil
	}
	c := m.Demand.Case
	for i := range c.ReserveShares {
		for d := c.Horizon.From; d < c.Horizon.End(); d++ {
			m.reserveOn(i, &c.ReserveShares[i], d)
		}
	}
	return nil
}

func (m *Map) reserveOn(i int, r *model.ReserveShare, d model.Date) {
	from, to := m.hoursOf(r, d)
	group, duty := newSet(len(m.Shifts)), int32(0)
	for t := range m.Shifts {
		tour := &m.Problem.Tours[t]
		if m.Workers[tour.Worker].Group != r.Group {
			continue
		}
		duty += max(0, min(to, m.tick(m.Shifts[t].To))-max(from, m.tick(m.Shifts[t].From)))
		if min(to, tour.Close) > max(from, tour.Open) {
			group.add(int32(t))
		}
	}
	price := int64(m.Demand.Case.Standard.Prices.ReserveMinute)
	class := int32(vrp.Never)
	for left := int32(float64(duty)*r.Share + 1e-6); left > 0; { // as the bill rounds
		length := min(left, reserveMost)
		left -= length
		w := vrp.Window{Lo: from, Hi: to - length}
		if w.Lo > w.Hi {
			continue
		}
		if class < 0 {
			class = m.classOf(group)
		}
		m.addPlain(Stop{Kind: ReserveStop, Need: i}, vrp.Stop{Dur: length, Class: class, Unserved: price * int64(length)}, m.day(d), w)
	}
}

// keepReserves makes the reserves that the tours of the part have in the plan,
// each in its tour.
func (m *Map) keepReserves() {
	for i := range m.part.of.Tours {
		tour := &m.part.of.Tours[i]
		t, ok := m.tourOf[tour.Shift]
		if !ok {
			continue
		}
		for k := range tour.Items {
			if it := &tour.Items[k]; it.Kind == model.ReserveItem {
				m.keepReserve(t, it)
			}
		}
	}
}

// keepReserve makes one of them, within the hours of its group's share.
func (m *Map) keepReserve(t int32, it *model.Item) {
	own, length := newSet(len(m.Shifts)), int32(it.To.Sub(it.From))
	own.add(t)
	for i := range m.Demand.Case.ReserveShares {
		r := &m.Demand.Case.ReserveShares[i]
		for d := it.From.Date() - 1; d <= it.From.Date(); d++ {
			from, to := m.hoursOf(r, d)
			if r.Group != m.Workers[m.Problem.Tours[t].Worker].Group || m.tick(it.From) < from || to < m.tick(it.To) {
				continue
			}
			price := int64(m.Demand.Case.Standard.Prices.ReserveMinute)
			m.addPlain(Stop{Kind: ReserveStop, Need: i}, vrp.Stop{Dur: length, Class: m.classOf(own), Unserved: price * int64(length)},
				m.day(d), vrp.Window{Lo: from, Hi: to - length})
			return
		}
	}
}

// hoursOf are the hours of a share that begin on a date.
func (m *Map) hoursOf(r *model.ReserveShare, d model.Date) (from, to int32) {
	from, to = m.tick(model.At(d, r.From)), m.tick(model.At(d, r.To))
	if r.To <= r.From { // past midnight
		to = m.tick(model.At(d+1, r.To))
	}
	return from, to
}
