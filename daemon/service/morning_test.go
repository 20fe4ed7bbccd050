package service

import (
	"bufio"
	"context"
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/hjemvej/hjemvej/daemon/records"
	"github.com/hjemvej/hjemvej/daemon/settings"
	"github.com/hjemvej/hjemvej/daemon/store"
	"github.com/hjemvej/hjemvej/daemon/store/storetest"
	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/solver/chain"
)

// TestAMorning goes from an export to a mended plan, on both stores: a plan is made
// and published, somebody is ill, the mend is looked at and published, and of two
// planners who publish at once one hears what stands.
func TestAMorning(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		h := opened(t, url, nil)
		h.upload()
		first := h.planned("municipal", 3000)
		taken := must[object](h, store.RolePlanner, 201, "POST", "/api/v1/areas/municipal/events?seconds=0.5&now=2026-11-23T05:40", sickCall("C00007"), "Idempotency-Key", "a")
		again := must[object](h, store.RolePlanner, 201, "POST", "/api/v1/areas/municipal/events?seconds=0.5&now=2026-11-23T05:40", sickCall("C00007"), "Idempotency-Key", "a")
		if taken["job"] != again["job"] || len(again["events"].([]any)) != 1 {
			t.Errorf("the same request again: %v, %v", taken, again)
		}
		mend := h.followed(taken["job"].(string))
		if mend["state"] != "done" {
			t.Fatalf("the mend is %v: %v", mend["state"], mend["error"])
		}
		plan := mend["plan"].(string)
		if d := must[object](h, store.RoleReader, 200, "GET", "/api/v1/plans/"+plan, nil); d["follows"] != first || d["state"] != "draft" {
			t.Errorf("the mend %v", d)
		}
		_, diff := h.ask(store.RoleReader, "GET", "/api/v1/plans/"+plan+"/diff?format=text&lang=en", nil)
		if !strings.Contains(string(diff), "visits were to be made by Jonas R. (sick)") {
			t.Errorf("the difference: %.400s", diff)
		}
		conflict := must[object](h, store.RolePlanner, 409, "POST", "/api/v1/plans/"+plan+"/publish", object{}, "If-Match", `"0"`)
		if stands := conflict["stands"].(object); stands["plan"] != first {
			t.Errorf("what stands: %v", stands)
		}
		area := must[object](h, store.RolePlanner, 200, "POST", "/api/v1/plans/"+plan+"/publish", object{}, "If-Match", `"1"`)
		if area["plan"] != plan || area["epoch"] != 2.0 || area["open_events"] != 0.0 {
			t.Errorf("the area: %v", area)
		}
		must[object](h, store.RolePlanner, 428, "POST", "/api/v1/plans/"+plan+"/publish", object{})
		log := must[object](h, store.RoleReader, 200, "GET", "/api/v1/areas/municipal/log", nil)["items"].([]any)
		if len(log) != 1 || log[0].(object)["number"] != 1.0 || log[0].(object)["open"] != nil {
			t.Errorf("the log: %v", log)
		}
		must[object](h, store.RolePlanner, 201, "POST", "/api/v1/areas/municipal/events?mend=no", `[{"known": "2026-11-23 05:50", "kind": "void", "of": 1}]`)
		log = must[object](h, store.RoleReader, 200, "GET", "/api/v1/areas/municipal/log", nil)["items"].([]any)
		if len(log) != 2 || log[1].(object)["number"] != 2.0 || log[1].(object)["open"] != true {
			t.Errorf("the log, with an entry undone: %v", log)
		}
		h.check(plan)
		h.counted("municipal")
		h.replayed(first, plan)
	})
}

// replayed makes the mends of a chain again from what the service keeps of them, as
// the replay command does: the same version makes the same plans to the byte.
func (h *house) replayed(ids ...string) {
	h.t.Helper()
	var plans []*model.Plan
	var base *records.Case
	for _, id := range ids {
		p, err := h.s.records.Plan(context.Background(), id)
		if err != nil {
			h.t.Fatal(err)
		}
		plans, base = append(plans, p.Of), p.Base
	}
	links, err := chain.Replay(context.Background(), base.Of, base.Roads, plans, chain.Options{Program: h.s.o.Version})
	if err != nil {
		h.t.Fatal(err)
	}
	for i := range links {
		if l := &links[i]; l.Verdict != model.Same {
			h.t.Errorf("the mend of %s comes out otherwise: %+v", l.Now, l)
		}
	}
}

// followed reads a job's progress as it happens, to the end.
func (h *house) followed(id string) (last object) {
	h.t.Helper()
	h.follow(id, func(j object) { last = j })
	return last
}

// follow tells of every message about a job.
func (h *house) follow(id string, tell func(object)) {
	h.t.Helper()
	r, _ := http.NewRequest("GET", h.url+"/api/v1/jobs/"+id+"/progress", nil)
	r.Header.Set("Authorization", "Bearer "+h.tokens[store.RoleReader])
	answer, err := h.web.Do(r)
	if err != nil {
		h.t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	lines, version := bufio.NewScanner(answer.Body), -1.0
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		text, is := strings.CutPrefix(lines.Text(), "data: ")
		if !is {
			continue
		}
		last := object{}
		if err := json.Unmarshal([]byte(text), &last); err != nil {
			h.t.Fatalf("%v in %s", err, text)
		}
		if v := last["version"].(float64); v <= version {
			h.t.Errorf("version %v after %v", v, version)
		} else {
			version = v
		}
		tell(last)
	}
}

// check has the service check a plan.
func (h *house) check(plan string) {
	h.t.Helper()
	j := must[object](h, store.RolePlanner, 202, "POST", "/api/v1/jobs", object{"kind": "check", "plan": plan})
	j = h.ended(j["id"].(string))
	if r, ok := j["result"].(object); !ok || r["broken"] != 0.0 {
		h.t.Errorf("the check of %s: %v %v", plan, j["result"], j["error"])
	}
}

// counted looks at what Prometheus would be told.
func (h *house) counted(area string) {
	h.t.Helper()
	_, text := h.ask(store.RoleReader, "GET", "/metrics", nil)
	for _, want := range []string{`hjemvej_plan_unserved{area="` + area + `",class="never-cancelled"}`, `hjemvej_jobs{kind="replan",state="done"} 1`,
		`hjemvej_plans_published_total{area="` + area + `"} 2`, `hjemvej_http_requests_total{code="409",route="POST /api/v1/plans/{id}/publish"} 1`} {
		if !strings.Contains(string(text), want) {
			h.t.Errorf("no %s in the metrics", want)
		}
	}
	for _, id := range []string{"H000", "C000"} {
		if strings.Contains(string(text), id) {
			h.t.Errorf("the metrics name %s…", id)
		}
	}
}

// TestPlanInSlices: a plan of several slices tells how far it is in each of them,
// and ends with all its iterations.
func TestPlanInSlices(t *testing.T) {
	h := opened(t, storetest.SQLite(t), nil)
	h.upload()
	id := must[object](h, store.RoleManager, 202, "POST", "/api/v1/jobs", object{"kind": "plan", "area": "municipal", "seconds": 1})["id"].(string)
	shares, billed := map[float64]bool{}, false
	h.follow(id, func(j object) {
		shares[j["progress"].(object)["share"].(float64)] = true
		billed = billed || j["state"] == "running" && j["progress"].(object)["lines"] != nil
	})
	if len(shares) < 3 || !billed {
		t.Errorf("told of %d steps in ten slices: %v; a bill on the way: %v", len(shares), shares, billed)
	}
	j := must[object](h, store.RoleReader, 200, "GET", "/api/v1/jobs/"+id, nil)
	plan := must[object](h, store.RoleReader, 200, "GET", "/api/v1/plans/"+j["plan"].(string), nil)
	if told, made := j["progress"].(object)["iterations"], plan["how"].(object)["Iterations"]; told != made {
		t.Errorf("%v iterations told, %v made", told, made)
	}
	if told, made := j["progress"].(object)["price"], plan["price"]; told != made {
		t.Errorf("%v kr. told, %v made", told, made)
	}
}

// TestCancelWhileAMendRuns: a plan that waits for a mend to end is cancelled at
// once, and keeps what it has.
func TestCancelWhileAMendRuns(t *testing.T) {
	h := opened(t, storetest.SQLite(t), nil)
	h.upload()
	h.planned("municipal", 3000)
	plan := must[object](h, store.RoleManager, 202, "POST", "/api/v1/jobs", object{"kind": "plan", "area": "municipal", "seconds": 60})["id"].(string)
	h.until(plan, func(j object) bool { return j["progress"].(object)["iterations"] != 0.0 })
	mend := must[object](h, store.RolePlanner, 201, "POST", "/api/v1/areas/municipal/events?seconds=2&now=2026-11-23T05:40", sickCall("C00007"))["job"].(string)
	h.until(mend, func(j object) bool { return j["progress"].(object)["plan"] != nil })
	must[object](h, store.RoleManager, 200, "POST", "/api/v1/jobs/"+plan+"/cancel", nil)
	if j := h.ended(plan); j["state"] != "cancelled" || j["plan"] == nil {
		t.Errorf("the plan: %v", j)
	}
	if j := h.ended(mend); j["state"] != "done" {
		t.Errorf("the mend: %v", j)
	}
}

// until waits until a job is somewhere.
func (h *house) until(id string, there func(object) bool) {
	h.t.Helper()
	for range 3000 {
		if there(must[object](h, store.RoleReader, 200, "GET", "/api/v1/jobs/"+id, nil)) {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	h.t.Fatalf("the job %s never gets there", id)
}

// TestWhatIsRefused: faults come back as a list, and change nothing.
func TestWhatIsRefused(t *testing.T) {
	h := opened(t, storetest.SQLite(t), nil)
	must[object](h, store.RolePlanner, 409, "POST", "/api/v1/areas/municipal/events", sickCall("C00007")) // no plan yet
	p := must[object](h, store.RoleManager, 422, "POST", "/api/v1/cases", []byte("no zip"), "Content-Type", "application/zip")
	if p["code"] != "faults" || len(p["faults"].([]any)) == 0 {
		t.Errorf("no case: %v", p)
	}
	h.upload()
	h.planned("municipal", 500)
	bad := `[{"known": "2026-11-23 05:40", "kind": "sick", "caregiver": "NOBODY"}, {"known": "2026-11-23 05:41", "kind": "sick", "caregiver": "C00007"},
		{"known": "2026-11-23 05:42", "kind": "absent", "home": "NOWHERE", "what": "hospital"}]`
	p = must[object](h, store.RolePlanner, 422, "POST", "/api/v1/areas/municipal/events", bad)
	if n := len(p["faults"].([]any)); n != 2 {
		t.Errorf("%d faults: %v", n, p)
	}
	must[object](h, store.RolePlanner, 422, "POST", "/api/v1/areas/municipal/events", `[{"known": "2026-11-19 05:40", "kind": "sick", "caregiver": "C00007"}]`) // the case knows it
	if e := must[object](h, store.RoleReader, 200, "GET", "/api/v1/areas/municipal/events", nil); len(e["items"].([]any)) != 0 {
		t.Errorf("the log: %v", e)
	}
	p = must[object](h, store.RolePlanner, 422, "POST", "/api/v1/areas/municipal/events", `[{"known": "2026-11-23 05:40", "kind": "sick", "caregiver": "010190-1234"}]`)
	wrong := must[object](h, store.RoleReader, 400, "GET", "/api/v1/plans?stat=draft", nil)
	if !strings.Contains(wrong["detail"].(string), "after, limit, area, state") {
		t.Errorf("a name written wrong: %v", wrong)
	}
	if p["code"] != "cpr" || strings.Contains(h.log.String(), "010190") {
		t.Errorf("a CPR number: %v", p)
	}
}

// TestCalendar: the address is the key, shut for good when it is revoked.
func TestCalendar(t *testing.T) {
	h := opened(t, storetest.SQLite(t), nil)
	h.upload()
	h.planned("municipal", 500)
	feed := must[object](h, store.RoleManager, 201, "POST", "/api/v1/feeds", object{"area": "municipal", "caregiver": "C00007"})
	at := feed["address"].(string)
	status, text := h.askWith("", "GET", at, nil)
	if status != 200 || strings.Count(string(text), "BEGIN:VEVENT") < 5 || strings.Contains(string(text), "Jonas") {
		t.Errorf("%d %.300s", status, text)
	}
	must[any](h, store.RoleManager, 204, "DELETE", "/api/v1/feeds/"+feed["id"].(string), nil)
	if status, _ := h.askWith("", "GET", at, nil); status != 404 {
		t.Errorf("a revoked calendar: %d", status)
	}
	if strings.Contains(h.log.String(), strings.TrimPrefix(at, "/calendar/")) {
		t.Error("the log has the address")
	}
}

// TestNight: the night that nobody was there for is caught up when a case has
// come, published where the settings say so and else left for approval.
func TestNight(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		h := opened(t, url, func(s *settings.Settings) {
			s.Summary = "" // asked for when the night is over
			for i := range s.Areas {
				s.Areas[i].Nightly, s.Areas[i].Time, s.Areas[i].Publish = justNow(), 1e9, i == 0
			}
		})
		h.upload()
		for range 2 { // twice: a night is planned once
			if err := h.s.work.Nights(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		jobs := must[object](h, store.RoleReader, 200, "GET", "/api/v1/jobs?kind=plan", nil)["items"].([]any)
		for _, j := range jobs {
			if e := h.ended(j.(object)["id"].(string)); e["state"] != "done" {
				t.Errorf("%v", e)
			}
		}
		areas := must[object](h, store.RoleReader, 200, "GET", "/api/v1/areas", nil)["items"].([]any)
		plans := []any{areas[0].(object)["plan"], areas[1].(object)["plan"]}
		if plans[0] == nil || plans[1] != nil {
			t.Errorf("published: %v", plans)
		}
		if _, text := h.ask(store.RoleReader, "GET", "/metrics", nil); strings.Count(string(text), "hjemvej_nightly_success_timestamp_seconds{") != 2 {
			t.Error("the metrics know of no night")
		}
		drafts := must[object](h, store.RoleReader, 200, "GET", "/api/v1/plans?state=draft&area=private", nil)["items"].([]any)
		if len(drafts) != 1 {
			t.Errorf("%d drafts", len(drafts))
		}
		h.summarised(map[string]string{"municipal": "published", "private": "waits"})
		entries := h.audit()
		if !slices.Contains(entries, "publish") || !slices.Contains(entries, "upload-case") {
			t.Errorf("audit %v", entries)
		}
	})
}

// justNow is every day about now, as cron writes it.
func justNow() string {
	return time.Now().In(model.Zone).Add(-time.Minute).Format("4 15 * * *")
}

// summarised waits for the night to be told of, and wants areas in states.
func (h *house) summarised(want map[string]string) {
	h.t.Helper()
	at := time.Now()
	for range 2 { // twice: it is told once
		if err := h.s.work.Summarise(h.t.Context(), at); err != nil {
			h.t.Fatal(err)
		}
	}
	for range 600 {
		told := must[struct {
			Items []struct{ Area, State, Plan string }
		}](h, store.RoleReader, 200, "GET", "/api/v1/nights", nil).Items
		got := map[string]string{}
		for _, n := range told {
			if got[n.Area] = n.State; (n.Plan == "") != (n.State == "waits") {
				h.t.Errorf("%+v", n)
			}
		}
		if len(told) > 0 {
			if !maps.Equal(got, want) {
				h.t.Errorf("the night: %v, want %v", got, want)
			}
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	h.t.Error("nobody tells of the night")
}

// audit lists what was done.
func (h *house) audit() (actions []string) {
	h.t.Helper()
	_, text := h.ask(store.RoleManager, "GET", "/api/v1/audit", nil)
	for number, line := range strings.Split(strings.TrimSpace(string(text)), "\n") {
		var e struct {
			Number int    `json:"number"`
			Action string `json:"action"`
		}
		if err := json.Unmarshal([]byte(line), &e); err != nil || e.Number != number+1 {
			h.t.Fatalf("%v in %s, line %d", err, line, number)
		}
		actions = append(actions, e.Action)
	}
	return actions
}
