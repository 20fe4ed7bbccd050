package hemtjanst

import "github.com/hjemvej/hjemvej/model"

// pair is one visit with its second person's part, or none.
type pair struct {
	first  visit
	second *visit
}

func (p *pair) from() model.Time {
	if p.second != nil {
		return min(p.first.from, p.second.from)
	}
	return p.first.from
}

func (p *pair) to() model.Time {
	if p.second != nil {
		return max(p.first.to, p.second.to)
	}
	return p.first.to
}

// pairUp finds the visits by two: a row Dubbelbemanning beside the overlapping
// row of the same client, or two equal rows. Visits come sorted by start.
func pairUp(visits []visit) []pair {
	with := make([]int, len(visits))
	for i := range with {
		with[i] = -1
	}
	for i := range visits {
		for j := range visits {
			a, b := &visits[i], &visits[j]
			if i == j || a.client != b.client || with[i] >= 0 || with[j] >= 0 {
				continue
			}
			overlap := a.from < b.to && b.from < a.to
			twins := i < j && a.double == b.double && a.from == b.from && a.to == b.to
			if overlap && (a.double && !b.double || twins) {
				with[i], with[j] = j, i
			}
		}
	}
	var pairs []pair
	for i := range visits {
		j := with[i]
		switch {
		case j < 0:
			pairs = append(pairs, pair{first: visits[i]})
		case visits[i].double && !visits[j].double || visits[i].double == visits[j].double && j < i:
			continue // comes with the other
		default:
			pairs = append(pairs, pair{first: visits[i], second: &visits[j]})
		}
	}
	return pairs
}
