package solver

import "github.com/hjemvej/hjemvej/model"

// outside is the number of a need that a demand leaves out.
const outside = -1

// some is a demand with only some of its needs, what links them, and what of them
// may ride on what; and the number that each need has there.
func some(whole *model.Demand, keep []bool) (*model.Demand, []int) {
	d := *whole
	d.Needs, d.Links = nil, nil
	at := make([]int, len(whole.Needs))
	for i := range whole.Needs {
		if at[i] = outside; keep[i] {
			at[i] = len(d.Needs)
			d.Needs = append(d.Needs, whole.Needs[i])
		}
	}
	for i := range d.Needs {
		var carries []model.Carry
		for _, c := range d.Needs[i].Carries {
			if c.Need = at[c.Need]; c.Need != outside {
				carries = append(carries, c)
			}
		}
		d.Needs[i].Carries = carries
	}
	for _, l := range whole.Links {
		if l.A, l.B = at[l.A], at[l.B]; l.A != outside && l.B != outside {
			d.Links = append(d.Links, l)
		}
	}
	return &d, at
}
