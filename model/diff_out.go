package model

import (
	"cmp"
	"maps"
	"slices"
)

// Out is a caregiver with nothing left of an announced tour, and where the
// visits went that were still to be done.
type Out struct {
	Caregiver CaregiverID
	Why       EventKind // sick, left or shift; "": no event says why
	Shifts    []ShiftID
	Visits    int // theirs; each is counted once below

	Handed    int           // to colleagues, on the same day
	To        []CaregiverID // these, by id
	Seconds   int           // visits by several, in which another took their part
	Alone     int           // visits by several, in which nobody did
	Moved     int           // to another day, or to another visit of the home
	Services  []ServiceDays // what was moved, and to when
	Booked    int           // a debt of the next plan
	Certified int           // not delivered, with a certificate
	NotOwed   int
}

// ServiceDays is how often a service was moved, and to which days.
type ServiceDays struct {
	Service ServiceID
	Count   int
	Dates   []Date
}

// emptied says whether nothing is left in the newer plan's tour of what the
// older one's had still to do.
func (d *differ) emptied(id ShiftID) bool {
	ahead := d.ahead(d.was.stops[id])
	return len(ahead) > 0 && len(d.ahead(d.is.stops[id])) == 0
}

// ahead are the stops that a mend could change.
func (d *differ) ahead(stops []stop) []stop {
	i := slices.IndexFunc(stops, func(s stop) bool { return s.Start >= d.is.p.Made.Now })
	if i < 0 {
		return nil
	}
	return stops[i:]
}

// out finds who has nothing left of an announced tour.
func (d *differ) out() []Out {
	by := map[CaregiverID]*Out{}
	moved := map[CaregiverID]map[ServiceID][]Date{}
	for _, id := range d.allShifts() {
		if !d.emptied(id) || !d.announced(d.tourFrom(id)) {
			continue
		}
		stops := d.ahead(d.was.stops[id])
		who := stops[0].Caregiver
		o := by[who]
		if o == nil {
			o = &Out{Caregiver: who, Why: d.whyOut(who)}
			by[who], moved[who] = o, map[ServiceID][]Date{}
		}
		o.Shifts = append(o.Shifts, id)
		for _, s := range stops {
			d.ofOut[s.visit.ID] = true
			d.leaves(o, s, moved[who])
		}
	}
	var all []Out
	for _, id := range slices.Sorted(maps.Keys(by)) {
		o := by[id]
		slices.Sort(o.To)
		o.To = slices.Compact(o.To)
		o.Services = serviceDays(moved[id])
		all = append(all, *o)
	}
	return all
}

// whyOut is the last new event that took a caregiver away.
func (d *differ) whyOut(who CaregiverID) EventKind {
	var why EventKind
	for _, e := range newEvents(d.was.p.Log, d.is.p.Log) {
		gone := e.Kind == SickEvent || e.Kind == LeftEvent || e.Kind == ShiftEvent && (e.What == ShiftRemoved || e.What == ShiftLent)
		if gone && (e.Caregiver == who || e.Caregiver == "" && e.Shift != "" && d.ownerOf(e.Shift) == who) {
			why = e.Kind
		}
	}
	return why
}

func (d *differ) ownerOf(id ShiftID) CaregiverID {
	if t := d.was.tours[id]; t != nil {
		return t.Caregiver
	}
	return ""
}

// leaves counts where a visit of an emptied tour went.
func (d *differ) leaves(o *Out, s stop, moved map[ServiceID][]Date) {
	o.Visits++
	is := d.is.visits[s.visit.ID]
	switch {
	case is == nil:
		d.leavesPlan(o, s, moved)
	case is.Date != s.visit.Date:
		o.Moved++
		for _, done := range is.Does {
			moved[done.Service] = append(moved[done.Service], is.Date)
		}
	case len(s.visit.Staff) == 1:
		o.Handed++
		o.To = append(o.To, staffOf(is)...)
	case len(is.Staff) < len(s.visit.Staff):
		o.Alone++
	default:
		o.Seconds++
	}
}

// leavesPlan counts a visit that is in the newer plan no more, by the best that
// became of any of its services.
func (d *differ) leavesPlan(o *Out, s stop, moved map[ServiceID][]Date) {
	ends := map[Ending]int{}
	for _, m := range d.lost(s.visit.Does) {
		ends[m.Ending]++
		if m.Ending == Carried {
			moved[m.Service] = append(moved[m.Service], m.Other.Date)
		}
	}
	switch {
	case ends[Carried] > 0:
		o.Moved++
	case ends[Booked] > 0:
		o.Booked++
	case ends[Certified] > 0:
		o.Certified++
	default:
		o.NotOwed++
	}
}

func serviceDays(moved map[ServiceID][]Date) []ServiceDays {
	var all []ServiceDays
	for _, id := range slices.Sorted(maps.Keys(moved)) {
		days := ServiceDays{Service: id, Count: len(moved[id])}
		slices.Sort(moved[id])
		days.Dates = slices.Compact(moved[id])
		all = append(all, days)
	}
	slices.SortStableFunc(all, func(a, b ServiceDays) int { return cmp.Compare(b.Count, a.Count) })
	return all
}
