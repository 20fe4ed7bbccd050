package service

import (
	"context"
	"sync"
	"time"

	"github.com/hjemvej/hjemvej/daemon/metrics"
	"github.com/hjemvej/hjemvej/daemon/nightly"
	"github.com/hjemvej/hjemvej/daemon/store"
	"github.com/hjemvej/hjemvej/daemon/work"
	"github.com/hjemvej/hjemvej/model"
)

// What Prometheus is told of what all processes do is read in the store when it
// asks: a worker has no address to be asked at, and a process that was started
// again would not know of the night before.

// lookup is how long a scrape may look for something.
const lookup = 5 * time.Second

// jobs counts the jobs. All kinds are named in all states: an alert sees the first
// one that failed because there was a zero before it.
func (s *Service) jobs() []metrics.JobCount {
	ctx, cancel := context.WithTimeout(context.Background(), lookup)
	defer cancel()
	counts, err := s.store.CountJobs(ctx)
	if err != nil {
		s.o.Log.Error("counting jobs", "error", err)
		return nil
	}
	type place struct {
		kind  store.JobKind
		state store.JobState
	}
	of := map[place]store.JobCount{}
	for _, c := range counts {
		of[place{c.Kind, c.State}] = c
	}
	var all []metrics.JobCount
	for _, kind := range work.Kinds {
		for _, state := range store.JobStates {
			n, c := metrics.JobCount{Kind: string(kind), State: string(state)}, of[place{kind, state}]
			if n.Count = c.N; c.N > 0 && state == store.JobQueued {
				n.OldestAge = time.Since(c.Oldest).Seconds()
			}
			all = append(all, n)
		}
	}
	return all
}

// nights says of each area with nightly plans when the last was due, and when the
// last was done.
func (s *Service) nights() []metrics.Night {
	ctx, cancel := context.WithTimeout(context.Background(), lookup)
	defer cancel()
	done, err := s.store.LastDone(ctx, store.JobPlan, work.Nightly)
	if err != nil {
		s.o.Log.Error("looking for nights", "error", err)
		return nil
	}
	var all []metrics.Night
	for i := range s.o.Settings.Areas {
		a := &s.o.Settings.Areas[i]
		if a.Nightly == "" {
			continue
		}
		n := metrics.Night{Area: a.Name, Done: done[a.Name]}
		if schedule, err := nightly.Parse(a.Nightly, model.Zone); err == nil { // the settings were checked
			n.Due = schedule.Last(time.Now())
		}
		all = append(all, n)
	}
	return all
}

// watched are the plans that Prometheus is shown, by the names of their areas.
type watched struct {
	sync.Mutex
	plans map[string]string
}

// shown shows the figures of the plans that stand, where they are others than before.
func (s *Service) shown() {
	ctx, cancel := context.WithTimeout(context.Background(), lookup)
	defer cancel()
	areas, err := s.store.Areas(ctx)
	if err != nil {
		s.o.Log.Error("areas", "error", err)
	}
	s.watched.Lock()
	defer s.watched.Unlock()
	if s.watched.plans == nil {
		s.watched.plans = map[string]string{}
	}
	for _, a := range areas {
		if a.Plan == s.watched.plans[a.Name] {
			continue
		}
		p, err := s.records.Plan(ctx, a.Plan)
		if err != nil {
			s.o.Log.Error("plan", "area", a.Name, "error", err)
			continue
		}
		s.metrics.Published(a.Name, p.Of)
		s.watched.plans[a.Name] = a.Plan
	}
}
