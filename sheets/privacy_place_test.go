package sheets

import (
	"strings"
	"testing"

	"github.com/hjemvej/hjemvej/model"
)

const neighbourNote = "Naboen til venstre"

// neighbours is the invented case with somebody beside the protected home H003,
// visited by others and right after it.
func neighbours(t *testing.T, move func(c *model.Case, neighbour *model.Home)) *invented {
	t.Helper()
	f := invent(small)
	h := &f.c.Homes[3]
	if h.ID != "H004" || h.Protected {
		t.Fatalf("the neighbour is %+v", h)
	}
	h.Note = neighbourNote
	old := h.Place
	move(f.c, h)
	for i := range f.p.Tours {
		for k := range f.p.Tours[i].Items {
			it := &f.p.Tours[i].Items[k]
			if it.Start == old {
				it.Start = h.Place
			}
			if it.End == old {
				it.End = h.Place
			}
		}
	}
	return f
}

// TestNeighbourHidesWithTheProtected: nobody finds a protected home by the
// address, the point, the note or the ways of whoever lives at the same place.
func TestNeighbourHidesWithTheProtected(t *testing.T) {
	for name, move := range map[string]func(c *model.Case, neighbour *model.Home){
		"the same place":                func(_ *model.Case, h *model.Home) { h.Place = "PH003" },
		"another place, same address":   func(c *model.Case, _ *model.Home) { c.Places[3].Address = secretAddress },
		"another place, the same point": func(c *model.Case, _ *model.Home) { c.Places[3].Point = secretPoint },
	} {
		t.Run(name, func(t *testing.T) {
			f := neighbours(t, move)
			street := f.c.Places[3].Address
			for _, filter := range []Filter{{}, {Home: "H004"}, {District: "D1"}, {Date: small.from}} {
				eachSheet(t, f, filter, func(sheet, out string) {
					if l := leaks(out); l != nil {
						t.Errorf("%s with %+v shows %q", sheet, filter, l)
					}
					if strings.Contains(out, neighbourNote) {
						t.Errorf("%s with %+v shows the neighbour's note", sheet, filter)
					}
					if name == "another place, the same point" && strings.Contains(out, street) {
						t.Errorf("%s with %+v shows the neighbour's street", sheet, filter)
					}
				})
			}
		})
	}
}

// TestOwnListShowsTheNeighbour: who goes there sees where.
func TestOwnListShowsTheNeighbour(t *testing.T) {
	f := neighbours(t, func(_ *model.Case, h *model.Home) { h.Place = "PH003" })
	if !visits(f, "C01", "H004") {
		t.Fatal("the invented plan doesn't send C01 to the neighbour")
	}
	own := write(t, f, Tours, Options{Filter: Filter{Caregiver: "C01"}})
	if !strings.Contains(own, secretAddress) || !strings.Contains(own, neighbourNote) {
		t.Errorf("the own list lacks address or note:\n%s", own)
	}
}

// TestOthersStayVisible: hiding one place hides no other.
func TestOthersStayVisible(t *testing.T) {
	f := neighbours(t, func(_ *model.Case, h *model.Home) { h.Place = "PH003" })
	all := write(t, f, Tours, Options{})
	for _, i := range []int{0, 1, 5} {
		if street := f.c.Places[i].Address; !strings.Contains(all, street) {
			t.Errorf("%s is hidden too", street)
		}
	}
}
