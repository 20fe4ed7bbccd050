package model

// Standard is a municipality's quality standard for a year: the service
// catalogue, the figures of every rule that RULES calls a default, and the
// price list. It is data, voted by the council (R-MIN.1), and a plan records
// which one it was made under.
type Standard struct {
	ID           string
	Version      string
	Name         Text
	Source       string
	Parts        []Part
	Services     []Service // by id
	Rules        Rules
	Prices       Prices
	ClosingDays  []Date // extra days that are no weekday, beside Danish public holidays
	PricesReason map[string]Text
}

// Shift names of the day: R-11's "hours", the coarse parts that services are allowed in.
type Hours string

// The three coarse parts of a day.
const (
	DayHours     Hours = "day"
	EveningHours Hours = "evening"
	NightHours   Hours = "night"
)

// Part is a part of the day. Visits of one home are bundled within a part
// and each series lies in one. Parts do not overlap and together
// cover the day; the night's may pass midnight (From > To).
type Part struct {
	ID       PartID
	Name     Text
	Hours    Hours
	From, To Clock // half open; To < From passes midnight
}

// Step is a stretch of a service: active needs the caregiver, passive runs by
// itself (a washing machine) and may be filled with another service (R-11.0b).
type Step struct {
	Active, Passive Minutes // one of the two is 0
}

// Service is an entry of the catalogue.
type Service struct {
	ID            ServiceID
	Name          Text
	Code          string // FSIII
	Class         CareClass
	Steps         []Step
	Split         bool          // passive minutes that nothing fills: parts in two visits (R-11.0b)
	Fills         bool          // may be done during another's passive minutes
	Staff         int           // caregivers at once by default, 1..4
	Qualification Qualification // "" when anyone may
	Modes         []Mode        // modes able to do it; nil: all. Shopping needs a car, or a bicycle
	Parts         []PartID      // where in the day it may be agreed; the first is the default
	Hours         []Hours       // coarse hours that its start must lie in (H)
	From, To      Clock         // closer limits on the start inside those hours; both 0: none
	WeekdaysOnly  bool          // Monday–Friday less holidays and closing days
	Bundles       []string      // services that share a word here and are due in one part of day are one visit
	Every         Cadence       // usual frequency, for documents and generators
	MinGap        Minutes       // least from one start to the next of the same grant on a day; 0 none
	MaxGap        Minutes       // most, likewise; 0 none
	MinDays       int           // least days between occurrences of the same grant; 0 none
	MaxDays       int           // most, likewise; 0 none
	NoTravel      bool          // a telephone call
	Follows       string        // "": free; "visit": rides on another visit if it can (R-11.1.2, S); "delivery": after the delivery (R-11.2.3b)
	FirstWithin   int           // days from the decision to the first visit; 0 none
	Shops         int           // most shops in a round
	Kilos         int           // most kilograms carried
}

// Active is the time that the service needs its caregiver.
func (s *Service) Active() Minutes {
	var m Minutes
	for _, st := range s.Steps {
		m += st.Active
	}
	return m
}

// Unit is what a frequency counts in.
type Unit string

// The units of a cadence.
const (
	PerDay   Unit = "day"   // Count a day, on Days
	PerWeek  Unit = "week"  // Count a week
	PerKDays Unit = "every" // once in Count days
	Dated    Unit = "dated" // on the grant's Dates only
)

// Cadence is how often: 3 a day, 2 a week, every 14 days, on given dates.
type Cadence struct {
	Unit  Unit
	Count int
}

// Rules are the figures of the rules; every one is a default of the standard.
type Rules struct {
	CallLimit         Minutes // a change beyond it is told; 60
	EdgeLimit         Minutes // beyond it a small price keeps visits off the limit; 20
	MostMoved         Minutes // a visit is planned at most this far from its agreed time; 0: anywhere in its hours
	CallLead          Minutes // told at the latest this long before; 20
	CallLateWithin    Minutes // found out late: this long after; 20
	CallsFrom         Clock   // nobody is called earlier
	ReplaceWithin     int     // weekdays; 5
	BriefAfter        int     // R-6.2b, days; 90
	NamedForPractical bool    // hard for practical help
	AgreedGrid        Minutes // agreed times lie on it; 15
	SplitWait         Minutes // R-11.0b: a visit waits this long for a split service's passive minutes that nothing fills; 20
	RestBetween       Minutes // R-W.2; 660
	BreakFrom         Minutes // R-W.3: a shift longer than this has a break; 360
	BreakLength       Minutes // 29
	BreakMargin       Minutes // the break starts at least this long after the shift does and ends this long before it does; 60
	BreakOnlyGiven    bool    // only breaks given with the shift count
	OvertimeMost      Minutes // R-W.4: 0 where the standard allows none
	CashGrantHours    int     // 20
	CashGrantOver     bool    // "more than" rather than "or more"
	SwapsInTwoMonths  int     // 3
	NoticeMonths      int     // 1
	ContinuityDays    int     // 14
	FreezeAhead       Minutes // a mend leaves alone what begins so soon; 10
	CallMinutes       Minutes // a call takes so long; 3
	Callers           int     // who call at one time; 2
	NoShowWait        Minutes // R-5.5b: a caregiver stays so long where nobody opens; 20
	NoShowWithin      Minutes // R-5.5b: the case is to be closed within; 120
	NamedAreTold      bool    // a change between the two named staff is a change of caregiver too
	EventRules        `json:"-"`
	Keep              KeepRules `json:"-"`
}

// KeepRules say for how many days the service keeps what no longer counts, by
// R-P.3; 0: for ever. A standard may leave them out.
type KeepRules struct {
	Plans  int // superseded and rejected plans, and ended jobs; 400
	Events int // events that a plan knows, or that are void; 400
	Audit  int // 5 years
}

// EventRules are the figures that events and mends go by and a standard may
// leave out: then they are the usual ones given here.
type EventRules struct {
	CancelNotice   Minutes // a visit cancelled so long before it begins may be agreed anew; 1440
	DecideWithin   int     // days in which acute help is decided; 7
	LateMost       Minutes // who is further behind comes no more; 240
	RecordEarly    Minutes // a visit recorded longer before its planned time is another; 360
	ShiftMost      Minutes // R-W.2: no shift is added or extended beyond it; 960
	StretchLeast   Minutes // what absences leave of a shift is worked where it is so long; 60
	CalledInMost   Minutes // nobody who is off is asked to come for longer; 480
	CalledInMargin Minutes // such a shift begins so long before the first start of the visit, and ends so long after the last; 30
}

// Prices is the price list in øre. PricesReason holds the reason for each,
// under the yaml name.
type Prices struct {
	TravelMinute  map[Mode]Price // a planned minute on the way
	TravelKm      map[Mode]Price
	Overtime      Price // a minute
	Substitute    Price // a visit by someone who is not one of the two
	Face          Price // a caregiver who comes to a home within the plan, once, whoever it is
	NewFace       Price // besides, where the home does not know the caregiver
	PairChange    Price // one of the two named staff replaced
	NotPreferred  Price // a visit by neither the named nor a preferred caregiver, where the home names preferred ones
	Unwanted      Price // a visit by a caregiver the home does not want
	OutsideGroup  Price // a visit by a caregiver of another group
	Call          Price // a citizen called because of a change beyond the limit
	Edge          Price // a visit planned between EdgeLimit and CallLimit off its agreed time
	Postponed     Price // practical help on another day than agreed, within
	Debt          Price // practical help booked past the horizon
	SeparateVisit Price // a visit for services that could have ridden on another
	Unserved      map[CareClass]Price
	ReserveMinute Price // a reserve minute not kept free

	// Of a mend, against what was announced.
	ChangedCaregiver Price    // a visit by another than announced, the two named apart
	ChangedTour      Price    // a caregiver whose visits of a day are not those announced
	CallLate         Price    // besides, a call that can't be made before its deadline
	Notices          []Notice // by rising Within: what makes the first two dearer at short notice
}

// Service finds a service by id, nil if the standard has none such.
func (s *Standard) Service(id ServiceID) *Service {
	for i := range s.Services {
		if s.Services[i].ID == id {
			return &s.Services[i]
		}
	}
	return nil
}

// Part finds a part of the day by id, nil if the standard has none such.
func (s *Standard) Part(id PartID) *Part {
	for i := range s.Parts {
		if s.Parts[i].ID == id {
			return &s.Parts[i]
		}
	}
	return nil
}
