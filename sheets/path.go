package sheets

import (
	"slices"

	"github.com/paulmach/orb"

	"github.com/hjemvej/hjemvej/model"
)

// stop is one place on a tour as a shared sheet may show it. It holds no point
// of a protected home and none of where a caregiver lives.
type stop struct {
	point   orb.Point
	has     bool // there is a point to show
	office  model.PlaceID
	visit   *model.Visit // nil at an office
	item    *model.Item
	snapped bool // a protected home, shown at its district's office (R-P.2)
}

// stops are a tour's stops in order. Protected homes stand at their
// district's office where snap is set, else without a point.
func (v *view) stops(t *model.Tour, snap bool) []stop {
	var out []stop
	s := v.shifts[t.Shift]
	if s != nil {
		out = v.officeStop(out, s.Start, nil)
	}
	for i := range t.Items {
		it := &t.Items[i]
		switch x := v.visits[it.Visit]; {
		case it.Kind == model.VisitItem && x != nil:
			out = append(out, v.homeStop(x, it, snap))
		case it.Kind == model.ActivityItem || it.Kind == model.ReserveItem:
			out = v.officeStop(out, it.Start, it)
		}
	}
	if s != nil {
		out = v.officeStop(out, s.End, nil)
	}
	return out
}

// officeStop appends an office, unless the tour is there already.
func (v *view) officeStop(out []stop, id model.PlaceID, it *model.Item) []stop {
	f := v.offices[id]
	if f == nil || len(out) > 0 && out[len(out)-1].office == id {
		return out
	}
	return append(out, stop{point: f.Point, has: true, office: id, item: it})
}

func (v *view) homeStop(x *model.Visit, it *model.Item, snap bool) stop {
	s := stop{visit: x, item: it}
	s.point, s.has = v.point(x.Home)
	if h := v.homes[x.Home]; snap && h != nil && v.protected(x.Home) {
		if f := v.districtOffice(h.District); f != nil {
			s.point, s.has, s.snapped = f.Point, true, true
		}
	}
	return s
}

// districtOffice is the office where most shifts of a district's caregivers
// begin, of equals the first by id; nil if none does.
func (v *view) districtOffice(d model.DistrictID) *model.Office {
	best, ok := v.snapTo[d]
	if !ok {
		best = v.findDistrictOffice(d)
		v.snapTo[d] = best
	}
	return best
}

func (v *view) findDistrictOffice(d model.DistrictID) *model.Office {
	n := map[model.PlaceID]int{}
	for _, s := range v.c.Shifts {
		if g := v.caregivers[s.Caregiver]; g != nil && g.District == d && v.offices[s.Start] != nil {
			n[s.Start]++
		}
	}
	ids := make([]model.PlaceID, 0, len(n))
	for id := range n {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	var best *model.Office
	for _, id := range ids {
		if best == nil || n[id] > n[best.ID] {
			best = v.offices[id]
		}
	}
	return best
}
