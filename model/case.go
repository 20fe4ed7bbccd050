package model

import (
	"strconv"

	"github.com/paulmach/orb"
)

// Case is everything a municipality hands over for one planning horizon.
// Slices are sorted by id. See docs/case-format.md for the files.
type Case struct {
	Name           string
	Horizon        Horizon
	AsOf           Time // what is known was known then
	AnnouncedUntil Time // what lies before has been announced to citizens and staff
	Standard       *Standard
	Providers      []Provider
	Districts      []District
	Offices        []Office
	Travel         Travel
	ReserveShares  []ReserveShare

	Places     []Place
	Homes      []Home
	Grants     []Grant
	Caregivers []Caregiver
	Shifts     []Shift
	Activities []Activity
	Reserves   []Reserve
	Absences   []Absence
	External   []External
	Pins       []Pin
	History    History

	// What the log of a plan says: none of it in a case as exported. See Fold.
	Now       Time        // nothing that begins before may change; 0: no mend is under way
	Cancelled []Cancelled // by occurrence
	Told      []Told      // by visit
	Barred    []Barred    // by visit, caregiver
	Raised    []Raised    // by since, rule, home

	Hash string // of the case as read: hex SHA-256 over canonical content
}

// Horizon is the days planned: Days of them from From.
type Horizon struct {
	From Date
	Days int
}

// End is the first date after the horizon.
func (h Horizon) End() Date { return h.From + Date(h.Days) }

// Has says whether d is planned.
func (h Horizon) Has(d Date) bool { return d >= h.From && d < h.End() }

// TravelShown is how a provider wants travel on its lists.
type TravelShown string

// The three ways to show travel.
const (
	Between TravelShown = "between"
	Blocks  TravelShown = "blocks"
	Inside  TravelShown = "inside"
)

// Provider delivers help: municipal or private.
type Provider struct {
	ID          ProviderID
	Name        string
	Municipal   bool
	TravelShown TravelShown
}

// District is a part of the municipality with its groups.
type District struct {
	ID     DistrictID
	Name   string
	Groups []Group
}

// Group is a team inside a district; borders between groups are soft.
type Group struct {
	ID   GroupID
	Name string
}

// Office is where shifts may start and end.
type Office struct {
	ID    PlaceID
	Name  string
	Point orb.Point // lon, lat
}

// Travel says where travel times come from.
type Travel struct {
	Source   string // "crow-fly" or "matrix"
	Modes    map[Mode]TravelMode
	Matrices map[Mode]string // source matrix: file in the case folder per mode
	Tables   map[Mode]Matrix // source matrix: as read
}

// TravelMode is a mode's figures.
type TravelMode struct {
	SpeedKmh float64 // mean speed along the way
	Detour   float64 // way length over crow-fly
	Arrival  float64 // seconds per arrival at another place: parking, lock, stairs
}

// Matrix is a table of seconds, and metres if given, between places by id.
type Matrix struct {
	Places  []PlaceID
	Seconds []float64 // row by row, from × to
	Metres  []float64 // the same shape, or nil
}

// ReserveShare keeps a share of the minutes on duty free in a group and hours.
type ReserveShare struct {
	Group    GroupID
	From, To Clock
	Share    float64 // 0..1
}

// Place is a point with an address. Homes of one place have no travel between them.
type Place struct {
	ID      PlaceID
	Point   orb.Point // lon, lat
	Address string
}

// Home is one citizen's home.
type Home struct {
	ID        HomeID
	District  DistrictID
	Group     GroupID
	Place     PlaceID
	Protected bool            // protected address (R-P.2)
	Needs     []Qualification // every visit needs these
	Traits    []Trait         // dog, smoke …: conflicts with caregivers who can't bear them
	Preferred []CaregiverID
	Unwanted  []CaregiverID
	Note      string // for the caregiver's list only (R-P.3)
}

// Grant is what a citizen was granted: itemised, or a frame with its pattern.
type Grant struct {
	ID           GrantID
	Home         HomeID
	Provider     ProviderID
	Changes      []ProviderChange // free choice, by date
	Law          Law
	Service      ServiceID // itemised; "" for a frame
	Cadence      Cadence
	Parts        []PartID        // where in the day, one per daily occurrence; empty: the service's default
	Days         Weekdays        // days of the week it may or must fall on; 0: all that the service allows
	Dates        []Date          // Dated: exactly these, also extra ones
	Minutes      Minutes         // granted minutes of one occurrence; 0: the service's. Never shortened
	Staff        int             // 0: the service's
	Second       Leg             // the further persons' own part; zero: as long as the service lasts
	From, To     Date            // period, To inclusive; To 0: open
	FollowUp     Date            // 0: none
	Decided      Date            // when the provider got the decision; 0: long ago
	Shops, Kilos int             // shopping: of one round; 0: not said
	Tolerance    Minutes         // own tighter tolerance, hard (insulin ±15); 0: none
	Needs        []Qualification // beside the service's
	Helper       CaregiverID     // §94: only this caregiver
	Hours        float64         // §95: weekly hours, counted only
	FrameMinutes Minutes         // frame: minutes a week
	Pattern      []Pattern       // frame: what is planned
	Event        int             // number of the event that made it; 0: of the case as exported
}

// Leg is one caregiver's own part of a visit: starts Offset after the visit
// does and lasts Minutes.
type Leg struct {
	Offset, Minutes Minutes
}

// ProviderChange moves a grant to another provider from a date, the 1st of a month.
type ProviderChange struct {
	Provider ProviderID
	Asked    Date
	From     Date
}

// Pattern is one line of a frame grant's pattern: on these days, in this part,
// this service of the frame standard for so many minutes.
type Pattern struct {
	Days    Weekdays
	Part    PartID
	Service ServiceID
	Minutes Minutes
	Every   int // weeks: 1 every week, 2 every second …
	Staff   int // 0: the service's
}

// Weekdays is a set of days of the week; bit n is time.Weekday n (Sunday 0).
type Weekdays uint8

// AllDays is every day of the week.
const AllDays Weekdays = 127

// Has says whether d falls on one of the days; the empty set has all.
func (w Weekdays) Has(d Date) bool { return w == 0 || w>>uint(d.Weekday())&1 == 1 }

// Caregiver is one who works.
type Caregiver struct {
	ID             CaregiverID
	Name           string
	Provider       ProviderID
	District       DistrictID
	Group          GroupID
	Qualifications []Qualification
	CantBear       []Trait  // traits of homes that exclude this caregiver
	HomePlace      PlaceID  // "" unless shifts start or end at home
	Only           []HomeID // §94 helper: serves these homes only
}

// Shift is when and how a caregiver works. It belongs to exactly one plan.
type Shift struct {
	ID        ShiftID
	Caregiver CaregiverID
	From, To  Time
	Mode      Mode
	Start     PlaceID    // office or home; "": at the first citizen
	End       PlaceID    // likewise, at the last
	Break     *Window    // start window of a break given with the shift; nil: as the rules say
	BreakLen  Minutes    // of a given break; 0: the rules'
	Overtime  Minutes    // agreed beyond the rules' figure: -1 none at all, 0 the rules'
	Lent      DistrictID // the district that has borrowed it; "": the caregiver's own
}

// Activity is blocked, paid work time in a shift.
type Activity struct {
	Shift    ShiftID
	Kind     string // meeting, documentation, handover, training
	From, To Time   // fixed when To-From == Minutes; else it may float within
	Minutes  Minutes
	Place    PlaceID // "": wherever the caregiver is
}

// Reserve is someone who may be called in.
type Reserve struct {
	Caregiver CaregiverID
	From, To  Time
	Price     Price // an hour
	Notice    Minutes
}

// Absence is a citizen or a caregiver away (R-5.5c).
type Absence struct {
	Home      HomeID // one of the two
	Caregiver CaregiverID
	From, To  Time
	Kind      string // travel, hospital, sick, holiday …
}

// Relation is how a visit stands to other help in the home (R-5.3c).
type Relation string

// The relations to external help.
const (
	Avoid    Relation = "avoid"    // never at the same time
	Together Relation = "together" // starts while the other is there
	Before   Relation = "before"   // ends before the other begins
	After    Relation = "after"    // starts after the other ends
	Delivery Relation = "delivery" // goods arrive: unpacking follows (R-11.2.3b)
)

// External is other help in the home: a nurse, another provider, a delivery.
type External struct {
	Home     HomeID
	Service  ServiceID // the services concerned; "": all visits of the home
	From, To Time
	Kind     string
	Relation Relation
	Within   Minutes // before, after: at most so long between; 0: the same day
	Soft     Price   // 0: hard
	Grant    GrantID // this grant's visits alone; "": all of the service
}

// Pin fixes part of a plan, with a reason.
type Pin struct {
	Home      HomeID
	Service   ServiceID   // "": every visit of the part
	Part      PartID      // "": every part
	Date      Date        // 0: every day
	Caregiver CaregiverID // "": anyone
	Start     Clock       // -1: any time
	Reason    string
	Visit     VisitID // this visit alone, on Date; "": as the other fields say
}

// History is what happened before the horizon.
type History struct {
	Visits  []PastVisit    // who came when
	Last    []LastDelivery // last delivery per grant
	Named   []Named        // named staff so far
	Agreed  []Agreed       // agreed times of series, and days of floating services
	Swaps   []Swap
	Outside []OutsideShift // caregivers' shifts just outside the horizon, for R-W.2
	Debts   []Replacement  // replacements booked by the plan before

	// What the plan before has still to come though its turn may have been before
	// the horizon: none of it in a case as exported. See HandOn.
	Pending []OccurrenceID
}

// PastVisit is one past visit.
type PastVisit struct {
	Home      HomeID
	Caregiver CaregiverID
	Date      Date
}

// LastDelivery is when an occurrence of a grant was last delivered, and its running number.
type LastDelivery struct {
	Grant  GrantID
	Date   Date
	Number int
}

// Named are the at most two named staff of a home; Contact is the
// contact person, Second the other or "".
type Named struct {
	Home            HomeID
	Contact, Second CaregiverID
}

// Agreed is the standing agreement about a series or a floating service.
type Agreed struct {
	Home    HomeID
	Part    PartID    // series: the part of day
	Number  int       // series: 2, 3 … of several of the home in one part (HOME/PART/2); 0: the first or only one
	Service ServiceID // floating: the service; "" for a series
	Start   Clock     // -1: none
	Days    Weekdays  // floating: the agreed weekdays; 0: none yet
}

// Series is the id of the series that is agreed about: HOME/PART, or
// HOME/PART/2 … of several in one part; "" for a floating service.
func (a *Agreed) Series() SeriesID {
	if a.Part == "" {
		return ""
	}
	id := string(a.Home) + "/" + string(a.Part)
	if a.Number > 1 {
		id += "/" + strconv.Itoa(a.Number)
	}
	return SeriesID(id)
}

// Swap is one use of flexible help.
type Swap struct {
	Home     HomeID
	Date     Date
	From, To ServiceID
}

// OutsideShift is a shift just outside the horizon.
type OutsideShift struct {
	Caregiver CaregiverID
	From, To  Time
}
