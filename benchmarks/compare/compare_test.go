package compare

import (
	"math"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/model/casefile"
	"github.com/hjemvej/hjemvej/solver"
	"github.com/hjemvej/hjemvej/testdata"
)

// town is the embedded small town, planned briefly, once for all tests.
var town = sync.OnceValues(func() (Input, error) {
	c, faults, err := casefile.ReadCaseFS(testdata.SmallTown())
	if err != nil || len(faults.Errors()) > 0 {
		return Input{}, err
	}
	roads, err := model.NewRoads(c)
	if err != nil {
		return Input{}, err
	}
	in := Input{Name: "town", Case: c, Roads: roads}
	for i := range c.Providers {
		d, err := model.Expand(c, c.Providers[i].ID, nil)
		if err != nil {
			return Input{}, err
		}
		p, err := solver.Plan(background, d, roads, solver.Options{Iterations: 300, Seed: 1})
		if err != nil {
			return Input{}, err
		}
		in.Plans = append(in.Plans, p)
	}
	return in, nil
})

func small(t *testing.T) Input {
	t.Helper()
	in, err := town()
	if err != nil {
		t.Fatal(err)
	}
	return in
}

func compared(t *testing.T, by By, inputs ...Input) *model.Comparison {
	t.Helper()
	c, err := Of(inputs, by)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func find(t *testing.T, c *model.Comparison, key string, per model.Per) *model.Compared {
	t.Helper()
	for i := range c.Measures {
		if m := &c.Measures[i]; m.Key == key && m.Per == per {
			return m
		}
	}
	t.Fatalf("no measure %s %s", key, per)
	return nil
}

func TestOneSideIsNoComparison(t *testing.T) {
	if _, err := Of([]Input{small(t)}, Whole); err == nil {
		t.Error("a plan was compared with nothing")
	}
	if _, err := Of(nil, ByDistrict); err == nil {
		t.Error("nothing was compared with nothing")
	}
}

// A plan beside itself: the same figures, no difference, nobody ranked first.
func TestAPlanBesideItself(t *testing.T) {
	one, two := small(t), small(t)
	two.Name = "again"
	c := compared(t, Whole, one, two)
	if len(c.Sides) != 2 || c.Sides[0].Name != "town" || c.Sides[1].Name != "again" || len(c.Warnings) != 0 {
		t.Fatalf("sides %+v, warnings %v", c.Sides, c.Warnings)
	}
	for _, m := range c.Measures {
		a, b := m.Values[0], m.Values[1]
		if a.Value != b.Value || a.Low != b.Low || a.High != b.High || a.Interval && (a.Low > a.High) {
			t.Errorf("%s: %+v and %+v", m.Key, a, b)
		}
		if a.Best != b.Best || a.Worst != b.Worst || a.Best > 1 {
			t.Errorf("%s is ranked: %+v and %+v", m.Key, a, b)
		}
		if d := b.Against; d != nil && (d.Value != 0 || d.Low != 0 || d.High != 0) {
			t.Errorf("%s differs from itself: %+v", m.Key, d)
		}
	}
	if find(t, c, "travel", model.PerVisit).Values[1].Against == nil {
		t.Error("two plans of one case are no pair")
	}
}

// What adds up adds up to the whole, however the plan is cut; and the whole is
// what the measures and the bill say.
func TestPartsAddUp(t *testing.T) {
	in := small(t)
	again := in
	again.Name = "again"
	whole := compared(t, Whole, in, again)
	want := map[string]float64{}
	for _, p := range in.Plans {
		f := model.Measure(in.Case, in.Roads, p).All
		want["waiting"] += float64(f.Waiting)
		want["attendance"] += float64(f.Attendance)
		want["visits"] += float64(f.Visits)
		want["by_named"] += float64(f.ByNamed)
		want["new_faces"] += float64(f.NewFaces)
		for _, m := range f.TravelMinutes {
			want["travel"] += float64(m)
		}
		want["bill"] += float64(model.Total(model.Bill(in.Case, in.Roads, p))) / 100
	}
	for key, w := range want {
		if got := find(t, whole, key, model.InTotal).Values[0].Value; math.Abs(got-w) > 1e-6 {
			t.Errorf("%s is %v, measured %v", key, got, w)
		}
	}
	lines := 0.0
	for _, m := range whole.Measures {
		if strings.HasPrefix(m.Key, "bill.") && m.Per == model.InTotal {
			lines += m.Values[0].Value
		}
	}
	if math.Abs(lines-want["bill"]) > 1e-6 {
		t.Errorf("the lines come to %v of %v", lines, want["bill"])
	}
	for _, by := range Cuts() {
		parts, err := Of([]Input{in}, by)
		if err != nil {
			if strings.Contains(err.Error(), "1 side") { // the town has one district
				continue
			}
			t.Fatal(err)
		}
		for key, w := range want {
			sum := 0.0
			for _, v := range find(t, parts, key, model.InTotal).Values {
				sum += v.Value
			}
			if math.Abs(sum-w) > 1e-6 {
				t.Errorf("by %s %s comes to %v, want %v", by, key, sum, w)
			}
		}
	}
}

// A quotient is its total over the visits of the same tours or homes.
func TestQuotients(t *testing.T) {
	c := compared(t, ByProvider, small(t))
	if len(c.Sides) != 2 || c.Sides[0].Part != "P1" || c.Sides[0].Name == "P1" {
		t.Fatalf("sides %+v", c.Sides)
	}
	visits, hours := find(t, c, "visits", model.InTotal), find(t, c, "granted_hours", model.InTotal)
	for _, key := range []string{"travel", "bill", "new_faces"} {
		for i := range c.Sides {
			sum := find(t, c, key, model.InTotal).Values[i].Value
			if got, want := find(t, c, key, model.PerVisit).Values[i].Value, sum/visits.Values[i].Value; math.Abs(got-want) > 1e-9 {
				t.Errorf("%s per visit is %v, want %v", key, got, want)
			}
			if got, want := find(t, c, key, model.PerHour).Values[i].Value, sum/hours.Values[i].Value; math.Abs(got-want) > 1e-9 {
				t.Errorf("%s per granted hour is %v, want %v", key, got, want)
			}
		}
	}
}

// The order of the arguments changes the order of the sides, and nothing else.
func TestOrderChangesNothing(t *testing.T) {
	one, two := small(t), small(t)
	two.Name, two.Plans = "half", two.Plans[:1]
	ab, ba := compared(t, Whole, one, two), compared(t, Whole, two, one)
	for k := range ab.Measures {
		a, b := ab.Measures[k], ba.Measures[k]
		if a.Key != b.Key || a.Per != b.Per {
			t.Fatalf("%s %s beside %s %s", a.Key, a.Per, b.Key, b.Per)
		}
		for i := range a.Values {
			v, w := a.Values[i], b.Values[1-i]
			if v.Value != w.Value || v.Has != w.Has || v.Best != w.Best || v.Worst != w.Worst {
				t.Errorf("%s %s: %+v and %+v", a.Key, a.Per, v, w)
			}
		}
	}
	if diff := cmp.Diff(ab, compared(t, Whole, one, two)); diff != "" {
		t.Errorf("not the same twice: %s", diff)
	}
}

// The same part of several plans stands side by side, named apart.
func TestSidesOfSeveralPlans(t *testing.T) {
	one, two := small(t), small(t)
	two.Name = "again"
	c := compared(t, ByProvider, one, two)
	var names []string
	for _, s := range c.Sides {
		names = append(names, s.Part+" "+s.Plan)
	}
	if want := []string{"P1 town", "P1 again", "P2 town", "P2 again"}; !slices.Equal(names, want) {
		t.Errorf("%v, want %v", names, want)
	}
	if a := find(t, c, "travel", model.PerVisit).Values; a[1].Against == nil || a[1].Against.From != 0 || a[3].Against != nil && a[3].Against.From != 2 {
		t.Errorf("pairs: %+v, %+v", a[1].Against, a[3].Against)
	}
	for i, s := range c.Sides {
		if !strings.HasSuffix(s.Name, " · "+s.Plan) {
			t.Errorf("side %d is named %s", i, s.Name)
		}
	}
}

// Where price lists differ no line of the bill is ranked, and it is said.
func TestOtherPricesAreNotRanked(t *testing.T) {
	one, two := small(t), small(t)
	other, standard := *two.Case, *two.Case.Standard
	standard.Prices.Call++
	other.Standard = &standard
	two.Case, two.Name = &other, "dear"
	c := compared(t, Whole, one, two)
	for _, m := range c.Measures {
		if m.Section == "bill" && (m.Values[0].Best != 0 || m.Values[1].Against != nil) {
			t.Errorf("%s is compared: %+v", m.Key, m.Values)
		}
	}
	if v := find(t, c, "travel", model.PerVisit).Values; v[0].Best == 0 || v[1].Against == nil {
		t.Errorf("travel is not ranked as a pair: %+v", v)
	}
	if !slices.ContainsFunc(c.Warnings, func(w model.CompareWarning) bool { return w.Kind == "prices" && w.Loud }) {
		t.Errorf("nobody says so: %v", c.Warnings)
	}
}

// Pairs are plans for the same homes, shifts and days, whatever else differs.
func TestSameWorld(t *testing.T) {
	base := small(t).Case
	for name, c := range map[string]struct {
		change func(*model.Case)
		want   bool
	}{
		"alike":           {func(*model.Case) {}, true},
		"a standard":      {func(c *model.Case) { c.Standard = &model.Standard{} }, true},
		"a week later":    {func(c *model.Case) { c.Horizon.From += 7 }, false},
		"one home fewer":  {func(c *model.Case) { c.Homes = c.Homes[1:] }, false},
		"a home moved":    {func(c *model.Case) { c.Homes[0].Place = "elsewhere" }, false},
		"a longer shift":  {func(c *model.Case) { c.Shifts[0].To++ }, false},
		"a shift swapped": {func(c *model.Case) { c.Shifts[0].Caregiver = "other" }, false},
	} {
		other := *base
		other.Homes, other.Shifts = slices.Clone(base.Homes), slices.Clone(base.Shifts)
		c.change(&other)
		if got := sameWorld(base, &other); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
