package store_test

import (
	"context"
	"os"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/hjemvej/hjemvej/daemon/store"
	"github.com/hjemvej/hjemvej/daemon/store/storetest"
)

func TestMain(m *testing.M) { os.Exit(storetest.Main(m)) }

// each runs a test on an open store of each kind.
func each(t *testing.T, test func(t *testing.T, s *store.Store)) {
	storetest.Each(t, func(t *testing.T, url string) { test(t, open(t, url)) })
}

func open(t *testing.T, url string) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// wrote gives what a write found out, which went well.
func wrote[T any](t *testing.T, s *store.Store, do func(*store.Tx) (T, error)) T {
	t.Helper()
	v, err := write(t.Context(), s, do)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func write[T any](ctx context.Context, s *store.Store, do func(*store.Tx) (T, error)) (v T, err error) {
	err = s.Write(ctx, func(tx *store.Tx) (err error) {
		v, err = do(tx)
		return err
	})
	return v, err
}

// does is a write that goes well and finds nothing out.
func does(t *testing.T, s *store.Store, do func(*store.Tx) error) {
	t.Helper()
	if err := s.Write(t.Context(), do); err != nil {
		t.Fatal(err)
	}
}

// bySQL runs a statement past the store, as somebody with the database's password may.
func bySQL(t *testing.T, s *store.Store, statement string) error {
	t.Helper()
	return s.Write(t.Context(), func(tx *store.Tx) error {
		_, err := tx.SQL().ExecContext(t.Context(), statement)
		return err
	})
}

func got[T any](t *testing.T) func(v T, err error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// same compares what a store gives; of lists, one that is empty is none.
func same[T any](t *testing.T, what string, got, want T) {
	t.Helper()
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

// together has many do something at once, and gives what became of each.
func together(many int, do func(i int) error) []error {
	errs, begin := make([]error, many), make(chan struct{})
	var all sync.WaitGroup
	for i := range many {
		all.Go(func() {
			<-begin
			errs[i] = do(i)
		})
	}
	close(begin)
	all.Wait()
	return errs
}

// allWell says that none of many failed.
func allWell(t *testing.T, errs []error) {
	t.Helper()
	for i, err := range errs {
		if err != nil {
			t.Errorf("the one numbered %d: %v", i, err)
		}
	}
}
