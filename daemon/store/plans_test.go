package store_test

import (
	"errors"
	"testing"

	"github.com/hjemvej/hjemvej/daemon/store"
)

func TestAreasHaveTheirNamesAlone(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		b, a := anArea(t, s, "Østerbro"), anArea(t, s, "Amager")
		same(t, "districts", a.Districts, []string{"north", "south"})
		_, err := write(t.Context(), s, func(tx *store.Tx) (store.Area, error) {
			return tx.AddArea(t.Context(), "Amager", "other", nil)
		})
		if !errors.Is(err, store.ErrExists) {
			t.Errorf("a second area of one name: %v", err)
		}
		same(t, "areas", got[[]store.Area](t)(s.Areas(t.Context())), []store.Area{a, b})
		same(t, "area", got[store.Area](t)(s.Area(t.Context(), a.ID)), a)
		same(t, "area", got[store.Area](t)(s.AreaNamed(t.Context(), "Østerbro")), b)
		for _, name := range []string{"", "amager", "\x00", "\xff"} {
			if _, err := s.AreaNamed(t.Context(), name); !errors.Is(err, store.ErrNotFound) {
				t.Errorf("area %q: %v", name, err)
			}
		}
	})
}

func TestAPlanComesBackAsItWasKept(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		area, c := anArea(t, s, "a"), aCase(t, s, "a", noon)
		p := aDraft(t, s, area, c)
		if p.State != store.PlanDraft || p.Made.IsZero() || !p.Published.IsZero() || !p.Ended.IsZero() {
			t.Errorf("%+v", p)
		}
		same(t, "plan", got[store.Plan](t)(s.Plan(t.Context(), p.ID)), p)
		if _, err := s.Plan(t.Context(), "plan_none"); !errors.Is(err, store.ErrNotFound) {
			t.Error(err)
		}
	})
}

func TestPlansOfNothingAreRefused(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		area, c := anArea(t, s, "a"), aCase(t, s, "a", noon)
		for name, p := range map[string]store.Plan{
			"area": {Area: "none", Case: c.ID, Blob: c.Blob},
			"case": {Area: area.ID, Case: "none", Blob: c.Blob},
			"blob": {Area: area.ID, Case: c.ID, Blob: "none"},
		} {
			if err := s.Write(t.Context(), func(tx *store.Tx) error { _, err := tx.AddPlan(t.Context(), p); return err }); err == nil {
				t.Errorf("a plan without its %s is kept", name)
			}
		}
	})
}

// TestPlansFollowEachOther: each supersedes the one before, and the audit says so.
func TestPlansFollowEachOther(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		area, c := anArea(t, s, "a"), aCase(t, s, "a", noon)
		first := aDraft(t, s, area, c)
		area = publish(t, s, first)
		if area.Plan != first.ID || area.Epoch != 1 {
			t.Errorf("after the first: %+v", area)
		}
		second := aDraft(t, s, area, c)
		area = publish(t, s, second)
		if area.Plan != second.ID || area.Epoch != 2 {
			t.Errorf("after the second: %+v", area)
		}
		same(t, "area", got[store.Area](t)(s.Area(t.Context(), area.ID)), area)
		before, after := got[store.Plan](t)(s.Plan(t.Context(), first.ID)), got[store.Plan](t)(s.Plan(t.Context(), second.ID))
		if before.State != store.PlanSuperseded || before.Published.IsZero() || !before.Ended.Equal(after.Published) {
			t.Errorf("before: %+v", before)
		}
		if after.State != store.PlanPublished || !after.Ended.IsZero() {
			t.Errorf("after: %+v", after)
		}
		entries := audit(t, s, 0)
		same(t, "entries", len(entries), 2)
		want := store.Entry{Number: 2, At: after.Published, Token: by.Token, Remote: by.Remote, Action: "publish",
			Objects: []string{area.ID, second.ID, first.ID}, Why: by.Why}
		same(t, "entry", entries[1], want)
		same(t, "objects of the first", entries[0].Objects, []string{area.ID, first.ID})
	})
}

// TestOfTwoDraftsOneIsPublished: made since the same publication, only one of
// them knew what stood when the other came.
func TestOfTwoDraftsOneIsPublished(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		area, c := anArea(t, s, "a"), aCase(t, s, "a", noon)
		one, two := aDraft(t, s, area, c), aDraft(t, s, area, c)
		stands := publish(t, s, two)
		_, err := write(t.Context(), s, func(tx *store.Tx) (store.Area, error) { return tx.Publish(t.Context(), one.ID, by) })
		var conflict *store.ConflictError
		if !errors.As(err, &conflict) || !errors.Is(err, store.ErrConflict) {
			t.Fatal(err)
		}
		same(t, "what stands", conflict.Stands, stands)
		same(t, "the other draft", got[store.Plan](t)(s.Plan(t.Context(), one.ID)), one)
		same(t, "entries", len(audit(t, s, 0)), 1)
	})
}

func TestOfManyDraftsAtOnceOneIsPublished(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		const many = 12
		area, c := anArea(t, s, "a"), aCase(t, s, "a", noon)
		var drafts [many]store.Plan
		for epoch := range int64(3) {
			for i := range drafts {
				drafts[i] = aDraft(t, s, area, c)
			}
			published, conflicts := "", 0
			for i, err := range together(many, func(i int) error {
				return s.Write(t.Context(), func(tx *store.Tx) error { _, err := tx.Publish(t.Context(), drafts[i].ID, by); return err })
			}) {
				var conflict *store.ConflictError
				switch {
				case err == nil:
					published = drafts[i].ID
				case errors.As(err, &conflict) && conflict.Stands.Epoch == epoch+1:
					conflicts++
				default:
					t.Error(err)
				}
			}
			area = got[store.Area](t)(s.Area(t.Context(), area.ID))
			if conflicts != many-1 || area.Plan != published || area.Epoch != epoch+1 {
				t.Fatalf("%d of %d hear of the conflict; %s is published, and %+v stands", conflicts, many, published, area)
			}
		}
		for state, want := range map[store.PlanState]int{store.PlanPublished: 1, store.PlanSuperseded: 2, store.PlanDraft: 3 * (many - 1)} {
			page := got[store.Page[store.Plan]](t)(s.Plans(t.Context(), store.Query{State: string(state)}))
			same(t, string(state), len(page.Items), want)
		}
		same(t, "entries", len(audit(t, s, 0)), 3)
	})
}

// TestAreasDoNotStandInEachOthersWay: as many publish at once as there are areas.
func TestAreasDoNotStandInEachOthersWay(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		c := aCase(t, s, "a", noon)
		var drafts []store.Plan
		for _, name := range []string{"a", "b", "c", "d", "e", "f"} {
			drafts = append(drafts, aDraft(t, s, anArea(t, s, name), c))
		}
		allWell(t, together(len(drafts), func(i int) error {
			return s.Write(t.Context(), func(tx *store.Tx) error { _, err := tx.Publish(t.Context(), drafts[i].ID, by); return err })
		}))
	})
}

func TestWhatBecomesOfAPlan(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		area, c := anArea(t, s, "a"), aCase(t, s, "a", noon)
		superseded := aDraft(t, s, area, c)
		area = publish(t, s, superseded)
		published, rejected := aDraft(t, s, area, c), aDraft(t, s, area, c)
		publish(t, s, published)
		does(t, s, func(tx *store.Tx) error { return tx.RejectPlan(t.Context(), rejected.ID, by) })
		if p := got[store.Plan](t)(s.Plan(t.Context(), rejected.ID)); p.State != store.PlanRejected || p.Ended.IsZero() {
			t.Errorf("%+v", p)
		}
		entries := audit(t, s, 2)
		same(t, "entries", len(entries), 1)
		same(t, "action", entries[0].Action, "reject")
		ends := map[string]func(*store.Tx, string) error{
			"publish": func(tx *store.Tx, id string) error { _, err := tx.Publish(t.Context(), id, by); return err },
			"reject":  func(tx *store.Tx, id string) error { return tx.RejectPlan(t.Context(), id, by) },
		}
		for action, do := range ends {
			for state, id := range map[string]string{"superseded": superseded.ID, "published": published.ID, "rejected": rejected.ID} {
				err := s.Write(t.Context(), func(tx *store.Tx) error { return do(tx, id) })
				var wrong *store.StateError
				if !errors.As(err, &wrong) || !errors.Is(err, store.ErrState) || wrong.ID != id || wrong.State != state {
					t.Errorf("%s one that is %s: %v", action, state, err)
				}
			}
			if err := s.Write(t.Context(), func(tx *store.Tx) error { return do(tx, "plan_none") }); !errors.Is(err, store.ErrNotFound) {
				t.Errorf("%s none: %v", action, err)
			}
		}
	})
}

// TestAPlanDoesNotChange: not even for somebody who goes past the store.
func TestAPlanDoesNotChange(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		area, c := anArea(t, s, "a"), aCase(t, s, "a", noon)
		superseded := aDraft(t, s, area, c)
		area = publish(t, s, superseded)
		published, draft, rejected := aDraft(t, s, area, c), aDraft(t, s, area, c), aDraft(t, s, area, c)
		publish(t, s, published)
		does(t, s, func(tx *store.Tx) error { return tx.RejectPlan(t.Context(), rejected.ID, by) })
		all := map[string]store.Plan{"superseded": superseded, "published": published, "draft": draft, "rejected": rejected}
		for state, p := range all {
			all[state] = got[store.Plan](t)(s.Plan(t.Context(), p.ID))
			for _, column := range []string{"id", "area", "case_id", "follows", "epoch", "hash", "blob", "bill", "unserved", "calls", "job", "made"} {
				if err := bySQL(t, s, `UPDATE plans SET `+column+` = `+column+` WHERE id = '`+p.ID+`'`); err == nil {
					t.Errorf("%s of one that is %s is written", column, state)
				}
			}
			for to := range all {
				if state == "draft" && (to == "published" || to == "rejected") || state == "published" && to == "superseded" {
					continue
				}
				if err := bySQL(t, s, `UPDATE plans SET state = '`+to+`' WHERE id = '`+p.ID+`'`); err == nil {
					t.Errorf("one that is %s is made %s", state, to)
				}
			}
		}
		if err := bySQL(t, s, `UPDATE plans SET state = 'published' WHERE id = '`+draft.ID+`'`); err == nil {
			t.Error("an area has two published plans")
		}
		for _, p := range all {
			same(t, "plan", got[store.Plan](t)(s.Plan(t.Context(), p.ID)), p)
		}
	})
}
