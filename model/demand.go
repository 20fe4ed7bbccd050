package model

// Demand is what a case asks for over the horizon for one provider (and
// districts), before anybody decides who and when: the output of Expand and
// the input of the solver. The check never uses it.
type Demand struct {
	Case      *Case
	Provider  ProviderID
	Districts []DistrictID
	Tasks     []Task
	Series    []Series // by id
	Needs     []Need   // by id
	Links     []Link
	Unplanned []Unplanned // owed but never planned, and why (§95, absence, other provider …)
}

// Task is what one occurrence asks of one visit: the whole service, or a piece
// of a split one (laundry: start the machine, hang it up).
type Task struct {
	Occurrence OccurrenceID
	Grant      *Grant
	Service    *Service
	Piece      int // 0 whole; 1, 2 …
	Steps      []Step
	Class      CareClass
	Due        Date            // agreed or ideal date; 0 when any day of the cadence will do
	Ideal      Date            // the date itself, or about the middle of what the cadence allows
	Staff      int             // caregivers at once
	Second     Leg             // the further persons' own part; zero: as long as the service lasts
	Requires   []Qualification // of the home, the service and the grant, sorted
	Only       []CaregiverID   // §94: none but these; nil: anyone
}

// Series is a home's visits of one kind and part of day: one agreed time.
type Series struct {
	ID       SeriesID
	Home     int // index in Case.Homes
	Part     *Part
	Agreed   Clock // on the grid; a proposal unless Fixed
	Fixed    bool  // from input: the search may not move it
	From, To Clock // where the search may move it; To may pass 1440
}

// Need is a visit to be planned. A fixed one has one day; a floating one
// (cleaning every 14 days) has several, and may instead ride on another need
// of its home that lists it in Carries.
type Need struct {
	ID        VisitID
	Home      int    // index in Case.Homes
	Series    int    // index in Demand.Series, -1 for a floating need
	Part      PartID // "" for a floating need: the part its start falls in
	Tasks     []int  // indices in Demand.Tasks
	Legs      []Leg  // one for each caregiver
	Requires  []Qualification
	Modes     []Mode        // nil: any
	Only      []CaregiverID // §94 or a pin: none but these; nil: anyone
	NoTravel  bool
	Class     CareClass // the strongest of its tasks
	Unserved  Price     // of leaving it out, all tasks together
	Days      []NeedDay // by date
	Carries   []Carry
	Separate  Price   // of standing alone instead of riding (SeparateVisit), 0 for a fixed need
	Tolerance Minutes // tightest of its grants; 0 none
}

// NeedDay is where a need may start on one date.
type NeedDay struct {
	Date    Date
	Windows []Window // by rising price; a dearer one contains or lies beside the cheaper
}

// WindowKind is why a window has its price.
type WindowKind uint8

// The kinds of windows.
const (
	Free      WindowKind = iota // within EdgeLimit of the agreed time, or no agreed time
	Edge                        // within CallLimit
	Called                      // beyond it: a call is owed
	Postponed                   // another day than agreed
)

// Window is an interval of starts, both ends included, with its price. A
// window of a series moves with the series' agreed time: From and To are given
// for Series.Agreed, uncut, and are cut to Floor..Ceil after moving; what is
// then empty holds no start. A series that may move keeps windows that are
// empty at its present agreed time.
type Window struct {
	From, To    Time
	Floor, Ceil Time // limits that do not move: hours of the services, external help, period
	Price       Price
	Kind        WindowKind
}

// Carry is a floating need that may ride on a fixed or another floating one.
type Carry struct {
	Need int        // index in Demand.Needs of the rider
	Days []CarryDay // by date and time: where the carrier must start for it
}

// CarryDay is an interval of starts of the carrier, both ends included, that
// allow the rider on a date, with the rider's price there. A date may have
// several.
type CarryDay struct {
	Date     Date
	From, To Time
	Price    Price
	Kind     WindowKind // Free, or Postponed
}

// LinkKind is what a link demands.
type LinkKind uint8

// The kinds of links.
const (
	StartGap   LinkKind = iota // B starts Min..Max minutes after A does (Max 0: no limit)
	DayGap                     // |date of B − date of A| between Min and Max days (Max 0: no limit)
	NotSameDay                 // two floating needs stand alone on different days, or one rides on the other
)

// Link couples two needs. A and B are indices in Demand.Needs, A < B in time.
type Link struct {
	A, B     int
	Kind     LinkKind
	Min, Max Minutes // minutes, or days for DayGap
	SameDay  bool    // StartGap: B is on the same date as A (pieces of one split service)
}

// Unplanned is a grant, or a part of its period, that is not planned here.
type Unplanned struct {
	Grant  GrantID
	Home   HomeID
	Reason string // "R-5.2 cash", "R-5.1 provider", "R-5.5c absent" …
	Count  int
}
