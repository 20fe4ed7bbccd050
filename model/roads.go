package model

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"github.com/hjemvej/hjemvej/geo"
)

// NoWay is the leg where no way is known: longer than any shift.
const NoWay Minutes = math.MaxUint16

// Roads are the planned ways between all places of a case, for each mode that
// its shifts use: whole minutes, arrival included, and metres.
type Roads struct {
	places []PlaceID
	index  map[PlaceID]int
	tables map[Mode]roadTable
}

// roadTable is flat, row by row (from × to).
type roadTable struct {
	minutes []uint16
	metres  []int32
}

// NewRoads plans the ways of a case over its distinct places: the homes', the
// offices and where caregivers live. It fails when the source of travel is
// unknown, has not all the modes of the shifts or not all the places, or when
// a way takes longer than any shift.
func NewRoads(c *Case) (*Roads, error) {
	places, err := placesOf(c)
	if err != nil {
		return nil, err
	}
	source, err := sourceOf(&c.Travel)
	if err != nil {
		return nil, err
	}
	r := &Roads{
		places: make([]PlaceID, len(places)),
		index:  make(map[PlaceID]int, len(places)),
		tables: map[Mode]roadTable{},
	}
	for i := range places {
		r.places[i] = PlaceID(places[i].ID)
		r.index[r.places[i]] = i
	}
	for i := range c.Shifts {
		mode := c.Shifts[i].Mode
		if _, done := r.tables[mode]; done {
			continue
		}
		if err := r.build(source, mode, c.Travel.Modes[mode].Arrival, places); err != nil {
			return nil, err
		}
	}
	return r, r.knowsAll(c)
}

// sourceOf chooses where the ways come from.
func sourceOf(t *Travel) (geo.Source, error) {
	switch t.Source {
	case "crow-fly":
		crows := geo.CrowFlies{}
		for mode, f := range t.Modes {
			crows[string(mode)] = geo.CrowFly{SpeedKmh: f.SpeedKmh, Detour: f.Detour}
		}
		return crows, nil
	case "matrix":
		tables := geo.Matrices{}
		for mode, m := range t.Tables {
			ids := make([]string, len(m.Places))
			for i, id := range m.Places {
				ids[i] = string(id)
			}
			tables[string(mode)] = geo.Matrix{IDs: ids, Seconds: m.Seconds, Metres: m.Metres}
		}
		return tables, nil
	}
	return nil, fmt.Errorf("travel source %q is neither crow-fly nor matrix", t.Source)
}

// placesOf lists the distinct places of a case by id.
func placesOf(c *Case) ([]geo.Place, error) {
	points := make(map[PlaceID]orb.Point, len(c.Places)+len(c.Offices))
	add := func(id PlaceID, p orb.Point) error {
		if was, twice := points[id]; twice && was != p {
			return fmt.Errorf("place %q lies at two points", id)
		}
		points[id] = p
		return nil
	}
	for i := range c.Places {
		if err := add(c.Places[i].ID, c.Places[i].Point); err != nil {
			return nil, err
		}
	}
	for i := range c.Offices {
		if err := add(c.Offices[i].ID, c.Offices[i].Point); err != nil {
			return nil, err
		}
	}
	places := make([]geo.Place, 0, len(points))
	for id, p := range points {
		places = append(places, geo.Place{ID: string(id), Point: p})
	}
	slices.SortFunc(places, func(a, b geo.Place) int { return strings.Compare(a.ID, b.ID) })
	return places, nil
}

// build makes planned minutes of one mode, row by row: only what plans need is
// kept, since a municipality has millions of ways.
func (r *Roads) build(source geo.Source, mode Mode, arrival float64, places []geo.Place) error {
	if !(arrival >= 0) {
		return fmt.Errorf("travel: an arrival by %s takes %v seconds", mode, arrival)
	}
	n := len(places)
	t := roadTable{make([]uint16, n*n), make([]int32, n*n)}
	err := source.Rows(string(mode), places, func(from int, seconds, metres []int32) error {
		copy(t.metres[from*n:], metres)
		minutes := t.minutes[from*n : (from+1)*n]
		for to, s := range seconds {
			if to == from {
				continue
			}
			m := plannedMinutes(s, arrival)
			if m >= NoWay {
				return fmt.Errorf("from %q to %q by %s takes %d minutes", places[from].ID, places[to].ID, mode, m)
			}
			minutes[to] = uint16(m)
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("travel: %w", err)
	}
	r.tables[mode] = t
	return nil
}

// plannedMinutes rounds the way and the arrival up together.
func plannedMinutes(seconds int32, arrival float64) Minutes {
	return Minutes(math.Ceil((float64(seconds) + arrival) / 60))
}

// knowsAll makes sure that every place a tour can touch has its ways.
func (r *Roads) knowsAll(c *Case) error {
	known := func(what string, id PlaceID) error {
		if id != "" && r.Index(id) < 0 {
			return fmt.Errorf("%s is at place %q, which the case does not have", what, id)
		}
		return nil
	}
	for i := range c.Homes {
		if err := known("home "+string(c.Homes[i].ID), c.Homes[i].Place); err != nil {
			return err
		}
	}
	for i := range c.Caregivers {
		if err := known("caregiver "+string(c.Caregivers[i].ID), c.Caregivers[i].HomePlace); err != nil {
			return err
		}
	}
	for i := range c.Shifts {
		for _, place := range []PlaceID{c.Shifts[i].Start, c.Shifts[i].End} {
			if err := known("shift "+string(c.Shifts[i].ID), place); err != nil {
				return err
			}
		}
	}
	for i := range c.Activities {
		if err := known("an activity of shift "+string(c.Activities[i].Shift), c.Activities[i].Place); err != nil {
			return err
		}
	}
	return nil
}

// Places is how many distinct places there are.
func (r *Roads) Places() int { return len(r.places) }

// Index finds a place, 0..Places()-1 by id; -1 for one that the case does not
// have, and for nowhere ("").
func (r *Roads) Index(place PlaceID) int {
	if i, ok := r.index[place]; ok {
		return i
	}
	return -1
}

// Place is the place at an index.
func (r *Roads) Place(index int) PlaceID { return r.places[index] }

// Modes lists the modes that have ways, in their fixed order.
func (r *Roads) Modes() []Mode {
	var modes []Mode
	for _, m := range Modes {
		if _, ok := r.tables[m]; ok {
			modes = append(modes, m)
		}
	}
	return modes
}

// Leg is the planned way between two places: minutes, arrival included, and
// metres. From or to nowhere (""), and to the place where one is, it takes
// nothing. For a mode or a place that is not known it takes [NoWay].
func (r *Roads) Leg(mode Mode, from, to PlaceID) (Minutes, int) {
	if from == to || from == "" || to == "" {
		return 0, 0
	}
	t, ok := r.tables[mode]
	i, j := r.Index(from), r.Index(to)
	if !ok || i < 0 || j < 0 {
		return NoWay, 0
	}
	at := i*len(r.places) + j
	return Minutes(t.minutes[at]), int(t.metres[at])
}

// Table lends the planned ways of a mode, flat, row by row (from × to) over
// Index: whole minutes, arrival included, and metres. Nil for a mode that no
// shift uses. Callers may not write to it.
func (r *Roads) Table(mode Mode) (minutes []uint16, metres []int32) {
	t := r.tables[mode]
	return t.minutes, t.metres
}
