package solver

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/hjemvej/hjemvej/model"
)

// TestWhyAgreesWithWho: the next best is who's first; asked about a caregiver,
// why gives who's offer, or begins with who's reason.
func TestWhyAgreesWithWho(t *testing.T) {
	answers := 0
	eachDesk(t, drawnBy(busyCase), 12, 9, func(name string, j *judge, d *desk, leg int) {
		why, err := Why(j.c, j.r, j.p, d.visit.ID, Question{})
		if err != nil {
			t.Fatal(err)
		}
		deals, refusals := d.leg(leg)
		if l := &why.Legs[leg]; l.Able != len(deals) || l.Next == nil != (len(deals) == 0) || l.Next != nil && !cmp.Equal(*l.Next, deals[0].offer) {
			t.Errorf("%s: the next best of %d is %+v", name, len(deals), l.Next)
		}
		for i := range deals {
			a := d.answer(leg, deals[i].offer.Caregiver, 0)
			answers++
			if a.Offer == nil || !cmp.Equal(*a.Offer, deals[i].offer) {
				t.Errorf("%s: %s answers %+v", name, deals[i].offer.Caregiver, a)
			}
		}
		for i := range refusals {
			a := d.answer(leg, refusals[i].Caregiver, 0)
			answers++
			if a.Refusal == nil || a.Refusal.Obstacles[0].Rule != refusals[i].Obstacles[0].Rule && len(a.Refusal.Obstacles) == 1 {
				t.Errorf("%s: %s answers %+v, who %+v", name, refusals[i].Caregiver, a.Refusal, refusals[i])
			}
		}
	})
	if answers == 0 {
		t.Error("nobody was asked")
	}
}

// TestWhyNotThen: a start that is asked for is had exactly, or refused with the
// nearest that could be.
func TestWhyNotThen(t *testing.T) {
	had, refused := 0, 0
	eachDesk(t, drawnBy(fullDay), 8, 2, func(name string, _ *judge, d *desk, leg int) {
		for _, by := range []model.Minutes{-180, -25, 10, 45, 600} {
			at := d.visit.Start.Add(by)
			switch a := d.answer(leg, d.visit.Staff[leg].Caregiver, at); {
			case a.Offer != nil:
				had++
				if a.Offer.Start != at {
					t.Errorf("%s: asked for %s, had %s", name, at, a.Offer.Start)
				}
			case a.Refusal == nil || len(a.Refusal.Obstacles) == 0:
				t.Errorf("%s: no answer about %s", name, at)
			default:
				refused++
				if a.Nearest == 0 || apart(a.Nearest, at) > apart(d.visit.Start, at) {
					t.Errorf("%s: nearest to %s is %s, further than %s where it stands", name, at, a.Nearest, d.visit.Start)
				}
			}
		}
	})
	if had < 5 || refused < 5 {
		t.Errorf("%d had, %d refused", had, refused)
	}
}
