//go:build unix

package service

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hjemvej/hjemvej/daemon/store"
	"github.com/hjemvej/hjemvej/daemon/store/storetest"
)

// kills is how often the service is killed on each store: HJEMVEJ_KILLS, or a few times.
func kills() int {
	if n, err := strconv.Atoi(os.Getenv("HJEMVEJ_KILLS")); err == nil {
		return n
	}
	if testing.Short() {
		return 1
	}
	return 3
}

// TestKilled kills the service, and beside Postgres a worker, at random moments
// under load. What was answered with 2xx is there afterwards, every job ends, and
// what was published was published once and whole.
func TestKilled(t *testing.T) {
	program := built(t)
	storetest.Each(t, func(t *testing.T, url string) {
		v := &victim{outside: &outside{t: t, program: program, url: url, workers: 2}, accepted: map[int64]string{}}
		if strings.HasPrefix(url, "sqlite:") {
			v.workers = 0
		}
		v.prepare("  slice: 300ms\n  replan_time: 300ms\n  limits: {rate: 1000, burst: 1000}\n")
		v.house().upload()
		v.house().planned("municipal", 2000)
		r := rand.New(rand.NewPCG(1, 2))
		for range kills() {
			v.start()
			stop := v.load()
			time.Sleep(time.Duration(500+r.IntN(2500)) * time.Millisecond)
			v.kill(r)
			stop()
		}
		v.judge()
	})
}

// victim is a service that is killed, with what it has accepted.
type victim struct {
	*outside
	mu       sync.Mutex
	accepted map[int64]string // events by number
	jobs     []string
	next     int
	restarts int
}

// kill kills all processes, or, where there are several, sometimes the worker
// alone, and sometimes has the store's own server start anew under all of them.
func (v *victim) kill(r *rand.Rand) {
	if v.workers == 0 || r.IntN(2) == 0 {
		v.killAll()
		return
	}
	if r.IntN(2) == 0 && storetest.Restart(v.t) {
		v.restarts++
		return
	}
	last := len(v.running) - 1
	_ = v.running[last].Process.Kill()
	_ = v.running[last].Wait()
	v.running = v.running[:last]
}

// load posts events and publishes mends until it is stopped.
func (v *victim) load() (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	var all sync.WaitGroup
	for range 2 {
		all.Go(func() {
			for ctx.Err() == nil {
				v.post(ctx)
			}
		})
	}
	all.Go(func() {
		for ctx.Err() == nil {
			v.publish(ctx)
			time.Sleep(100 * time.Millisecond)
		}
	})
	return func() { cancel(); all.Wait() }
}

// post posts a citizen's afternoon out, another one every time.
func (v *victim) post(ctx context.Context) {
	v.mu.Lock()
	n := v.next
	v.next++
	v.mu.Unlock()
	day, home := 24+n/60%6, n%60+1
	body := fmt.Sprintf(`[{"known": "2026-11-23 0%d:%02d", "kind": "absent", "home": "H000%02d", "what": "travel", "from": "2026-11-%d 12:00", "to": "2026-11-%d 15:00"}]`, n/60%10, n%60, home, day, day)
	status, text := v.ask(ctx, "POST", "/api/v1/areas/municipal/events?now=2026-11-23T09:59", body, "Idempotency-Key", strconv.Itoa(n))
	if status != http.StatusCreated {
		time.Sleep(20 * time.Millisecond)
		return
	}
	var taken struct {
		Events []struct{ Number int64 }
		Job    string
	}
	if err := json.Unmarshal(text, &taken); err != nil {
		v.t.Errorf("%v in %s", err, text)
		return
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	v.jobs = append(v.jobs, taken.Job)
	for _, e := range taken.Events {
		v.accepted[e.Number] = body
	}
	time.Sleep(50 * time.Millisecond)
}

// publish publishes a draft, if there is one.
func (v *victim) publish(ctx context.Context) {
	status, text := v.ask(ctx, "GET", "/api/v1/plans?state=draft&limit=1", "")
	var drafts struct{ Items []struct{ ID string } }
	if status != 200 || json.Unmarshal(text, &drafts) != nil || len(drafts.Items) == 0 {
		return
	}
	v.ask(ctx, "POST", "/api/v1/plans/"+drafts.Items[0].ID+"/publish", "{}", "If-Match", "*")
}

// judge looks at what is left.
func (v *victim) judge() {
	v.t.Helper()
	v.start()
	h := v.house()
	v.t.Logf("%d events accepted, %d times killed, %d of them the store's server started anew instead", len(v.accepted), kills(), v.restarts)
	if len(v.accepted) == 0 {
		v.t.Error("nothing was accepted")
	}
	seen := map[string]bool{}
	for _, id := range v.jobs {
		if !seen[id] {
			if j := h.ended(id); j["state"] == "cancelled" {
				v.t.Errorf("job %s was cancelled by nobody", id)
			}
		}
		seen[id] = true
	}
	v.killAll()
	v.judgeStore()
}

// judgeStore reads what the killed processes have left.
func (v *victim) judgeStore() {
	v.t.Helper()
	ctx := context.Background()
	s, err := store.Open(ctx, v.url)
	if err != nil {
		v.t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	area, err := s.AreaNamed(ctx, "municipal")
	if err != nil {
		v.t.Fatal(err)
	}
	events, err := s.Events(ctx, area.ID, 0, "", 0)
	if err != nil {
		v.t.Fatal(err)
	}
	for i, e := range events {
		if e.Number != int64(i+1) {
			v.t.Errorf("event %d has the number %d", i+1, e.Number)
		}
		delete(v.accepted, e.Number)
	}
	for n := range v.accepted {
		v.t.Errorf("event %d was accepted and is gone", n)
	}
	published := int64(0)
	for e, err := range s.AuditAfter(ctx, 0) {
		if err != nil {
			v.t.Fatal(err)
		}
		if e.Action == "publish" {
			published++
		}
	}
	plans, err := s.Plans(ctx, store.Query{State: string(store.PlanPublished), Limit: 1000})
	if err != nil || len(plans.Items) != 1 || plans.Items[0].ID != area.Plan || published != area.Epoch {
		v.t.Errorf("epoch %d, %d publications in the audit, %d plans stand, %v", area.Epoch, published, len(plans.Items), err)
	}
	if area.Epoch < 2 && kills() > 1 {
		v.t.Errorf("only %d plans were published", area.Epoch)
	}
}
