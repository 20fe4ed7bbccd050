package model

import (
	"maps"
	"slices"
)

// Measures are the figures of a plan: in all, and by district, group and provider.
type Measures struct {
	All       Figures
	Districts []FiguresOf
	Groups    []FiguresOf
	Providers []FiguresOf
}

// FiguresOf is one part of the municipality with its figures.
type FiguresOf struct {
	ID string
	Figures
}

// Figures are the measures of a set of homes and tours. docs/measures.md
// defines each. What happens in a home counts where the home is, what happens
// on a tour where its caregiver belongs.
type Figures struct {
	Homes, Visits, Tours int // homes served or owed to, visits with calls, tours that serve anybody
	TravelMinutes        map[Mode]Minutes
	Kilometres           map[Mode]float64
	Waiting              Minutes // between the first and the last thing of a tour
	Idle                 Minutes // of a shift before and after them
	Overtime             Minutes
	WithCitizens         Minutes // numerator of the brugertidsprocent
	Attendance           Minutes // its denominator
	ByNamed              int     // visits (legs) by the named two
	ByNamedBound         int     // the most any pairs could have reached under the rota, each home alone
	NamedVisits          int     // visits (legs) counted for both
	Distinct             float64 // mean distinct caregivers per home, 07–22, homes with two or more visits a day
	DistinctHomes        int     // homes counted for it
	DistinctAbove7       int     // of them, above 7
	DistinctRota7        int     // of these, homes that no seven caregivers could serve under the rota
	NewFaces             int
	Calls                int
	Postponed            int
	Replaced             int     // replacement visits in the plan
	Debts                int     // replacements booked past the horizon
	FrameLeft            Minutes // frame minutes not filled by the pattern
	FrameOver            Minutes
	Unserved             map[CareClass]int

	// Of a mend, against what was announced.
	ChangedCaregivers int // visits (legs) by another than announced, the named two apart
	ChangedTours      int // caregivers whose day is another
	LateCalls         int // calls that can't be made before their deadline
}

// Measure works out the measures of a plan from the case and the plan alone.
func Measure(c *Case, r *Roads, p *Plan) Measures {
	m := newMeasurer(c, p)
	m.tours(r)
	m.homesVisited()
	m.dates()
	m.owed()
	m.frames()
	m.disturbed()
	return m.measures()
}

// measurer adds up what is measured for each part of the municipality.
type measurer struct {
	*ledger
	all       *tally
	districts map[string]*tally
	groups    map[string]*tally
	providers map[string]*tally
	seen      map[HomeID]bool // counted among the homes
	split     *splitter       // nil: nobody asks for samples
	off       map[CaregiverID][]*Absence
}

// tally is figures being added up.
type tally struct {
	Figures
	distinct int // sum over DistinctHomes
	metres   map[Mode]int
}

func newTally() *tally {
	return &tally{Figures: Figures{
		TravelMinutes: map[Mode]Minutes{},
		Kilometres:    map[Mode]float64{},
		Unserved:      map[CareClass]int{},
	}, metres: map[Mode]int{}}
}

func newMeasurer(c *Case, p *Plan) *measurer {
	x := newLedger(c, p)
	return &measurer{
		ledger:    x,
		off:       x.staffAbsences(),
		all:       newTally(),
		districts: map[string]*tally{},
		groups:    map[string]*tally{},
		providers: map[string]*tally{},
		seen:      map[HomeID]bool{},
	}
}

// in adds to all parts that a district, a group and a provider name.
func (m *measurer) in(d DistrictID, g GroupID, p ProviderID, add func(*tally)) {
	add(m.all)
	for _, part := range []struct {
		of map[string]*tally
		id string
	}{{m.districts, string(d)}, {m.groups, string(g)}, {m.providers, string(p)}} {
		if part.id == "" {
			continue
		}
		t := part.of[part.id]
		if t == nil {
			t = newTally()
			part.of[part.id] = t
		}
		add(t)
	}
}

// inHome adds to the parts that a home lies in. The provider is the plan's; a
// plan without one has none for its homes.
func (m *measurer) inHome(h *Home, add func(*tally)) {
	first := func(t *tally) {
		if !m.seen[h.ID] {
			t.Homes++
		}
		add(t)
	}
	m.in(h.District, h.Group, m.p.Made.Provider, first)
	if m.split != nil {
		first(m.split.home(h.ID).tally)
	}
	m.seen[h.ID] = true
}

// inTour adds to the parts that a tour's caregiver belongs to.
func (m *measurer) inTour(t *Tour, add func(*tally)) {
	if m.split != nil {
		add(m.split.tour(t).tally)
	}
	if g := m.caregivers[t.Caregiver]; g != nil {
		m.in(g.District, g.Group, g.Provider, add)
		return
	}
	add(m.all)
}

func (m *measurer) measures() Measures {
	return Measures{
		All:       m.all.figures(),
		Districts: figuresOf(m.districts),
		Groups:    figuresOf(m.groups),
		Providers: figuresOf(m.providers),
	}
}

func figuresOf(parts map[string]*tally) []FiguresOf {
	var list []FiguresOf
	for _, id := range slices.Sorted(maps.Keys(parts)) {
		list = append(list, FiguresOf{ID: id, Figures: parts[id].figures()})
	}
	return list
}

func (t *tally) figures() Figures {
	if t.DistinctHomes > 0 {
		t.Distinct = float64(t.distinct) / float64(t.DistinctHomes)
	}
	for mode, metres := range t.metres {
		t.Kilometres[mode] = float64(metres) / 1000
	}
	return t.Figures
}
