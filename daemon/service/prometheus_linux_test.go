package service

import (
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"go.yaml.in/yaml/v3"

	"github.com/hjemvej/hjemvej/daemon/store"
)

// nothingOf lists the selectors that rightly find nothing after a good morning, and why.
var nothingOf = map[string]string{
	`hjemvej_http_requests_total{code=~"5.."}`:            "no request failed",
	`ALERTS{alertname=~"Hjemvej.+", alertstate="firing"}`: "no alert has to fire",
}

// TestPrometheusReadsTheService scrapes a service as prometheus.yml says, with its
// rules, and asks all that the rules and the dashboard ask.
func TestPrometheusReadsTheService(t *testing.T) {
	program, err := exec.LookPath("prometheus")
	if err != nil {
		t.Skip("no Prometheus: install it to test the rules and the dashboard on the service")
	}
	var p *prometheus
	lived(t, func(h *house) { p = startPrometheus(t, program, h) })
	p.end = time.Now().Add(time.Minute)
	p.until("the service is scraped", func() error { return p.finds(`up{job="hjemvej"} == 1`) })
	p.until("the rules are evaluated", p.evaluated)
	for _, s := range selectors(t) {
		if nothingOf[s] == "" {
			p.until(s, func() error { return p.finds(s) })
		} else if _, err := p.ask(s); err != nil {
			t.Error(err)
		}
	}
	d := board(t)
	for _, q := range d.queries() {
		p.until(q, func() error { return p.finds(q) })
	}
	for _, r := range rules(t) {
		if _, err := p.ask(r.Expr); err != nil {
			t.Errorf("%s%s: %v", r.Alert, r.Record, err)
		}
		if r.Record != "" {
			p.until(r.Record, func() error { return p.finds(r.Record) })
		}
	}
}

// prometheus is one that runs for a test.
type prometheus struct {
	t   *testing.T
	url string
	end time.Time // when everything has to be there
}

// startPrometheus runs Prometheus on a service. It ends with the test, and with
// the process of the test where that is killed.
func startPrometheus(t *testing.T, program string, h *house) *prometheus {
	t.Helper()
	dir := t.TempDir()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := l.Addr().String()
	_ = l.Close()
	log, err := os.Create(filepath.Join(dir, "log"))
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(program, "--config.file="+scraping(t, dir, h), "--storage.tsdb.path="+filepath.Join(dir, "data"), "--web.listen-address="+address)
	cmd.Stdout, cmd.Stderr = log, log
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
		_ = cmd.Wait()
		_ = log.Close()
		if text, err := os.ReadFile(log.Name()); err == nil && t.Failed() {
			t.Logf("Prometheus says:\n%s", text)
		}
	})
	p := &prometheus{t: t, url: "http://" + address, end: time.Now().Add(time.Minute)}
	p.until("Prometheus answers", func() error { _, err := p.ask("1"); return err })
	return p
}

// scraping writes prometheus.yml for a service: as people are told to, but with its
// address, its token, the rules where they lie, and each second.
func scraping(t *testing.T, dir string, h *house) string {
	t.Helper()
	var c struct {
		Global  map[string]any   `yaml:"global"`
		Rules   []string         `yaml:"rule_files"`
		Scrapes []map[string]any `yaml:"scrape_configs"`
	}
	readYAML(t, scrapeFile, &c)
	if len(c.Rules) != 1 || c.Rules[0] != filepath.Base(rulesFile) || len(c.Scrapes) != 1 {
		t.Fatalf("the example is for another test: %v", c)
	}
	where, err := filepath.Abs(rulesFile)
	if err != nil {
		t.Fatal(err)
	}
	token := filepath.Join(dir, "token")
	c.Global["scrape_interval"], c.Global["evaluation_interval"] = "1s", "1s"
	c.Rules[0] = where
	c.Scrapes[0]["authorization"].(map[string]any)["credentials_file"] = token
	c.Scrapes[0]["static_configs"].([]any)[0].(map[string]any)["targets"] = []string{strings.TrimPrefix(h.url, "http://")}
	text, err := yaml.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(dir, "prometheus.yml")
	for file, text := range map[string]string{name: string(text), token: h.tokens[store.RoleReader] + "\n"} {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return name
}

// until waits for something to be so.
func (p *prometheus) until(what string, so func() error) {
	p.t.Helper()
	for {
		err := so()
		if err == nil {
			return
		}
		if time.Now().After(p.end) {
			p.t.Errorf("%s: %v", what, err)
			return
		}
		time.Sleep(200 * time.Millisecond)
	}
}

// ask gives how many series a query finds.
func (p *prometheus) ask(query string) (int, error) {
	var data struct {
		Result []any `json:"result"`
	}
	err := p.get("/api/v1/query?query="+url.QueryEscape(query), &data)
	return len(data.Result), err
}

// finds says that a query finds something.
func (p *prometheus) finds(query string) error {
	n, err := p.ask(query)
	if err == nil && n == 0 {
		err = fmt.Errorf("nothing is found")
	}
	return err
}

// evaluated says that all rules were, and well.
func (p *prometheus) evaluated() error {
	var data struct {
		Groups []struct {
			Rules []struct{ Name, Health, LastError string }
		}
	}
	if err := p.get("/api/v1/rules", &data); err != nil {
		return err
	}
	n := 0
	for _, g := range data.Groups {
		for _, r := range g.Rules {
			n++
			if r.Health != "ok" {
				return fmt.Errorf("%s is %s: %s", r.Name, r.Health, r.LastError)
			}
		}
	}
	if want := len(rules(p.t)); n != want {
		return fmt.Errorf("%d rules of %d are loaded", n, want)
	}
	return nil
}

// get reads what Prometheus answers, or the error that it tells of.
func (p *prometheus) get(path string, into any) error {
	r, err := http.Get(p.url + path)
	if err != nil {
		return err
	}
	defer func() { _ = r.Body.Close() }()
	answer := struct {
		Status, Error string
		Data          any
	}{Data: into}
	if err := json.NewDecoder(r.Body).Decode(&answer); err != nil {
		return err
	}
	if answer.Status != "success" {
		return fmt.Errorf("%s: %s", answer.Status, answer.Error)
	}
	return nil
}
