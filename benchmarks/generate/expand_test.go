package generate

import (
	"testing"

	"github.com/hjemvej/hjemvej/model"
)

// What the expansion asks for is what the layout delivers: each of its fixed
// visits, as long, inside a free window.
func TestLayoutIsWhatExpansionAsksFor(t *testing.T) {
	for _, opt := range []Options{{Citizens: 60, Seed: 3}, {Citizens: 190, Seed: 4}} {
		c, plans, _, err := Layout(opt)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range plans {
			d, err := model.Expand(c, p.Made.Provider, nil)
			if err != nil {
				t.Fatal(err)
			}
			laid := map[model.VisitID]*model.Visit{}
			for i := range p.Visits {
				laid[p.Visits[i].ID] = &p.Visits[i]
			}
			agreed := map[model.SeriesID]bool{} // nearly all series; the times of others the expansion proposes
			for i := range c.History.Agreed {
				agreed[c.History.Agreed[i].Series()] = true
			}
			found := 0
			for i := range d.Needs {
				n := &d.Needs[i]
				if n.Series < 0 || !agreed[d.Series[n.Series].ID] {
					continue
				}
				v := laid[n.ID]
				if v == nil {
					t.Errorf("%s is not in the layout", n.ID)
					continue
				}
				found++
				w := n.Days[0].Windows[0]
				if w.Kind != model.Free || v.Start < w.From || v.Start > w.To {
					t.Errorf("%s starts %s, free from %s to %s", n.ID, v.Start, w.From, w.To)
				}
				if n.Legs[0].Minutes > v.Length || len(n.Legs) != len(v.Staff) {
					t.Errorf("%s: %d minutes by %d, laid out %d by %d", n.ID, n.Legs[0].Minutes, len(n.Legs), v.Length, len(v.Staff))
				}
			}
			if found < len(d.Needs)/2 {
				t.Errorf("%d citizens: only %d of %d visits have an agreed time", opt.Citizens, found, len(d.Needs))
			}
		}
	}
}
