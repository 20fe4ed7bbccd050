package work

import (
	"encoding/json"
	"time"

	"github.com/hjemvej/hjemvej/daemon/store"
)

// The kinds of jobs that make no plan.
const (
	JobCheck   store.JobKind = "check"
	JobCompare store.JobKind = "compare"
	JobRetain  store.JobKind = "retention"
	JobSummary store.JobKind = "summary"
)

// Kinds lists all kinds of jobs.
var Kinds = []store.JobKind{store.JobPlan, store.JobReplan, JobCheck, JobCompare, JobRetain, JobSummary}

// Budget is how long a search lasts: the first of the two that is set.
type Budget struct {
	Iterations int64         `json:"iterations,omitempty"`
	Time       time.Duration `json:"time,omitempty"` // nanoseconds
}

// PlanArgs are what a job plans.
type PlanArgs struct {
	Case    string `json:"case"`
	From    string `json:"from,omitempty"` // the plan that it follows on; "" none
	Epoch   int64  `json:"epoch"`          // of the area, when it was asked for
	Budget  Budget `json:"budget"`
	Seed    uint64 `json:"seed"`
	Publish bool   `json:"publish,omitempty"` // at once
	Night   string `json:"night,omitempty"`   // the nightly run that it is, by its time; "" none
	Again   int    `json:"again,omitempty"`   // how often another plan was published meanwhile
}

// ReplanArgs are how a job mends the published plan of its area. It takes in all
// events that are open, those too that come while it is at it.
type ReplanArgs struct {
	Budget  Budget    `json:"budget"`
	Seed    uint64    `json:"seed"`
	Now     int64     `json:"now,omitempty"`     // a model.Time: what begins before stays; 0: see now
	Publish bool      `json:"publish,omitempty"` // at once
	Then    *PlanArgs `json:"then,omitempty"`    // to be planned after it
}

// CheckArgs name the plan that a job checks.
type CheckArgs struct {
	Plan string `json:"plan"`
}

// CompareArgs name the plans that a job compares.
type CompareArgs struct {
	Plans []string `json:"plans"`
	By    string   `json:"by,omitempty"` // group, district or provider
}

// RetainArgs are those of the job that removes what is no longer kept.
type RetainArgs struct{}

// SummaryArgs are those of the job that tells how the night went.
type SummaryArgs struct{}

func encode(v any) json.RawMessage {
	text, _ := json.Marshal(v) // plain data always marshals
	return text
}

// sliceArgs are what the job engine knows of a slice: nothing about anybody.
type sliceArgs struct {
	Job   string `json:"job"`
	Slice int    `json:"slice"` // how many whole ones there were
}

// Kind is what the job engine calls it.
func (sliceArgs) Kind() string { return "slice" }
