package solver

import (
	"slices"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/solver/vrp"
)

// reach is how far a mend may go to serve what has lost its caregiver.
type reach int

const (
	takersOnly reach = iota // what lost nobody keeps its caregiver
	anybody                 // visits may go to others, at the price of disturbing them
)

// holding ties a problem to a plan that has been announced: what has begun
// stays, what is left keeps to it as far as a reach says, and what changes has
// the prices of disturbance.
type holding struct {
	*Map
	of       *model.Plan
	begun    map[model.VisitID]bool // from the record of the day, whenever planned
	reach    reach
	relieved bool // there may be room for what the plan had to leave out

	now, soon int32 // ticks: what starts before soon stays with its caregiver
	visits    map[model.VisitID]*model.Visit
	doing     map[done]*model.Visit  // the visit of the plan that does it
	away      map[model.ShiftID]bool // shifts touched by an absence of their caregiver
	later     set                    // tours that are not announced yet
	ownClass  map[int32]int32        // by tour: the class of it alone
	offers    map[int32][]int32      // by carrier: its rides
	shifts    []int32                // by series, as the plan has them
	trouble   map[model.Date]bool    // days on which a visit has lost somebody, or is new
	homeAway  map[model.HomeID][]span
	staffAway map[model.CaregiverID][]span
	shut      map[int]bool // by need asked about: nobody could serve it
	fixed     []int32      // stops that have begun, or are about to
	orphans   []int32      // stops of the plan's visits that lost a caregiver, and of visits it does not have
}

// hold is a step of building a problem, after all that states it.
func (h *holding) hold() error {
	h.know()
	h.addAways()
	h.addNow()
	h.standPairs()
	h.standSeries()
	h.announceTours()
	h.findTrouble()
	for i := range h.Demand.Needs {
		h.need(i)
	}
	h.keepRides()
	return nil
}

// know indexes what the plan has, and who is away.
func (h *holding) know() {
	c := h.Demand.Case
	h.now = h.tick(c.Now)
	h.soon = h.now + int32(c.Standard.Rules.FreezeAhead)
	h.visits = make(map[model.VisitID]*model.Visit, len(h.of.Visits))
	h.doing = make(map[done]*model.Visit, len(h.of.Visits))
	for i := range h.of.Visits {
		v := &h.of.Visits[i]
		h.visits[v.ID] = v
		for _, d := range v.Does {
			h.doing[done{d.Occurrence, d.Piece}] = v
		}
	}
	h.ownClass = map[int32]int32{}
	h.findPast()
	h.findAway()
}

// announceTours prices every tour that is to be as announced, with nothing
// announced for it yet.
func (h *holding) announceTours() {
	h.Problem.Announced = make([]int32, len(h.Problem.Stops))
	for s := range h.Problem.Announced {
		h.Problem.Announced[s] = vrp.Unannounced
	}
	for t := range h.Shifts {
		h.priceTour(int32(t))
	}
	h.later = newSet(len(h.Shifts))
	for t, s := range h.Shifts {
		if s.From >= h.Demand.Case.AnnouncedUntil {
			h.later.add(int32(t))
		}
	}
}

// findAway notes whose shifts an absence touches: their caregivers know that
// their day is another.
func (h *holding) findAway() {
	h.away = map[model.ShiftID]bool{}
	for _, s := range h.Shifts {
		h.away[s.ID] = slices.ContainsFunc(h.staffAway[s.Caregiver], func(a span) bool { return a.from < s.To && s.From < a.to })
	}
}

// standPairs keeps the named staff as the plan has them: a morning is no time
// to name others.
func (h *holding) standPairs() {
	for cl := range h.Problem.Clusters {
		c := &h.Problem.Clusters[cl]
		if n, ok := h.named[h.Demand.Case.Homes[h.Homes[cl]].ID]; ok && !c.Locked {
			c.Pair = h.pairOf(c, n)
		}
		c.Locked = true
	}
}

// priceTour prices what changes of a caregiver's day, dearer at short notice.
func (h *holding) priceTour(t int32) {
	s := h.Shifts[t]
	if c := h.Demand.Case; s.To > c.Now && s.From < c.AnnouncedUntil && !h.away[s.ID] {
		h.Problem.Tours[t].Disturbed = h.atNotice(c.Standard.Prices.ChangedTour, max(s.From, c.Now))
	}
}

// atNotice is a price of disturbance for what was to begin at a time.
func (h *holding) atNotice(price model.Price, at model.Time) int64 {
	c := h.Demand.Case
	for _, n := range c.Standard.Prices.Notices {
		if at.Sub(c.Now) <= n.Within {
			return int64(price) * int64(n.Percent) / 100
		}
	}
	return int64(price)
}

// need ties the stops of a need to the visit that the plan has of it.
func (h *holding) need(i int) {
	v := h.visits[h.Demand.Needs[i].ID]
	legs := h.legs(i)
	if v == nil || len(v.Staff) != len(legs) {
		h.unplanned(i, legs)
		return
	}
	begun := h.hasBegun(v)
	soon := v.Start < h.Demand.Case.Now.Add(h.Demand.Case.Standard.Rules.FreezeAhead)
	all := true
	for leg, stop := range legs {
		t, there := h.tourFor(stop, &v.Staff[leg])
		all = all && there
		switch {
		case !there:
			h.Problem.Announced[stop] = vrp.Never
			h.orphans = append(h.orphans, stop)
		case begun, h.reach == takersOnly, !h.trouble[v.Date], soon:
			h.stay(stop, t, i)
			fallthrough
		default:
			h.Problem.Announced[stop] = t
		}
		h.familiar(stop, i, v)
	}
	if begun || soon && all {
		h.fixed = append(h.fixed, legs...) // even what might wait for another day, or ride on another visit
	}
	switch {
	case begun:
		h.at(legs[0], v)
	case len(legs) > 1 && (h.reach == takersOnly || !h.trouble[v.Date]) && h.windowOf(legs[0], h.tick(v.Start)+h.Problem.Stops[legs[0]].Offset) >= 0:
		h.at(legs[0], v) // two calendars: who takes one leg would move the other's day
	default:
		h.notBefore(legs[0], v.Start)
	}
}

// findTrouble notes the days on which a visit has lost a caregiver, or that want
// a visit which the plan does not have.
func (h *holding) findTrouble() {
	h.trouble = map[model.Date]bool{}
	for i := range h.Demand.Needs {
		n := &h.Demand.Needs[i]
		v := h.visits[n.ID]
		if v == nil || len(v.Staff) != len(n.Legs) {
			if h.riding(i) == nil {
				for _, d := range n.Days {
					h.trouble[d.Date] = true
				}
			}
			continue
		}
		for leg, stop := range h.legs(i) {
			if _, there := h.tourFor(stop, &v.Staff[leg]); !there {
				h.trouble[v.Date] = true
			}
		}
	}
}

// tourFor is the tour that still holds a leg of a visit of the plan.
func (h *holding) tourFor(stop int32, a *model.Assignment) (int32, bool) {
	t, there := h.tourOf[a.Shift]
	return t, there && set(h.Problem.Classes[h.Problem.Stops[stop].Class]).has(t) && h.atWork(t, a)
}

// atWork says whether a caregiver is at work, still, while a visit lasts.
func (h *holding) atWork(t int32, a *model.Assignment) bool {
	tour := &h.Problem.Tours[t]
	from, to := h.tick(a.Start), h.tick(a.Start.Add(a.Minutes))
	return tour.Open <= from && to <= tour.Late && !h.inHole(t, from, to)
}

// legs are the stops of a need.
func (h *holding) legs(i int) []int32 {
	var legs []int32
	for k := range h.Demand.Needs[i].Legs {
		legs = append(legs, h.first[i]+int32(k))
	}
	return legs
}

// unplanned ties the stops of a need that the plan has no visit of: it rides,
// or was left out, or is new.
func (h *holding) unplanned(i int, legs []int32) {
	riding := h.riding(i)
	for _, stop := range legs {
		h.Problem.Announced[stop] = vrp.Never
		if riding == nil {
			h.orphans = append(h.orphans, stop)
		}
	}
	if riding != nil && h.hasBegun(riding) {
		h.fixed = append(h.fixed, legs...)
		h.Problem.Stops[legs[0]].Last = h.Problem.Stops[legs[0]].First // aboard, and nowhere else
		return
	}
	h.notBefore(legs[0], 0)
}

// riding is the visit of another need that does this need's tasks in the plan.
func (h *holding) riding(i int) *model.Visit {
	for _, k := range h.Demand.Needs[i].Tasks {
		t := &h.Demand.Tasks[k]
		v := h.doing[done{t.Occurrence, t.Piece}]
		if v == nil {
			v = h.doing[done{t.Occurrence, 0}] // both pieces in one visit
		}
		if v != nil && v.ID != h.Demand.Needs[i].ID {
			return v
		}
	}
	return nil
}

func (h *holding) hasBegun(v *model.Visit) bool { return v != nil && h.past[v.ID] }

// stay lets a stop stand in one tour alone, with whatever rides on it. What may
// be done on other days may also go to one that is not announced yet: a bundle
// loses its practical part before anything else.
func (h *holding) stay(stop, t int32, need int) {
	own, st := h.alone(t), &h.Problem.Stops[stop]
	if len(h.Demand.Needs[need].Days) > 1 && !h.hasBegun(h.visits[h.Demand.Needs[need].ID]) {
		later := slices.Clone(set(h.Problem.Classes[st.Class]))
		later.and(h.later)
		later.add(t)
		own = h.classOf(later)
	}
	st.Class = own
	if st.Combo < 0 {
		return
	}
	combos := h.Problem.Combos[st.Combo : st.Combo+1<<h.bitsOf(stop)]
	st.Combo = int32(len(h.Problem.Combos))
	for _, c := range combos {
		if !set(h.Problem.Classes[c.Class]).has(t) {
			c.Dur = -1
		}
		c.Class = own
		h.Problem.Combos = append(h.Problem.Combos, c)
	}
}

// alone is the class of one tour.
func (h *holding) alone(t int32) int32 {
	own, ok := h.ownClass[t]
	if !ok {
		only := newSet(len(h.Shifts))
		only.add(t)
		own = h.classOf(only)
		h.ownClass[t] = own
	}
	return own
}

// bitsOf is how many riders a carrier's combos tell apart, before the problem
// is prepared.
func (h *holding) bitsOf(carrier int32) (n int) {
	if h.offers == nil {
		h.offers = map[int32][]int32{}
		for k := range h.Problem.Rides {
			c := h.Problem.Rides[k].Carrier
			h.offers[c] = append(h.offers[c], int32(k))
		}
	}
	for _, k := range h.offers[carrier] {
		n = max(n, int(h.Problem.Rides[k].Bit)+1)
	}
	return n
}

// familiar prices who comes instead: nobody minds those who were announced, nor
// the two named, unless the standard says so.
func (h *holding) familiar(stop int32, i int, v *model.Visit) {
	c := h.Demand.Case
	if n := &h.Demand.Needs[i]; v.Start >= c.AnnouncedUntil || n.NoTravel || h.hasBegun(v) {
		return
	}
	known := newSet(len(h.Shifts))
	for _, a := range v.Staff {
		known.or(h.classes.of[a.Caregiver])
	}
	if !c.Standard.Rules.NamedAreTold {
		n := h.named[v.Home]
		known.or(h.classes.of[n.Contact])
		known.or(h.classes.of[n.Second])
	}
	st := &h.Problem.Stops[stop]
	st.Familiar, st.Strange = h.classOf(known), h.atNotice(c.Standard.Prices.ChangedCaregiver, v.Start)
}
