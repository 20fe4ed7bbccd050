package compare

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/hjemvej/hjemvej/model"
)

var background = context.Background()

// planned is an input with one plan of so many visits and iterations.
func planned(name string, change func(*Input, *model.Made)) Input {
	in := Input{Name: name, Case: &model.Case{Hash: "abc", Horizon: model.Horizon{Days: 14}, Standard: &model.Standard{ID: "invented", Version: "1"}}}
	p := &model.Plan{Made: model.Made{CaseHash: "abc", Program: "1.0", Seed: 1, Iterations: 1000, Provider: "P1"}, Visits: make([]model.Visit, 100)}
	if change != nil {
		change(&in, &p.Made)
	}
	in.Plans = []*model.Plan{p}
	return in
}

func sidesFor(inputs []Input) []*side {
	var sides []*side
	for i := range inputs {
		in := &inputs[i]
		x := &side{in: in, Side: model.Side{Name: in.Name, Plan: in.Name}, visits: map[*model.Plan]float64{in.Plans[0]: float64(len(in.Plans[0].Visits))}}
		x.finish()
		sides = append(sides, x)
	}
	return sides
}

func TestWarnings(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*Input, *model.Made)
		want   string // kinds, loud ones in capitals
	}{
		{"alike", nil, ""},
		{"a quarter more is borne", func(_ *Input, m *model.Made) { m.Iterations = 1250 }, ""},
		{"more than a quarter is not", func(_ *Input, m *model.Made) { m.Iterations = 1251 }, "EFFORT"},
		{"nor is less", func(_ *Input, m *model.Made) { m.Iterations = 700 }, "EFFORT"},
		{"by hand, or not said", func(_ *Input, m *model.Made) { m.Iterations = 0 }, "EFFORT"},
		{"another version", func(_ *Input, m *model.Made) { m.Program = "1.1" }, "VERSION"},
		{"another seed", func(_ *Input, m *model.Made) { m.Seed = 2 }, "seed"},
		{"another state of the case", func(_ *Input, m *model.Made) { m.CaseHash = "abd" }, "CASE"},
		{"other prices", func(in *Input, _ *model.Made) { in.Case.Standard.Prices.Call = 1 }, "PRICES"},
		{"another standard", func(in *Input, _ *model.Made) { in.Case.Standard.Version = "2" }, "standard"},
		{"other days", func(in *Input, _ *model.Made) { in.Case.Horizon.Days = 7 }, "HORIZON"},
		{"the loud ones first", func(_ *Input, m *model.Made) { m.Seed, m.Program = 2, "2" }, "VERSION seed"},
	} {
		t.Run(c.name, func(t *testing.T) {
			inputs := []Input{planned("one", nil), planned("two", c.change)}
			var kinds []string
			for _, w := range warnings(inputs, sidesFor(inputs)) {
				if w.Loud {
					w.Kind = strings.ToUpper(w.Kind)
				}
				kinds = append(kinds, w.Kind)
				for _, text := range []string{w.Text.Da, w.Text.En} {
					if text == "" || strings.Contains(text, "%!") {
						t.Errorf("%s says %q", w.Kind, text)
					}
				}
			}
			if got := strings.Join(kinds, " "); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

// Broken rules and missing certificates are told of each plan once, however
// many parts it is cut into.
func TestBrokenPlansAreTold(t *testing.T) {
	inputs := []Input{planned("one", nil)}
	sides := append(sidesFor(inputs), sidesFor(inputs)...)
	for _, s := range sides {
		s.Broken, s.Owed = 3, 1
	}
	var kinds []string
	for _, w := range warnings(inputs, sides) {
		kinds = append(kinds, w.Kind)
		if !w.Loud {
			t.Errorf("%s is whispered", w.Kind)
		}
	}
	if !slices.Equal(kinds, []string{"broken", "owed"}) {
		t.Errorf("%v", kinds)
	}
}

// The effort of a side of several plans is the mean over its visits.
func TestEffortIsWeighedByVisits(t *testing.T) {
	in := planned("one", nil)
	more := &model.Plan{Made: model.Made{Iterations: 4000}, Visits: make([]model.Visit, 100)}
	in.Plans = append(in.Plans, more)
	x := &side{in: &in, visits: map[*model.Plan]float64{in.Plans[0]: 30, more: 10}}
	x.finish()
	if x.Effort != (30*10+10*40)/40.0 || len(x.Made) != 2 {
		t.Errorf("effort %v of %d plans", x.Effort, len(x.Made))
	}
}
