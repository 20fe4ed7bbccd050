package solver

import (
	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/solver/vrp"
)

// at lets a visit start when the plan says and at no other time, whatever the
// windows say by now: it has begun, or is to stand.
func (h *holding) at(stop int32, v *model.Visit) {
	start, p := h.tick(v.Start)+h.Problem.Stops[stop].Offset, h.Problem
	st := &p.Stops[stop]
	w := vrp.Window{Lo: start, Hi: start, Floor: start, Ceil: start}
	if st.Series >= 0 { // it does not move with the series
		w.Lo, w.Hi = -far, far
	}
	var days []int32
	for _, a := range v.Staff {
		if t, ok := h.tourOf[a.Shift]; ok {
			days = append(days, p.Tours[t].Day)
			break
		}
	}
	from := h.windowOf(stop, start)
	if from >= 0 {
		w.Price = p.Windows[from].Price
	}
	st.First = int32(len(p.Choices))
	for _, day := range days {
		h.choose(day, []int32{from}, []vrp.Window{w}, v.Date)
	}
	st.Last = int32(len(p.Choices))
}

// choose adds a choice with windows that stand for others, Never for none.
func (h *holding) choose(day int32, from []int32, windows []vrp.Window, on model.Date) {
	p := h.Problem
	p.Choices = append(p.Choices, vrp.Choice{Day: day, First: int32(len(p.Windows)), Last: int32(len(p.Windows) + len(windows))})
	p.Windows = append(p.Windows, windows...)
	for _, w := range from {
		if w < 0 {
			h.Dates, h.postpone, h.called = append(h.Dates, on), append(h.postpone, false), append(h.called, false)
			continue
		}
		h.Dates, h.postpone, h.called = append(h.Dates, h.Dates[w]), append(h.postpone, h.postpone[w]), append(h.called, h.called[w])
	}
}

// windowOf is the cheapest window of a stop that holds a start, its series
// standing where the plan has it; Never where none does.
func (h *holding) windowOf(stop, start int32) int32 {
	p := h.Problem
	st := &p.Stops[stop]
	best := int32(vrp.Never)
	for c := st.First; c < st.Last; c++ {
		for w := p.Choices[c].First; w < p.Choices[c].Last; w++ {
			v := p.Windows[w]
			lo, hi := v.Lo, v.Hi
			if st.Series >= 0 {
				shift := h.shifts[st.Series]
				lo, hi = max(v.Floor, lo+shift), min(v.Ceil, hi+shift)
			}
			if lo <= start && start <= hi && (best < 0 || v.Price < p.Windows[best].Price) {
				best = w
			}
		}
	}
	return best
}

// notBefore takes from a stop's windows what lies before anybody could still
// be sent: before now and the while that is left alone, or, of a visit that is
// to begin within that while, before its planned start.
func (h *holding) notBefore(stop int32, planned model.Time) {
	floor := h.soon
	if at := h.tick(planned); planned != 0 && at < floor {
		floor = at
	}
	p := h.Problem
	st := &p.Stops[stop]
	floor += st.Offset
	first, last := st.First, st.Last
	if first == last || !h.reaches(stop, floor) {
		return
	}
	st.First = int32(len(p.Choices))
	for c := first; c < last; c++ {
		var from []int32
		var windows []vrp.Window
		for w := p.Choices[c].First; w < p.Choices[c].Last; w++ {
			v := p.Windows[w]
			if v.Floor = max(v.Floor, floor); st.Series < 0 {
				v.Lo = max(v.Lo, floor)
			}
			if v.Floor <= v.Ceil && v.Lo <= v.Hi {
				from, windows = append(from, w), append(windows, v)
			}
		}
		if len(windows) > 0 {
			h.choose(p.Choices[c].Day, from, windows, 0)
		}
	}
	st.Last = int32(len(p.Choices))
}

// reaches says whether any window of a stop begins before a time.
func (h *holding) reaches(stop, floor int32) bool {
	p := h.Problem
	st := &p.Stops[stop]
	for c := st.First; c < st.Last; c++ {
		for w := p.Choices[c].First; w < p.Choices[c].Last; w++ {
			v := &p.Windows[w]
			lo := v.Lo
			if st.Series >= 0 {
				lo = max(v.Floor, lo+p.Series[st.Series].Min)
			}
			if lo < floor {
				return true
			}
		}
	}
	return false
}

// standSeries keeps the agreed times where the plan has them.
func (h *holding) standSeries() {
	h.shifts = make([]int32, len(h.Problem.Series))
	w := &writer{Map: h.Map, s: &vrp.Solution{Shift: h.shifts}}
	w.agreed(h.of)
	for i := range h.Problem.Series {
		h.Problem.Series[i].Min, h.Problem.Series[i].Max = h.shifts[i], h.shifts[i]
	}
}

// keepRides leaves what rides on visits that have begun as it is, and lets
// nothing else board them, nor leave.
func (h *holding) keepRides() {
	p := h.Problem
	kept, moved := p.Rides[:0], h.postride[:0]
	for k, r := range p.Rides {
		carrier, rider := h.Stops[r.Carrier].Need, h.Stops[r.Rider].Need
		on := h.visits[h.Demand.Needs[carrier].ID]
		aboard := h.riding(rider)
		switch {
		case aboard != nil && h.hasBegun(aboard) && aboard != on,
			on != nil && h.hasBegun(on) && aboard != on:
			continue
		case on != nil && h.hasBegun(on):
			r.Lo, r.Hi = min(r.Lo, h.tick(on.Start)), max(r.Hi, h.tick(on.Start))
		}
		kept, moved = append(kept, r), append(moved, h.postride[k])
	}
	p.Rides, h.postride = kept, moved
}
