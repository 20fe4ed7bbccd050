package model

import (
	"slices"
	"strings"
)

// CheckTouched is Check of some homes and some tours alone, for whoever changed
// those and can't wait for the rest: of what Check reports, the violations of
// these tours and, of all that is no tour's, those of these homes. It leaves out
// the bill and what concerns the plan as a whole. Visits must have ids of their
// own. [Touched] says where two plans of a case differ.
func CheckTouched(c *Case, r *Roads, p *Plan, homes []HomeID, shifts []ShiftID) []Violation {
	s := &scope{homes: setOf(homes), shifts: setOf(shifts)}
	part, of := s.part(c, p)
	k := newScopedChecker(part, r, of, s)
	k.checkAll()
	return k.sorted()
}

// scope is the homes and the tours that a check is asked about; nil: all of them.
type scope struct {
	homes  map[HomeID]bool
	shifts map[ShiftID]bool
}

func setOf[K comparable](keys []K) map[K]bool {
	set := make(map[K]bool, len(keys))
	for _, k := range keys {
		set[k] = true
	}
	return set
}

// covers says whether a violation is of one of the tours or of the homes.
func (s *scope) covers(v *Violation) bool {
	if v.Shift != "" {
		return s.shifts[v.Shift]
	}
	return s.homes[v.Home]
}

func (s *scope) hasTour(id ShiftID) bool { return s == nil || s.shifts[id] }

// part is as much of a case and a plan as bears on the scope: of homes all that
// is theirs, of tours besides them the visits made and what these are of.
func (s *scope) part(c *Case, p *Plan) (*Case, *Plan) {
	all, made := *c, *p
	whole := s.related(c, p) // homes with all that is theirs
	made.Visits = s.visits(p, whole)
	some := make(map[HomeID]bool, len(whole)+len(made.Visits)) // and those that are only visited on a tour
	done := map[GrantID]bool{}
	foreign := false
	for h := range whole {
		some[h] = true
	}
	for i := range made.Visits {
		v := &made.Visits[i]
		some[v.Home] = true
		foreign = foreign || v.Series != "" && !strings.HasPrefix(string(v.Series), string(v.Home)+"/")
		for j := range v.Does {
			done[v.Does[j].Grant] = true
		}
	}
	for i := range c.Grants {
		if g := &c.Grants[i]; done[g.ID] {
			some[g.Home] = true
		}
	}
	all.Homes = filter(c.Homes, func(h *Home) bool { return some[h.ID] })
	all.Grants = filter(c.Grants, func(g *Grant) bool { return some[g.Home] })
	if !foreign { // a visit of another home's series needs what is agreed there
		agreed := func(a *Agreed) bool { return some[a.Home] }
		all.History.Agreed, made.Agreed = filter(c.History.Agreed, agreed), filter(p.Agreed, agreed)
	}
	made.Named = filter(p.Named, func(n *Named) bool { return some[n.Home] })
	grants := make(map[GrantID]bool, len(all.Grants))
	for i := range all.Grants {
		grants[all.Grants[i].ID] = whole[all.Grants[i].Home]
	}
	made.Certificates = filter(p.Certificates, func(x *Certificate) bool { return whole[x.Home] || grants[x.Grant] })
	made.Replacements = filter(p.Replacements, func(x *Replacement) bool { return whole[x.Home] || grants[x.Grant] })
	return &all, &made
}

// related are the homes, and those whose grants the plan promises them something
// about, which only a plan in error does.
func (s *scope) related(c *Case, p *Plan) map[HomeID]bool {
	whole := make(map[HomeID]bool, len(s.homes))
	for h := range s.homes {
		whole[h] = true
	}
	promised := map[GrantID]bool{}
	for i := range p.Certificates {
		if x := &p.Certificates[i]; s.homes[x.Home] {
			promised[x.Grant] = true
		}
	}
	for i := range p.Replacements {
		if x := &p.Replacements[i]; s.homes[x.Home] {
			promised[x.Grant] = true
		}
	}
	for i := range c.Grants {
		if g := &c.Grants[i]; len(promised) > 0 && promised[g.ID] {
			whole[g.Home] = true
		}
	}
	return whole
}

// visits are those of some homes, and those that are on the tours looked at or
// say that they are.
func (s *scope) visits(p *Plan, homes map[HomeID]bool) []Visit {
	on := map[VisitID]bool{}
	for i := range p.Tours {
		if !s.shifts[p.Tours[i].Shift] {
			continue
		}
		for j := range p.Tours[i].Items {
			on[p.Tours[i].Items[j].Visit] = true
		}
	}
	return filter(p.Visits, func(v *Visit) bool {
		return homes[v.Home] || on[v.ID] || slices.ContainsFunc(v.Staff, func(a Assignment) bool { return s.shifts[a.Shift] })
	})
}

// filter copies the rows that are to be kept.
func filter[T any](rows []T, keep func(*T) bool) []T {
	var kept []T
	for i := range rows {
		if keep(&rows[i]) {
			kept = append(kept, rows[i])
		}
	}
	return slices.Clip(kept)
}
