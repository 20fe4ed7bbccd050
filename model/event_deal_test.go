package model_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/hjemvej/hjemvej/model"
)

// twoProviders are plans of two providers who share a home: c1 works for the
// one, c2 for the other.
func twoProviders() (*model.Case, []*model.Plan) {
	c, p := eventCase()
	for i := range c.Caregivers {
		if c.Caregivers[i].ID == "c2" {
			c.Caregivers[i].Provider = "private"
		}
	}
	q := *p
	q.Made.Provider = "private"
	return c, []*model.Plan{p, &q}
}

func sickOf(who model.CaregiverID) model.Event {
	return event(model.SickEvent, func(e *model.Event) { e.Caregiver = who })
}

func voidOf(n int, with func(*model.Event)) model.Event {
	e := event(model.VoidEvent, with)
	e.Of = n
	return e
}

var hospital = event(model.AbsentEvent, func(e *model.Event) { e.Home, e.What = "h2", "hospital" })

// TestDealVoid: a void goes where the entry went, with its number there.
func TestDealVoid(t *testing.T) {
	byC2 := func(e *model.Event) { e.Caregiver = "c2" }
	atHome := func(e *model.Event) { e.Home = "h2" }
	for _, test := range []struct {
		name  string
		logs  [2][]model.Event // before the batch
		batch []model.Event
		of    [2][]int // what each plan is to undo
		fault bool
	}{
		{name: "of the same batch", batch: []model.Event{sickOf("c1"), voidOf(1, nil)}, of: [2][]int{{1}, nil}},
		{name: "of the same batch, the other's", batch: []model.Event{sickOf("c2"), voidOf(1, nil)}, of: [2][]int{nil, {1}}},
		{name: "the second of the batch", batch: []model.Event{sickOf("c2"), hospital, voidOf(2, nil)}, of: [2][]int{{1}, {2}}},
		{name: "of both", batch: []model.Event{hospital, voidOf(1, nil)}, of: [2][]int{{1}, {1}}},
		{name: "of both, under other numbers", batch: []model.Event{sickOf("c1"), hospital, voidOf(1, atHome)}, of: [2][]int{{2}, {1}}},
		{name: "each has one", batch: []model.Event{sickOf("c1"), sickOf("c2"), voidOf(1, nil)}, fault: true},
		{name: "each has one, and it is said whose", batch: []model.Event{sickOf("c1"), sickOf("c2"), voidOf(1, byC2)}, of: [2][]int{nil, {1}}},
		{name: "after a log", logs: [2][]model.Event{{hospital}, nil}, batch: []model.Event{sickOf("c1"), voidOf(2, nil)}, of: [2][]int{{2}, nil}},
		{name: "of a log", logs: [2][]model.Event{nil, {sickOf("c2")}}, batch: []model.Event{voidOf(1, nil)}, of: [2][]int{nil, {1}}},
		{name: "of two logs, under other numbers", logs: [2][]model.Event{{sickOf("c1"), hospital}, {hospital}}, batch: []model.Event{voidOf(2, nil)}, of: [2][]int{{2}, {1}}},
		{name: "of a log, or of the batch", logs: [2][]model.Event{{sickOf("c1")}, nil}, batch: []model.Event{sickOf("c2"), voidOf(1, nil)}, fault: true},
		{name: "of nothing", batch: []model.Event{sickOf("c1"), voidOf(2, nil)}, fault: true},
		{name: "of nothing of hers", batch: []model.Event{sickOf("c1"), voidOf(1, byC2)}, fault: true},
		{name: "before the entry", batch: []model.Event{voidOf(1, nil), sickOf("c1")}, fault: true},
	} {
		t.Run(test.name, func(t *testing.T) {
			c, plans := twoProviders()
			for k, p := range plans {
				p.Log = take(t, c, p, test.logs[k]...)
			}
			dealt, faults := model.Deal(c, plans, test.batch)
			if (len(faults) > 0) != test.fault {
				t.Fatalf("faults: %v", faults)
			}
			if test.fault {
				if f := faults[0]; f.Field != "of" || f.Text.Da == "" || test.batch[f.Number-1].Kind != model.VoidEvent {
					t.Errorf("fault %+v", f)
				}
				return
			}
			var of [2][]int
			for k, p := range plans {
				log := take(t, model.Fold(c, p.Log, 0), p, dealt[k]...)
				for _, e := range log {
					if e.Kind == model.VoidEvent {
						of[k] = append(of[k], e.Of)
					}
				}
				whole := slices.Concat(p.Log, log)
				for _, e := range model.Standing(whole) {
					if slices.Contains(of[k], e.Number) {
						t.Errorf("plan %d: event %d still stands", k, e.Number)
					}
				}
			}
			if d := cmp.Diff(test.of, of); d != "" {
				t.Errorf("undone (-want +got)\n%s", d)
			}
		})
	}
}
