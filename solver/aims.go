package solver

import (
	"context"
	"fmt"

	"github.com/hjemvej/hjemvej/model"
)

// weight makes a line of the price list dearer for a mend with an aim.
type weight struct {
	line  string // as the bill has it
	price func(*model.Prices) *model.Price
	times model.Price
}

// weights are the aims' own lines, and how much more each weighs. What care left
// undone costs stays above them all, so that no aim is had at its expense: the
// dearest visit under a standard as delivered is at most a call at six times its
// price, 900 kroner, where the least of what is left undone costs 3,000.
var weights = map[model.Aim][]weight{
	// Six: 900 kroner are near two hours on the way, more than a morning's tours
	// differ by; and as much for being late, which a call should rather not be at all.
	model.FewestCalls: {
		{"call", func(p *model.Prices) *model.Price { return &p.Call }, 6},
		{"call_late", func(p *model.Prices) *model.Price { return &p.CallLate }, 6},
	},
	// Six: at 180 kroner and more who was announced comes even where that costs a
	// call, and one whom the home knows before one it does not.
	model.BestContinuity: {
		{"changed_caregiver", func(p *model.Prices) *model.Price { return &p.ChangedCaregiver }, 6},
		{"substitute", func(p *model.Prices) *model.Price { return &p.Substitute }, 6},
		{"new_face", func(p *model.Prices) *model.Price { return &p.NewFace }, 6},
	},
	// Four: a minute over is 60 kroner, and a quarter of an hour more than any one
	// call or other caregiver; half an hour, the most that the standards allow,
	// stays below care undone.
	model.LeastOvertime: {
		{"overtime", func(p *model.Prices) *model.Price { return &p.Overtime }, 4},
	},
}

// weighed is a case at the price list of an aim.
func weighed(c *model.Case, aim model.Aim) *model.Case {
	own, standard := *c, *c.Standard
	for _, w := range weights[aim] {
		*w.price(&standard.Prices) *= w.times
	}
	own.Standard = &standard
	return &own
}

// MendFor is [Mend] with an aim: the search goes by prices at which what is aimed
// at weighs more, the bill by the standard's own. The case is the one as it now
// stands. An aim that is unknown is an error.
func MendFor(ctx context.Context, aim model.Aim, c *model.Case, r *model.Roads, of *model.Plan, log []model.Event, o Options) (*model.Plan, error) {
	if aim != "" && weights[aim] == nil {
		return nil, fmt.Errorf("solver: %q is no aim of a mend", aim)
	}
	d, err := model.Expand(weighed(c, aim), of.Made.Provider, of.Made.Districts)
	if err != nil {
		return nil, err
	}
	p, err := Mend(ctx, d, r, of, log, o)
	if err != nil || aim == "" {
		return p, err
	}
	p.Made.Aim = aim
	p.Bill = model.Bill(c, r, p)
	return p, nil
}

// Remend makes a mend again, with all that it says of how it was made; of the
// options cores and progress count. Of is the plan it was made from, the case as
// it then stood. What the plan says it was made from is for the caller to add.
func Remend(ctx context.Context, c *model.Case, r *model.Roads, of, is *model.Plan, o Options) (*model.Plan, error) {
	how := is.Made.Search
	return MendFor(ctx, is.Made.Aim, c, r, of, is.Log, Options{Seed: is.Made.Seed, Program: is.Made.Program, Repeat: &how,
		Workers: o.Workers, Progress: o.Progress})
}
