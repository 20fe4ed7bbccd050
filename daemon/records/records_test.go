package records

import (
	"slices"
	"testing"

	"github.com/hjemvej/hjemvej/daemon/store"
	"github.com/hjemvej/hjemvej/model"
)

// TestVisitsAreFound: those of a home and those of a caregiver, in the plan's
// order, of two as of one, and none of whom the plan doesn't know.
func TestVisitsAreFound(t *testing.T) {
	by := func(id model.VisitID, home model.HomeID, who ...model.CaregiverID) model.Visit {
		v := model.Visit{ID: id, Home: home}
		for _, c := range who {
			v.Staff = append(v.Staff, model.Assignment{Caregiver: c})
		}
		return v
	}
	p := planOf(store.Plan{}, &model.Plan{Visits: []model.Visit{by("a", "h1", "c1"), by("b", "h2", "c1", "c2"), by("c", "h1", "c2")}}, &Case{Of: &model.Case{}})
	ids := func(all []*model.Visit) (ids []model.VisitID) {
		for _, v := range all {
			ids = append(ids, v.ID)
		}
		return ids
	}
	for _, x := range []struct {
		got  []*model.Visit
		want []model.VisitID
	}{
		{p.VisitsOf("h1"), []model.VisitID{"a", "c"}},
		{p.VisitsOf("h2"), []model.VisitID{"b"}},
		{p.VisitsOf("h3"), nil},
		{p.VisitsBy("c1"), []model.VisitID{"a", "b"}},
		{p.VisitsBy("c2"), []model.VisitID{"b", "c"}},
		{p.VisitsBy("c3"), nil},
	} {
		if got := ids(x.got); !slices.Equal(got, x.want) {
			t.Errorf("%v, want %v", got, x.want)
		}
	}
}
