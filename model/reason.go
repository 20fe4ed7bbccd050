package model

// Who is everybody who could take a visit of a plan, and why the others can't.
// Of a visit by several each leg is looked at by itself, the others staying.
type Who struct {
	Visit  VisitID
	Home   HomeID
	Date   Date
	Start  Time
	Length Minutes
	Legs   []WhoLeg
}

// WhoLeg is one caregiver's part of a visit: who has it, who could have it.
type WhoLeg struct {
	Leg       int
	Caregiver CaregiverID // who has it in the plan
	Shift     ShiftID
	Start     Time
	Minutes   Minutes
	Offers    []Offer   // cheapest first
	Refusals  []Refusal // the nearest to being able first
}

// Offer is what it takes that a caregiver does a leg of a visit on a shift: the
// best place in the tour as it is planned, the others of the tour in their
// order. Doing it changes the plan's bill by exactly these lines.
type Offer struct {
	Caregiver CaregiverID
	Shift     ShiftID
	Start     Time // of the leg
	Price     Price
	Bill      []BillLine // what changes: the difference of each line
	Travel    Minutes    // more on the way, in all tours together
	Metres    int
	Calls     []Call    // that are owed only then
	Moves     []Move    // visits of the tours that start at another time
	GivesUp   []Forgone // what finds no room any more
}

// Move is a visit at another time than planned.
type Move struct {
	Visit    VisitID
	Home     HomeID
	From, To Time
}

// Forgone is what a tour gives up: a visit that may be left out at its price,
// or, with none named, a reserve.
type Forgone struct {
	Visit    VisitID
	Home     HomeID
	From, To Time
}

// Refusal is why a caregiver can't do a leg of a visit.
type Refusal struct {
	Caregiver CaregiverID
	Shift     ShiftID // that comes nearest; "": none at all
	Obstacles []Obstacle
}

// Obstacle is a rule that stands in the way, what collides, and how far it is
// from being possible.
type Obstacle struct {
	Rule  string
	Short Minutes       // so many minutes more would do; 0: no matter of minutes
	Needs Qualification // that is lacking
	Text  Text
}

// Why is why a visit stands where it stands or, asked about a caregiver, why
// not there.
type Why struct {
	Visit  VisitID
	Home   HomeID
	Date   Date
	Start  Time
	Agreed Time // told or agreed; 0: none
	Legs   []WhyLeg
}

// WhyLeg is the answer for one leg of the visit.
type WhyLeg struct {
	Leg       int
	Caregiver CaregiverID // who has it
	Shift     ShiftID
	Role      Role      // in that home
	Asked     *Answer   // about the caregiver and time asked for; nil: none asked for
	Next      *Offer    // the next best; nil: nobody else can, or one was asked for
	Able      int       // how many others could
	Unable    []RuleSum // how many can't, by the first rule in the way
}

// RuleSum counts the caregivers whom a rule keeps from a visit.
type RuleSum struct {
	Rule  string
	Count int
}

// Role is what a caregiver is in a home.
type Role string

// The roles.
const (
	ContactRole    Role = "contact"
	SecondRole     Role = "second"
	SubstituteRole Role = "substitute"
)

// Answer is what stands against a caregiver, and a time, for a visit: prices,
// where it can be, or else rules.
type Answer struct {
	Caregiver CaregiverID
	Role      Role
	Start     Time // asked for; 0: any
	Offer     *Offer
	Refusal   *Refusal
	Nearest   Time // the start next to the one asked for that could be; 0: none
}
