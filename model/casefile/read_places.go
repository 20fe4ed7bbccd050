package casefile

import (
	"fmt"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"github.com/hjemvej/hjemvej/model"
)

// placeBook gathers places from both tables that may give them.
type placeBook struct {
	places map[model.PlaceID]*model.Place
	from   map[model.PlaceID]string // "homes.csv row 7": where its coordinates come from
}

// assemblePlaces gives every home a place: one of the places table, or of its
// own coordinates.
func (t *tables) assemblePlaces(r *reader, c *model.Case) {
	b := placeBook{map[model.PlaceID]*model.Place{}, map[model.PlaceID]string{}}
	for i := range t.places.all {
		l := &t.places.all[i]
		b.places[l.v.ID] = &model.Place{ID: l.v.ID, Point: l.v.point(), Address: l.v.Address}
		b.from[l.v.ID] = fmt.Sprintf("%s %d", t.places.file, l.row)
	}
	for i := range t.homes.all {
		l := &t.homes.all[i]
		if l.v.Place == "" {
			l.v.Place = model.PlaceID(l.v.ID)
		}
		b.addHome(r, t.homes, l)
	}
	for i := range t.homes.all {
		l := &t.homes.all[i]
		if b.places[l.v.Place] == nil && l.v.Place != "" {
			b.faultNowhere(r, t, l)
		}
		c.Homes = append(c.Homes, l.v.Home)
	}
	for _, p := range b.places {
		c.Places = append(c.Places, *p)
	}
	slices.SortFunc(c.Places, func(a, b model.Place) int { return strings.Compare(string(a.ID), string(b.ID)) })
}

// addHome takes the coordinates of a home's row, which must agree with those
// that others give the same place.
func (b *placeBook) addHome(r *reader, ls *lines[homeRow], l *line[homeRow]) {
	h := &l.v
	if h.Lat.set != h.Lon.set {
		missing := "lat"
		if h.Lat.set {
			missing = "lon"
		}
		r.fault(ls.file, l.row, ls.head(missing), "", model.Text{Da: "både bredde og længde", En: "both latitude and longitude"}, "")
		return
	}
	was := b.places[h.Place]
	if was != nil && was.Address == "" {
		was.Address = h.Address
	}
	if !h.Lat.set {
		return
	}
	point := orb.Point{h.Lon.v, h.Lat.v}
	switch {
	case was == nil:
		b.places[h.Place] = &model.Place{ID: h.Place, Point: point, Address: h.Address}
		b.from[h.Place] = fmt.Sprintf("%s %d", ls.file, l.row)
	case was.Point != point:
		r.fault(ls.file, l.row, ls.head("lat"), formatDecimal(h.Lat.v, &plainForm), model.Text{
			Da: fmt.Sprintf("de koordinater, som stedet %s har i %s", h.Place, b.from[h.Place]),
			En: fmt.Sprintf("the coordinates that place %s has in %s", h.Place, b.from[h.Place]),
		}, "")
	}
}

// faultNowhere reports a home without coordinates.
func (b *placeBook) faultNowhere(r *reader, t *tables, l *line[homeRow]) {
	if l.v.Lat.set != l.v.Lon.set {
		return // reported already
	}
	column, value := t.homes.head("place"), string(l.v.Place)
	if value == string(l.v.ID) {
		column, value = t.homes.head("lat"), ""
	}
	r.fault(t.homes.file, l.row, column, value, model.Text{
		Da: "et sted i places.csv, eller bredde og længde i rækken", En: "a place of places.csv, or latitude and longitude in the row",
	}, "")
}
