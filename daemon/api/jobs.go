package api

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/sse"

	"github.com/hjemvej/hjemvej/daemon/access"
	"github.com/hjemvej/hjemvej/daemon/gate"
	"github.com/hjemvej/hjemvej/daemon/store"
	"github.com/hjemvej/hjemvej/daemon/work"
	"github.com/hjemvej/hjemvej/model"
)

// Job is work that takes longer than an answer may.
type Job struct {
	ID       string     `json:"id"`
	Kind     string     `json:"kind" enum:"plan,replan,check,compare,retention,summary"`
	Area     string     `json:"area,omitempty"`
	State    string     `json:"state" enum:"queued,running,done,failed,cancelled"`
	Progress Progress   `json:"progress"`
	Plan     string     `json:"plan,omitempty" doc:"what came of it"`
	Result   *anything  `json:"result,omitempty" doc:"what came of it, of a check or a comparison"`
	Error    *anything  `json:"error,omitempty" doc:"why it failed: a problem"`
	Version  int64      `json:"version" doc:"grows with every change"`
	Created  time.Time  `json:"created"`
	Started  *time.Time `json:"started,omitempty"`
	Ended    *time.Time `json:"ended,omitempty"`
}

// Progress is how far a job is.
type Progress struct {
	Stage      string             `json:"stage,omitempty" doc:"build, search, judge, check …"`
	Plan       string             `json:"plan,omitempty" doc:"of a mend: a first answer that is safe, while a better one is looked for"`
	Iterations int64              `json:"iterations"`
	Share      float64            `json:"share" doc:"done, of 1"`
	Price      float64            `json:"price" doc:"kr., of the best plan so far"`
	Unserved   int                `json:"unserved" doc:"services never cancelled that it leaves undone"`
	PerSecond  float64            `json:"per_second" doc:"iterations"`
	Lines      map[string]float64 `json:"lines,omitempty" doc:"its bill, kr. by line, made out every fifteen seconds"`
}

func progressOf(p *store.Progress) Progress {
	out := Progress{Stage: p.Stage, Plan: p.Plan, Iterations: p.Iterations, Share: p.Share, Price: kroner(p.Price), Unserved: p.Unserved, PerSecond: p.PerSecond}
	if len(p.Lines) > 0 {
		out.Lines = make(map[string]float64, len(p.Lines))
		for line, price := range p.Lines {
			out.Lines[line] = kroner(price)
		}
	}
	return out
}

func kroner(p model.Price) float64 { return float64(p) / 100 }

func jobOf(j store.Job, area string) Job {
	out := Job{ID: j.ID, Kind: string(j.Kind), Area: area, State: string(j.State), Progress: progressOf(&j.Progress), Plan: j.Plan, Version: j.Version,
		Created: j.Created, Started: stamp(j.Started), Ended: stamp(j.Ended)}
	if len(j.Result) > 0 {
		out.Result = &anything{j.Result}
	}
	if len(j.Error) > 0 {
		out.Error = &anything{j.Error}
	}
	return out
}

type oneJob struct {
	Location string `header:"Location"`
	Body     Job
}

type jobID struct {
	ID string `path:"id"`
}

// job finds a job, for those who may do something in its area, or, where it has
// none, everywhere.
func (a *API) job(ctx context.Context, op access.Operation, id string) (store.Job, string, error) {
	j, err := a.Store.Job(ctx, id)
	if err != nil {
		return j, "", err
	}
	if j.Area == "" {
		if j.Token == gate.BearerOf(ctx).ID {
			return j, "", nil // one's own
		}
		return j, "", whole(ctx, op)
	}
	area, err := a.Store.Area(ctx, j.Area)
	if err == nil {
		err = mayAt(ctx, op, area)
	}
	return j, area.Name, err
}

func (a *API) jobOperations() {
	tags := []string{"jobs"}
	offer(a, access.ReadJobs, huma.Operation{OperationID: "list-jobs", Method: http.MethodGet, Path: "/api/v1/jobs", Tags: tags, Summary: "Jobs of the areas, the last first"},
		func(ctx context.Context, in *struct {
			Paging
			Area  string `query:"area"`
			Kind  string `query:"kind" enum:"plan,replan,check,compare,summary,retention"`
			State string `query:"state" enum:"queued,running,done,failed,cancelled"`
		}) (*struct{ Body pageOf[Job] }, error) {
			return a.listJobs(ctx, store.Query{Kind: in.Kind, State: in.State, After: in.After, Limit: in.Limit}, in.Area)
		})
	offer(a, access.ReadJobs, huma.Operation{OperationID: "read-job", Method: http.MethodGet, Path: "/api/v1/jobs/{id}", Tags: tags, Summary: "One job, and how far it is"},
		func(ctx context.Context, in *jobID) (*oneJob, error) {
			j, area, err := a.job(ctx, access.ReadJobs, in.ID)
			return &oneJob{Body: jobOf(j, area)}, err
		})
	offer(a, access.CancelJobs, huma.Operation{OperationID: "cancel-job", Method: http.MethodPost, Path: "/api/v1/jobs/{id}/cancel", Tags: tags, Errors: []int{http.StatusConflict}, Summary: "Ask a job to stop; the best plan so far is kept as a draft"},
		func(ctx context.Context, in *jobID) (*oneJob, error) {
			j, area, err := a.job(ctx, access.CancelJobs, in.ID)
			if err != nil {
				return nil, err
			}
			err = a.Store.Write(ctx, func(tx *store.Tx) (err error) {
				j, err = tx.CancelJob(ctx, in.ID)
				note(ctx, tx, "cancel-job", in.ID)
				return err
			})
			return &oneJob{Body: jobOf(j, area)}, err
		})
	a.askOperation(tags)
	a.progressOperation(tags)
}

func (a *API) listJobs(ctx context.Context, q store.Query, areaName string) (*struct{ Body pageOf[Job] }, error) {
	ids, names, err := a.visible(ctx, access.ReadJobs, areaName)
	if err != nil {
		return nil, err
	}
	q.Areas = ids
	p, err := a.Store.Jobs(ctx, q)
	return &struct{ Body pageOf[Job] }{page(p, func(j store.Job) Job { return jobOf(j, names[j.Area]) })}, err
}

// Wish is a job that somebody asks for.
type Wish struct {
	Kind       string   `json:"kind" enum:"plan,replan,check,compare"`
	Area       string   `json:"area,omitempty" doc:"of a plan or a mend"`
	Case       string   `json:"case,omitempty" doc:"of a plan: the export; default the newest of the area's case"`
	Anew       bool     `json:"anew,omitempty" doc:"of a plan: from the case alone, not from the published plan"`
	Seconds    float64  `json:"seconds,omitempty" minimum:"0" maximum:"86400" doc:"of search; default the area's, or the service's"`
	Iterations int64    `json:"iterations,omitempty" minimum:"0" doc:"instead of seconds"`
	Seed       uint64   `json:"seed,omitempty" doc:"default 1"`
	Now        string   `json:"now,omitempty" doc:"of a mend: what begins before stays; default the clock, while the case's days last"`
	Publish    bool     `json:"publish,omitempty" doc:"at once, without approval"`
	Plan       string   `json:"plan,omitempty" doc:"of a check"`
	Plans      []string `json:"plans,omitempty" maxItems:"20" doc:"of a comparison"`
	By         string   `json:"by,omitempty" enum:"district,provider,group" doc:"of a comparison: what each plan is cut by"`
}

func (w *Wish) budget() work.Budget {
	if w.Iterations > 0 {
		return work.Budget{Iterations: w.Iterations}
	}
	return work.Budget{Time: time.Duration(w.Seconds * float64(time.Second))}
}

func (w *Wish) seed() uint64 { return max(1, w.Seed) }

func (a *API) askOperation(tags []string) {
	op := huma.Operation{OperationID: "ask-job", Method: http.MethodPost, Path: "/api/v1/jobs", Tags: tags, DefaultStatus: http.StatusAccepted, Errors: []int{http.StatusConflict, http.StatusUnprocessableEntity},
		Summary: "Ask for a plan, a mend, a check or a comparison. An area has one plan and one mend at a time; with an Idempotency-Key the same request again is answered with the same job"}
	offer(a, access.Mend, op, func(ctx context.Context, in *struct {
		Key  string `header:"Idempotency-Key" maxLength:"200"`
		Body Wish
	}) (*oneJob, error) {
		j, area, err := a.wish(ctx, &in.Body)
		if err != nil {
			return nil, err
		}
		j.Token = gate.BearerOf(ctx).ID
		kept, err := a.once(ctx, in.Key, in.Body, func(tx *store.Tx) (store.Job, error) {
			kept, err := a.Work.Add(ctx, tx, j)
			note(ctx, tx, "ask-"+string(j.Kind), kept.ID)
			return kept, err
		})
		return &oneJob{Location: "/api/v1/jobs/" + kept.ID, Body: jobOf(kept, area)}, err
	})
}

// wish is what is asked for as a job, by somebody who may.
func (a *API) wish(ctx context.Context, w *Wish) (store.Job, string, error) {
	switch w.Kind {
	case "check", "compare":
		return a.wishJudged(ctx, w)
	}
	op := access.Plan
	if w.Kind == "replan" {
		op = access.Mend
	}
	area, err := a.area(ctx, op, w.Area)
	if err != nil {
		return store.Job{}, "", err
	}
	if w.Publish {
		if err := mayAt(ctx, access.PublishPlans, area); err != nil {
			return store.Job{}, "", err
		}
	}
	j := store.Job{Kind: store.JobKind(w.Kind), Area: area.ID}
	if w.Kind == "replan" {
		args := work.ReplanArgs{Budget: w.budget(), Seed: w.seed(), Publish: w.Publish}
		if w.Now != "" {
			at, err := model.ParseTime(w.Now)
			if err != nil {
				return j, "", bad("now: %v", err)
			}
			args.Now = int64(at)
		}
		if area.Plan == "" {
			return j, "", gate.NewProblem(http.StatusConflict, "no-plan", "the area has no published plan to mend")
		}
		j.Args, err = json.Marshal(&args)
		return j, area.Name, err
	}
	j.Args, err = a.planArgs(ctx, w, area)
	return j, area.Name, err
}

// planArgs are what is to be planned: the area's newest export, after its published plan.
func (a *API) planArgs(ctx context.Context, w *Wish, area store.Area) (json.RawMessage, error) {
	set := a.settingsOf(area.Name)
	args := work.PlanArgs{Case: w.Case, From: area.Plan, Epoch: area.Epoch, Budget: w.budget(), Seed: w.seed(), Publish: w.Publish}
	if w.Anew {
		args.From = ""
	}
	if args.Case == "" {
		c, err := a.Store.NewestCase(ctx, set.Case)
		if err != nil && !errors.Is(err, store.ErrNotFound) {
			return nil, err
		}
		if err != nil {
			return nil, gate.NewProblem(http.StatusConflict, "no-case", "there is no export of the area's case yet: upload one, or name one in case")
		}
		args.Case = c.ID
	} else if _, err := a.Store.Case(ctx, args.Case); err != nil {
		return nil, err
	}
	if args.Budget == (work.Budget{}) {
		args.Budget.Time = set.Time
	}
	return json.Marshal(&args)
}

// wishJudged is a check or a comparison of plans that one may read.
func (a *API) wishJudged(ctx context.Context, w *Wish) (store.Job, string, error) {
	plans := w.Plans
	if w.Kind == "check" {
		plans = []string{w.Plan}
	}
	area := store.Area{}
	for _, id := range plans {
		_, at, err := a.row(ctx, access.ReadPlans, id)
		if err != nil {
			return store.Job{}, "", err
		}
		area = at
	}
	if w.Kind == "check" {
		args, err := json.Marshal(&work.CheckArgs{Plan: w.Plan})
		return store.Job{Kind: work.JobCheck, Area: area.ID, Args: args}, area.Name, err
	}
	if len(plans) == 0 {
		return store.Job{}, "", bad("a comparison needs plans")
	}
	args, err := json.Marshal(&work.CompareArgs{Plans: plans, By: w.By})
	return store.Job{Kind: work.JobCompare, Args: args}, "", err
}

// once does something for a request, and again only says what came of it.
func (a *API) once(ctx context.Context, key string, what any, do func(*store.Tx) (store.Job, error)) (store.Job, error) {
	var j store.Job
	if key == "" {
		err := a.Store.Write(ctx, func(tx *store.Tx) (err error) {
			j, err = do(tx)
			return err
		})
		return j, err
	}
	answer, _, err := a.Store.Once(ctx, store.Request{Token: gate.BearerOf(ctx).ID, Key: key, Hash: hashOf(what)}, func(tx *store.Tx) (store.Answer, error) {
		j, err := do(tx)
		return store.Answer{Status: http.StatusAccepted, Body: []byte(j.ID)}, err
	})
	if err != nil {
		return j, err
	}
	return a.Store.Job(ctx, string(answer.Body))
}

func (a *API) progressOperation(tags []string) {
	id := "follow-job"
	a.needs[id] = access.ReadJobs
	op := huma.Operation{OperationID: id, Method: http.MethodGet, Path: "/api/v1/jobs/{id}/progress", Tags: tags, Middlewares: huma.Middlewares{reached(access.ReadJobs)},
		Summary: "How far a job is, as it happens: server-sent events, until it ends"}
	sse.Register(a.huma, op, map[string]any{"progress": Job{}, "problem": gate.Problem{}}, func(ctx context.Context, in *jobID, send sse.Sender) {
		refuse := func(err error) { _ = send.Data(*a.told(ctx, err).(*gate.Problem)) }
		select {
		case a.streams <- struct{}{}:
			defer func() { <-a.streams }()
			defer a.Metrics.Stream()()
		default:
			refuse(gate.NewProblem(http.StatusServiceUnavailable, "busy", "too many streams at a time"))
			return
		}
		if err := a.follow(ctx, in.ID, send); err != nil && ctx.Err() == nil {
			refuse(err)
		}
	})
}

// follow tells of every change of a job until it ends. It asks the store, since
// another process may be at it.
func (a *API) follow(ctx context.Context, id string, send sse.Sender) error {
	tick := time.NewTicker(250 * time.Millisecond)
	defer tick.Stop()
	told, last := int64(-1), time.Now()
	for {
		j, area, err := a.job(ctx, access.ReadJobs, id)
		if err != nil {
			return err
		}
		if j.Version != told || time.Since(last) > 15*time.Second { // proxies shut what is silent
			told, last = j.Version, time.Now()
			if err := send.Data(jobOf(j, area)); err != nil {
				return err
			}
		}
		if j.State.Ended() {
			return nil
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}
