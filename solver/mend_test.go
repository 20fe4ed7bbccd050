package solver

import (
	"context"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/hjemvej/hjemvej/model"
)

// morning is a small town on its second day, with the plan that was announced.
type morning struct {
	t    *testing.T
	c    *model.Case
	r    *model.Roads
	plan *model.Plan
	day  model.Date
}

func aMorning(t *testing.T, provider int) *morning {
	t.Helper()
	c, r := smallTown(t)
	m := &morning{t: t, c: c, r: r, day: c.Horizon.From + 1}
	m.plan = planOf(t, c, r, c.Providers[provider].ID, Options{Iterations: 4000, Seed: 1, Workers: 2})
	return m
}

// now is the case as it stands at a time of the day, with absences more. Who
// goes home does not come back to the office.
func (m *morning) now(at model.Clock, away ...model.Absence) *model.Case {
	c := *m.c
	c.Now, c.AnnouncedUntil = model.At(m.day, at), model.At(m.day+1, 0)
	c.Absences = append(slices.Clone(c.Absences), away...)
	c.Shifts = slices.Clone(c.Shifts)
	for i := range c.Shifts {
		s := &c.Shifts[i]
		if slices.ContainsFunc(away, func(a model.Absence) bool { return a.Caregiver == s.Caregiver && a.From > s.From && a.From < s.To }) {
			s.End = ""
		}
	}
	return &c
}

func (m *morning) mend(c *model.Case, o Options) *model.Plan {
	m.t.Helper()
	d, err := model.Expand(c, m.plan.Made.Provider, nil)
	if err != nil {
		m.t.Fatal(err)
	}
	p, err := Mend(context.Background(), d, m.r, m.plan, nil, o)
	if err != nil {
		m.t.Fatal(err)
	}
	return p
}

// tours lists those under way on the day.
func (m *morning) tours() []*model.Tour {
	var all []*model.Tour
	for i := range m.plan.Tours {
		if t := &m.plan.Tours[i]; len(t.Items) > 0 && t.Items[0].From.Date() == m.day {
			all = append(all, t)
		}
	}
	if testing.Short() { // under the race detector each takes ten times as long
		var some []*model.Tour
		for i := 0; i < len(all); i += 3 {
			some = append(some, all[i])
		}
		return some
	}
	return all
}

// TestMendOfNothing: a plan that still holds is left as it is.
func TestMendOfNothing(t *testing.T) {
	for k := range 2 {
		m := aMorning(t, k)
		for _, at := range []model.Clock{0, 6*60 + 15, 11 * 60} {
			p := m.mend(m.now(at), Options{Iterations: 500, Seed: 1})
			for _, d := range []string{cmp.Diff(m.plan.Visits, p.Visits), cmp.Diff(m.plan.Tours, p.Tours), cmp.Diff(m.plan.Named, p.Named), cmp.Diff(m.plan.Agreed, p.Agreed)} {
				if d != "" {
					t.Errorf("at %s something changed:\n%s", at, d)
				}
			}
		}
	}
}

// TestMendAfterEachSickCall: whoever is sick, early or in the middle of the
// day, the plan keeps every rule, what began stays as it was, nobody named
// changes, and only the sick and those who take their visits have another day.
func TestMendAfterEachSickCall(t *testing.T) {
	for k := range 2 {
		m := aMorning(t, k)
		for _, tour := range m.tours() {
			for _, at := range []model.Clock{6*60 + 15, 10*60 + 5} {

				c := m.now(at, model.Absence{Caregiver: tour.Caregiver, From: doneWith(tour, model.At(m.day, at)), To: model.At(m.day+1, 0), Kind: "sick"})
				p := m.mend(c, Options{Iterations: 1500, Seed: 1})
				m.isMended(c, p, tour.Caregiver, m.needsOthers(c))
			}
		}
	}
}

// doneWith is when a caregiver is done with the visit under way at a time.
func doneWith(t *model.Tour, at model.Time) model.Time {
	for _, it := range t.Items {
		if it.Kind == model.VisitItem && it.From < at && at < it.To {
			return it.To
		}
	}
	return at
}

// needsOthers says whether care that is never cancelled stays undone while
// nobody but the sick loses a visit.
func (m *morning) needsOthers(c *model.Case) bool {
	m.t.Helper()
	d, err := model.Expand(c, m.plan.Made.Provider, nil)
	if err != nil {
		m.t.Fatal(err)
	}
	found, err := m.mender(d, nil, Options{Iterations: 1500, Seed: 1}).mend(nil, takersOnly)
	if err != nil {
		m.t.Fatal(err)
	}
	return found.missing > 0
}

func (m *morning) mender(d *model.Demand, log []model.Event, o Options) *mender {
	return &mender{ctx: m.t.Context(), d: d, r: m.r, of: m.plan, log: log, o: o, left: 1}
}

func (m *morning) isMended(c *model.Case, p *model.Plan, sick model.CaregiverID, others bool) {
	m.t.Helper()
	for _, v := range model.Check(c, m.r, p) {
		m.t.Errorf("%s sick at %s: %v", sick, c.Now.Clock(), v)
	}
	after := map[model.VisitID]*model.Visit{}
	for i := range p.Visits {
		after[p.Visits[i].ID] = &p.Visits[i]
	}
	takes := map[model.CaregiverID]bool{sick: true}
	was := map[model.VisitID]*model.Visit{}
	for i := range m.plan.Visits {
		v := &m.plan.Visits[i]
		was[v.ID] = v
		if d := cmp.Diff(v, after[v.ID]); v.Start < c.Now && d != "" {
			m.t.Errorf("%s sick at %s: %s had begun\n%s", sick, c.Now.Clock(), v.ID, d)
		}
	}
	for i := range p.Visits {
		v := &p.Visits[i]
		old := was[v.ID]
		for leg, a := range v.Staff {
			if old == nil || a.Caregiver != old.Staff[leg].Caregiver {
				takes[a.Caregiver] = true
			}
			if old != nil && a.Caregiver != old.Staff[leg].Caregiver && old.Staff[leg].Caregiver != sick && v.Date == m.day && !others {
				m.t.Errorf("%s sick at %s: %s goes from %s to %s", sick, c.Now.Clock(), v.ID, old.Staff[leg].Caregiver, a.Caregiver)
			}
		}
	}
	before := map[model.ShiftID]*model.Tour{}
	for i := range m.plan.Tours {
		before[m.plan.Tours[i].Shift] = &m.plan.Tours[i]
	}
	for i := range p.Tours {
		if q := &p.Tours[i]; !takes[q.Caregiver] && !others {
			if d := cmp.Diff(work(before[q.Shift]), work(q)); d != "" {
				m.t.Errorf("%s sick at %s: %s has another tour\n%s", sick, c.Now.Clock(), q.Shift, d)
			}
		}
	}
	if d := cmp.Diff(m.plan.Named, p.Named); d != "" {
		m.t.Errorf("%s sick: others are named\n%s", sick, d)
	}
}

// work is a tour without the minutes that it keeps free: a group with fewer at
// work keeps fewer.
func work(t *model.Tour) *model.Tour {
	w := *t
	w.Items = slices.DeleteFunc(slices.Clone(t.Items), func(it model.Item) bool { return it.Kind == model.ReserveItem })
	return &w
}

// TestMendIsTheSameOnAnyNumberOfCores: a seed and a budget of iterations give
// one plan.
func TestMendIsTheSameOnAnyNumberOfCores(t *testing.T) {
	m := aMorning(t, 0)
	who := m.tours()[0].Caregiver
	c := m.now(6*60+15, model.Absence{Caregiver: who, From: model.At(m.day, 0), To: model.At(m.day+1, 0), Kind: "sick"})
	one := m.mend(c, Options{Iterations: 600, Seed: 3, Workers: 1})
	for _, n := range []int{2, 8} {
		if d := cmp.Diff(one, m.mend(c, Options{Iterations: 600, Seed: 3, Workers: n})); d != "" {
			t.Errorf("on %d cores:\n%s", n, d)
		}
	}
}
