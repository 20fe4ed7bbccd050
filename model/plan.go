package model

// PlanFormat is the version of the plan's form on disk.
const PlanFormat = 2

// Plan is who comes when, and everything owed because of it. Slices are in a
// fixed order (see Sort), so that two plans compare as text. A plan holds no
// wall clock, core count or host.
type Plan struct {
	Made   Made
	Visits []Visit // by start, home, id
	Tours  []Tour  // by first minute, shift id
	Named  []Named // by home
	Agreed []Agreed

	Calls        []Call
	Briefings    []Briefing
	Replacements []Replacement
	Certificates []Certificate

	Log       []Event     // since the case, by number
	Announced []Announced // of a mend, or a plan made from the one before: what it changed, by visit
	Raised    []Raised    // by since, rule, home
	Carried   History     // what the plan before handed on, see HandOn; its visits, last deliveries, named, agreed, debts and pending

	Bill     []BillLine
	Measures Measures
}

// Made is how a plan was made.
type Made struct {
	Program         string // version
	Case            string
	CaseHash        string
	Standard        string
	StandardVersion string
	Provider        ProviderID
	Districts       []DistrictID // empty: all
	Horizon         Horizon
	Seed            uint64
	Iterations      int64
	Now             Time   // of a mend, or a plan made from the one before: what began before is as it was; 0: planned from the case alone
	From            string // likewise: the hash of that plan; "": none
	Aim             Aim    // of a mend: what its search weighed more than the standard does
	Search          Effort // of a mend: how its search was bounded, and how it went
}

// Effort is what it takes to repeat the search of a mend: what bounded it and,
// where that was a time, how far the clock let it come.
type Effort struct {
	Budget   int64  // iterations of each search; 0: it had a time
	Paces    []Pace // of each search that had a time, in their order
	Enough   bool   // it ended as soon as all care stood that is never cancelled
	CutShort bool   // it was called off in the middle: nobody can repeat it
}

// Pace is how a search by time went: its rounds at each step of the time, and
// how many searches of the same kind ran beside it.
type Pace struct {
	Twins  int
	Rounds []int // by step
}

// Aim is what a mend weighs more than the standard does; "" is nothing.
type Aim string

// The aims.
const (
	FewestCalls    Aim = "calls"
	BestContinuity Aim = "continuity"
	LeastOvertime  Aim = "overtime"
)

// Word is the aim's name, that of none "standard": a folder is called so.
func (a Aim) Word() string {
	if a == "" {
		return "standard"
	}
	return string(a)
}

// Aims are all of them, in the order in which they are shown.
var Aims = []Aim{FewestCalls, BestContinuity, LeastOvertime}

// Visit is occurrences done in one home at one time by 1–4 caregivers.
type Visit struct {
	ID     VisitID
	Home   HomeID
	Series SeriesID // "" for a floating visit of its own
	Date   Date     // the local date it belongs to (a night visit after midnight: the date it starts on)
	Part   PartID
	Start  Time
	Length Minutes // from first start to last end
	Does   []Done
	Staff  []Assignment // by leg; len = staff needed
}

// End is when the last of the staff is done.
func (v *Visit) End() Time { return v.Start.Add(v.Length) }

// Done is an occurrence, or a part of a split one, delivered in a visit.
type Done struct {
	Occurrence OccurrenceID
	Grant      GrantID
	Service    ServiceID
	Piece      int // 0: the whole; 1, 2: parts of a split service
}

// Assignment is one caregiver's part of a visit.
type Assignment struct {
	Caregiver CaregiverID
	Shift     ShiftID
	Start     Time
	Minutes   Minutes
}

// Tour is one caregiver's shift in order. Items neither overlap nor leave the
// shift (overtime apart); what lies between them is waiting.
type Tour struct {
	Shift     ShiftID
	Caregiver CaregiverID
	Mode      Mode
	Items     []Item
	Overtime  Minutes
}

// ItemKind is what an item of a tour is.
type ItemKind string

// The kinds of items.
const (
	TravelItem   ItemKind = "travel"
	VisitItem    ItemKind = "visit"
	CallItem     ItemKind = "call" // a visit by telephone
	BreakItem    ItemKind = "break"
	ActivityItem ItemKind = "activity"
	ReserveItem  ItemKind = "reserve"
)

// Item is one stretch of a tour.
type Item struct {
	Kind     ItemKind
	From, To Time
	Visit    VisitID // visit, call
	Leg      int     // which of the visit's staff
	Text     string  // activity: its kind
	Start    PlaceID // travel: from where; others: where ("" wherever the caregiver is)
	End      PlaceID // travel: to where
	Metres   int     // travel
}

// Call is a call owed to a citizen.
type Call struct {
	Home   HomeID
	Visit  VisitID
	Agreed Time
	New    Time
	Latest Time        // to be made before
	By     CaregiverID // who calls: the contact person, "" the office
}

// Briefing is owed to a substitute by the contact person (R-6.2b).
type Briefing struct {
	Home      HomeID
	Visit     VisitID
	Caregiver CaregiverID
	By        CaregiverID
	Before    Time
}

// Replacement is practical help moved from its agreed date: to a visit
// of this plan, or booked past the horizon as a dated debt.
type Replacement struct {
	Home       HomeID
	Grant      GrantID
	Occurrence OccurrenceID
	Agreed     Date
	Latest     Date    // the fifth weekday
	Visit      VisitID // "": a debt the next plan must honour
}

// Grade is how sure a certificate is.
type Grade string

// The grades.
const (
	Proved   Grade = "proved"    // fails for every caregiver even with their tour emptied of all that may move
	NotFound Grade = "not-found" // with the effort spent
)

// Certificate says by name that something owed is not in the plan, why, and
// what would help.
type Certificate struct {
	Rule       string
	Home       HomeID
	Occurrence OccurrenceID
	Grant      GrantID
	Date       Date
	Grade      Grade
	Reasons    []Reason // per qualified caregiver on duty, by caregiver
	Remedy     Remedy
}

// Reason is the rule that stands in the way for one caregiver.
type Reason struct {
	Caregiver CaregiverID
	Shift     ShiftID
	Rule      string
	Text      Text // "12 minutes short", "needs medicine"
}

// Remedy is the smallest change that would help: who, when, with what.
type Remedy struct {
	Kind          string // stay, call-in, borrow, none
	Caregiver     CaregiverID
	From, To      Time
	Qualification Qualification
	Text          Text
}

// BillLine is one line of a plan's bill.
type BillLine struct {
	Line  string // the yaml name in the price list
	Count int64
	Unit  string // minute, km, visit, call …
	Price Price  // in all
}
