package model

// Comparison is plans, or parts of plans, side by side on every measure: what
// benchmarks/compare works out and sheets lays out.
type Comparison struct {
	By       string // what each plan was cut by: "", district, group or provider
	Method   CompareMethod
	Sides    []Side
	Measures []Compared
	Warnings []CompareWarning // the loud ones first
}

// CompareMethod says how intervals and areas were found.
type CompareMethod struct {
	Confidence  float64 // of an interval: 0.95
	Resamples   int
	LeastDrawn  int     // no interval from fewer tours or homes
	LeastEvents int     // none where fewer of them have anything to count
	AreaShare   float64 // of the homes, the nearest to the middle, that an area holds
	AreaHomes   int     // no area of fewer addresses
	EffortApart float64 // efforts differ from this quotient on
}

// Side is one plan, all providers' plans of one case, or a part of them.
type Side struct {
	Name   string // as shown: of the plan, and of its part
	Plan   string // of the plan
	Part   string // id of the district, group or provider; "" the whole
	Made   []Made // of the plans in it
	Homes  int    // different homes
	Tours  int    // shifts, idle ones too
	Effort float64
	Area   float64 // km²; 0: too few homes for one
	Broken int     // rules that its plans break, all parts together
	Owed   int     // what they owe without a certificate, likewise
}

// Better says which way a measure is better.
type Better int

// The ways.
const (
	Neither Better = 0
	Less    Better = -1
	More    Better = 1
)

// Per is what a figure is divided by.
type Per string

// The divisors.
const (
	InTotal  Per = ""
	PerVisit Per = "visit"
	PerHour  Per = "granted-hour" // an hour of granted time that was delivered
)

// Compared is one measure of all sides.
type Compared struct {
	Key     string // travel, travel.car, named_share, bill.overtime …
	Section string // size, time, continuity, care or bill
	Unit    string // min, km, percent, visit, kr …
	Per     Per
	Better  Better
	Drawn   string          // what an interval draws: tours, homes, both, or "" for none
	Values  []ComparedValue // by side
}

// ComparedValue is one side's figure of a measure.
type ComparedValue struct {
	Has       bool // false: there is nothing to divide by
	Value     float64
	Low, High float64 // the interval
	Interval  bool    // false: there is none, and Why
	Why       string  // "few": too few drawn; "rare": too few of them count anything; "" not asked for
	Drawn     int     // tours and homes that count
	Best      int     // the rank that it has at best; 0: not ranked
	Worst     int     // and at worst; the same where its interval parts from all others
	Against   *Difference
}

// Difference is how far a side is from another with the same homes and shifts:
// the first such plan, or the same part of it.
type Difference struct {
	From      int // the other side
	Value     float64
	Low, High float64
}

// CompareWarning is why figures may not be compared as they stand.
type CompareWarning struct {
	Kind string // effort, version, seed, prices, standard, horizon, case, broken, owed
	Loud bool
	Text Text
}
