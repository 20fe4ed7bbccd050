package solver_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/solver"
)

var short = solver.Options{Iterations: 1500, Seed: 7, Workers: 1}

// TestShiftedMap: where the island lies, and which way round, is all the same;
// so is whether its ways are computed or read.
func TestShiftedMap(t *testing.T) {
	c := generated(t, town)
	want := planned(t, c, short)
	for name, turn := range map[string]func(c *model.Case){
		"moved east": func(c *model.Case) { movePoints(c, func(p orb.Point) orb.Point { return orb.Point{p[0] + 2, p[1]} }) },
		"seen in a mirror": func(c *model.Case) {
			movePoints(c, func(p orb.Point) orb.Point { return orb.Point{-p[0], p[1]} })
		},
		"as a table": func(c *model.Case) { tabulate(t, c, func(from, to model.PlaceID) float64 { return 1 }) },
	} {
		t.Run(name, func(t *testing.T) {
			turned := clone(c)
			turn(turned)
			same(t, name, want, planned(t, turned, short))
		})
	}
}

func movePoints(c *model.Case, move func(orb.Point) orb.Point) {
	for i := range c.Places {
		c.Places[i].Point = move(c.Places[i].Point)
	}
	for i := range c.Offices {
		c.Offices[i].Point = move(c.Offices[i].Point)
	}
}

// tabulate writes a case's ways down as matrices, each way stretched.
func tabulate(t *testing.T, c *model.Case, stretch func(from, to model.PlaceID) float64) {
	t.Helper()
	r := roadsOf(t, c)
	var places []model.PlaceID
	for i := range c.Places {
		places = append(places, c.Places[i].ID)
	}
	for i := range c.Offices {
		places = append(places, c.Offices[i].ID)
	}
	travel := model.Travel{Source: "matrix", Modes: map[model.Mode]model.TravelMode{}, Tables: map[model.Mode]model.Matrix{}}
	for mode := range c.Travel.Modes {
		if !slices.ContainsFunc(c.Shifts, func(s model.Shift) bool { return s.Mode == mode }) {
			continue
		}
		m := model.Matrix{Places: places}
		for _, a := range places {
			for _, b := range places {
				minutes, metres := r.Leg(mode, a, b)
				m.Seconds = append(m.Seconds, float64(minutes)*60*stretch(a, b))
				m.Metres = append(m.Metres, float64(metres)*stretch(a, b))
			}
		}
		travel.Modes[mode], travel.Tables[mode] = model.TravelMode{}, m
	}
	c.Travel = travel
}

// TestDearerByAFactor: with all prices k times as high, the same plan is best,
// and its bill is k times as high.
func TestDearerByAFactor(t *testing.T) {
	c := generated(t, town)
	c.Standard.Prices.TravelKm = map[model.Mode]model.Price{model.Car: 1000} // each way rounds to whole øre
	want := planned(t, c, short)
	for _, k := range []model.Price{2, 3, 16} {
		dear := clone(c)
		raise(dear, k)
		got := planned(t, dear, short)
		if total(got) != k*total(want) {
			t.Errorf("all prices times %d: the bill goes from %d to %d", k, total(want), total(got))
		}
		got.Bill = want.Bill
		same(t, "times k", want, got)
	}
}

// raise multiplies every price of a case.
func raise(c *model.Case, k model.Price) {
	p := &c.Standard.Prices
	p.TravelMinute, p.TravelKm, p.Unserved = times(p.TravelMinute, k), times(p.TravelKm, k), times(p.Unserved, k)
	for _, one := range []*model.Price{&p.Overtime, &p.Substitute, &p.Face, &p.NewFace, &p.PairChange, &p.NotPreferred, &p.Unwanted, &p.OutsideGroup,
		&p.Call, &p.Edge, &p.Postponed, &p.Debt, &p.SeparateVisit, &p.ReserveMinute} {
		*one *= k
	}
	for i := range c.External {
		c.External[i].Soft *= k
	}
	for i := range c.Reserves {
		c.Reserves[i].Price *= k
	}
}

func times[K comparable](prices map[K]model.Price, k model.Price) map[K]model.Price {
	dear := map[K]model.Price{}
	for key, p := range prices {
		dear[key] = p * k
	}
	return dear
}

// TestOneMoreCaregiver: a second caregiver with the same shifts leaves nobody
// more unserved, and never costs anything once the old plan is known.
func TestOneMoreCaregiver(t *testing.T) {
	o := solver.Options{Iterations: 20000, Seed: 7, Workers: 1}
	for _, seed := range seeds(5) {
		opt := town
		opt.Seed = seed
		c := generated(t, opt)
		c.Shifts = every(c.Shifts, 2) // so few that some care is left
		c.Activities, c.ReserveShares = nil, nil
		more := clone(c)
		double(more, c.Shifts[int(seed)%len(c.Shifts)].Caregiver)
		few, many := planned(t, c, o), planned(t, more, o)
		left, after := unserved(t, c, few, model.NeverCancelled), unserved(t, more, many, model.NeverCancelled)
		if len(after) > len(left) {
			t.Errorf("seed %d: %d unserved with a caregiver more, %d without", seed, len(after), len(left))
		}
		if a, b := float64(besideUnserved(few)), float64(besideUnserved(many)); len(after) == len(left) && b > 1.2*a {
			t.Errorf("seed %d: with a caregiver more the price goes from %.0f to %.0f", seed, a, b)
		}
		from := solver.Options{Iterations: 200, Seed: 7, Workers: 1, From: few}
		if after := planned(t, more, from); total(after) > total(few) {
			t.Errorf("seed %d: from the old plan, with a caregiver more, the price goes from %d to %d", seed, total(few), total(after))
		}
	}
}

// besideUnserved is what a plan costs beside what it leaves out.
func besideUnserved(p *model.Plan) model.Price {
	sum := total(p)
	for i := range p.Bill {
		if strings.HasPrefix(p.Bill[i].Line, "unserved.") {
			sum -= p.Bill[i].Price
		}
	}
	return sum
}

// seeds are the seeds that a test goes through: only one of them where time is short.
func seeds(n uint64) []uint64 {
	if testing.Short() {
		n = 1
	}
	var all []uint64
	for s := range n {
		all = append(all, s+1)
	}
	return all
}

// double hires another caregiver just like one, with the same shifts.
func double(c *model.Case, who model.CaregiverID) {
	for _, x := range slices.Clone(c.Caregivers) {
		if x.ID == who {
			x.ID += "-2"
			c.Caregivers = append(c.Caregivers, x)
		}
	}
	for _, s := range slices.Clone(c.Shifts) {
		if s.Caregiver == who {
			s.ID, s.Caregiver = s.ID+"-2", who+"-2"
			c.Shifts = append(c.Shifts, s)
		}
	}
}

// TestOneCaregiverLess: an absent caregiver is in no visit, and whoever plans
// without knows nothing better than who plans with.
func TestOneCaregiverLess(t *testing.T) {
	for _, seed := range seeds(5) {
		opt := town
		opt.Seed = seed
		c := generated(t, opt)
		c.Activities = nil
		who := c.Shifts[int(seed)%len(c.Shifts)].Caregiver
		less := clone(c)
		less.Absences = append(less.Absences, model.Absence{Caregiver: who, Kind: "sick",
			From: model.At(c.Horizon.From-1, 0), To: model.At(c.Horizon.End()+1, 0)})
		without := planned(t, less, short)
		for i := range without.Visits {
			for _, a := range without.Visits[i].Staff {
				if a.Caregiver == who {
					t.Errorf("seed %d: %s is away and comes to %s", seed, who, without.Visits[i].ID)
				}
			}
		}
		from := short
		from.From, from.Iterations = without, 200
		if with := planned(t, c, from); total(with) > total(without) {
			t.Errorf("seed %d: %s is back, and the price goes from %d to %d", seed, who, total(without), total(with))
		}
	}
}

// TestShorterWays: a plan made for long ways serves short ones, at no higher price.
func TestShorterWays(t *testing.T) {
	for _, seed := range seeds(4) {
		opt := town
		opt.Seed = seed
		near := generated(t, opt)
		far := clone(near)
		tabulate(t, near, func(a, b model.PlaceID) float64 { return 1 })
		tabulate(t, far, func(a, b model.PlaceID) float64 { return 1.5 })
		slow := planned(t, far, short)
		from := short
		from.From, from.Iterations = slow, 1
		if quick := planned(t, near, from); total(quick) > total(slow) {
			t.Errorf("seed %d: on shorter ways the price goes from %d to %d", seed, total(slow), total(quick))
		}
	}
}

// TestDoneAheadOfItsDay: what history has done before its day is not done again.
func TestDoneAheadOfItsDay(t *testing.T) {
	opt := town
	opt.From, opt.Days = model.DateOf(2026, 11, 25), 5
	c := generated(t, opt)
	ahead := 0
	for i := range c.Grants {
		g := &c.Grants[i]
		week := (c.Horizon.From.Week() - g.From.Week()) * g.Cadence.Count
		if g.Cadence.Unit != model.PerWeek || g.From >= c.Horizon.From-7 {
			continue
		}
		c.History.Last = slices.DeleteFunc(c.History.Last, func(l model.LastDelivery) bool { return l.Grant == g.ID })
		c.History.Last = append(c.History.Last, model.LastDelivery{Grant: g.ID, Date: c.Horizon.From - 1, Number: week + g.Cadence.Count - 1})
		ahead++
	}
	plan := planned(t, c, short)
	if ahead == 0 || len(plan.Visits) == 0 {
		t.Fatalf("%d grants done ahead, %d visits", ahead, len(plan.Visits))
	}
}
