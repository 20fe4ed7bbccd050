package solver

import (
	"cmp"
	"context"

	"github.com/hjemvej/hjemvej/model"
)

// Alternatives are mends of one plan side by side: first the standard's, then
// for each aim whichever of all that were found serves it best without leaving
// more care undone. So one plan may stand for several aims. Each has a search of
// its own, with the whole budget.
func Alternatives(ctx context.Context, c *model.Case, r *model.Roads, of *model.Plan, log []model.Event, o Options) ([]model.Alternative, error) {
	var found []*model.Plan
	for _, aim := range append([]model.Aim{""}, model.Aims...) {
		p, err := MendFor(ctx, aim, c, r, of, log, o)
		if err != nil {
			return nil, err
		}
		found = append(found, p)
	}
	all := []model.Alternative{model.NewAlternative("", of, found[0], found[0])}
	for k, aim := range model.Aims {
		best := found[k+1]
		for _, p := range found {
			if betterFor(aim, p, best) {
				best = p
			}
		}
		all = append(all, model.NewAlternative(aim, of, found[0], best))
	}
	return all, nil
}

// betterFor says whether a plan serves an aim better than another: by care left
// undone, by the aim's own lines at the standard's prices, then by all.
func betterFor(aim model.Aim, p, than *model.Plan) bool {
	return cmp.Or(cmp.Compare(model.Undone(p.Bill), model.Undone(than.Bill)),
		cmp.Compare(ownLines(aim, p), ownLines(aim, than)),
		cmp.Compare(model.Total(p.Bill), model.Total(than.Bill))) < 0
}

// ownLines is what the lines of an aim come to on a plan's bill.
func ownLines(aim model.Aim, p *model.Plan) (sum model.Price) {
	for _, w := range weights[aim] {
		for i := range p.Bill {
			if p.Bill[i].Line == w.line {
				sum += p.Bill[i].Price
			}
		}
	}
	return sum
}
