//go:build linux

package service

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hjemvej/hjemvej/daemon/store"
	"github.com/hjemvej/hjemvej/daemon/store/storetest"
	"github.com/hjemvej/hjemvej/model/casefile"
)

// What the load is: the small town for some seconds, or what is named here.
//
//	HJEMVEJ_LOAD       folder of another case
//	HJEMVEJ_LOAD_TIME  how long
//	HJEMVEJ_LOAD_RATE  readers' requests a second
type load struct {
	folder string
	time   time.Duration
	rate   int
}

func loadOf(t *testing.T) load {
	l := load{os.Getenv("HJEMVEJ_LOAD"), 4 * time.Second, 100}
	if testing.Short() {
		l.time = 3 * time.Second
	}
	var err error
	if s := os.Getenv("HJEMVEJ_LOAD_TIME"); s != "" {
		if l.time, err = time.ParseDuration(s); err != nil {
			t.Fatal(err)
		}
	}
	if s := os.Getenv("HJEMVEJ_LOAD_RATE"); s != "" {
		if l.rate, err = strconv.Atoi(s); err != nil {
			t.Fatal(err)
		}
	}
	return l
}

// TestLoad: while a plan is searched for, readers ask and twenty watch, caregivers
// call in sick one after the other, and each call has a first safe answer. No
// request fails, and nothing is left open afterwards. It tells what it measured
// and asserts no time.
func TestLoad(t *testing.T) {
	l := loadOf(t)
	o := &outside{t: t, program: built(t), url: storetest.SQLite(t)}
	o.prepare("  limits: {rate: 100000, burst: 100000, requests: 256}\n")
	h := o.house()
	o.upload(l.folder)
	enough := 20_000
	if l.folder != "" {
		enough = 2_000_000
	}
	plan := h.planned("municipal", enough)
	o.settle(plan)
	before := o.figures()
	search := must[object](h, store.RoleManager, 202, "POST", "/api/v1/jobs", object{"kind": "plan", "area": "municipal", "seconds": 4 * l.time.Seconds()})["id"].(string)
	ctx, cancel := context.WithTimeout(context.Background(), l.time)
	defer cancel()
	watched := o.watchers(ctx, search, 20)
	readers := o.readers(ctx, plan, l.rate)
	calls := o.sickCalls(ctx, plan)
	if len(calls) == 0 {
		t.Error("no sick call was answered")
	}
	took := readers()
	t.Logf("%d requests of readers: %s", len(took), spread(took))
	t.Logf("%d sick calls, to the first safe answer: %s", len(calls), spread(calls))
	t.Logf("%d lines of progress seen by twenty watchers", watched())
	t.Logf("memory %.0f MB at most", o.figures()["process_resident_memory_bytes"]/1e6)
	must[object](h, store.RolePlanner, 200, "POST", "/api/v1/jobs/"+search+"/cancel", nil)
	h.ended(search)
	o.settle(plan)
	if t.Failed() || l.folder != "" {
		log, _ := os.ReadFile(filepath.Join(o.dir, "serve.log"))
		for line := range strings.Lines(string(log)) {
			if strings.Contains(line, `"first answer"`) {
				t.Log(strings.TrimSpace(line))
			}
		}
	}
	after := o.figures()
	for _, what := range []string{"go_goroutines", "process_open_fds"} {
		t.Logf("%s: %.0f before, %.0f after", what, before[what], after[what])
		if after[what] > before[what]+8 { // connections to the store come and go
			t.Errorf("%s: %.0f before, %.0f after", what, before[what], after[what])
		}
	}
}

// upload takes in a case of a folder, or the small town.
func (o *outside) upload(folder string) {
	o.t.Helper()
	if folder == "" {
		o.house().upload()
		return
	}
	c, faults, err := casefile.ReadCase(folder)
	if err != nil || faults.Broken() {
		o.t.Fatal(err, faults)
	}
	data, err := casefile.PackCase(c)
	if err != nil {
		o.t.Fatal(err)
	}
	must[object](o.house(), store.RoleManager, 201, "POST", "/api/v1/cases?name=town", data, "Content-Type", "application/zip")
}

// settle asks for everything once and lets go of what is kept open.
func (o *outside) settle(plan string) {
	for _, path := range reading(plan, "C00001") {
		o.ask(context.Background(), "GET", path, "")
	}
	http.DefaultClient.CloseIdleConnections()
	time.Sleep(1500 * time.Millisecond)
}

// figures are those that the service tells Prometheus.
func (o *outside) figures() map[string]float64 {
	o.t.Helper()
	status, text := o.ask(context.Background(), "GET", "/metrics", "")
	if status != 200 {
		o.t.Fatal("metrics: ", status)
	}
	all := map[string]float64{}
	for line := range strings.Lines(string(text)) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), " ")
		if x, err := strconv.ParseFloat(value, 64); err == nil {
			all[name] = x
		}
	}
	return all
}

// reading is what readers ask for: their own day mostly.
func reading(plan, who string) []string {
	of := "/api/v1/plans/" + plan
	return []string{of + "/tours?day=2026-11-24&caregiver=" + who, of + "/visits?day=2026-11-24&caregiver=" + who, of + "/visits?home=H00007", of,
		"/api/v1/areas", "/api/v1/plans?limit=20", "/api/v1/jobs?limit=20", of + "/calls"}
}

// readers ask so many times a second until the context ends, whether they are
// answered or not; then what each took can be had.
func (o *outside) readers(ctx context.Context, plan string, rate int) (took func() []time.Duration) {
	var mu sync.Mutex
	var all []time.Duration
	var asking sync.WaitGroup
	asking.Go(func() {
		tick := time.NewTicker(time.Second / time.Duration(rate))
		defer tick.Stop()
		for n := 0; ctx.Err() == nil; n++ {
			<-tick.C
			paths := reading(plan, fmt.Sprintf("C%05d", 1+n%40))
			path := paths[n%len(paths)]
			asking.Go(func() {
				began := time.Now()
				status, text := o.ask(context.Background(), "GET", path, "")
				mu.Lock()
				defer mu.Unlock()
				if all = append(all, time.Since(began)); status != 200 {
					o.t.Errorf("%s: %d %s", path, status, text)
				}
			})
		}
	})
	return func() []time.Duration {
		asking.Wait()
		return all
	}
}

// watchers look at the progress of a job until the context ends.
func (o *outside) watchers(ctx context.Context, job string, n int) (lines func() int) {
	var mu sync.Mutex
	var watching sync.WaitGroup
	seen, none := 0, 0
	for range n {
		watching.Go(func() {
			got := o.watch(ctx, job)
			mu.Lock()
			defer mu.Unlock()
			if seen += got; got == 0 {
				none++
			}
		})
	}
	return func() int {
		watching.Wait()
		if none > 0 {
			o.t.Errorf("%d watchers saw nothing", none)
		}
		return seen
	}
}

func (o *outside) watch(ctx context.Context, job string) (lines int) {
	r, err := http.NewRequestWithContext(ctx, "GET", "http://"+o.address+"/api/v1/jobs/"+job+"/progress", nil)
	if err != nil {
		o.t.Error(err)
		return 0
	}
	r.Header.Set("Authorization", "Bearer "+o.token)
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		o.t.Error(err)
		return 0
	}
	defer func() { _ = answer.Body.Close() }()
	for s := bufio.NewScanner(answer.Body); s.Scan(); {
		if strings.HasPrefix(s.Text(), "data:") {
			lines++
		}
	}
	return lines
}

// sickCalls tells of one caregiver after the other until the context ends, and
// gives how long each first safe answer took. Each is taken back before the next.
func (o *outside) sickCalls(ctx context.Context, plan string) (first []time.Duration) {
	o.t.Helper()
	r := rand.New(rand.NewPCG(1, 1))
	tours := must[[]struct{ Caregiver string }](o.house(), store.RoleReader, 200, "GET", "/api/v1/plans/"+plan+"/tours?day=2026-11-24", nil)
	for _, i := range r.Perm(len(tours)) {
		if ctx.Err() != nil {
			break
		}
		first = append(first, o.sickCall(tours[i].Caregiver))
	}
	return first
}

func (o *outside) sickCall(who string) time.Duration {
	o.t.Helper()
	h := o.house()
	const at = "/api/v1/areas/municipal/events?seconds=0.5&now=2026-11-24T06:15"
	began := time.Now()
	taken := must[struct {
		Job    string
		Events []struct{ Number int64 }
	}](h, store.RolePlanner, 201, "POST", at, fmt.Sprintf(`[{"known": "2026-11-24 06:15", "kind": "sick", "caregiver": %q, "to": "2026-11-25 00:00"}]`, who))
	first := time.Duration(0)
	for first == 0 {
		j := must[object](h, store.RoleReader, 200, "GET", "/api/v1/jobs/"+taken.Job, nil)
		if p, is := j["progress"].(map[string]any); is && p["plan"] != nil || j["state"] != "queued" && j["state"] != "running" {
			first = time.Since(began)
		}
		time.Sleep(10 * time.Millisecond)
	}
	o.rejected(taken.Job)
	back := must[struct{ Job string }](h, store.RolePlanner, 201, "POST", at, fmt.Sprintf(`[{"known": "2026-11-24 06:15", "kind": "void", "of": %d}]`, taken.Events[0].Number))
	o.rejected(back.Job)
	return first
}

// rejected waits for a mend to end, and rejects it.
func (o *outside) rejected(job string) {
	o.t.Helper()
	j := o.house().ended(job)
	if j["state"] != "done" {
		o.t.Fatalf("the mend is %v: %v", j["state"], j["error"])
	}
	must[object](o.house(), store.RolePlanner, 204, "POST", fmt.Sprintf("/api/v1/plans/%v/reject", j["plan"]), object{})
}

// spread is how long things took.
func spread(took []time.Duration) string {
	if len(took) == 0 {
		return "none"
	}
	slices.Sort(took)
	at := func(q float64) time.Duration {
		return took[int(q*float64(len(took)-1))].Round(100 * time.Microsecond)
	}
	return fmt.Sprintf("median %v, 95 %% %v, 99 %% %v, worst %v", at(.5), at(.95), at(.99), at(1))
}
