package metrics

import (
	"io"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/hjemvej/hjemvej/model"
)

// scraped is what Prometheus would read.
func scraped(t *testing.T, m *Metrics) string {
	t.Helper()
	w := httptest.NewRecorder()
	m.Handler().ServeHTTP(w, httptest.NewRequest("GET", "/metrics", nil))
	body, err := io.ReadAll(w.Body)
	if err != nil || w.Code != 200 {
		t.Fatal(w.Code, err)
	}
	return string(body)
}

func wants(t *testing.T, text string, lines ...string) {
	t.Helper()
	for _, l := range lines {
		if !strings.Contains(text, l+"\n") {
			t.Errorf("no line %s", l)
		}
	}
}

func TestPublishedPlan(t *testing.T) {
	shown := 0
	m := New("v1", Source{Jobs: func() []JobCount { return nil }, Nights: func() []Night { return nil }, Plans: func() { shown++ }})
	p := &model.Plan{Bill: []model.BillLine{{Line: "travel_minute.car", Price: 1250}, {Line: "call_late", Count: 2, Price: 40000}}, Calls: make([]model.Call, 5)}
	p.Measures.All = model.Figures{ByNamed: 3, NamedVisits: 4, Attendance: 200, TravelMinutes: map[model.Mode]model.Minutes{"car": 30, "bicycle": 20},
		Unserved: map[model.CareClass]int{model.NeverCancelled: 1}}
	m.Published("north", p)
	text := scraped(t, m)
	wants(t, text, `hjemvej_plan_price_kroner{area="north",line="travel_minute.car"} 12.5`, `hjemvej_plan_unserved{area="north",class="never-cancelled"} 1`,
		`hjemvej_plan_unserved{area="north",class="replaced"} 0`, `hjemvej_plan_calls{area="north",late="true"} 2`, `hjemvej_plan_calls{area="north",late="false"} 3`,
		`hjemvej_plan_named_ratio{area="north"} 0.75`, `hjemvej_plan_travel_ratio{area="north"} 0.25`)
	m.Published("north", &model.Plan{Bill: []model.BillLine{{Line: "face", Price: 100}}})
	if text = scraped(t, m); strings.Contains(text, "travel_minute.car") {
		t.Error("a line of the plan before is still shown")
	}
	if shown != 2 {
		t.Errorf("two scrapes asked %d times which plans stand", shown)
	}
}

func TestJobsAndRequests(t *testing.T) {
	m := New("v1", Source{
		Jobs: func() []JobCount {
			return []JobCount{{"plan", "queued", 2, 31.5}, {"plan", "running", 1, 0}, {"replan", "queued", 0, 0}}
		},
		Nights: func() []Night {
			return []Night{{"north", time.Unix(1_800_003_600, 0), time.Unix(1_800_000_000, 0)}, {"south", time.Unix(1_800_003_600, 0), time.Time{}}}
		},
		Plans: func() {},
	})
	m.Searched("plan", 3*time.Second)
	m.Pace("north", "plan", 20000)
	m.Request("GET /api/v1/plans/{id}", 200, 5*time.Millisecond, false)
	m.Request("GET /api/v1/jobs/{id}/progress", 200, time.Minute, true)
	m.Stored(time.Millisecond, false)
	m.Stored(time.Millisecond, true)
	m.Publication("north")
	closed := m.Stream()
	text := scraped(t, m)
	wants(t, text, `hjemvej_jobs{kind="plan",state="queued"} 2`, `hjemvej_queue_age_seconds{kind="plan"} 31.5`, `hjemvej_queue_age_seconds{kind="replan"} 0`, `hjemvej_solve_seconds_count{kind="plan"} 1`,
		`hjemvej_iterations_per_second{area="north",kind="plan"} 20000`, `hjemvej_http_requests_total{code="200",route="GET /api/v1/plans/{id}"} 1`,
		`hjemvej_http_requests_total{code="200",route="GET /api/v1/jobs/{id}/progress"} 1`, `hjemvej_http_request_seconds_bucket{route="GET /api/v1/plans/{id}",le="0.1"} 1`,
		`hjemvej_store_errors_total 1`, `hjemvej_nightly_success_timestamp_seconds{area="north"} 1.8e+09`,
		`hjemvej_nightly_due_timestamp_seconds{area="north"} 1.8000036e+09`, `hjemvej_nightly_due_timestamp_seconds{area="south"} 1.8000036e+09`,
		`hjemvej_plans_published_total{area="north"} 1`, `hjemvej_streams 1`)
	if !regexp.MustCompile(`hjemvej_build_info\{go="go[^"]+",version="v1"\} 1`).MatchString(text) {
		t.Error("no build info")
	}
	for _, no := range []string{`hjemvej_http_request_seconds_count{route="GET /api/v1/jobs/{id}/progress"}`, `hjemvej_nightly_success_timestamp_seconds{area="south"}`} {
		if strings.Contains(text, no) {
			t.Errorf("there is %s", no)
		}
	}
	closed()
	wants(t, scraped(t, m), `hjemvej_streams 0`)
}
