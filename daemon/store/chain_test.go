package store_test

import (
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/hjemvej/hjemvej/daemon/store"
	"github.com/hjemvej/hjemvej/model"
)

func day(n int) time.Time { return time.Date(2026, 11, n, 0, 0, 0, 0, time.UTC) }

// TestOneOfManyIsPublished: of drafts made beside each other one is published, the
// others hear what stands, and nothing is half done.
func TestOneOfManyIsPublished(t *testing.T) {
	each(t, func(h *shop) {
		var plans []store.Plan
		for range 8 {
			plans = append(plans, h.draft(0, 0))
		}
		errs := make([]error, len(plans))
		var all sync.WaitGroup
		for i := range plans {
			all.Go(func() { errs[i] = h.publish(plans[i].ID) })
		}
		all.Wait()
		won := slices.Index(errs, nil)
		area, err := h.Area(h.t.Context(), h.area.ID)
		if err != nil || won < 0 || area.Epoch != 1 || area.Plan != plans[won].ID {
			h.t.Fatalf("%v, %+v, %v", errs, area, err)
		}
		for i, err := range errs {
			var c *store.ConflictError
			if i != won && (!errors.As(err, &c) || c.Stands.Plan != area.Plan || !errors.Is(err, store.ErrConflict)) {
				h.t.Errorf("plan %d: %v", i, err)
			}
		}
		next := h.draft(1, 0)
		if err := h.publish(next.ID); err != nil {
			h.t.Fatal(err)
		}
		if p, _ := h.Plan(h.t.Context(), plans[won].ID); p.State != store.PlanSuperseded || p.Ended.IsZero() {
			h.t.Errorf("the one before: %+v", p)
		}
		if err := h.publish(next.ID); !errors.Is(err, store.ErrState) {
			h.t.Errorf("published twice: %v", err)
		}
	})
}

// TestEventsAreNumbered: without gaps, whoever appends beside; a publication ends
// those that its plan knows, and those that its case knows.
func TestEventsAreNumbered(t *testing.T) {
	each(t, func(h *shop) {
		var all sync.WaitGroup
		for n := range 10 {
			all.Go(func() {
				err := h.try(func(tx *store.Tx) error {
					at := store.Event{Kind: "sick", Known: day(2), Body: []byte("{}")}
					_, err := tx.AppendEvents(h.t.Context(), h.area.ID, "t", fmt.Sprint(n), []store.Event{at, at})
					return err
				})
				if err != nil {
					h.t.Error(err)
				}
			})
		}
		all.Wait()
		h.do(func(tx *store.Tx) error { // known before the case was exported
			_, err := tx.AppendEvents(h.t.Context(), h.area.ID, "t", "", []store.Event{{Kind: "sick", Known: day(1), Body: []byte("{}")}})
			return err
		})
		h.do(func(tx *store.Tx) error {
			return tx.VoidEvent(h.t.Context(), h.area.ID, 20, model.Text{Da: "nej", En: "no"})
		})
		if err := h.publish(h.draft(0, 18).ID); err != nil {
			h.t.Fatal(err)
		}
		events, err := h.Events(h.t.Context(), h.area.ID, 0, "", 0)
		if err != nil || len(events) != 21 {
			h.t.Fatal(len(events), err)
		}
		for i, e := range events {
			want := store.EventApplied
			switch i + 1 {
			case 19:
				want = store.EventOpen
			case 20, 21:
				want = store.EventVoid
			}
			if e.Number != int64(i+1) || e.State != want {
				h.t.Errorf("event %d: %d %s", i+1, e.Number, e.State)
			}
			if e.State == store.EventVoid && e.Why.En == "" {
				h.t.Errorf("event %d is void and says not why", i+1)
			}
		}
	})
}

// TestPlansDoNotChange: the tables themselves refuse it, and so does the audit.
func TestPlansDoNotChange(t *testing.T) {
	each(t, func(h *shop) {
		p := h.draft(0, 0)
		if err := h.publish(p.ID); err != nil {
			h.t.Fatal(err)
		}
		for _, statement := range []string{
			`UPDATE plans SET bill = 1`, `UPDATE plans SET state = 'draft'`, `UPDATE plans SET events = 7`, `UPDATE audit SET why = 'x'`, `DELETE FROM audit`,
		} {
			err := h.try(func(tx *store.Tx) error {
				_, err := tx.SQL().ExecContext(h.t.Context(), statement)
				return err
			})
			if err == nil {
				h.t.Errorf("%s was let through", statement)
			}
		}
	})
}

// TestOnce: the same request is done once, also by many at a time; another under
// its key is refused; one that failed may be made again.
func TestOnce(t *testing.T) {
	each(t, func(h *shop) {
		ask := func(hash string, fail error) (store.Answer, bool, error) {
			return h.Once(h.t.Context(), store.Request{Token: "t", Key: "k", Hash: hash}, func(tx *store.Tx) (store.Answer, error) {
				_, err := tx.AppendEvents(h.t.Context(), h.area.ID, "t", "", []store.Event{{Known: day(2), Body: []byte("{}")}})
				return store.Answer{Status: 201, Body: []byte("done")}, errors.Join(err, fail)
			})
		}
		if _, _, err := ask("a", errors.New("no")); err == nil {
			h.t.Error("a failure was kept")
		}
		var all sync.WaitGroup
		for range 6 {
			all.Go(func() {
				if a, _, err := ask("a", nil); err != nil || string(a.Body) != "done" || a.Status != 201 {
					h.t.Error(a, err)
				}
			})
		}
		all.Wait()
		if _, repeated, err := ask("a", nil); !repeated || err != nil {
			h.t.Error(repeated, err)
		}
		if _, _, err := ask("b", nil); !errors.Is(err, store.ErrKeyReused) {
			h.t.Error(err)
		}
		if events, _ := h.Events(h.t.Context(), h.area.ID, 0, "", 0); len(events) != 1 {
			h.t.Errorf("done %d times", len(events))
		}
	})
}

// TestAudit: numbers without gaps, whoever writes beside, in parts as in whole.
func TestAudit(t *testing.T) {
	each(t, func(h *shop) {
		var all sync.WaitGroup
		for range 8 {
			all.Go(func() {
				for range 10 {
					if err := h.try(func(tx *store.Tx) error { tx.Audit(store.Entry{Action: "a", Objects: []string{"x"}}); return nil }); err != nil {
						h.t.Error(err)
					}
				}
			})
		}
		all.Wait()
		n := int64(0)
		for e, err := range h.AuditAfter(h.t.Context(), 0) {
			if n++; err != nil || e.Number != n || e.Action != "a" {
				h.t.Fatal(e, err)
			}
		}
		if n != 80 {
			h.t.Errorf("%d entries", n)
		}
	})
}
