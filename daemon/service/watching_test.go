package service

import (
	"encoding/json"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"go.yaml.in/yaml/v3"

	"github.com/hjemvej/hjemvej/daemon/settings"
	"github.com/hjemvej/hjemvej/daemon/store"
	"github.com/hjemvej/hjemvej/daemon/store/storetest"
)

// What people put up to watch the service, and the page that says what to do.
const (
	rulesFile     = "../../deploy/prometheus/hjemvej.rules.yml"
	ruleTestsFile = "../../deploy/prometheus/hjemvej.rules_test.yml"
	scrapeFile    = "../../deploy/prometheus/prometheus.yml"
	dashboardFile = "../../deploy/grafana/hjemvej.json"
	alertsPage    = "../../docs/operations/alerts.md"
)

// rule is one of the rules file: an alert, or what is recorded.
type rule struct {
	Alert, Record, Expr string
	Labels, Annotations map[string]string
}

func rules(t *testing.T) (all []rule) {
	t.Helper()
	var file struct{ Groups []struct{ Rules []rule } }
	readYAML(t, rulesFile, &file)
	for _, g := range file.Groups {
		all = append(all, g.Rules...)
	}
	if len(all) == 0 {
		t.Fatal("no rules")
	}
	return all
}

func readYAML(t *testing.T, name string, into any) {
	t.Helper()
	text, err := os.ReadFile(name)
	if err == nil {
		err = yaml.Unmarshal(text, into)
	}
	if err != nil {
		t.Fatal(name, err)
	}
}

// dashboard is what the tests look at in Grafana's JSON.
type dashboard struct {
	Panels []panel
}

type panel struct {
	ID                       int
	Type, Title, Description string
	GridPos                  struct{ X, Y, W, H int }
	Datasource               struct{ UID string }
	Targets                  []struct{ RefID, Expr string }
	FieldConfig              struct{ Defaults struct{ Unit string } }
}

func board(t *testing.T) dashboard {
	t.Helper()
	var d dashboard
	text, err := os.ReadFile(dashboardFile)
	if err == nil {
		err = json.Unmarshal(text, &d)
	}
	if err != nil || len(d.Panels) == 0 {
		t.Fatal(len(d.Panels), err)
	}
	return d
}

// queries are what the dashboard asks Prometheus, as Grafana would with all areas chosen.
func (d *dashboard) queries() (all []string) {
	chosen := strings.NewReplacer("$__rate_interval", "1m", "$area", ".*")
	for _, p := range d.Panels {
		for _, q := range p.Targets {
			all = append(all, chosen.Replace(q.Expr))
		}
	}
	return all
}

// selector is a figure with the labels wanted of it, in an expression.
var selector = regexp.MustCompile(`\b(?:hjemvej_\w+|job:\w+:\w+|process_\w+|go_\w+|up\b|ALERTS\b)(?:\{(?:[^"}]|"[^"]*")*\})?`)

// selectors lists those of the rules and the dashboard, each once.
func selectors(t *testing.T) []string {
	t.Helper()
	d := board(t)
	expressions := d.queries()
	for _, r := range rules(t) {
		expressions = append(expressions, r.Expr)
	}
	var all []string
	for _, e := range expressions {
		found := selector.FindAllString(e, -1)
		if len(found) == 0 {
			t.Errorf("nothing of ours in %s", e)
		}
		all = append(all, found...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// lived is a service that has seen a morning and a night, and refused something.
func lived(t *testing.T, began func(*house)) *house {
	t.Helper()
	h := opened(t, storetest.SQLite(t), func(s *settings.Settings) {
		s.Areas[1].Nightly, s.Areas[1].Time, s.Areas[1].Publish = "* * * * *", time.Second, true
	})
	began(h)
	h.upload()
	h.planned("municipal", 3000)
	taken := must[object](h, store.RolePlanner, 201, "POST", "/api/v1/areas/municipal/events?seconds=0.5&now=2026-11-23T05:40", sickCall("C00007"))
	h.followed(taken["job"].(string))
	if err := h.s.work.Nights(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, j := range must[object](h, store.RoleReader, 200, "GET", "/api/v1/jobs?kind=plan&area=private", nil)["items"].([]any) {
		if e := h.ended(j.(object)["id"].(string)); e["state"] != "done" {
			t.Fatalf("the night: %v", e)
		}
	}
	must[object](h, store.RoleReader, 404, "GET", "/api/v1/plans/none", nil)
	return h
}

// TestWhatIsWatchedExists: rules and dashboard name no figure that the service does not give.
func TestWhatIsWatchedExists(t *testing.T) {
	h := lived(t, func(*house) {})
	_, text := h.ask(store.RoleReader, "GET", "/metrics", nil)
	given := map[string]bool{"up": true, "ALERTS": true} // Prometheus's own
	for _, r := range rules(t) {
		given[r.Record] = true
	}
	for _, m := range regexp.MustCompile(`(?m)^# TYPE (\w+) (\w+)$`).FindAllStringSubmatch(string(text), -1) {
		given[m[1]] = true
		if m[2] == "histogram" {
			given[m[1]+"_bucket"], given[m[1]+"_sum"], given[m[1]+"_count"] = true, true, true
		}
	}
	for _, s := range selectors(t) {
		if name, _, _ := strings.Cut(s, "{"); !given[name] {
			t.Errorf("the service gives no %s", name)
		}
	}
}

// TestRules has promtool check the rules, and run their tests.
func TestRules(t *testing.T) {
	promtool, err := exec.LookPath("promtool")
	if err != nil {
		t.Skip("no promtool: install Prometheus to test the alert rules")
	}
	for _, args := range [][]string{{"check", "rules", rulesFile}, {"test", "rules", ruleTestsFile}} {
		if said, err := exec.Command(promtool, args...).CombinedOutput(); err != nil {
			t.Errorf("promtool %s: %v\n%s", strings.Join(args, " "), err, said)
		}
	}
}

// TestEveryAlertIsTested: each fires in a test of its own, is quiet in another, has
// a severity and words in both languages, and a section that says what to do.
func TestEveryAlertIsTested(t *testing.T) {
	page, err := os.ReadFile(alertsPage)
	if err != nil {
		t.Fatal(err)
	}
	fires, quiet := tested(t)
	alerts := 0
	for _, r := range rules(t) {
		if r.Alert == "" {
			continue
		}
		alerts++
		if !fires[r.Alert] || !quiet[r.Alert] {
			t.Errorf("%s: tested to fire: %v, to be quiet: %v", r.Alert, fires[r.Alert], quiet[r.Alert])
		}
		if s := r.Labels["severity"]; s != "critical" && s != "warning" {
			t.Errorf("%s: severity %q", r.Alert, s)
		}
		for _, a := range []string{"summary", "summary_da", "description"} {
			if r.Annotations[a] == "" {
				t.Errorf("%s has no %s", r.Alert, a)
			}
		}
		if want := "docs/operations/alerts.md#" + strings.ToLower(r.Alert); r.Annotations["runbook"] != want {
			t.Errorf("%s: runbook %q, not %s", r.Alert, r.Annotations["runbook"], want)
		}
		if !strings.Contains(string(page), "\n### "+r.Alert+"\n") {
			t.Errorf("%s has no section in %s", r.Alert, alertsPage)
		}
	}
	if n := strings.Count(string(page), "\n### "); n != alerts {
		t.Errorf("%d alerts and %d sections", alerts, n)
	}
}

// tested says which alerts the rules' tests want to fire, and which they want to be quiet.
func tested(t *testing.T) (fires, quiet map[string]bool) {
	t.Helper()
	var file struct {
		Tests []struct {
			Queries []struct {
				Expr    string
				Samples []any `yaml:"exp_samples"`
			} `yaml:"promql_expr_test"`
		}
	}
	readYAML(t, ruleTestsFile, &file)
	fires, quiet = map[string]bool{}, map[string]bool{}
	about := regexp.MustCompile(`^ALERTS\{alertname="(\w+)"`)
	for _, test := range file.Tests {
		for _, q := range test.Queries {
			m := about.FindStringSubmatch(q.Expr)
			if m == nil {
				continue
			}
			if len(q.Samples) > 0 {
				fires[m[1]] = true
			} else {
				quiet[m[1]] = true
			}
		}
	}
	return fires, quiet
}

// TestDashboard: panels have a place of their own, ids, words and units, and read
// the data source that was chosen.
func TestDashboard(t *testing.T) {
	ids, places := map[int]bool{}, map[[2]int]string{}
	for _, p := range board(t).Panels {
		if ids[p.ID] || p.Title == "" {
			t.Errorf("panel %d %q: an id twice, or no title", p.ID, p.Title)
		}
		ids[p.ID] = true
		for x := p.GridPos.X; x < p.GridPos.X+p.GridPos.W; x++ {
			for y := p.GridPos.Y; y < p.GridPos.Y+p.GridPos.H; y++ {
				if other := places[[2]int{x, y}]; other != "" || x >= 24 {
					t.Fatalf("%s lies on %q, or beyond the edge", p.Title, other)
				}
				places[[2]int{x, y}] = p.Title
			}
		}
		if p.Type == "row" {
			continue
		}
		if p.Description == "" || p.Datasource.UID != "${datasource}" || p.FieldConfig.Defaults.Unit == "" && p.Type != "table" {
			t.Errorf("%s: description %q, data source %q, unit %q", p.Title, p.Description, p.Datasource.UID, p.FieldConfig.Defaults.Unit)
		}
		refs := map[string]bool{}
		for _, q := range p.Targets {
			refs[q.RefID] = true
		}
		if len(refs) == 0 || len(refs) != len(p.Targets) {
			t.Errorf("%s: %d queries by %d names", p.Title, len(p.Targets), len(refs))
		}
	}
}

// TestEveryProcessTellsTheSame: what was published by way of one process is in what
// another tells, which has shown an older plan before.
func TestEveryProcessTellsTheSame(t *testing.T) {
	url := storetest.Postgres(t)
	one := opened(t, url, nil)
	one.upload()
	one.planned("municipal", 300)
	other := opened(t, url, nil)
	told := func(h *house, figures string) string {
		_, text := h.ask(store.RoleReader, "GET", "/metrics", nil)
		return strings.Join(regexp.MustCompile(`(?m)^`+figures+`.*`).FindAllString(string(text), -1), "\n")
	}
	before := told(other, "hjemvej_plan_")
	if !strings.Contains(before, `hjemvej_plan_unserved{area="municipal",class="never-cancelled"}`) {
		t.Errorf("the other process tells nothing of the plan that stands: %s", before)
	}
	if jobs := told(other, "hjemvej_jobs"); !strings.Contains(jobs, `{kind="replan",state="failed"} 0`) {
		t.Errorf("what never was is no zero: %s", jobs)
	}
	j := must[object](one, store.RoleManager, 202, "POST", "/api/v1/jobs", object{"kind": "plan", "area": "municipal", "iterations": 20000})
	plan := one.ended(j["id"].(string))["plan"].(string)
	must[object](one, store.RolePlanner, 200, "POST", "/api/v1/plans/"+plan+"/publish", object{}, "If-Match", `"1"`)
	if after, same := told(other, "hjemvej_plan_"), told(one, "hjemvej_plan_"); after != same || after == before {
		t.Errorf("after a publication the processes tell\n%s\n\n%s", same, after)
	}
}
