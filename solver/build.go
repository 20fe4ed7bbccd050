package solver

import (
	"errors"
	"fmt"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/solver/vrp"
)

// Kind is what a stop of the problem stands for.
type Kind uint8

// The kinds of stops.
const (
	VisitStop    Kind = iota // one leg of a need
	BreakStop                // the break of a tour (R-W.3)
	ActivityStop             // blocked work time of a tour
	ReserveStop              // minutes kept free in a group
	NowStop                  // of a mend: nobody sets out to what is new before
	AwayStop                 // an absence in the middle of a tour
)

// Stop is what a stop of the problem stands for.
type Stop struct {
	Kind Kind
	Need int // visit: index in Demand.Needs; activity: in Case.Activities; reserve: in Case.ReserveShares
	Leg  int // visit: which of the staff; break, activity, absence: the tour
}

// Map is what the indices of a problem stand for, and where to find them.
type Map struct {
	Demand  *model.Demand
	Roads   *model.Roads
	Problem *vrp.Problem

	Base     model.Time // the instant of tick 0
	FirstDay model.Date // the date of day 0
	Places   []model.PlaceID
	Modes    []model.Mode
	Shifts   []*model.Shift     // by tour
	Workers  []*model.Caregiver // by worker; nil for a vacancy among named staff
	Stops    []Stop
	Homes    []int        // by cluster: index in Case.Homes
	Dates    []model.Date // by window: the date that the visit belongs to
	Left     []string     // what the problem leaves out, and why

	part      *stretch                        // of a demand that this is; nil: all of it
	standing  *model.Plan                     // the plan to be mended; nil: none
	named     map[model.HomeID]model.Named    // its named staff
	past      map[model.VisitID]bool          // its visits that have begun
	onRoad    map[model.VisitID]bool          // of these: those that somebody is on the way to, of which one may still call
	nows      map[int32]now                   // by tour under way
	begunWork map[model.ShiftID][]*model.Item // its breaks and activities that had begun
	mending   bool                            // it is to be mended, not followed
	begunAt   map[model.ShiftID][]span        // when these are, and visits that had
	held      map[model.ShiftID][]span        // when events held up who works it
	setOut    map[int32]model.Time            // by stop of these: when people set out for it by plan

	first        []int32 // by need: its first stop
	cluster      []int32 // by home: its cluster or Never
	place        map[model.PlaceID]int32
	worker       map[model.CaregiverID]int32
	tourOf       map[model.ShiftID]int32
	extra        [][]int32        // by tour: its breaks, activities and absences, as stops
	holes        map[int32][]hole // by tour: its absences, by time
	dayOpen      []int32          // by day: when its first tour opens
	dayLate      []int32          // by day: when its last tour ends at the latest
	classes      *classes
	lastDay      map[model.OccurrenceID]model.Date // of what has no date agreed: the last on which it may be done
	working      map[model.CaregiverID][]span      // all shifts by start, also outside the horizon
	case_        index
	postpone     []bool // by window: on another day than agreed
	called       []bool // by window: costs a call
	postride     []bool // by ride: likewise
	calendar     *model.Calendar
	agreedFloats map[homeService]*model.Agreed             // of floating services
	told         map[model.VisitID]model.Time              // what calls said
	barred       map[model.VisitID][]model.CaregiverID     // whom the planner rejected
	owed         map[model.OccurrenceID]*model.Replacement // debts of the plan before
	pieces       map[model.OccurrenceID][]int              // of a split occurrence: its tasks
}

// index finds the parts of a case by id.
type index struct {
	caregiver map[model.CaregiverID]*model.Caregiver
}

// Build states a demand as a problem, prepared for the search, with the map to
// read its solutions by. It fails when the demand names places, homes or tasks
// that the case or the roads do not have.
func Build(d *model.Demand, r *model.Roads) (*vrp.Problem, *Map, error) {
	m, err := build(d, r, nil, nil, nil, nil)
	if err != nil {
		return nil, nil, err
	}
	return m.Problem, m, nil
}

// build states a demand, or of one the part that is given, as that tells it; named
// staff of a plan, if one is given, are known too. Where the plan is to be mended,
// started are the visits that the record has begun; nil: it is not. more is done last, before the problem is
// prepared.
func build(d *model.Demand, r *model.Roads, of *model.Plan, started map[model.VisitID]bool, part *stretch, more func(*Map) error) (*Map, error) {
	if d == nil || d.Case == nil || d.Case.Standard == nil || r == nil {
		return nil, errors.New("solver: no demand, case, standard or roads")
	}
	m := &Map{standing: of, part: part, Demand: d, Roads: r, Problem: &vrp.Problem{}, Base: model.At(d.Case.Horizon.From, 0)}
	m.case_.caregiver = make(map[model.CaregiverID]*model.Caregiver, len(d.Case.Caregivers))
	for i := range d.Case.Caregivers {
		m.case_.caregiver[d.Case.Caregivers[i].ID] = &d.Case.Caregivers[i]
	}
	m.hearEvents()
	m.held = m.heldTimes()
	m.findBegun(started)
	for _, step := range []func() error{
		m.checkDemand, m.buildTours, m.buildPlaces, m.buildClasses, m.buildClusters,
		m.buildSeries, m.buildDebts, m.buildStops, m.buildLinks, m.buildRides, m.buildWork, m.buildReserves,
	} {
		if err := step(); err != nil {
			return nil, fmt.Errorf("solver: %w", err)
		}
	}
	if more == nil {
		m.addAways()
	} else {
		if err := more(m); err != nil {
			return nil, fmt.Errorf("solver: %w", err)
		}
	}
	if err := vrp.Prepare(m.Problem); err != nil {
		return nil, fmt.Errorf("solver: %w", err)
	}
	return m, nil
}

// checkDemand makes sure that the demand's indices lie inside its case.
func (m *Map) checkDemand() error {
	d := m.Demand
	for i := range d.Needs {
		n := &d.Needs[i]
		if n.Home < 0 || n.Home >= len(d.Case.Homes) || n.Series >= len(d.Series) || len(n.Legs) == 0 {
			return fmt.Errorf("need %q has home %d, series %d, %d legs", n.ID, n.Home, n.Series, len(n.Legs))
		}
		for _, t := range n.Tasks {
			if t < 0 || t >= len(d.Tasks) {
				return fmt.Errorf("need %q has task %d of %d", n.ID, t, len(d.Tasks))
			}
		}
		for _, c := range n.Carries {
			if c.Need < 0 || c.Need >= len(d.Needs) {
				return fmt.Errorf("need %q carries need %d of %d", n.ID, c.Need, len(d.Needs))
			}
		}
	}
	for _, l := range d.Links {
		if l.A < 0 || l.B < 0 || l.A >= len(d.Needs) || l.B >= len(d.Needs) {
			return fmt.Errorf("a link couples needs %d and %d of %d", l.A, l.B, len(d.Needs))
		}
	}
	return nil
}

// tick is an instant in the problem's time.
func (m *Map) tick(t model.Time) int32 { return int32(t - m.Base) }

// time is a tick as an instant.
func (m *Map) time(tick int32) model.Time { return m.Base + model.Time(tick) }

// day is the number of a date in the problem.
func (m *Map) day(d model.Date) int32 { return int32(d - m.FirstDay) }

// homeOf is the home of a need.
func (m *Map) homeOf(n *model.Need) *model.Home { return &m.Demand.Case.Homes[n.Home] }

// leave notes what the problem can't state.
func (m *Map) leave(format string, a ...any) { m.Left = append(m.Left, fmt.Sprintf(format, a...)) }
