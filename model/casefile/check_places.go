package casefile

import (
	"fmt"
	"slices"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geo"

	"github.com/hjemvej/hjemvej/model"
)

// farAway is how far from the others' middle a place can't lie: farther than
// any municipality reaches. It finds typing errors and foreign grids.
const farAway = 250_000 // metres

// checkPlaces wants coordinates that can be: on the globe, not swapped, and
// not far away from all others.
func (k *checker) checkPlaces() {
	k.places = make(map[model.PlaceID]bool, len(k.c.Places)+len(k.c.Offices))
	for _, p := range k.c.Places {
		k.places[p.ID] = true
	}
	for _, o := range k.c.Offices {
		k.places[o.ID] = true
	}
	middle := k.middle()
	for i := range k.t.places.all {
		l := &k.t.places.all[i]
		k.checkPlace(spotOf(k, k.t.places, l), "id", l.v.ID, l.v.Lat, l.v.Lon, middle)
	}
	for i := range k.t.homes.all {
		l := &k.t.homes.all[i]
		k.checkPlace(spotOf(k, k.t.homes, l), "place", l.v.Place, l.v.Lat, l.v.Lon, middle)
	}
}

func (k *checker) checkPlace(s spot, column string, id model.PlaceID, lat, lon degree, middle orb.Point) {
	if !lat.set || !lon.set {
		return
	}
	for _, o := range k.c.Offices {
		if o.ID == id {
			s.fault(column, string(id), "", "et id, som intet kontor i case.yaml har", "an id that no office of case.yaml has")
		}
	}
	value := formatDecimal(lat.v, &s.form) + " " + formatDecimal(lon.v, &s.form)
	switch {
	case !onGlobe(lat.v, lon.v):
		s.fault("lat", value, "", wantDegrees.Da, wantDegrees.En)
	case swapped(lat.v, lon.v):
		s.fault("lat", value, "", "bredde før længde; de ser ombyttede ud", "latitude before longitude; they look swapped")
	case geo.Distance(orb.Point{lon.v, lat.v}, middle) > farAway:
		s.fault("lat", value, "", fmt.Sprintf("et sted højst %d km fra de andre", farAway/1000), fmt.Sprintf("a place at most %d km from the others", farAway/1000))
	}
}

func onGlobe(lat, lon float64) bool {
	return lat >= -90 && lat <= 90 && lon >= -180 && lon <= 180
}

// swapped says whether the point lies in the Nordic countries only when read
// the other way round.
func swapped(lat, lon float64) bool { return !nordic(lat, lon) && nordic(lon, lat) }

func nordic(lat, lon float64) bool { return lat >= 54 && lat <= 72 && lon >= 4 && lon <= 32 }

// middle is the median of all latitudes and of all longitudes: a few wrong
// ones do not move it.
func (k *checker) middle() orb.Point {
	var lats, lons []float64
	add := func(p orb.Point) {
		if onGlobe(p.Lat(), p.Lon()) {
			lats, lons = append(lats, p.Lat()), append(lons, p.Lon())
		}
	}
	for _, p := range k.c.Places {
		add(p.Point)
	}
	for _, o := range k.c.Offices {
		add(o.Point)
	}
	if len(lats) == 0 {
		return orb.Point{}
	}
	slices.Sort(lats)
	slices.Sort(lons)
	return orb.Point{lons[len(lons)/2], lats[len(lats)/2]}
}

func (k *checker) checkHomes() {
	for i := range k.t.homes.all {
		l := &k.t.homes.all[i]
		h, s := &l.v, spotOf(k, k.t.homes, l)
		s.team(h.District, h.Group)
		for _, id := range h.Preferred {
			s.caregiver("preferred", id)
			if slices.Contains(h.Unwanted, id) {
				s.fault("unwanted", string(id), "", "en medarbejder, som ikke også er ønsket", "a caregiver who is not preferred too")
			}
		}
		for _, id := range h.Unwanted {
			s.caregiver("unwanted", id)
		}
	}
}
