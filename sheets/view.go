package sheets

import (
	"fmt"

	"github.com/paulmach/orb"

	"github.com/hjemvej/hjemvej/model"
)

// view is a case and a plan with what every sheet looks up in them. A plan may
// name what its case lacks: lookups then give the id and never fail.
type view struct {
	c *model.Case
	p *model.Plan
	o Options
	tongue

	homes      map[model.HomeID]*model.Home
	caregivers map[model.CaregiverID]*model.Caregiver
	shifts     map[model.ShiftID]*model.Shift
	places     map[model.PlaceID]*model.Place
	offices    map[model.PlaceID]*model.Office
	visits     map[model.VisitID]*model.Visit
	named      map[model.HomeID]model.Named
	agreed     map[model.HomeID][]model.Agreed
	calls      map[model.VisitID]*model.Call
	services   map[model.ServiceID]*model.Service
	grants     map[model.GrantID]*model.Grant

	briefings    map[model.VisitID][]model.Briefing
	replacements map[model.HomeID][]model.Replacement
	external     map[model.HomeID][]model.External
	hidden       map[model.PlaceID]bool             // places of protected homes (R-P.2)
	snapTo       map[model.DistrictID]*model.Office // as districtOffice found
}

func newView(c *model.Case, p *model.Plan, o Options) *view {
	v := &view{
		c: c, p: p, o: o, tongue: tongue{lang: o.Lang},
		homes:      byID(c.Homes, func(h *model.Home) model.HomeID { return h.ID }),
		caregivers: byID(c.Caregivers, func(g *model.Caregiver) model.CaregiverID { return g.ID }),
		shifts:     byID(c.Shifts, func(s *model.Shift) model.ShiftID { return s.ID }),
		places:     byID(c.Places, func(p *model.Place) model.PlaceID { return p.ID }),
		offices:    byID(c.Offices, func(f *model.Office) model.PlaceID { return f.ID }),
		visits:     byID(p.Visits, func(x *model.Visit) model.VisitID { return x.ID }),
		calls:      byID(p.Calls, func(x *model.Call) model.VisitID { return x.Visit }),
		grants:     byID(c.Grants, func(g *model.Grant) model.GrantID { return g.ID }),
		named:      make(map[model.HomeID]model.Named, len(p.Named)),
		agreed:     groupBy(p.Agreed, func(a *model.Agreed) model.HomeID { return a.Home }),
		services:   map[model.ServiceID]*model.Service{},

		briefings:    groupBy(p.Briefings, func(b *model.Briefing) model.VisitID { return b.Visit }),
		replacements: groupBy(p.Replacements, func(r *model.Replacement) model.HomeID { return r.Home }),
		external:     groupBy(c.External, func(e *model.External) model.HomeID { return e.Home }),
		hidden:       map[model.PlaceID]bool{},
		snapTo:       map[model.DistrictID]*model.Office{},
	}
	v.hide()
	for _, n := range p.Named {
		v.named[n.Home] = n
	}
	if c.Standard != nil {
		v.services = byID(c.Standard.Services, func(s *model.Service) model.ServiceID { return s.ID })
	}
	return v
}

// hide finds the places that no shared sheet may show: those of protected homes,
// and places of another id with the same address or point. Who else lives there
// is hidden with them: two visits without a way between them tell that both
// homes are at one place, so the neighbour's address would be the protected one.
func (v *view) hide() {
	type where struct {
		address string
		point   orb.Point
	}
	secret := map[where]bool{}
	for i := range v.c.Homes {
		h := &v.c.Homes[i]
		if !h.Protected {
			continue
		}
		v.hidden[h.Place] = true
		if pl := v.places[h.Place]; pl != nil {
			secret[where{point: pl.Point}] = true
			if pl.Address != "" {
				secret[where{address: pl.Address}] = true
			}
		}
	}
	for id, pl := range v.places {
		if secret[where{point: pl.Point}] || secret[where{address: pl.Address}] {
			v.hidden[id] = true
		}
	}
}

// byID maps each element's id to the element.
func byID[K comparable, T any](all []T, id func(*T) K) map[K]*T {
	m := make(map[K]*T, len(all))
	for i := range all {
		m[id(&all[i])] = &all[i]
	}
	return m
}

// groupBy gathers the elements of each id, in their order.
func groupBy[K comparable, T any](all []T, id func(*T) K) map[K][]T {
	m := map[K][]T{}
	for i := range all {
		k := id(&all[i])
		m[k] = append(m[k], all[i])
	}
	return m
}

// caregiver is a caregiver's name, else the id. "" is the office.
func (v *view) caregiver(id model.CaregiverID) string {
	if id == "" {
		return v.word("the office")
	}
	if g := v.caregivers[id]; g != nil && g.Name != "" {
		return g.Name
	}
	return string(id)
}

// service is a service's name, with the piece of a split one.
func (v *view) service(d model.Done) string {
	name := string(d.Service)
	if s := v.services[d.Service]; s != nil && s.Name.In(v.lang) != "" {
		name = s.Name.In(v.lang)
	}
	if d.Piece > 0 {
		name = fmt.Sprintf("%s (%s %d)", name, v.word("part"), d.Piece)
	}
	return name
}

// between stands between the services of a visit: their names have commas of
// their own.
const between = " + "

// does lists what is done in a visit, each service once.
func (v *view) does(x *model.Visit) []string {
	var names []string
	seen := map[string]bool{}
	for _, d := range x.Does {
		if n := v.service(d); !seen[n] {
			seen[n] = true
			names = append(names, n)
		}
	}
	return names
}

// class is the strongest care class among a visit's services.
func (v *view) class(x *model.Visit) model.CareClass {
	best := model.Priced
	for _, d := range x.Does {
		s := v.services[d.Service]
		switch {
		case s == nil:
		case s.Class == model.NeverCancelled:
			return model.NeverCancelled
		case s.Class == model.Replaced:
			best = model.Replaced
		}
	}
	return best
}

// protected says whether a home's address is protected (R-P.2), its own or that
// of somebody who lives at the same place. A home that the case lacks counts as
// protected: nothing is known of it.
func (v *view) protected(id model.HomeID) bool {
	h := v.homes[id]
	return h == nil || h.Protected || v.hidden[h.Place]
}

// address is a home's address where it may be shown to all, else "" (R-P.2).
func (v *view) address(id model.HomeID) string {
	if v.protected(id) {
		return ""
	}
	return v.street(id)
}

// street is a home's address also when it is protected: only for the list of
// the caregiver who goes there.
func (v *view) street(id model.HomeID) string {
	if h := v.homes[id]; h != nil {
		if pl := v.places[h.Place]; pl != nil {
			return pl.Address
		}
	}
	return ""
}

// point is where a home is, where it may be shown to all (R-P.2).
func (v *view) point(id model.HomeID) (orb.Point, bool) {
	if v.protected(id) {
		return orb.Point{}, false
	}
	if pl := v.places[v.homes[id].Place]; pl != nil {
		return pl.Point, true
	}
	return orb.Point{}, false
}

// metres says how long a leg is where that may be shown to all, else "": from a
// few exact distances to known addresses a protected home could be found (R-P.2).
func (v *view) metres(it *model.Item) string {
	if v.hidden[it.Start] || v.hidden[it.End] {
		return ""
	}
	return v.distance(it.Metres)
}

// isNamed says whether a caregiver is one of a home's named staff.
func (v *view) isNamed(h model.HomeID, id model.CaregiverID) bool {
	n, ok := v.named[h]
	return ok && id != "" && (n.Contact == id || n.Second == id)
}

// agreedFor is the agreed time of a visit: that of its series, or of a
// floating service; of several services the nearest.
func (v *view) agreedFor(x *model.Visit) (model.Time, bool) {
	var best model.Time
	found := false
	for _, a := range v.agreed[x.Home] {
		if a.Start < 0 || !agreesWith(a, x) {
			continue
		}
		// A night visit's agreed time may lie on the other side of midnight.
		for d := x.Date - 1; d <= x.Date+1; d++ {
			at := model.At(d, a.Start)
			if !found || off(at, x.Start) < off(best, x.Start) {
				best, found = at, true
			}
		}
	}
	return best, found
}

func agreesWith(a model.Agreed, x *model.Visit) bool {
	if x.Series != "" {
		return a.Series() == x.Series
	}
	for _, d := range x.Does {
		if a.Service != "" && d.Service == a.Service {
			return true
		}
	}
	return false
}

func off(a, b model.Time) model.Minutes {
	if a > b {
		return a.Sub(b)
	}
	return b.Sub(a)
}

// rules are the standard's figures; zero without a standard.
func (v *view) rules() model.Rules {
	if v.c.Standard == nil {
		return model.Rules{}
	}
	return v.c.Standard.Rules
}

// travelShown is how this sheet shows travel.
func (v *view) travelShown() model.TravelShown {
	if v.o.Travel != "" {
		return v.o.Travel
	}
	for _, p := range v.c.Providers {
		if p.ID == v.p.Made.Provider && p.TravelShown != "" {
			return p.TravelShown
		}
	}
	return model.Between
}

// provider is the name of the plan's provider, else the id.
func (v *view) provider() string {
	for _, p := range v.c.Providers {
		if p.ID == v.p.Made.Provider && p.Name != "" {
			return p.Name
		}
	}
	return string(v.p.Made.Provider)
}
