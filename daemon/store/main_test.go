package store_test

import (
	"context"
	"os"
	"testing"

	"github.com/hjemvej/hjemvej/daemon/store"
	"github.com/hjemvej/hjemvej/daemon/store/storetest"
)

func TestMain(m *testing.M) { os.Exit(storetest.Main(m)) }

// shop is a store with an area and a case in it.
type shop struct {
	*store.Store
	t    *testing.T
	area store.Area
	c    store.Case
}

// each runs a test on a fresh store of each kind.
func each(t *testing.T, test func(*shop)) {
	storetest.Each(t, func(t *testing.T, url string) {
		s, err := store.Open(t.Context(), url)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		})
		h := &shop{Store: s, t: t}
		h.do(func(tx *store.Tx) (err error) {
			if h.area, err = tx.AddArea(t.Context(), "north", "P1", []string{"D2", "D1"}); err != nil {
				return err
			}
			blob, err := tx.PutBlob(t.Context(), []byte("case"))
			if err != nil {
				return err
			}
			h.c, err = tx.AddCase(t.Context(), store.Case{Name: "town", AsOf: day(1), Hash: "h", Blob: blob})
			return err
		})
		test(h)
	})
}

// do writes something that is to succeed.
func (h *shop) do(do func(*store.Tx) error) {
	h.t.Helper()
	if err := h.try(do); err != nil {
		h.t.Fatal(err)
	}
}

func (h *shop) try(do func(*store.Tx) error) error { return h.Write(context.Background(), do) }

// draft adds a plan made at the area's epoch.
func (h *shop) draft(epoch, events int64) store.Plan {
	h.t.Helper()
	var p store.Plan
	h.do(func(tx *store.Tx) error {
		blob, err := tx.PutBlob(h.t.Context(), []byte("plan"))
		if err != nil {
			return err
		}
		p, err = tx.AddPlan(h.t.Context(), store.Plan{Area: h.area.ID, Case: h.c.ID, Epoch: epoch, Events: events, Blob: blob, Bill: 123})
		return err
	})
	return p
}

func (h *shop) publish(plan string) error {
	return h.try(func(tx *store.Tx) error {
		_, err := tx.Publish(h.t.Context(), plan, store.By{Token: "t"})
		return err
	})
}
