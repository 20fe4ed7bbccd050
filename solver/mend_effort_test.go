package solver

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/hjemvej/hjemvej/model"
)

// TestMendByTimeIsRepeated: a mend that had a time says what it takes to make
// it again, on fewer cores too: of whoever is sick, and of several at once, so
// that both searches of a mend have their turn.
func TestMendByTimeIsRepeated(t *testing.T) {
	m := aMorning(t, 0)
	tours := m.tours()
	both := false
	for _, n := range []int{1, len(tours) - 1} {
		c := m.now(6*60+15, m.sick(tours[:n])...)
		p := m.mend(c, Options{Time: 200 * time.Millisecond, Seed: 3, Workers: 2})
		if len(p.Made.Search.Paces) == 0 || p.Made.Search.Budget != 0 || p.Made.Search.CutShort {
			t.Fatalf("%d sick: the plan says of its search %+v", n, p.Made.Search)
		}
		both = both || len(p.Made.Search.Paces) == 2
		how := p.Made.Search
		again := m.mend(c, Options{Repeat: &how, Iterations: 7, Seed: 3, Workers: 1})
		if d := cmp.Diff(p, again); d != "" {
			t.Errorf("%d sick: again it is\n%s", n, d)
		}
	}
	if !both {
		t.Error("no mend asked third caregivers")
	}
}

// TestMendByIterationsIsRepeated: its budget is that of each search, of which
// the plan's own figure is one.
func TestMendByIterationsIsRepeated(t *testing.T) {
	m := aMorning(t, 0)
	tours := m.tours()
	for _, enough := range []bool{false, true} {
		c := m.now(6*60+15, m.sick(tours[:len(tours)-1])...)
		p := m.mend(c, Options{Iterations: 700, Seed: 3, Workers: 2, Enough: enough})
		if d := cmp.Diff(model.Effort{Budget: 700, Enough: enough}, p.Made.Search); d != "" {
			t.Errorf("the plan says of its search\n%s", d)
		}
		how := p.Made.Search
		if d := cmp.Diff(p, m.mend(c, Options{Repeat: &how, Time: time.Hour, Seed: 3, Workers: 1})); d != "" {
			t.Errorf("again it is\n%s", d)
		}
	}
}

// sick are absences of the caregivers of tours for a day.
func (m *morning) sick(tours []*model.Tour) []model.Absence {
	var away []model.Absence
	for _, t := range tours {
		away = append(away, model.Absence{Caregiver: t.Caregiver, From: model.At(m.day, 0), To: model.At(m.day+1, 0), Kind: "sick"})
	}
	return away
}
