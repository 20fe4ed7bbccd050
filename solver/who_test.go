package solver

import (
	"context"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/solver/search"
)

// planOfAny plans a drawn case.
func planOfAny(c *model.Case, r *model.Roads) (*model.Plan, error) {
	d, err := model.Expand(c, c.Providers[0].ID, nil)
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
func offersHold(c *model.Case, r *model.Roads, p *model.Plan, d *desk, leg int) (deals []deal, faults []string) {
	fault := func(o *model.Offer, format string, a ...any) {
		faults = append(faults, fmt.Sprintf("%s at %s: %s", o.Shift, o.Start, fmt.Sprintf(format, a...)))
	}
	deals, _ = d.leg(leg)
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
	return deals, faults
}

// TestOffersAreExact: on any case, doing what anybody offers changes the plan's
// bill by exactly the lines offered, and the plan still keeps every rule.
func TestOffersAreExact(t *testing.T) {
	for name, from := range map[string]struct {
		draw         func(int) *model.Case
		cases, every int
	}{"any": {drawnBy(anyCase), 60, 4}, "busy": {drawnBy(busyCase), 40, 4}, "full": {drawnBy(fullDay), 40, 1}, "generated": {generated, 3, 3}} {
		t.Run(name, func(t *testing.T) {
			offers, calls, moves, gives := 0, 0, 0, 0
			eachDesk(t, from.draw, from.cases, from.every, func(name string, j *judge, d *desk, leg int) {
				deals, faults := offersHold(j.c, j.r, j.p, d, leg)
				for _, f := range faults {
					t.Errorf("%s, %s", name, f)
				}
				offers += len(deals)
				for i := range deals {
					calls, moves, gives = calls+len(deals[i].offer.Calls), moves+len(deals[i].offer.Moves), gives+len(deals[i].offer.GivesUp)
				}
			})
			t.Log(offers, "offers,", calls, "calls,", moves, "moves,", gives, "given up")
			if (offers == 0 || moves == 0) && !testing.Short() {
				t.Errorf("%d offers, %d calls, %d moves", offers, calls, moves)
			}
		})
	}
}
