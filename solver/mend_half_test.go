package solver

import (
	"slices"
	"testing"

	"github.com/hjemvej/hjemvej/model"
)

// TestEverybodyGoesHome: all staff of a provider fall ill at a time of the day.
// What had begun stays as it was, also where documentation was still to be done;
// half a laundry that nobody comes back to is booked for the next plan; and the
// plan passes both checks.
func TestEverybodyGoesHome(t *testing.T) {
	m := aMorning(t, 0)
	halves := 0
	for i := range m.plan.Visits {
		v := &m.plan.Visits[i]
		if len(v.Does) != 1 || v.Does[0].Piece != 1 {
			continue
		}
		m.day = v.Date
		now := v.Start.Clock() + model.Clock(v.Length)
		var gone []model.Event
		for _, t := range m.tours() {
			if !slices.ContainsFunc(gone, func(e model.Event) bool { return e.Caregiver == t.Caregiver }) {
				gone = append(gone, m.sickCall(t.Caregiver, now))
			}
		}
		p := m.mended(m.plan, gone)
		c := model.Fold(m.c, p.Log, p.Made.Now)
		for _, b := range append(model.Check(c, m.r, p), model.CheckMended(c, m.plan, p)...) {
			if !b.Escalation {
				t.Errorf("all gone at %s: %v", c.Now, b)
			}
		}
		half := v.Does[0].Occurrence
		if n := pieces(p, half); n == 1 {
			halves++
			debt := func(r model.Replacement) bool { return r.Occurrence == half && r.Visit == "" }
			lack := func(x model.Certificate) bool { return x.Occurrence == half }
			if !slices.ContainsFunc(p.Replacements, debt) && !slices.ContainsFunc(p.Certificates, lack) {
				t.Errorf("the second half of %s is neither booked nor certified", half)
			}
		}
	}
	if halves == 0 {
		t.Error("no laundry was left half done")
	}
}

// pieces counts the pieces of an occurrence that a plan has.
func pieces(p *model.Plan, o model.OccurrenceID) int {
	n := 0
	for i := range p.Visits {
		for _, d := range p.Visits[i].Does {
			if d.Occurrence == o {
				n++
			}
		}
	}
	return n
}

// TestHalfStandsAboardWhatHadBegun: the first half of a laundry that was done in a
// visit made for something else stands when nobody comes for the second.
func TestHalfStandsAboardWhatHadBegun(t *testing.T) {
	c, r := smallTown(t)
	d, err := model.Expand(c, c.Providers[0].ID, nil)
	if err != nil {
		t.Fatal(err)
	}
	_, m, err := Build(d, r)
	if err != nil {
		t.Fatal(err)
	}
	tried := 0
	m.eachPiece(func(rider int32, task *model.Task) {
		rides := m.Problem.RidesOf(rider)
		if task.Piece != 1 || len(rides) == 0 {
			return
		}
		tried++
		s, carrier := m.empty(), m.Problem.Rides[rides[0]].Carrier
		s.Tour[carrier], s.Tour[rider], s.Carrier[rider] = 0, 0, carrier
		visit := d.Needs[m.Stops[carrier].Need].ID
		m.past = map[model.VisitID]bool{visit: true}
		if m.dropPieces(s) || s.Tour[rider] < 0 {
			t.Errorf("%s had begun with %s, which is thrown out", visit, task.Occurrence)
		}
		m.past = nil
		s.Tours[0] = []int32{carrier}
		if !m.dropPieces(s) || s.Tour[rider] >= 0 {
			t.Errorf("%s is half of %s, and nothing has begun", visit, task.Occurrence)
		}
	})
	if tried == 0 {
		t.Error("no laundry may ride on another visit")
	}
}
