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
		b.addPoint(r, t.homes, l)
	}
	for i := range t.homes.all {
		l := &t.homes.all[i]
		if b.places[l.v.Place] != nil {
			b.addAddress(r, t.homes, l)
		} else if l.v.Place != "" {
			b.faultNowhere(r, t, l)
		}
		c.Homes = append(c.Homes, l.v.Home)
	}
	for _, p := range b.places {
		c.Places = append(c.Places, *p)
	}
	slices.SortFunc(c.Places, func(a, b model.Place) int { return strings.Compare(string(a.ID), string(b.ID)) })
}

// addPoint takes the coordinates of a home's row, which must agree with those
// that others give the same place.
func (b *placeBook) addPoint(r *reader, ls *lines[homeRow], l *line[homeRow]) {
	h := &l.v
	if h.Lat.set != h.Lon.set {
		missing := "lat"
		if h.Lat.set {
			missing = "lon"
		}
		r.fault(ls.file, l.row, ls.head(missing), "", model.Text{Da: "både bredde og længde", En: "both latitude and longitude"}, "")
		return
	}
	if !h.Lat.set {
		return
	}
	was := b.places[h.Place]
	point := orb.Point{h.Lon.v, h.Lat.v}
	switch {
	case was == nil:
		b.places[h.Place] = &model.Place{ID: h.Place, Point: point}
		b.from[h.Place] = fmt.Sprintf("%s %d", ls.file, l.row)
	case was.Point != point:
		r.fault(ls.file, l.row, ls.head("lat"), formatDecimal(h.Lat.v, &plainForm), model.Text{
			Da: fmt.Sprintf("de koordinater, som stedet %s har i %s", h.Place, b.from[h.Place]),
			En: fmt.Sprintf("the coordinates that place %s has in %s", h.Place, b.from[h.Place]),
		}, "")
	}
}

// addAddress takes the address of a home's row. A place has one: another door
// on the same stairs is for the home's note, and is not dropped in silence.
func (b *placeBook) addAddress(r *reader, ls *lines[homeRow], l *line[homeRow]) {
	p := b.places[l.v.Place]
	switch {
	case l.v.Address == "" || l.v.Address == p.Address:
	case p.Address == "":
		p.Address = l.v.Address
	default:
		r.fault(ls.file, l.row, ls.head("address"), l.v.Address, model.Text{
			Da: fmt.Sprintf("den adresse, som stedet %s allerede har; etage og dør kan stå i note", p.ID),
			En: fmt.Sprintf("the address that place %s has already; floor and door can stand in note", p.ID),
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
