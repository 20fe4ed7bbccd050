package model

import (
	"fmt"
	"slices"
)

// EventFault says what is wrong with one event of a batch, and what would be
// right. Nothing of a batch with a fault is accepted.
type EventFault struct {
	Number int    // row in the batch, from 1
	Field  string // as in docs/events.md
	Text   Text
}

// String names the fault in English, on one line.
func (f EventFault) String() string {
	return fmt.Sprintf("event %d, %s: %s", f.Number, f.Field, f.Text.En)
}

// Intake judges a batch of new events against a case as it stands (the log of
// the plan folded in) and the plan. It gives them back as the log keeps them:
// numbered on from the plan's, and with what was left out filled in from case
// and plan, so that [Fold] needs neither. The order of arrival counts: each is
// judged by what those before it say. With any fault, all of which are given,
// nothing is accepted.
func Intake(c *Case, p *Plan, batch []Event) ([]Event, []EventFault) {
	in := &intake{base: c, c: c, p: p}
	for i := range batch {
		in.row = i + 1
		in.take(batch[i])
	}
	if len(in.faults) > 0 {
		return nil, in.faults
	}
	return in.events, nil
}

// intake is a batch on its way into the log.
type intake struct {
	base   *Case // before the batch
	c      *Case // after the events taken so far
	p      *Plan
	row    int
	events []Event // taken
	undone []*Event
	faults []EventFault
}

// take judges one event. One with a fault is not folded, and those after it are
// judged without it.
func (in *intake) take(e Event) {
	before := len(in.faults)
	e.Number = in.next()
	if e.Occurrences, e.Caregivers = nil, nil; e.Kind != PinEvent {
		e.Start = -1
	}
	if in.form(&e) && in.known(&e) {
		in.judge(&e)
	}
	if len(in.faults) > before {
		return
	}
	in.events = append(in.events, e)
	in.fold(&e)
}

// fold brings the case up to an event. What one of the batch voids is folded
// away; what one of the log did can't be, and is not held against the events
// after it: see clash.
func (in *intake) fold(e *Event) {
	f := newFolder(in.c)
	if e.Kind == VoidEvent {
		f = newFolder(in.base)
		for _, s := range Standing(in.events) {
			f.fold(s)
		}
		if of := in.logged(e.Of); of != nil {
			in.undone = append(in.undone, of)
		}
	} else {
		f.fold(e)
	}
	in.c = f.c
}

// next is the number of the next event of the log.
func (in *intake) next() int {
	n := 0
	if k := len(in.p.Log); k > 0 {
		n = in.p.Log[k-1].Number
	}
	return n + len(in.events) + 1
}

// log are all events so far, those of the plan first.
func (in *intake) log() []Event { return slices.Concat(in.p.Log, in.events) }

// logged finds an event of the plan's log, nil if there is none.
func (in *intake) logged(number int) *Event {
	for i := range in.p.Log {
		if in.p.Log[i].Number == number {
			return &in.p.Log[i]
		}
	}
	return nil
}

// fault notes what is wrong with the event, and what would be right.
func (in *intake) fault(field, da, en string, args ...any) {
	in.faults = append(in.faults, EventFault{in.row, field, Text{Da: fmt.Sprintf(da, args...), En: fmt.Sprintf(en, args...)}})
}

// clash notes a contradiction to what the case says already, unless that may be
// by an event that this batch voids.
func (in *intake) clash(e *Event, field, da, en string, args ...any) {
	for _, u := range in.undone {
		if u.Caregiver != "" && u.Caregiver == e.Caregiver || u.Home != "" && u.Home == e.Home || u.Shift != "" && u.Shift == e.Shift {
			return
		}
	}
	in.fault(field, da, en, args...)
}

// known wants the time at which the event became known: after the export, which
// says all that was known by then, and not before the event ahead of it.
func (in *intake) known(e *Event) bool {
	switch last := in.lastKnown(); {
	case e.Known == 0:
		in.fault("known", "skriv, hvornår det blev kendt", "say when it became known")
	case e.Known < in.c.AsOf:
		in.fault("known", "%s er før sagens as_of %s: sagen siger det allerede; ret sagen, eller skriv et senere tidspunkt", "%s is before the as_of %s of the case, which says so already; mend the case, or write a later time", e.Known, in.c.AsOf)
	case e.Known < last:
		in.fault("known", "%s er før hændelsen foran (%s): skriv hændelserne i den orden, de kom", "%s is before the event ahead of it (%s): write the events in the order in which they arrived", e.Known, last)
	case e.Known >= At(in.c.Horizon.End(), 0):
		in.fault("known", "%s er efter planens sidste dag: læg en ny plan", "%s is after the last day planned: make a new plan", e.Known)
	default:
		return true
	}
	return false
}

func (in *intake) lastKnown() Time {
	if n := len(in.events); n > 0 {
		return in.events[n-1].Known
	}
	if n := len(in.p.Log); n > 0 {
		return in.p.Log[n-1].Known
	}
	return 0
}

// judge looks at what an event of a kind says.
func (in *intake) judge(e *Event) {
	switch e.Kind {
	case SickEvent:
		in.sick(e)
	case WellEvent:
		in.well(e)
	case LateEvent:
		in.late(e)
	case LeftEvent:
		in.left(e)
	case AbsentEvent:
		in.absent(e)
	case BackEvent:
		in.back(e)
	case CancelledEvent:
		in.cancelled(e)
	case AcuteEvent:
		in.acute(e)
	case NoShowEvent:
		in.noShow(e)
	case ChangedEvent:
		in.changed(e)
	case SwapEvent:
		in.swap(e)
	case ProviderEvent:
		in.provider(e)
	case ShiftEvent:
		in.shift(e)
	case ActivityEvent:
		in.activity(e)
	case PinEvent:
		in.pin(e)
	case UnpinEvent:
		in.unpin(e)
	case StartedEvent:
		in.started(e)
	case DoneEvent:
		in.done(e)
	case ToldEvent, RefusedEvent, NoAnswerEvent:
		in.call(e)
	case AcceptedEvent:
		in.accepted(e)
	case RejectedEvent:
		in.rejected(e)
	case VoidEvent:
		in.void(e)
	}
}
