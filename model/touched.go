package model

import (
	"maps"
	"reflect"
	"slices"
)

// Touched lists the homes and the tours in which two plans of a case differ, by
// id: what has to be checked again where the one is sound ([CheckTouched]). Where
// the case changed between them, what its events concern comes besides.
func Touched(c *Case, a, b *Plan) ([]HomeID, []ShiftID) {
	t := &touched{homes: map[HomeID]bool{}, shifts: map[ShiftID]bool{}, grants: map[GrantID]bool{}, visits: map[VisitID]bool{}}
	tellOthers(a.Tours, b.Tours, func(x *Tour) ShiftID { return x.Shift }, func(x *Tour) { t.shifts[x.Shift] = true })
	tellOthers(a.Visits, b.Visits, func(x *Visit) VisitID { return x.ID }, t.visit)
	tellOthers(a.Named, b.Named, func(x *Named) HomeID { return x.Home }, func(x *Named) { t.homes[x.Home] = true })
	tellOthers(a.Agreed, b.Agreed, func(x *Agreed) Agreed { return *x }, func(x *Agreed) { t.homes[x.Home] = true })
	tellOthers(a.Calls, b.Calls, func(x *Call) Call { return *x }, func(x *Call) { t.homes[x.Home], t.visits[x.Visit] = true, true })
	tellOthers(a.Briefings, b.Briefings, func(x *Briefing) Briefing { return *x }, func(x *Briefing) { t.homes[x.Home] = true })
	tellOthers(a.Replacements, b.Replacements, func(x *Replacement) Replacement { return *x }, func(x *Replacement) { t.homes[x.Home], t.grants[x.Grant] = true, true })
	tellOthers(a.Certificates, b.Certificates, func(x *Certificate) OccurrenceID { return x.Occurrence }, func(x *Certificate) { t.homes[x.Home], t.grants[x.Grant] = true, true })
	t.spread(c, b)
	return slices.Sorted(maps.Keys(t.homes)), slices.Sorted(maps.Keys(t.shifts))
}

// touched gathers where two plans differ: also of which grants and visits they
// say something else, whosever they are.
type touched struct {
	homes  map[HomeID]bool
	shifts map[ShiftID]bool
	grants map[GrantID]bool
	visits map[VisitID]bool
}

func (t *touched) visit(v *Visit) {
	t.homes[v.Home] = true
	for _, s := range v.Staff {
		t.shifts[s.Shift] = true
	}
}

// spread adds the homes of those grants and visits.
func (t *touched) spread(c *Case, p *Plan) {
	for i := range c.Grants {
		if g := &c.Grants[i]; t.grants[g.ID] {
			t.homes[g.Home] = true
		}
	}
	for i := range p.Visits {
		if v := &p.Visits[i]; t.visits[v.ID] {
			t.homes[v.Home] = true
		}
	}
}

// tellOthers tells each row of either list that the other has not, or not the same
// number of times, under the same key.
func tellOthers[T any, K comparable](a, b []T, key func(*T) K, tell func(*T)) {
	of := make(map[K][]*T, len(a))
	for i := range a {
		of[key(&a[i])] = append(of[key(&a[i])], &a[i])
	}
	for i := range b {
		k := key(&b[i])
		same := slices.IndexFunc(of[k], func(x *T) bool { return reflect.DeepEqual(x, &b[i]) })
		if same < 0 {
			tell(&b[i])
			continue
		}
		of[k] = slices.Delete(of[k], same, same+1)
	}
	for _, left := range of {
		for _, x := range left {
			tell(x)
		}
	}
}
