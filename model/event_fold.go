package model

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// Fold is a case as it stands after a log of events that [Intake] accepted, at
// an instant, by whose day everybody has been told. What an event changes it writes into the tables of the case, so
// that expansion, check, bill and search read nothing else; what it voids is as
// if it had never been entered. The case given and its slices stay as they are,
// rows keep their order, and the hash stays that of the case as exported.
func Fold(c *Case, log []Event, now Time) *Case {
	f := newFolder(c)
	f.c.Now = now
	if now != 0 { // a day under way has been announced
		f.c.AnnouncedUntil = max(f.c.AnnouncedUntil, At(now.Date()+1, 0))
	}
	for _, e := range Standing(log) {
		f.fold(e)
	}
	f.sort()
	return f.c
}

// Standing are the events of a log that none later voids, in order.
func Standing(log []Event) []*Event {
	voided := map[int]bool{}
	for i := range log {
		if log[i].Kind == VoidEvent {
			voided[log[i].Of] = true
		}
	}
	events := make([]*Event, 0, len(log))
	for i := range log {
		if e := &log[i]; e.Kind != VoidEvent && !voided[e.Number] {
			events = append(events, e)
		}
	}
	return events
}

// folder is a case while events are folded into it: its own copy, down to the
// rows that an event may change.
type folder struct{ c *Case }

func newFolder(c *Case) *folder {
	own := *c
	own.Grants, own.Shifts, own.Activities = slices.Clone(c.Grants), slices.Clone(c.Shifts), slices.Clone(c.Activities)
	own.Absences, own.External, own.Pins = slices.Clone(c.Absences), slices.Clone(c.External), slices.Clone(c.Pins)
	own.History.Swaps = slices.Clone(c.History.Swaps)
	own.Cancelled, own.Told, own.Barred, own.Raised = slices.Clone(c.Cancelled), slices.Clone(c.Told), slices.Clone(c.Barred), slices.Clone(c.Raised)
	return &folder{&own}
}

// fold writes one event into the tables. One that names what the case no longer
// has, since the event that made it was voided, changes nothing.
func (f *folder) fold(e *Event) {
	switch e.Kind {
	case SickEvent, LeftEvent:
		f.away(Absence{Caregiver: e.Caregiver, From: e.From, To: e.To, Kind: string(e.Kind)})
	case WellEvent:
		f.present(func(a *Absence) bool { return a.Caregiver == e.Caregiver }, e.From)
	case LateEvent:
		f.hold(e, LateActivity, e.From, e.To)
	case DoneEvent:
		f.found(func(r *Raised) bool { return r.Visit == e.Visit })
		f.free(e.Shift, e.To)
		f.hold(e, LateActivity, e.To.Add(-e.Minutes), e.To)
	case StartedEvent:
		f.found(func(r *Raised) bool { return r.Visit == e.Visit })
	case ShiftEvent:
		f.shift(e)
	case ActivityEvent:
		f.activity(e)
	case AbsentEvent:
		f.found(func(r *Raised) bool { return r.Home == e.Home })
		f.away(Absence{Home: e.Home, From: e.From, To: e.To, Kind: cmp.Or(e.What, string(e.Kind))})
	case BackEvent:
		f.present(func(a *Absence) bool { return a.Home == e.Home }, e.From)
	case CancelledEvent:
		f.cancelled(e)
	case AcuteEvent:
		f.acute(e)
	case NoShowEvent:
		f.noShow(e)
	case ChangedEvent:
		f.changed(e)
	case SwapEvent:
		f.swap(e)
	case ProviderEvent:
		f.provider(e)
	case PinEvent, AcceptedEvent:
		f.pin(e)
	case UnpinEvent:
		f.unpin(e)
	case ToldEvent, RefusedEvent:
		f.told(e)
	case RejectedEvent:
		f.rejected(e)
	}
}

// grant finds a grant by id, -1 if there is none.
func (f *folder) grant(id GrantID) int {
	return slices.IndexFunc(f.c.Grants, func(g Grant) bool { return g.ID == id })
}

// shiftOf finds a shift by id, -1 if there is none.
func (f *folder) shiftOf(id ShiftID) int {
	return slices.IndexFunc(f.c.Shifts, func(s Shift) bool { return s.ID == id })
}

// home finds a home by id, nil if there is none.
func (c *Case) home(id HomeID) *Home {
	for i := range c.Homes {
		if c.Homes[i].ID == id {
			return &c.Homes[i]
		}
	}
	return nil
}

// grantOf finds the grant that an occurrence is of, GRANT#N or GRANT.L<line>#N,
// with the number of its pattern line; nil if there is none.
func (c *Case) grantOf(o OccurrenceID) (g *Grant, line int) {
	id := string(o[:max(0, strings.LastIndexByte(string(o), '#'))])
	framed := o.line()
	of := strings.TrimSuffix(id, ".L"+strconv.Itoa(framed))
	for i := range c.Grants {
		switch g := &c.Grants[i]; {
		case g.Service != "" && string(g.ID) == id:
			return g, 0
		case g.Service == "" && framed > 0 && framed <= len(g.Pattern) && string(g.ID) == of:
			return g, framed
		}
	}
	return nil, 0
}

// sort brings the rows into the order that a case has on disk.
func (f *folder) sort() {
	c := f.c
	slices.SortStableFunc(c.Grants, func(a, b Grant) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortStableFunc(c.Shifts, func(a, b Shift) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortStableFunc(c.Activities, func(a, b Activity) int {
		return cmp.Or(cmp.Compare(a.Shift, b.Shift), cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), cmp.Compare(a.Kind, b.Kind))
	})
	slices.SortStableFunc(c.Absences, func(a, b Absence) int {
		return cmp.Or(cmp.Compare(a.Home, b.Home), cmp.Compare(a.Caregiver, b.Caregiver), cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), cmp.Compare(a.Kind, b.Kind))
	})
	slices.SortStableFunc(c.External, func(a, b External) int {
		return cmp.Or(cmp.Compare(a.Home, b.Home), cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), cmp.Compare(a.Service, b.Service), cmp.Compare(a.Grant, b.Grant))
	})
	slices.SortStableFunc(c.Pins, func(a, b Pin) int {
		return cmp.Or(cmp.Compare(a.Home, b.Home), cmp.Compare(a.Service, b.Service), cmp.Compare(a.Part, b.Part), cmp.Compare(a.Date, b.Date),
			cmp.Compare(a.Visit, b.Visit), cmp.Compare(a.Caregiver, b.Caregiver), cmp.Compare(a.Start, b.Start))
	})
	slices.SortStableFunc(c.History.Swaps, func(a, b Swap) int {
		return cmp.Or(cmp.Compare(a.Home, b.Home), cmp.Compare(a.Date, b.Date), cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To))
	})
	slices.SortStableFunc(c.Cancelled, func(a, b Cancelled) int { return cmp.Compare(a.Occurrence, b.Occurrence) })
	slices.SortStableFunc(c.Told, func(a, b Told) int { return cmp.Compare(a.Visit, b.Visit) })
	slices.SortStableFunc(c.Barred, func(a, b Barred) int {
		return cmp.Or(cmp.Compare(a.Visit, b.Visit), cmp.Compare(a.Caregiver, b.Caregiver))
	})
	slices.SortStableFunc(c.Raised, func(a, b Raised) int {
		return cmp.Or(cmp.Compare(a.Since, b.Since), cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Home, b.Home), cmp.Compare(a.Visit, b.Visit), cmp.Compare(a.Grant, b.Grant))
	})
}
