package work

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"time"

	"github.com/hjemvej/hjemvej/daemon/nightly"
	"github.com/hjemvej/hjemvej/daemon/settings"
	"github.com/hjemvej/hjemvej/daemon/store"
)

// How a night went for an area.
const (
	NightPublished = "published" // its plan stands
	NightWaits     = "waits"     // its plan waits for approval
	NightUnderWay  = "under-way"
	NightFailed    = "failed"
	NightMissing   = "missing" // nothing was planned, or it was rejected: no newer export, or nobody was there
)

// AreaNight is how a night went for an area, and what the plan that stands leaves
// for the morning.
type AreaNight struct {
	Area     string          `json:"area"`
	Night    time.Time       `json:"night"`
	State    string          `json:"state"`
	Job      string          `json:"job,omitempty"`
	Plan     string          `json:"plan,omitempty"` // that stands
	Price    float64         `json:"price"`          // kr.
	Unserved int             `json:"unserved"`       // services never cancelled that it leaves undone
	Calls    int             `json:"calls"`
	Error    json.RawMessage `json:"error,omitempty"` // of a job that failed
}

// Summary is how a night went.
type Summary struct {
	At    time.Time   `json:"at"`
	Areas []AreaNight `json:"areas"`
}

// Summaries asks for the summary of a night when its time has come, and later
// where nobody was there.
func (w *Work) Summaries(ctx context.Context) error {
	if w.o.Summary == "" {
		return nil
	}
	s, err := nightly.Parse(w.o.Summary, w.o.Zone)
	if err != nil {
		return err
	}
	at := s.Last(time.Now())
	if at.IsZero() || time.Since(at) > catchUp {
		return nil
	}
	return w.Summarise(ctx, at)
}

// Summarise asks for the summary that is due at a time: once, of several processes.
func (w *Work) Summarise(ctx context.Context, at time.Time) error {
	key := at.UTC().Format(time.RFC3339)
	_, _, err := w.store.Once(ctx, store.Request{Token: "summary", Key: key, Hash: key}, func(tx *store.Tx) (store.Answer, error) {
		j, err := w.Add(ctx, tx, store.Job{Kind: JobSummary, Args: encode(SummaryArgs{}), Token: "summary"})
		return store.Answer{Status: 202, Body: []byte(j.ID)}, err
	})
	if errors.Is(err, store.ErrBusy) {
		return nil
	}
	return err
}

// summary writes down how the night went, and says aloud what somebody must see to.
func (w *Work) summary(ctx context.Context, j *store.Job, _ *SummaryArgs, b *beat) error {
	s := Summary{At: time.Now()}
	for i := range w.o.Areas {
		if w.o.Areas[i].Nightly == "" {
			continue
		}
		n, err := w.areaNight(ctx, &w.o.Areas[i])
		if err != nil {
			return err
		}
		s.Areas = append(s.Areas, n)
		w.say(&n)
	}
	return w.tell(ctx, j, b, &s)
}

// say puts a night of an area in the log, as loud as it deserves.
func (w *Work) say(n *AreaNight) {
	tell := w.log.Info
	switch {
	case n.Unserved > 0 || n.State == NightFailed:
		tell = w.log.Error
	case n.State != NightPublished && n.State != NightWaits:
		tell = w.log.Warn
	}
	tell("night", "area", n.Area, "state", n.State, "plan", n.Plan, "unserved", n.Unserved, "calls", n.Calls, "job", n.Job)
}

// areaNight is how the last night went for an area.
func (w *Work) areaNight(ctx context.Context, a *settings.Area) (AreaNight, error) {
	n := AreaNight{Area: a.Name, State: NightMissing}
	s, err := nightly.Parse(a.Nightly, w.o.Zone)
	if err != nil {
		return n, err
	}
	n.Night = s.Last(time.Now())
	area, err := w.store.AreaNamed(ctx, a.Name)
	if err != nil {
		return n, err
	}
	if area.Plan != "" {
		p, err := w.store.Plan(ctx, area.Plan)
		if err != nil {
			return n, err
		}
		n.Plan, n.Price, n.Unserved, n.Calls = p.ID, float64(p.Bill)/100, p.Unserved, p.Calls
	}
	jobs, err := w.store.Jobs(ctx, store.Query{Areas: []string{area.ID}, Kind: string(store.JobPlan), Limit: 20})
	if err != nil {
		return n, err
	}
	for i := range jobs.Items { // the last first
		if j := &jobs.Items[i]; j.Token == Nightly && !j.Created.Before(n.Night) {
			n.Job, n.Error = j.ID, j.Error
			n.State, err = w.nightState(ctx, j)
			return n, err
		}
	}
	return n, nil
}

// nightState is how a nightly plan stands.
func (w *Work) nightState(ctx context.Context, j *store.Job) (string, error) {
	switch {
	case !j.State.Ended():
		return NightUnderWay, nil
	case j.State == store.JobFailed:
		return NightFailed, nil
	case j.Plan == "":
		return NightMissing, nil
	}
	p, err := w.store.Plan(ctx, j.Plan)
	switch {
	case err != nil:
		return "", err
	case p.State == store.PlanDraft:
		return NightWaits, nil
	case p.Published.IsZero(): // somebody rejected it
		return NightMissing, nil
	}
	return NightPublished, nil
}

// LastSummary is the summary of the last night that was told; of no night where
// there is none.
func LastSummary(ctx context.Context, s *store.Store) (Summary, error) {
	jobs, err := s.Jobs(ctx, store.Query{Kind: string(JobSummary), State: string(store.JobDone), Limit: 1})
	if err != nil || len(jobs.Items) == 0 {
		return Summary{}, err
	}
	var last Summary
	return last, json.Unmarshal(jobs.Items[0].Result, &last)
}

// Of are the nights of some areas.
func (s *Summary) Of(areas []string) []AreaNight {
	of := []AreaNight{}
	for _, n := range s.Areas {
		if slices.Contains(areas, n.Area) {
			of = append(of, n)
		}
	}
	return of
}
