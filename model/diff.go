package model

import "slices"

// ToldFrom is how far a visit's time may move before the difference of two
// plans names it: less is within what a day brings anyhow, and only counted.
const ToldFrom Minutes = 5

// Changes is the difference between two plans of one case: by citizen, by
// caregiver, and in what is owed. [Diff] finds it, sheets lays it out.
type Changes struct {
	Was, Is *Plan
	Days    Horizon // planned by both; nothing else is compared
	Now     Time    // of a mend; 0: none
	Until   Time    // what lies before was announced; 0: unknown, and all counts as announced
	Events  []Event // that the newer plan knows of and the older does not

	Totals Totals // of what was announced
	Later  Totals // of the days after

	Out     []Out         // who has nothing left of an announced tour, by caregiver
	Besides Totals        // of announced visits that were none of theirs; visits alone
	Moves   []ServiceDays // announced services on another day now, but for what Out tells

	Homes      []HomeChange      // by id
	Caregivers []CaregiverChange // by id

	Calls        []CallChange // all that the newer plan owes, as they fall due
	CallsOver    []CallChange // that the older one owed and the newer does not: the call is the older's
	Briefings    Delta[Briefing]
	Replacements Delta[Replacement]
	Certificates Delta[Certificate]
	Raised       Delta[Raised]

	Bill     []BillChange    // every line of either plan, by line
	Measures []FigureChanged // every measure of either, in a fixed order
}

// Totals counts the visits of one stretch of days, each once: by the first of
// these that is true of it.
type Totals struct {
	Visits  int // of the older plan
	Gone    int // in no plan any more
	NotOwed int // of them, those that nobody owes any more
	Moved   int // to another day
	Handed  int // to another caregiver, one of its staff or all
	Retimed int // by more than ToldFrom
	Altered int // other services, or another length
	Kept    int
	New     int // of the newer plan alone

	Nudged     int // kept, and moved by ToldFrom at most
	Homes      int // with any change
	Caregivers int // likewise
	Faces      int // homes that somebody comes to whom they don't know
}

// Changed says whether any visit was.
func (t *Totals) Changed() bool { return t.Kept != t.Visits || t.New > 0 }

// Delta is what the newer plan owes and the older did not, or otherwise, and
// what the older alone owed.
type Delta[T any] struct {
	New, Gone []T
}

// Empty says whether there is no difference.
func (d *Delta[T]) Empty() bool { return len(d.New)+len(d.Gone) == 0 }

// Diff is the difference of two plans of one provider. The case tells who is
// known in a home and what was announced; without it (nil) the plans alone do:
// known is who came or was named before, announced is what a mend says it was.
// It changes none of the three; what it returns points into the plans.
func Diff(was, is *Plan, c *Case) *Changes {
	d := newDiffer(was, is, c)
	ch := &Changes{
		Was: was, Is: is, Days: d.days, Now: is.Made.Now, Until: d.until,
		Events: newEvents(was.Log, is.Log),
	}
	ch.Out = d.out()
	d.visitChanges(ch)
	ch.Moves = serviceDays(d.moves)
	d.tourChanges(ch)
	d.owed(ch)
	ch.Bill, ch.Measures = billChanges(was.Bill, is.Bill), figureChanges(&was.Measures.All, &is.Measures.All)
	return ch
}

// Same says whether the two plans send the same people to the same homes at the
// same times, and owe the same.
func (ch *Changes) Same() bool {
	return len(ch.Homes)+len(ch.Caregivers)+len(ch.CallsOver) == 0 && ch.Totals.Nudged+ch.Later.Nudged == 0 &&
		!slices.ContainsFunc(ch.Calls, func(c CallChange) bool { return c.Was != c.Call }) &&
		ch.Briefings.Empty() && ch.Replacements.Empty() && ch.Certificates.Empty() && ch.Raised.Empty()
}

// differ looks two plans up while they are compared.
type differ struct {
	c       *Case // nil: not known
	was, is *planIndex
	days    Horizon
	until   Time
	known   map[homeCaregiver]struct{} // before the newer plan
	shifts  map[ShiftID]*Shift
	ofOut   map[VisitID]bool // visits of emptied tours
	moves   map[ServiceID][]Date
}

func newDiffer(was, is *Plan, c *Case) *differ {
	d := &differ{c: c, was: indexPlan(was), is: indexPlan(is), days: was.Made.Horizon.common(is.Made.Horizon),
		known: map[homeCaregiver]struct{}{}, shifts: map[ShiftID]*Shift{}, ofOut: map[VisitID]bool{}, moves: map[ServiceID][]Date{}}
	d.until = announcedUntil(is, c)
	d.remember()
	if c != nil {
		for i := range c.Shifts {
			d.shifts[c.Shifts[i].ID] = &c.Shifts[i]
		}
	}
	return d
}

// common is the days that two horizons share.
func (h Horizon) common(o Horizon) Horizon {
	from := max(h.From, o.From)
	return Horizon{From: from, Days: max(0, int(min(h.End(), o.End())-from))}
}

// announcedUntil is what the case says, else what a mend says it was: all of a
// plan that was announced lies before the end of the last such visit's day. The
// day on which a plan is mended is under way, whatever the case says.
func announcedUntil(is *Plan, c *Case) Time {
	dayAfter := func(t Time) Time { return At(t.Date()+1, 0) }
	var until Time
	if c != nil {
		until = c.AnnouncedUntil
	} else {
		for _, a := range is.Announced {
			until = max(until, dayAfter(a.Start))
		}
	}
	if now := is.Made.Now; now != 0 {
		until = max(until, dayAfter(now))
	}
	return until
}

// announced says whether what begins at an instant was announced.
func (d *differ) announced(at Time) bool { return d.until == 0 || at < d.until }

// remember collects who a home knows: who came before the plans, was named, or
// was to come by the older plan.
func (d *differ) remember() {
	name := func(all []Named) {
		for _, n := range all {
			d.known[homeCaregiver{n.Home, n.Contact}] = struct{}{}
			d.known[homeCaregiver{n.Home, n.Second}] = struct{}{}
		}
	}
	name(d.was.p.Named)
	for i := range d.was.p.Visits {
		v := &d.was.p.Visits[i]
		if d.was.byPhone[v.ID] {
			continue
		}
		for _, a := range v.Staff {
			d.known[homeCaregiver{v.Home, a.Caregiver}] = struct{}{}
		}
	}
	if d.c == nil {
		return
	}
	name(d.c.History.Named)
	for _, v := range d.c.History.Visits {
		d.known[homeCaregiver{v.Home, v.Caregiver}] = struct{}{}
	}
}

// newEvents are those of a log that the older one lacks.
func newEvents(was, is []Event) []Event {
	last := 0
	for _, e := range was {
		last = max(last, e.Number)
	}
	var fresh []Event
	for _, e := range is {
		if e.Number > last {
			fresh = append(fresh, e)
		}
	}
	return fresh
}
