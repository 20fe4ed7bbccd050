package store_test

import (
	"encoding/base64"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/hjemvej/hjemvej/daemon/store"
)

// turned gives the ids on all pages of a list, and fails where one is larger
// than asked for.
func turned[T any](t *testing.T, list func(store.Query) (store.Page[T], error), q store.Query, id func(T) string) []string {
	t.Helper()
	var ids []string
	for {
		page := got[store.Page[T]](t)(list(q))
		for _, item := range page.Items {
			ids = append(ids, id(item))
		}
		if len(page.Items) > q.Limit || page.Next != "" && len(page.Items) < q.Limit {
			t.Fatalf("a page of %d has %d", q.Limit, len(page.Items))
		}
		if page.Next == "" {
			return ids
		}
		if page.Next == q.After {
			t.Fatalf("the page after %s is followed by itself", page.Next)
		}
		q.After = page.Next
	}
}

// TestListsAreTurnedNewestFirst: none twice, none left out, whatever the pages' size.
func TestListsAreTurnedNewestFirst(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		const many = 7
		cases, plans, jobs, tokens, feeds := make([]string, many), make([]string, many), make([]string, many), make([]string, many), make([]string, many)
		area := anArea(t, s, "a")
		for i := many - 1; i >= 0; i-- {
			c := aCase(t, s, fmt.Sprint(i), noon)
			k, hash := aToken(t, s, store.Token{Role: store.RoleReader})
			f := wrote(t, s, func(tx *store.Tx) (store.Feed, error) { return tx.AddFeed(t.Context(), area.ID, "", hash) })
			cases[i], plans[i], jobs[i], tokens[i], feeds[i] = c.ID, aDraft(t, s, area, c).ID, aJob(t, s, "other", "").ID, k.ID, f.ID
		}
		for limit := 1; limit <= many+1; limit++ {
			q, what := store.Query{Limit: limit}, fmt.Sprintf(" by %d", limit)
			same(t, "cases"+what, turned(t, func(q store.Query) (store.Page[store.Case], error) { return s.Cases(t.Context(), q) }, q, func(c store.Case) string { return c.ID }), cases)
			same(t, "plans"+what, turned(t, func(q store.Query) (store.Page[store.Plan], error) { return s.Plans(t.Context(), q) }, q, func(p store.Plan) string { return p.ID }), plans)
			same(t, "jobs"+what, turned(t, func(q store.Query) (store.Page[store.Job], error) { return s.Jobs(t.Context(), q) }, q, func(j store.Job) string { return j.ID }), jobs)
			same(t, "tokens"+what, turned(t, func(q store.Query) (store.Page[store.Token], error) { return s.Tokens(t.Context(), q) }, q, func(k store.Token) string { return k.ID }), tokens)
			same(t, "feeds"+what, turned(t, func(q store.Query) (store.Page[store.Feed], error) { return s.Feeds(t.Context(), q) }, q, func(f store.Feed) string { return f.ID }), feeds)
		}
	})
}

// TestAListGrowsWhileItIsTurned: what is new comes before the first page, and
// moves nothing on those that follow.
func TestAListGrowsWhileItIsTurned(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		first, second := aJob(t, s, "other", ""), aJob(t, s, "other", "")
		page := got[store.Page[store.Job]](t)(s.Jobs(t.Context(), store.Query{Limit: 1}))
		aJob(t, s, "other", "")
		next := got[store.Page[store.Job]](t)(s.Jobs(t.Context(), store.Query{Limit: 1, After: page.Next}))
		if page.Items[0].ID != second.ID || next.Items[0].ID != first.ID || next.Next != "" {
			t.Errorf("%+v, then %+v", page, next)
		}
	})
}

func TestPagesHaveALimit(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		does(t, s, func(tx *store.Tx) error {
			for range 1001 {
				if _, err := tx.AddJob(t.Context(), store.Job{Kind: "other"}, nowhere); err != nil {
					return err
				}
			}
			return nil
		})
		for limit, want := range map[int]int{0: 100, -1: 100, 1: 1, 1000: 1000, 1001: 1000, 5000: 1000} {
			page := got[store.Page[store.Job]](t)(s.Jobs(t.Context(), store.Query{Limit: limit}))
			if len(page.Items) != want || page.Next == "" {
				t.Errorf("limit %d: %d", limit, len(page.Items))
			}
		}
	})
}

func TestListsAreNarrowedDown(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		a, b, c := anArea(t, s, "a"), anArea(t, s, "b"), aCase(t, s, "a", noon)
		aCase(t, s, "b", noon)
		inA, inB := aDraft(t, s, a, c), aDraft(t, s, b, c)
		publish(t, s, inA)
		jobA, jobless := aJob(t, s, store.JobPlan, a.ID), aJob(t, s, "other", "")
		jobs := func(q store.Query) []string {
			q.Limit = 10
			return turned(t, func(q store.Query) (store.Page[store.Job], error) { return s.Jobs(t.Context(), q) }, q, func(j store.Job) string { return j.ID })
		}
		plans := func(q store.Query) []string {
			q.Limit = 10
			return turned(t, func(q store.Query) (store.Page[store.Plan], error) { return s.Plans(t.Context(), q) }, q, func(p store.Plan) string { return p.ID })
		}
		same(t, "plans of every area", plans(store.Query{}), []string{inB.ID, inA.ID})
		same(t, "plans of a", plans(store.Query{Areas: []string{a.ID}}), []string{inA.ID})
		same(t, "plans of both", plans(store.Query{Areas: []string{a.ID, b.ID}}), []string{inB.ID, inA.ID})
		same(t, "plans of none", plans(store.Query{Areas: []string{}}), nil)
		same(t, "drafts", plans(store.Query{State: "draft"}), []string{inB.ID})
		same(t, "drafts of a", plans(store.Query{State: "draft", Areas: []string{a.ID}}), nil)
		same(t, "jobs", jobs(store.Query{}), []string{jobless.ID, jobA.ID})
		same(t, "jobs of a", jobs(store.Query{Areas: []string{a.ID, "none"}}), []string{jobA.ID})
		same(t, "jobs of a kind", jobs(store.Query{Kind: "other"}), []string{jobless.ID})
		same(t, "jobs that run", jobs(store.Query{State: "running"}), nil)
		same(t, "jobs in no state", jobs(store.Query{State: "' OR 1 = 1 --"}), nil)
		same(t, "jobs in a state that nothing holds", jobs(store.Query{State: "\x00\xff"}), nil)
		page := got[store.Page[store.Case]](t)(s.Cases(t.Context(), store.Query{Name: "a"}))
		same(t, "cases of a name", page.Items, []store.Case{c})
	})
}

func TestACursorIsAPlaceInItsList(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		aJob(t, s, "other", "")
		aJob(t, s, "other", "")
		first := got[store.Page[store.Job]](t)(s.Jobs(t.Context(), store.Query{Limit: 1}))
		coded := func(s string) string { return base64.RawURLEncoding.EncodeToString([]byte(s)) }
		for _, bad := range []string{
			" ", "!", "a", "AAAA", "____", first.Next + "=", first.Next[1:], first.Next[:8], strings.ToUpper(first.Next),
			coded("job"), coded("job_"), coded("job_\x00"), coded("job_\xff"), coded(first.Items[0].ID + "0"), coded("jobs" + first.Items[0].ID[3:]),
			coded(first.Items[0].ID[:12] + "\n" + first.Items[0].ID[12:]),
		} {
			if _, err := s.Jobs(t.Context(), store.Query{After: bad}); !errors.Is(err, store.ErrCursor) {
				t.Errorf("%q: %v", bad, err)
			}
		}
		if _, err := s.Plans(t.Context(), store.Query{After: first.Next}); !errors.Is(err, store.ErrCursor) {
			t.Errorf("a place in another list: %v", err)
		}
		next := got[store.Page[store.Job]](t)(s.Jobs(t.Context(), store.Query{After: first.Next}))
		same(t, "after the first", len(next.Items), 1)
	})
}

// TestIdsSortAsTheyWereMade: pages go by them.
func TestIdsSortAsTheyWereMade(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		ids := wrote(t, s, func(tx *store.Tx) (ids []string, err error) {
			for range 100 {
				j, err := tx.AddJob(t.Context(), store.Job{Kind: "other"}, nowhere)
				if err != nil {
					return nil, err
				}
				ids = append(ids, j.ID)
			}
			return ids, nil
		})
		if !slices.IsSorted(ids) || len(slices.Compact(ids)) != 100 {
			t.Error(ids)
		}
	})
}
