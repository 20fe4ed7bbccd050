package solver

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/hjemvej/hjemvej/model"
)

// awayFrom is the event of a citizen who goes away some days on, nobody knows
// until when.
func (m *morning) awayFrom(home model.HomeID, days model.Date) model.Event {
	return model.Event{Known: model.At(m.day, 6*60+15), Kind: model.AbsentEvent, Home: home, What: "hospital", From: model.At(m.day+days, 6*60+15), Start: -1}
}

// TestAbsenceConcernsItsTours: whoever is away without an end (R-5.5c), of the
// days to come only the tours that lose visits are stated, and what is split
// between them and others with both halves (R-11.0b); the plan of the whole keeps
// every rule, and what does not belong to the part stays.
func TestAbsenceConcernsItsTours(t *testing.T) {
	parts := 0
	for k := range 2 {
		m := aMorning(t, k)
		for i := range m.c.Homes {
			home := m.c.Homes[i].ID
			c, log := m.after(m.awayFrom(home, model.Date(3*(i%4))))
			d := m.expand(c)
			part := stretchOf(d, m.r, m.plan, log)
			if part == nil { // it comes into half of the town's tours
				continue
			}
			x := m.mender(d, log, Options{Iterations: 300, Seed: 1})
			if err := x.try(part, takersOnly); err != nil {
				t.Fatal(err)
			}
			if !x.done() {
				continue
			}
			parts++
			p := x.plan()
			p.Bill = model.Bill(c, m.r, p)
			for _, v := range append(model.Check(c, m.r, p), model.CheckMended(c, m.plan, p)...) {
				t.Errorf("%s away: %v", home, v)
			}
			if len(p.Certificates) > len(m.plan.Certificates) {
				t.Errorf("%s away: %d certificates instead of %d", home, len(p.Certificates), len(m.plan.Certificates))
			}
			is := map[model.VisitID]*model.Visit{}
			for i := range p.Visits {
				is[p.Visits[i].ID] = &p.Visits[i]
			}
			for i := range m.plan.Visits {
				if was := &m.plan.Visits[i]; !part.onTour(was) && !cmp.Equal(was, is[was.ID]) {
					t.Errorf("%s away: %s is not as it was: %s", home, was.ID, cmp.Diff(was, is[was.ID]))
				}
			}
		}
	}
	if parts < 40 {
		t.Errorf("only %d absences were mended by the tours that they concern", parts)
	}
}

// TestPartsHoldBothHalves: what is split between tours belongs to a part with
// both halves or not at all, whichever tour the part begins with (R-11.0b).
func TestPartsHoldBothHalves(t *testing.T) {
	shared := 0
	for k := range 2 {
		m := aMorning(t, k)
		d := m.expand(m.c)
		for i := range m.plan.Tours {
			x := noStretch(d, m.plan)
			x.tours[m.plan.Tours[i].Shift] = true
			if x = x.found(); x == nil {
				continue
			}
			in, out := map[model.OccurrenceID]bool{}, map[model.OccurrenceID]bool{}
			for n := range d.Needs {
				for _, k := range d.Needs[n].Tasks {
					if t := &d.Tasks[k]; t.Piece > 0 && x.has(n) {
						in[t.Occurrence] = true
					} else if t.Piece > 0 {
						out[t.Occurrence] = true
					}
				}
			}
			for o := range in {
				if out[o] {
					t.Errorf("the tour of %s: one half of %s belongs to the part", m.plan.Tours[i].Shift, o)
				}
			}
			if len(x.tours) > 1 && len(in) > 0 {
				shared++
			}
		}
	}
	if shared == 0 {
		t.Error("nothing is split between tours")
	}
}

// TestAbsenceMakesRoom: on a day that loses a visit, what stands nowhere is tried
// again in all tours of the day.
func TestAbsenceMakesRoom(t *testing.T) {
	m := aMorning(t, 0)
	of, last := *m.plan, len(m.plan.Visits)-1
	left, other := of.Visits[last], model.HomeID("")
	of.Visits = of.Visits[:last]
	for i := range of.Visits {
		if v := &of.Visits[i]; v.Date == left.Date && v.Home != left.Home {
			other = v.Home
		}
	}
	for home, makes := range map[model.HomeID]bool{other: true, "nobody": false} {
		x := noStretch(m.expand(m.c), &of)
		x.addAbsence(&model.Event{Home: home, From: model.At(m.day, 0)})
		if x.dates[left.Date] != makes {
			t.Errorf("%s left out on %s, %s away: that day is looked at: %v", left.ID, left.Date, home, !makes)
		}
	}
}
