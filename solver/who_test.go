package solver

import (
	"context"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/solver/search"
)

// planOfAny plans a drawn case.
func planOfAny(c *model.Case, r *model.Roads) (*model.Plan, error) {
	d, err := model.Expand(c, "p", nil)
	if err != nil {
		return nil, err
	}
	problem, m, err := Build(d, r)
	if err != nil {
		return nil, err
	}
	s, _ := search.Run(context.Background(), problem, nil, search.Options{Iterations: 200, Seed: 1, Workers: 1})
	return m.Certified(s), nil
}

// difference is by how much each line of a bill differs, lines that stay left out.
func difference(before, after []model.BillLine) []model.BillLine {
	var lines []model.BillLine
	for i := range after {
		l := after[i]
		if l.Count, l.Price = l.Count-before[i].Count, l.Price-before[i].Price; l.Count != 0 || l.Price != 0 {
			lines = append(lines, l)
		}
	}
	return lines
}

// offersHold does all that is offered for a leg of a visit: each changes the
// bill by exactly its lines, breaks no rule, and says what moves.
func offersHold(c *model.Case, r *model.Roads, p *model.Plan, d *desk, leg int) (faults []string, offers int) {
	fault := func(o *model.Offer, format string, a ...any) {
		faults = append(faults, fmt.Sprintf("%s leg %d by %s at %s: %s", d.visit.ID, leg, o.Shift, o.Start, fmt.Sprintf(format, a...)))
	}
	deals, _ := d.leg(leg)
	for i := range deals {
		o := &deals[i].offer
		now := d.done(deals[i].change)
		if diff := cmp.Diff(difference(p.Bill, now.Bill), o.Bill); diff != "" {
			fault(o, "the bill: %s", diff)
		}
		for _, v := range model.Check(c, r, now) {
			fault(o, "%v", v)
		}
		if i > 0 && o.Price < deals[i-1].offer.Price {
			fault(o, "cheaper than the one before")
		}
	}
	return faults, len(deals)
}

// TestOffersAreExact: on any case, doing what anybody offers changes the plan's
// bill by exactly the lines offered, and the plan still keeps every rule.
func TestOffersAreExact(t *testing.T) {
	cases := 120
	if testing.Short() {
		cases = 15
	}
	draw, offers := rapid.Custom(anyCase), 0
	for n := range cases {
		c := draw.Example(n)
		r, err := model.NewRoads(c)
		if err != nil {
			t.Fatal(err)
		}
		p, err := planOfAny(c, r)
		if err != nil {
			t.Fatal(err)
		}
		if len(model.Check(c, r, p)) > 0 {
			continue
		}
		for i := range p.Visits {
			if i%3 != n%3 {
				continue
			}
			d, err := newDesk(c, r, p, p.Visits[i].ID)
			if err != nil {
				t.Fatalf("case %d: %v", n, err)
			}
			for leg := range d.visit.Staff {
				faults, some := offersHold(c, r, p, d, leg)
				offers += some
				for _, f := range faults {
					t.Errorf("case %d: %s", n, f)
				}
			}
		}
	}
	t.Log(offers, "offers")
	if offers < 100 {
		t.Errorf("only %d offers", offers)
	}
}
