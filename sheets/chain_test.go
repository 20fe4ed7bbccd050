package sheets

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/hjemvej/hjemvej/model"
)

// someLinks are chains with every verdict.
func someLinks() [][]model.Replayed {
	now := model.At(small.from, 6*60)
	why := model.Text{Da: "derfor", En: "because"}
	owed := []model.Violation{{Rule: "R-6.3", Escalation: true}}
	return [][]model.Replayed{
		{
			{Provider: "P1", Place: 1, Verdict: model.Same, Now: now, Events: 2, Hash: "0123456789abcdef", From: "ff"},
			{Provider: "P1", Place: 2, Verdict: model.Differs, Now: now, Events: 1, Why: why, Differs: []string{"plan.yaml", "visits.csv"}, Hash: "aa"},
			{Provider: "P1", Place: 3, Verdict: model.Broken, Now: now, Why: why, Violations: append(owed, model.Violation{Rule: "R-6.1"}, model.Violation{Rule: "R-W.1"}), Hash: "bb"},
		},
		{
			{Provider: "P2", Place: 1, Verdict: model.Kept, Why: why, Hash: "cc"},
			{Provider: "P2", Place: 2, Verdict: model.Verified, Now: now, Why: why, Violations: owed, Hash: "dd"},
		},
	}
}

func TestReplayAsText(t *testing.T) {
	for _, lang := range []string{"da", "en"} {
		var b strings.Builder
		if err := WriteReplay(&b, someLinks(), lang); err != nil {
			t.Fatal(err)
		}
		golden(t, "replay."+lang+".txt", b.String())
	}
}

func TestReplayAsJSON(t *testing.T) {
	var b strings.Builder
	if err := WriteReplayJSON(&b, someLinks()); err != nil {
		t.Fatal(err)
	}
	var got []jsonReplayed
	if err := json.Unmarshal([]byte(b.String()), &got); err != nil {
		t.Fatal(err)
	}
	if len(got) != 5 || got[2].Broken != 2 || got[2].Owed != 1 || got[0].Now != "2026-11-23T06:00+01:00" || got[3].Now != "" || got[0].Differs == nil || len(got[1].Differs) != 2 {
		t.Errorf("read back: %+v", got)
	}
	if b.Reset(); WriteReplayJSON(&b, nil) != nil || strings.TrimSpace(b.String()) != "[]" {
		t.Errorf("nothing is %q", b.String())
	}
}

// someWays are alternatives of the invented plan: calls is served by a plan of
// its own, continuity by the same, overtime by the standard's.
func someWays() (*invented, []model.Alternative) {
	was, is, other := invent(small), invent(small), invent(small)
	is.c.AnnouncedUntil = model.At(small.from+1, 0)
	v := other.p.Visits
	v[0].Start += 30
	v[1].Start += 3 // nobody notices
	v[2].Staff[0].Caregiver = v[0].Staff[0].Caregiver
	other.p.Visits = v[:len(v)-1]
	other.p.Made.Aim = model.FewestCalls
	other.p.Measures.All.Overtime += 12
	other.p.Bill = append(other.p.Bill, model.BillLine{Line: "changed_tour", Count: 1, Price: 8000}, model.BillLine{Line: "unserved.priced", Count: 1, Price: 300000})
	return is, []model.Alternative{model.NewAlternative("", was.p, is.p, is.p), model.NewAlternative(model.FewestCalls, was.p, is.p, other.p),
		model.NewAlternative(model.BestContinuity, was.p, is.p, other.p), model.NewAlternative(model.LeastOvertime, was.p, is.p, is.p)}
}

func TestAlternativesAsText(t *testing.T) {
	f, all := someWays()
	for _, lang := range []string{"da", "en"} {
		var b strings.Builder
		if err := WriteAlternatives(&b, f.c, all, lang); err != nil {
			t.Fatal(err)
		}
		golden(t, "alternatives."+lang+".txt", b.String())
	}
}

// The export tells figures and what stands apart, the last visit too, which one
// plan lacks; and no names (R-P.3).
func TestAlternativesAsJSON(t *testing.T) {
	f, all := someWays()
	var b strings.Builder
	if err := WriteAlternativesJSON(&b, [][]model.Alternative{all}); err != nil {
		t.Fatal(err)
	}
	var got []jsonAlternative
	if err := json.Unmarshal([]byte(b.String()), &got); err != nil {
		t.Fatal(err)
	}
	if len(got) != 4 || got[0].Aim != "standard" || got[2].Aim != "continuity" || got[2].Found != "calls" || got[3].Found != "standard" {
		t.Fatalf("read back: %+v", got)
	}
	if n := got[1].Apart; len(n) != 4 || n[3].Here.Start != "" || n[3].Here.Caregivers == nil || len(got[0].Apart) != 0 {
		t.Errorf("apart: %+v", n)
	}
	if m := got[1].MendFigures; m.ByOvertime != 12 || m.Disturbance != 8000 || m.ByUndone != 300000 || m.ByBill != 308000 {
		t.Errorf("the figures are %+v", m)
	}
	for _, g := range f.c.Caregivers {
		if g.Name != "" && strings.Contains(b.String(), g.Name) {
			t.Errorf("the name %s is told", g.Name)
		}
	}
}
