package model

// EventKind is what happened.
type EventKind string

// The kinds of events, in the order of docs/events.md.
const (
	SickEvent      EventKind = "sick"      // a caregiver, From–To
	WellEvent      EventKind = "well"      // back early, From
	LateEvent      EventKind = "late"      // a caregiver is Minutes behind
	LeftEvent      EventKind = "left"      // a caregiver went home, From
	AbsentEvent    EventKind = "absent"    // a citizen, From–To: travel, hospital
	BackEvent      EventKind = "back"      // a citizen, From
	CancelledEvent EventKind = "cancelled" // a visit, by the citizen
	AcuteEvent     EventKind = "acute"     // a provisional grant, also one changed at a discharge
	NoShowEvent    EventKind = "no-show"   // nobody opens (R-5.5b)
	ChangedEvent   EventKind = "changed"   // a visit's window, length, staff or qualification
	SwapEvent      EventKind = "swap"      // flexible help
	ProviderEvent  EventKind = "provider"  // free choice
	ShiftEvent     EventKind = "shift"     // added, removed, extended, lent: see Event.What
	ActivityEvent  EventKind = "activity"  // blocked work time
	PinEvent       EventKind = "pin"       // a visit, its caregivers, its time or any of them
	UnpinEvent     EventKind = "unpin"     //
	StartedEvent   EventKind = "started"   // a visit, from the mobile record
	DoneEvent      EventKind = "done"      // likewise
	ToldEvent      EventKind = "told"      // a call was made
	RefusedEvent   EventKind = "refused"   // a call was made, and the citizen said no
	NoAnswerEvent  EventKind = "no-answer" // a call was tried
	AcceptedEvent  EventKind = "accepted"  // a part of a proposed mend
	RejectedEvent  EventKind = "rejected"  // likewise
	VoidEvent      EventKind = "void"      // an entry made in error, undone
)

// EventKinds lists all kinds in their fixed order.
var EventKinds = []EventKind{SickEvent, WellEvent, LateEvent, LeftEvent, AbsentEvent, BackEvent, CancelledEvent, AcuteEvent, NoShowEvent, ChangedEvent, SwapEvent,
	ProviderEvent, ShiftEvent, ActivityEvent, PinEvent, UnpinEvent, StartedEvent, DoneEvent, ToldEvent, RefusedEvent, NoAnswerEvent, AcceptedEvent, RejectedEvent, VoidEvent}

// ShiftChanges lists what can happen to a shift, likewise.
var ShiftChanges = []string{ShiftAdded, ShiftRemoved, ShiftExtended, ShiftLent}

// What happened to a shift.
const (
	ShiftAdded    = "added"
	ShiftRemoved  = "removed"
	ShiftExtended = "extended"
	ShiftLent     = "lent"
)

// Event is something that changes a case after a plan of it was made. Which
// fields an event has depends on its kind (docs/events.md); the others are zero.
type Event struct {
	Number int  // place in the log of the plan, from 1
	Known  Time // when it became known; the order of arrival is that of the log
	Kind   EventKind
	What   string // shift: added …; absent: travel, hospital …; activity: its kind

	Caregiver     CaregiverID
	Home          HomeID
	Visit         VisitID
	Shift         ShiftID
	Grant         GrantID   // acute, provider
	Service       ServiceID // acute, swap: what is done instead
	Part          PartID    // acute
	Provider      ProviderID
	District      DistrictID // shift lent: to which
	From, To      Time       // To 0: open, or one instant
	Start         Clock      // pin: the time; -1: not pinned, or no time
	Minutes       Minutes    // late: how much; changed, acute, activity: how long
	Staff         int        // changed, acute: 0 as it was
	Qualification Qualification
	Mode          Mode    // shift added
	Place         PlaceID // shift added: where it starts and ends; activity
	Of            int     // void, accepted, rejected: the number of the event meant; 0 none
	Reason        string  // pin: why

	// What the plan said then, kept by [Intake] so that the log needs no plan.
	Occurrences []OccurrenceID // cancelled, changed, swap: what the visit did, as far as it is meant
	Caregivers  []CaregiverID  // pin, accepted, rejected: who came, or is to come
}

// Cancelled is an occurrence that the citizen cancelled, or that
// another took the place of: nobody owes it any more.
type Cancelled struct {
	Occurrence OccurrenceID
	Grant      GrantID
	Home       HomeID
	Told       Time
}

// Told is what a completed call said about one visit: its time counts in place
// of the agreed one. Refused: the citizen bears no further change.
type Told struct {
	Visit   VisitID
	Home    HomeID
	At      Time
	Refused bool
}

// Barred keeps a caregiver from one visit: the planner rejected it.
type Barred struct {
	Visit     VisitID
	Home      HomeID
	Caregiver CaregiverID
}

// Raised is a task for people that an event raises: an open no-show (R-5.5b), a
// grant to be assessed again, an acute one to be decided.
type Raised struct {
	Rule  string
	Home  HomeID
	Visit VisitID
	Grant GrantID
	Since Time
	Until Time // to be dealt with before; 0: no hour
	Text  Text
}

// Announced is a visit as citizens and staff were told before a mend: the plan
// that was mended, as far as it lay before its announced_until or had begun.
type Announced struct {
	Visit VisitID
	Home  HomeID
	Start Time
	Staff []Assignment // by leg
}

// Notice makes what is changed at short notice dearer: changes of visits that
// were to begin within so many minutes from now cost Percent of their price.
type Notice struct {
	Within  Minutes
	Percent int
}
