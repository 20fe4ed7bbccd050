package service

import (
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hjemvej/hjemvej/daemon/settings"
	"github.com/hjemvej/hjemvej/daemon/store"
	"github.com/hjemvej/hjemvej/daemon/store/storetest"
	"github.com/hjemvej/hjemvej/model/casefile"
	"github.com/hjemvej/hjemvej/testdata"
)

// patient gives a stop more time than a busy machine needs.
func patient(s *settings.Settings) { s.Stop = 2 * time.Minute }

// TestStopLeavesAPlanWhereItIs: a stop ends the stream that follows a plan, and
// another process goes on with the plan from there.
func TestStopLeavesAPlanWhereItIs(t *testing.T) {
	const iterations = 50_000_000 // more than a test waits for
	storetest.Each(t, func(t *testing.T, url string) {
		h, _, stop := served(t, url, patient)
		h.upload()
		id := must[object](h, store.RoleManager, 202, "POST", "/api/v1/jobs", object{"kind": "plan", "area": "municipal", "iterations": iterations})["id"].(string)
		searching, ended := make(chan bool), make(chan bool)
		go func() {
			defer close(ended)
			begun := sync.OnceFunc(func() { close(searching) })
			h.follow(id, func(j object) {
				if told(j) > 0 {
					begun()
				}
			})
		}()
		<-searching
		stop()
		<-ended
		left := h.job(url, id)
		if left.State != store.JobRunning || left.Worker != "" || left.Slices == 0 || left.Progress.Iterations == 0 {
			t.Fatalf("the plan was left %s by %q after %d slices and %d iterations", left.State, left.Worker, left.Slices, left.Progress.Iterations)
		}
		next := opened(t, url, nil)
		further := false
		next.follow(id, func(j object) {
			if n := told(j); n < left.Progress.Iterations {
				t.Errorf("it goes on with %v iterations, and was left with %d", n, left.Progress.Iterations)
			} else if n > left.Progress.Iterations && !further {
				further = true
				must[object](next, store.RoleManager, 200, "POST", "/api/v1/jobs/"+id+"/cancel", nil)
			}
		})
		j := next.ended(id)
		plan := must[object](next, store.RoleReader, 200, "GET", "/api/v1/plans/"+j["plan"].(string), nil)
		if made := plan["how"].(object)["Iterations"].(float64); int64(made) <= left.Progress.Iterations {
			t.Errorf("the plan was left with %d iterations, and made with %v", left.Progress.Iterations, made)
		}
		if strings.Contains(next.log.String(), "checkpoint") {
			t.Errorf("it began anew: %s", next.log)
		}
	})
}

// told is how many iterations a job tells of.
func told(j object) int64 { return int64(j["progress"].(object)["iterations"].(float64)) }

// job reads a job from a store that nobody has open.
func (h *house) job(url, id string) store.Job {
	h.t.Helper()
	s, err := store.Open(context.Background(), url)
	if err != nil {
		h.t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	j, err := s.Job(context.Background(), id)
	if err != nil {
		h.t.Fatal(err)
	}
	return j
}

// TestStopFinishesARequest: what is being taken in when the stop comes is taken
// in, while nobody else is let in any more.
func TestStopFinishesARequest(t *testing.T) {
	h, at, stop := served(t, storetest.SQLite(t), patient)
	c, faults, err := casefile.ReadCaseFS(testdata.SmallTown())
	if err != nil || faults.Broken() {
		t.Fatal(err, faults)
	}
	data, err := casefile.PackCase(c)
	if err != nil {
		t.Fatal(err)
	}
	body, rest := io.Pipe()
	begun := make(chan bool)
	trace := httptrace.WithClientTrace(t.Context(), &httptrace.ClientTrace{Got100Continue: func() { close(begun) }})
	r, err := http.NewRequestWithContext(trace, "POST", h.url+"/api/v1/cases?name=town", body)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+h.tokens[store.RoleManager])
	r.Header.Set("Content-Type", "application/zip")
	r.Header.Set("Expect", "100-continue")
	answered := make(chan int, 1)
	go func() { answered <- statusOf(r) }()
	<-begun // the service reads the body
	stopped := make(chan bool)
	go func() { stop(); close(stopped) }()
	for reached(at.Address) {
		time.Sleep(10 * time.Millisecond)
	}
	if _, err := io.Copy(rest, bytes.NewReader(data)); err != nil {
		t.Error(err)
	}
	_ = rest.Close()
	if status := <-answered; status != http.StatusCreated {
		t.Errorf("the request under way: %d", status)
	}
	<-stopped
}

// statusOf makes a request, and gives 0 where nobody answers. It waits for the
// word to go on as long as it takes.
func statusOf(r *http.Request) int {
	answer, err := (&http.Transport{ExpectContinueTimeout: time.Hour}).RoundTrip(r)
	if err != nil {
		return 0
	}
	_ = answer.Body.Close()
	return answer.StatusCode
}

func reached(address string) bool {
	c, err := net.Dial("tcp", address)
	if err != nil {
		return false
	}
	_ = c.Close()
	return true
}
