package store_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/hjemvej/hjemvej/daemon/store"
	"github.com/hjemvej/hjemvej/model"
)

func TestEventsComeBackAsTheyWereLogged(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		area, other := anArea(t, s, "a"), anArea(t, s, "b")
		logged := append(someEvents(t, s, area, 2), someEvents(t, s, area, 3)...)
		someEvents(t, s, other, 1)
		for i, e := range logged {
			if e.Area != area.ID || e.Number != int64(i+1) || e.Received.IsZero() || e.Batch != "batch_a" || e.State != store.EventOpen {
				t.Errorf("%+v", e)
			}
		}
		same(t, "log", got[[]store.Event](t)(s.Events(t.Context(), area.ID, 0, "", 0)), logged)
		same(t, "part of it", got[[]store.Event](t)(s.Events(t.Context(), area.ID, 1, "", 3)), logged[1:4])
		same(t, "event", got[store.Event](t)(s.Event(t.Context(), area.ID, 4)), logged[3])
		same(t, "last number", got[store.Area](t)(s.Area(t.Context(), area.ID)).Events, int64(5))
	})
}

// TestAnEventKnownByAnotherClockComesBackTheSame: what is answered on the way in
// is what is read later, to the microsecond and in UTC.
func TestAnEventKnownByAnotherClockComesBackTheSame(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		area := anArea(t, s, "a")
		known := noon.Add(1234 * time.Nanosecond).In(time.FixedZone("there", 3600))
		logged := wrote(t, s, func(tx *store.Tx) ([]store.Event, error) {
			return tx.AppendEvents(t.Context(), area.ID, "", "", []store.Event{{Kind: "sick", Known: known, Body: []byte("{}")}})
		})
		same(t, "event", got[store.Event](t)(s.Event(t.Context(), area.ID, 1)), logged[0])
	})
}

func TestEventsOfNowhere(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		_, err := write(t.Context(), s, func(tx *store.Tx) ([]store.Event, error) {
			return tx.AppendEvents(t.Context(), "area_none", "", "", sick(1))
		})
		if !errors.Is(err, store.ErrNotFound) {
			t.Error(err)
		}
		if _, err := s.Event(t.Context(), "area_none", 1); !errors.Is(err, store.ErrNotFound) {
			t.Error(err)
		}
	})
}

// TestEventsAreNumberedWithoutGaps: whoever writes at once, and though some fail.
// What came in together stands together.
func TestEventsAreNumberedWithoutGaps(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		area, no := anArea(t, s, "a"), errors.New("no")
		for i, err := range together(16, func(i int) error {
			return s.Write(t.Context(), func(tx *store.Tx) error {
				if _, err := tx.AppendEvents(t.Context(), area.ID, "", fmt.Sprint(i), sick(2)); err != nil || i%4 != 3 {
					return err
				}
				return no
			})
		}) {
			if (i%4 == 3) != errors.Is(err, no) {
				t.Error(err)
			}
		}
		log := got[[]store.Event](t)(s.Events(t.Context(), area.ID, 0, "", 0))
		same(t, "events", len(log), 24)
		for i, e := range log {
			if e.Number != int64(i+1) {
				t.Fatalf("event %d stands at %d", e.Number, i+1)
			}
			if e.Batch != log[i-i%2].Batch {
				t.Errorf("another batch stands between the two of %s", log[i-i%2].Batch)
			}
		}
	})
}

// TestWhatBecomesOfAnEvent: the plan that is published has it folded in, or its case
// knows it; or it is void, which is said why. Only an open one becomes anything.
func TestWhatBecomesOfAnEvent(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		area, c := anArea(t, s, "a"), aCase(t, s, "a", noon.AddDate(-1, 0, 0))
		someEvents(t, s, area, 4)
		void := func(number int64) error {
			return s.Write(t.Context(), func(tx *store.Tx) error { return tx.VoidEvent(t.Context(), area.ID, number, why) })
		}
		if err := void(2); err != nil {
			t.Fatal(err)
		}
		p := wrote(t, s, func(tx *store.Tx) (store.Plan, error) {
			blob, err := tx.PutBlob(t.Context(), []byte("plan"))
			if err != nil {
				return store.Plan{}, err
			}
			return tx.AddPlan(t.Context(), store.Plan{Area: area.ID, Case: c.ID, Epoch: area.Epoch, Events: 3, Blob: blob})
		})
		publish(t, s, p)
		log := got[[]store.Event](t)(s.Events(t.Context(), area.ID, 0, "", 0))
		for i, want := range []store.EventState{store.EventApplied, store.EventVoid, store.EventApplied, store.EventOpen} {
			same(t, "state", log[i].State, want)
			same(t, "plan", log[i].Plan == p.ID, want == store.EventApplied)
		}
		same(t, "why", log[1].Why, why)
		for _, number := range []int64{1, 2} {
			var wrong *store.StateError
			if err := void(number); !errors.As(err, &wrong) || wrong.State != string(log[number-1].State) {
				t.Errorf("void %d: %v", number, err)
			}
		}
		if err := void(5); !errors.Is(err, store.ErrNotFound) {
			t.Error(err)
		}
	})
}

var why = model.Text{Da: "nej", En: "no"}

// TestACaseKnowsWhatHappenedBefore: with a plan of a newer case such events are void.
func TestACaseKnowsWhatHappenedBefore(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		area := anArea(t, s, "a")
		log := someEvents(t, s, area, 1)
		publish(t, s, aDraft(t, s, area, aCase(t, s, "a", log[0].Known)))
		if e := got[store.Event](t)(s.Event(t.Context(), area.ID, 1)); e.State != store.EventVoid || e.Why.En == "" {
			t.Errorf("%+v", e)
		}
	})
}
