package store_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/hjemvej/hjemvej/daemon/store"
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

// TestWhatBecomesOfAnEvent: it is open, and then once and for all applied or void.
func TestWhatBecomesOfAnEvent(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		area := anArea(t, s, "a")
		log := someEvents(t, s, area, 4)
		apply := func(numbers ...int64) error {
			return s.Write(t.Context(), func(tx *store.Tx) error { return tx.ApplyEvents(t.Context(), area.ID, "plan_a", numbers) })
		}
		void := func(number int64) error {
			return s.Write(t.Context(), func(tx *store.Tx) error { return tx.VoidEvent(t.Context(), area.ID, number) })
		}
		if err := errors.Join(apply(1, 3), void(2)); err != nil {
			t.Fatal(err)
		}
		log[0].State, log[0].Plan = store.EventApplied, "plan_a"
		log[1].State = store.EventVoid
		log[2].State, log[2].Plan = store.EventApplied, "plan_a"
		for what, c := range map[string]struct {
			err   error
			state string
		}{
			"apply one that is applied":        {apply(1), "applied"},
			"apply one that is void":           {apply(2), "void"},
			"void one that is applied":         {void(3), "applied"},
			"void one that is void":            {void(2), "void"},
			"apply one that is open, then not": {apply(4, 1), "applied"},
			"apply one twice":                  {apply(4, 4), "applied"},
		} {
			var wrong *store.StateError
			if !errors.As(c.err, &wrong) || wrong.State != c.state {
				t.Errorf("%s: %v", what, c.err)
			}
		}
		if err := errors.Join(apply(5), void(5)); !errors.Is(err, store.ErrNotFound) {
			t.Error(err)
		}
		same(t, "log", got[[]store.Event](t)(s.Events(t.Context(), area.ID, 0, "", 0)), log)
		same(t, "open ones", got[[]store.Event](t)(s.Events(t.Context(), area.ID, 0, store.EventOpen, 0)), log[3:])
		same(t, "applied ones", got[[]store.Event](t)(s.Events(t.Context(), area.ID, 0, store.EventApplied, 1)), log[:1])
	})
}

// TestAnEventIsFoldedInOnce: of plans that want it at the same time, and of
// somebody who takes it back, one has it.
func TestAnEventIsFoldedInOnce(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		area := anArea(t, s, "a")
		someEvents(t, s, area, 2)
		well := 0
		for _, err := range together(12, func(i int) error {
			return s.Write(t.Context(), func(tx *store.Tx) error {
				switch i % 3 {
				case 0:
					return tx.VoidEvent(t.Context(), area.ID, 1)
				case 1: // the other way round: they may stand in each other's way
					return tx.ApplyEvents(t.Context(), area.ID, fmt.Sprint(i), []int64{2, 1})
				}
				return tx.ApplyEvents(t.Context(), area.ID, fmt.Sprint(i), []int64{1, 2})
			})
		}) {
			if err == nil {
				well++
			} else if !errors.Is(err, store.ErrState) {
				t.Error(err)
			}
		}
		same(t, "who had it", well, 1)
	})
}
