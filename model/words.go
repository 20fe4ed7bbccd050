package model

// Identifiers are opaque: a municipality's own keys, never a CPR number (R-P.1).
type (
	HomeID        string // one citizen's home
	PlaceID       string // a point with an address, shared by several homes or not
	GrantID       string
	ServiceID     string
	PartID        string // a part of the day in the standard
	ProviderID    string
	DistrictID    string
	GroupID       string
	CaregiverID   string
	ShiftID       string
	SeriesID      string // home + kind + part of day
	VisitID       string // home + series + local date (+ number)
	OccurrenceID  string // grant + running number of its cadence
	Qualification string
	Trait         string // what a home has and a caregiver may not bear: "dog", "smoke"
)

// Price is money in whole øre.
type Price int64

// Text is a name in the two languages of the screens.
type Text struct {
	Da string `yaml:"da"`
	En string `yaml:"en"`
}

// In gives the text in a language, "da" or "en".
func (t Text) In(lang string) string {
	if lang == "en" && t.En != "" {
		return t.En
	}
	return t.Da
}

// CareClass says what becomes of a service when it can't be delivered.
type CareClass string

// The care classes of a standard.
const (
	NeverCancelled CareClass = "never-cancelled"
	Replaced       CareClass = "replaced"
	Priced         CareClass = "priced"          // as the price list says
)

// Mode is how a caregiver moves.
type Mode string

// The modes of travel.
const (
	Car     Mode = "car"
	Bicycle Mode = "bicycle"
	EBike   Mode = "e-bike"
	Foot    Mode = "foot"
)

// Modes lists all modes in their fixed order.
var Modes = []Mode{Car, Bicycle, EBike, Foot}

// Law is the statute a grant rests on.
type Law string

// The statutes.
const (
	SEL83 Law = "SEL83" // serviceloven §83, also §83a
	SEL94 Law = "SEL94" // self-chosen helper, R-5.2
	SEL95 Law = "SEL95" // cash grant: counted, never planned, R-5.2
	AEL   Law = "AEL"   // ældreloven: a weekly frame
	SUL   Law = "SUL"   // sundhedsloven: medicine and nursing
)
