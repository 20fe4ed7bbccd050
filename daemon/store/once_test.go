package store_test

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"testing"

	"github.com/hjemvej/hjemvej/daemon/store"
)

// asked is a request that adds an area of a name.
func asked(ctx context.Context, s *store.Store, r store.Request, area string, fail error) (store.Answer, bool, error) {
	return s.Once(ctx, r, func(tx *store.Tx) (store.Answer, error) {
		a, err := tx.AddArea(ctx, area, "", nil)
		tx.Audit(store.Entry{Action: "add-area", Objects: []string{a.ID}})
		return store.Answer{Status: 201, Body: []byte(a.ID)}, errors.Join(err, fail)
	})
}

func TestARequestAgainIsAnsweredAsTheFirstTime(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		r := store.Request{Token: "token_a", Key: "k", Hash: "h"}
		first, repeated, err := asked(t.Context(), s, r, "a", nil)
		if err != nil || repeated || first.Status != 201 || len(first.Body) == 0 {
			t.Fatal(first, repeated, err)
		}
		for range 2 {
			again, repeated, err := asked(t.Context(), s, r, "a", nil)
			if err != nil || !repeated {
				t.Fatal(repeated, err)
			}
			same(t, "answer", again, first)
		}
		other := r
		other.Hash = "other"
		if _, _, err := asked(t.Context(), s, other, "b", nil); !errors.Is(err, store.ErrKeyReused) {
			t.Errorf("another request under the key: %v", err)
		}
		same(t, "areas", len(got[[]store.Area](t)(s.Areas(t.Context()))), 1)
		same(t, "entries", len(audit(t, s, 0)), 1)
		other.Token = "token_b"
		if _, repeated, err := asked(t.Context(), s, other, "b", nil); err != nil || repeated {
			t.Errorf("the key of somebody else: %t, %v", repeated, err)
		}
	})
}

func TestAnAnswerWithoutABodyIsAnAnswer(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		for i := range 2 {
			a, repeated, err := s.Once(t.Context(), store.Request{Key: "k"}, func(*store.Tx) (store.Answer, error) { return store.Answer{Status: 204}, nil })
			if err != nil || repeated != (i == 1) || a.Status != 204 || len(a.Body) != 0 {
				t.Errorf("time %d: %+v, %t, %v", i+1, a, repeated, err)
			}
		}
	})
}

// TestARequestThatFailedMayBeMadeAgain: nothing of it is left, and another may
// have its key.
func TestARequestThatFailedMayBeMadeAgain(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		r, no := store.Request{Token: "token_a", Key: "k", Hash: "h"}, errors.New("no")
		if _, repeated, err := asked(t.Context(), s, r, "a", no); !errors.Is(err, no) || repeated {
			t.Fatal(repeated, err)
		}
		same(t, "areas", len(got[[]store.Area](t)(s.Areas(t.Context()))), 0)
		same(t, "entries", len(audit(t, s, 0)), 0)
		r.Hash = "another"
		if _, repeated, err := asked(t.Context(), s, r, "a", nil); err != nil || repeated {
			t.Errorf("made again: %t, %v", repeated, err)
		}
	})
}

// TestARequestMadeManyTimesAtOnceIsDoneOnce: also where whoever came first fails.
func TestARequestMadeManyTimesAtOnceIsDoneOnce(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		var tries, repeats atomic.Int32
		var bodies [12]string
		r, no := store.Request{Token: "token_a", Key: "k", Hash: "h"}, errors.New("no")
		failed := 0
		for _, err := range together(len(bodies), func(i int) error {
			a, repeated, err := s.Once(t.Context(), r, func(*store.Tx) (store.Answer, error) {
				if tries.Add(1) == 1 {
					return store.Answer{}, no
				}
				return store.Answer{Status: 200, Body: fmt.Append(nil, i)}, nil
			})
			if repeated {
				repeats.Add(1)
			}
			bodies[i] = string(a.Body)
			return err
		}) {
			if errors.Is(err, no) {
				failed++
			} else if err != nil {
				t.Error(err)
			}
		}
		if failed != 1 || tries.Load() != 2 || repeats.Load() != int32(len(bodies)-2) {
			t.Errorf("%d failed, %d were done, %d repeated", failed, tries.Load(), repeats.Load())
		}
		answers := map[string]int{}
		for _, body := range bodies {
			answers[body]++
		}
		if len(answers) != 2 || answers[""] != 1 {
			t.Errorf("answers %v", answers)
		}
	})
}
