package vrp

import "slices"

// Never is no stop, tour, worker or any other index.
const Never = -1

// Leg is the way from one place to another: ticks and øre.
type Leg struct{ Ticks, Price int32 }

// Table holds the legs between all places for one mode, row by row; row and
// column 0 (nowhere) are zero.
type Table struct {
	N    int
	Legs []Leg // N × N

	turned []Leg // the same column by column; Legs itself where the table is symmetric
}

// from is the row of legs from a place, back that of legs to it.
func (t *Table) from(place int32) []Leg { return t.Legs[int(place)*t.N : int(place+1)*t.N] }
func (t *Table) back(place int32) []Leg { return t.turned[int(place)*t.N : int(place+1)*t.N] }

// turn makes turned, once.
func (t *Table) turn() {
	if t.turned != nil {
		return
	}
	t.turned = t.Legs
	for i := range t.N {
		for j := range i {
			if t.Legs[i*t.N+j] != t.Legs[j*t.N+i] {
				t.turned = make([]Leg, len(t.Legs))
				for k := range t.Legs {
					t.turned[k] = t.Legs[k%t.N*t.N+k/t.N]
				}
				return
			}
		}
	}
}

// Leg is the way between two places.
func (t *Table) Leg(from, to int32) Leg { return t.Legs[int(from)*t.N+int(to)] }

// Problem is the whole task. It is read-only once Prepare has run.
type Problem struct {
	Modes    []Table
	Workers  int
	Clusters []Cluster
	Ties     []uint16 // Clusters × Workers, row by cluster: index in Kinds; empty: no ties
	Kinds    []Tie    // the ties there are, few: their matrix is read at random, and small it stays in the cache
	Tours    []Tour
	Classes  [][]uint64 // sets of tours, bit per tour; a stop's Class is one of them

	Stops   []Stop
	Choices []Choice
	Windows []Window
	Series  []Series
	Links   []Link
	Groups  []Group
	Rides   []Ride
	Combos  []Combo

	// Midnights are the ticks at which days begin, day 0 first, for links: a start
	// counts on the day it falls on, whatever the day of its tour. Empty: the day of
	// the tour counts.
	Midnights []int32

	// Flow: linked stops need not hold windows free for each other, but follow each
	// other's starts across tours (flow.go). So it is wherever lateness has a price.
	Flow bool
	// Largest is the price of each tick of the largest lateness of any stop with Tardy.
	Largest int64
	// Announced is the tour that each stop was announced in, Never for none,
	// Unannounced where it is all the same; nil: nothing was (announced.go).
	Announced []int32

	index index // what Prepare derives
}

// Stop is one service at one place by one worker.
type Stop struct {
	Place       int32 // 0: wherever the worker is (a telephone call, a break)
	Cluster     int32 // whose continuity counts; Never: none
	Dur         int32 // ticks, with nothing riding on it
	Class       int32 // the tours that may serve it, with nothing riding on it
	Group       int32 // stops that start together; Never: none
	Offset      int32 // of its start after the group's
	Series      int32 // the time variable that its windows move with; Never: none
	Unserved    int64 // price of leaving it out
	Alone       int64 // price of a place in a tour of its own instead of riding
	Tardy       int64 // price of each tick that it starts after Due; see Problem.Flow
	Due         int32
	First, Last int32 // its choices, half open
	Combo       int32 // index of its first Combo when it may carry others; Never: carries none
	Load        int32 // what it takes of its tour's capacity, also while riding
	Must        bool  // pursued by ejection until it stands
	Familiar    int32 // the tours, a class, in which it does not cost Strange
	Fixed       bool  // never taken out once it stands
	Strange     int64 // price of standing in any other; 0: Familiar is not read
}

// Choice is a day on which a stop may be served: a menu of windows.
type Choice struct {
	Day         int32
	First, Last int32 // windows, half open, by rising price
}

// Window is an interval of starts, both ends included, with its price. If the
// stop has a series, Lo and Hi move with it and are then cut to Floor..Ceil.
type Window struct {
	Lo, Hi, Floor, Ceil int32
	Price               int64
}

// Series is a time variable shared by stops: their windows move by the same
// number of ticks, a multiple of Step between Min and Max.
type Series struct {
	Min, Max, Step int32 // Min = Max = 0: fixed
}

// Tour is one worker's stretch of work.
type Tour struct {
	Worker, Mode, Day int32
	Start, End        int32 // places; 0: at the first stop, at the last
	Open, Close       int32
	Late              int32 // >= Close: the end may be as late, at LatePrice a tick beyond Close
	LatePrice         int64
	Wait              int64 // price of a tick between Open and its end that is neither way nor work; not where starts flow
	Price             int64 // of using the tour at all
	Capacity          int32 // the loads of its stops together may be; 0: no limit
	Disturbed         int64 // price, once, of serving others than was announced; see Problem.Announced
}

// Cluster is stops that want to be served by the same two workers.
type Cluster struct {
	Pair   [2]int32 // the two at the start; Never: none
	Before [2]int32 // the two that were announced; Never: none
	Change int64    // price of each of Before that is no longer of the pair
	Locked bool     // the pair may not change
}

// Tie prices a worker for a cluster. All are per stop but First.
type Tie struct {
	Always int32 // whenever the worker serves
	Other  int32 // besides, when the worker is not of the pair
	First  int32 // once, when the worker serves at all (a new face)
}

// LinkKind is what a link demands of two stops that are both served.
type LinkKind uint8

// The kinds of links.
const (
	Gap    LinkKind = iota // Min <= start of B − start of A <= Max
	DayGap                 // Min <= day of B − day of A <= Max
	Apart                  // not on the same day, unless one rides on the other or both on one
	Others                 // not by the same worker
)

// Link couples two stops. A Gap is void while both ride on the same carrier or
// one on the other: their Combo then stands for it.
type Link struct {
	A, B     int32
	Kind     LinkKind
	SameDay  bool // Gap: and on the same day
	Min, Max int32
}

// dayAt is the day that a start falls on.
func (p *Problem) dayAt(tick int32) int32 {
	n, _ := slices.BinarySearch(p.Midnights, tick+1)
	return int32(n) - 1
}

const never = 1 << 30 // ticks: beyond all, and still safe to add to

// midnight is when a day begins, as far as days are known.
func (p *Problem) midnight(day int32) int32 {
	switch {
	case day < 0:
		return -never
	case int(day) >= len(p.Midnights):
		return never
	}
	return p.Midnights[day]
}

// Group is stops that start together, each at its offset, by different workers
// in different tours. The choices, windows and prices of its first stop are the
// group's; those of the others are not read.
type Group struct {
	First, Last int32 // stops First..Last−1: the members are consecutive
}

// Ride lets Rider ride on Carrier while the carrier is served on Day and
// starts within Lo..Hi.
type Ride struct {
	Rider, Carrier int32
	Day            int32
	Bit            uint8 // of the rider in the carrier's combos
	Lo, Hi         int32
	Price          int64
}

// Combo is a carrier together with a set of riders: carriers own 1<<bits
// consecutive combos, indexed by the set. Dur < 0: not possible together.
type Combo struct {
	Dur   int32
	Class int32
}

// Solution is a solved problem as plain data.
type Solution struct {
	Tours   [][]int32 // stops in order, by tour
	Start   []int32   // by stop: earliest start in its tour (of the carrier when riding)
	Window  []int32   // by stop: index of the chosen window; Never when unserved or riding
	Lo, Hi  []int32   // by stop: the slot's own window, within which every start keeps all links
	Carrier []int32   // by stop: whom it rides on, or Never
	Tour    []int32   // by stop: its tour (of the carrier when riding), or Never
	Pair    [][2]int32
	Shift   []int32 // by series, ticks
	Price   int64
}
