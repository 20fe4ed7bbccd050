package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"github.com/hjemvej/hjemvej/model"
)

// JobKind is what a job does.
type JobKind string

// The kinds of jobs that the store knows apart: of plan and of replan, an area
// has one at a time.
const (
	JobPlan   JobKind = "plan"
	JobReplan JobKind = "replan"
)

// Job is work that takes longer than an answer may.
type Job struct {
	ID       string
	Kind     JobKind
	Area     string // "" for one that belongs to no area
	State    JobState
	Args     json.RawMessage
	Progress Progress
	Slices   int             // whole ones; the checkpoint is that of the last
	Deaths   int             // of workers that were at it
	Cancel   time.Time       // when somebody asked it to stop
	Error    json.RawMessage // why it failed: a problem
	Plan     string          // what came of it
	Result   json.RawMessage // likewise, of a job that makes no plan
	Worker   string          // the process that is at a slice; "" between slices
	Beat     time.Time       // when it last said that it lives
	Version  int64           // grows with every change
	Token    string
	Created  time.Time
	Started  time.Time
	Ended    time.Time
}

// Progress is how far a job is.
type Progress struct {
	Stage      string                 `json:"stage,omitempty"` // build, search, judge, check …
	Plan       string                 `json:"plan,omitempty"`  // a first answer that is safe, while a better one is looked for
	Iterations int64                  `json:"iterations"`
	Share      float64                `json:"share"` // done, of 1
	Price      model.Price            `json:"price"` // of the best plan so far
	Unserved   int                    `json:"unserved"`
	PerSecond  float64                `json:"per_second"`      // iterations
	Lines      map[string]model.Price `json:"lines,omitempty"` // of the bill
}

const jobList = `id, kind, area, state, args, progress, slices, deaths, cancel, error, plan, result, worker, beat, version, token, created, started, ended`

const jobColumns = `SELECT ` + jobList + ` FROM jobs`

func (j *Job) scan(row scanner) error {
	return row.Scan(&j.ID, &j.Kind, option{&j.Area}, &j.State, raw{&j.Args}, fromJSON{&j.Progress}, &j.Slices, &j.Deaths, moment{&j.Cancel},
		raw{&j.Error}, &j.Plan, raw{&j.Result}, &j.Worker, moment{&j.Beat}, &j.Version, &j.Token, moment{&j.Created}, moment{&j.Started}, moment{&j.Ended})
}

// AddJob puts a job in the queue: insert does it in the job engine, in the same
// transaction. Where one that makes plans is at work in the area, another
// gets a [BusyError] that names it. Kind, Area, Args and Token are the caller's.
func (t *Tx) AddJob(ctx context.Context, j Job, insert func(*sql.Tx, Job) error) (Job, error) {
	j = Job{ID: newID("job"), Kind: j.Kind, Area: j.Area, State: JobQueued, Args: j.Args, Version: 1, Token: j.Token, Created: t.now}
	progress, err := json.Marshal(j.Progress)
	if err != nil {
		return Job{}, err
	}
	n, err := t.count(ctx, `INSERT INTO jobs (`+jobList+`)
		VALUES ($1, $2, $3, $4, $5, $6, 0, 0, 0, '', '', '', '', 0, 1, $7, $8, 0, 0) ON CONFLICT DO NOTHING`,
		j.ID, j.Kind, optional(j.Area), j.State, string(j.Args), string(progress), j.Token, micros(t.now))
	if err != nil {
		return Job{}, err
	}
	if n == 0 {
		return Job{}, t.busy(ctx, j)
	}
	return j, insert(t.tx, j)
}

// busy names the job that another would stand beside. One that ended just now is
// no longer there: then the request is to be made again.
func (t *Tx) busy(ctx context.Context, beside Job) error {
	j, err := t.JobAtWork(ctx, beside.Area, beside.Kind)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrBusy, err)
	}
	return &BusyError{j}
}

// JobAtWork gives the job of a kind that waits or runs for an area.
func (r Reader) JobAtWork(ctx context.Context, area string, kind JobKind) (Job, error) {
	return one[Job](ctx, r, jobColumns+` WHERE area = $1 AND kind = $2 AND state IN ('queued', 'running')`, area, kind)
}

// Job gives one job.
func (r Reader) Job(ctx context.Context, id string) (Job, error) {
	return one[Job](ctx, r, jobColumns+` WHERE id = $1`, id)
}

// Jobs lists jobs as they were asked for, the last first.
func (r Reader) Jobs(ctx context.Context, q Query) (Page[Job], error) {
	var w where
	among(&w, "area", q.Areas)
	w.equal("kind", q.Kind)
	w.equal("state", q.State)
	return page[Job](ctx, r, "job", jobColumns, w, q, func(j Job) string { return j.ID })
}

// CountJobs says how many jobs of each kind are in each state.
func (r Reader) CountJobs(ctx context.Context) ([]JobCount, error) {
	return many[JobCount](ctx, r, `SELECT kind, state, count(*), min(created) FROM jobs GROUP BY kind, state ORDER BY kind, state`)
}

// LastDone says when a token's last job of a kind was done in each area, by the
// area's name. Areas without one are left out.
func (r Reader) LastDone(ctx context.Context, kind JobKind, token string) (map[string]time.Time, error) {
	rows, err := many[lastDone](ctx, r, `SELECT a.name, max(j.ended) FROM jobs j JOIN areas a ON a.id = j.area
		WHERE j.kind = $1 AND j.token = $2 AND j.state = 'done' GROUP BY a.name`, kind, token)
	at := map[string]time.Time{}
	for _, l := range rows {
		at[l.area] = l.at
	}
	return at, err
}

type lastDone struct {
	area string
	at   time.Time
}

func (l *lastDone) scan(row scanner) error { return row.Scan(&l.area, moment{&l.at}) }

// JobCount is a figure of [Reader.CountJobs].
type JobCount struct {
	Kind   JobKind
	State  JobState
	N      int
	Oldest time.Time // when the oldest of them was asked for
}

func (c *JobCount) scan(row scanner) error {
	return row.Scan(&c.Kind, &c.State, &c.N, moment{&c.Oldest})
}
