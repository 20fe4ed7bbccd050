package solver

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/hjemvej/hjemvej/model"
)

// after is the morning's case and log once events are taken in.
func (m *morning) after(batch ...model.Event) (*model.Case, []model.Event) {
	m.t.Helper()
	taken, faults := model.Intake(model.Fold(m.c, m.plan.Log, m.plan.Made.Now), m.plan, batch)
	for _, f := range faults {
		m.t.Fatalf("%s: %s", f.Field, f.Text.En)
	}
	log := slices.Concat(m.plan.Log, taken)
	return model.Fold(m.c, log, batch[len(batch)-1].Known), log
}

func (m *morning) expand(c *model.Case) *model.Demand {
	m.t.Helper()
	d, err := model.Expand(c, m.plan.Made.Provider, nil)
	if err != nil {
		m.t.Fatal(err)
	}
	return d
}

// sickCall is the event of somebody who stays away for the rest of the day.
func (m *morning) sickCall(who model.CaregiverID, at model.Clock) model.Event {
	now := model.At(m.day, at)
	return model.Event{Known: now, Kind: model.SickEvent, Caregiver: who, From: now, To: model.At(m.day+1, 0), Start: -1}
}

// sickDay is the morning after a sick call, and the part of the plan that it concerns.
type sickDay struct {
	*morning
	who  model.CaregiverID
	c    *model.Case
	log  []model.Event
	d    *model.Demand
	part *stretch
}

// eachSickCall visits the mornings on which one of those at work is sick.
func eachSickCall(t *testing.T, visit func(*sickDay)) {
	for k := range 2 {
		m := aMorning(t, k)
		for _, tour := range m.tours() {
			c, log := m.after(m.sickCall(tour.Caregiver, 6*60+15))
			d := m.expand(c)
			part := stretchOf(d, m.r, m.plan, log)
			if part == nil {
				t.Fatalf("%s sick: nobody knows which days that concerns", tour.Caregiver)
			}
			visit(&sickDay{m, tour.Caregiver, c, log, d, part})
		}
	}
}

// TestSickCallsConcernTheirDay: whoever is sick, the day alone is stated, the
// plan of the whole keeps every rule, and what does not belong to the part stays.
func TestSickCallsConcernTheirDay(t *testing.T) {
	parts := 0
	eachSickCall(t, func(s *sickDay) {
		if 3*len(s.part.part.Needs) > len(s.d.Needs) {
			t.Errorf("%s sick for a day concerns %d of %d needs", s.who, len(s.part.part.Needs), len(s.d.Needs))
		}
		x := s.mender(s.d, s.log, Options{Iterations: 1500, Seed: 1})
		if err := x.try(s.part, takersOnly); err != nil {
			t.Fatal(err)
		}
		if x.done() {
			parts++
		}
		p := x.plan()
		p.Bill = model.Bill(s.c, s.r, p)
		for _, v := range append(model.Check(s.c, s.r, p), model.CheckMended(s.c, s.plan, p)...) {
			t.Errorf("%s sick: %v", s.who, v)
		}
		is := map[model.VisitID]*model.Visit{}
		for i := range p.Visits {
			is[p.Visits[i].ID] = &p.Visits[i]
		}
		for i := range s.plan.Visits {
			if was := &s.plan.Visits[i]; !s.part.onTour(was) && !cmp.Equal(was, is[was.ID]) {
				t.Errorf("%s sick: %s is not as it was: %s", s.who, was.ID, cmp.Diff(was, is[was.ID]))
			}
		}
	})
	if parts == 0 {
		t.Error("no day by itself was enough for any mend")
	}
}

// TestPricesOfAPart: between two mends of a part the search finds the difference
// that the bills of the whole plans have.
func TestPricesOfAPart(t *testing.T) {
	differ := 0
	eachSickCall(t, func(s *sickDay) {
		var found, bills []int64
		for seed := range uint64(3) {
			x, err := s.mender(s.d, s.log, Options{Iterations: int64(100 + 400*seed), Seed: seed + 1}).mend(s.part, reach(seed%2))
			if err != nil {
				t.Fatal(err)
			}
			p := s.part.join(x.h, x.h.Certified(x.found))
			p.Made.Now, p.Announced, p.Log, p.Bill = s.c.Now, x.h.announced(), s.log, nil
			bill := int64(0)
			for _, l := range model.Bill(s.c, s.r, p) {
				bill += int64(l.Price)
			}
			found, bills = append(found, x.h.Price(x.found)), append(bills, bill)
		}
		for i := range found {
			if found[i] != found[0] {
				differ++
			}
			if found[i]-found[0] != bills[i]-bills[0] {
				t.Errorf("%s sick: between two mends the search sees %d, the bill %d", s.who, found[i]-found[0], bills[i]-bills[0])
			}
		}
	})
	if differ == 0 {
		t.Error("no two mends differ")
	}
}

// partFaults is what is at fault with a mend of a part after a log, where the
// whole has a mend without fault.
func partFaults(t *rapid.T) (faults []string, made bool) {
	c := anyCase(t)
	p, err := quickPlan(c, "p")
	if err != nil {
		t.Fatal(err)
	}
	r, err := model.NewRoads(c)
	if err != nil {
		t.Fatal(err)
	}
	c.AnnouncedUntil = model.At(c.Horizon.From+2, 0)
	log := anyLog(t, c, p, 4)
	if len(log) == 0 || len(model.Check(c, r, p)) > 0 {
		return nil, false
	}
	c = model.Fold(c, log, log[len(log)-1].Known)
	d, err := model.Expand(c, "p", nil)
	if err != nil {
		t.Fatal(err)
	}
	part := stretchOf(d, r, p, log)
	if part == nil {
		return nil, false
	}
	of := func(part *stretch) (broken []model.Violation, done bool) {
		m := &mender{ctx: context.Background(), d: d, r: r, of: p, log: log, o: Options{Iterations: 200, Seed: 1, Workers: 1}, left: 1}
		for _, far := range []reach{takersOnly, anybody} {
			if err := m.try(part, far); err != nil {
				t.Fatal(err)
			}
		}
		is := m.plan()
		return append(model.Check(c, r, is), model.CheckMended(c, p, is)...), m.done()
	}
	broken, done := of(part)
	if !done {
		return nil, false
	}
	if whole, _ := of(nil); len(broken) > len(whole) {
		for _, v := range broken {
			faults = append(faults, v.String())
		}
		faults = append(faults, fmt.Sprintf("after %+v", log))
	}
	return faults, true
}

// TestPartsAfterAnyLog: whatever happens, a mend of the days it concerns is as
// sound as one of the whole plan.
func TestPartsAfterAnyLog(t *testing.T) {
	cases, parts := 400, 0
	if testing.Short() {
		cases = 60
	}
	draw := rapid.Custom(func(t *rapid.T) []string {
		faults, made := partFaults(t)
		if made {
			parts++
		}
		return faults
	})
	for n := range cases {
		for _, f := range draw.Example(n) {
			t.Errorf("case %d: %s", n, f)
		}
	}
	if 5*parts < cases {
		t.Errorf("only %d of %d logs concerned a part", parts, cases)
	}
}
