package work

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"runtime"
	"sync"
	"time"

	"github.com/riverqueue/river"

	"github.com/hjemvej/hjemvej/daemon/metrics"
	"github.com/hjemvej/hjemvej/daemon/records"
	"github.com/hjemvej/hjemvej/daemon/settings"
	"github.com/hjemvej/hjemvej/daemon/store"
	"github.com/hjemvej/hjemvej/model"
)

// Options are how a process works.
type Options struct {
	Slice   time.Duration // how long a plan is searched for before others have their turn
	Cores   int           // 0: all
	Program string        // version, for plans to tell
	Areas   []settings.Area
	Zone    *time.Location
	Summary string        // when to tell how the night went, as cron writes it; "" never
	Replan  time.Duration // of a mend, unless the request says otherwise
	Beat    time.Duration // how often a slice says that it lives; 0: every second
	Silence time.Duration // after which its worker counts as dead; 0: ten beats
	Compare func(plans []*records.Plan, by string) (*model.Comparison, error)
}

// Work does the jobs of a store, beside other processes that do.
type Work struct {
	store   *store.Store
	records *records.Records
	metrics *metrics.Metrics
	log     *slog.Logger
	o       Options
	name    string // of this process, unlike any other
	turns   *turns
	river   *river.Client[*sql.Tx]
	live    liveSet
	stop    context.CancelFunc
	ended   sync.WaitGroup
	leaving context.Context // ends when the process is to stop: slices end early
}

// New prepares to work; [Work.Start] begins.
func New(s *store.Store, r *records.Records, m *metrics.Metrics, log *slog.Logger, o Options) (*Work, error) {
	if o.Beat == 0 {
		o.Beat = time.Second
	}
	if o.Silence == 0 {
		o.Silence = 10 * o.Beat
	}
	if o.Cores == 0 {
		o.Cores = runtime.GOMAXPROCS(0)
	}
	host, _ := os.Hostname()
	w := &Work{store: s, records: r, metrics: m, log: log, o: o, turns: newTurns(), name: fmt.Sprintf("%s/%d/%d", host, os.Getpid(), time.Now().UnixNano())}
	w.leaving, w.stop = context.WithCancel(context.Background())
	workers := river.NewWorkers()
	river.AddWorker(workers, &slicer{w: w})
	var err error
	w.river, err = river.NewClient(s.River(), &river.Config{
		Queues: map[string]river.QueueConfig{
			planQueue: {MaxWorkers: w.abreast()}, mendQueue: {MaxWorkers: 4}, restQueue: {MaxWorkers: 1},
		},
		Workers: workers, Logger: slog.New(warnings{log.Handler()}).WithGroup("river"), JobTimeout: -1, RescueStuckJobsAfter: 24 * time.Hour,
		FetchCooldown: 20 * time.Millisecond, FetchPollInterval: 100 * time.Millisecond,
		CompletedJobRetentionPeriod: time.Hour, MaxAttempts: 10_000, // a store that is away comes back
	})
	return w, err
}

// The queues: who is sick in the morning waits for no nightly plan.
const planQueue, mendQueue, restQueue = "plan", "mend", "rest"

// abreast is how many plans are searched for side by side: districts in parallel
// as cores allow.
func (w *Work) abreast() int { return max(1, min(w.o.Cores, len(w.o.Areas))) }

// Start begins to work, and to look after what others have left lying.
func (w *Work) Start(ctx context.Context) error {
	if err := w.river.Start(ctx); err != nil {
		return err
	}
	for _, task := range []struct {
		every time.Duration
		do    func(context.Context) error
		name  string
	}{
		{w.o.Silence / 2, w.takeOver, "taking over"},
		{w.o.Silence, w.handAgain, "handing again"},
		{20 * time.Second, w.Nights, "nightly"},
		{time.Hour, w.retain, "retention"},
		{20 * time.Second, w.Summaries, "summary"},
	} {
		w.ended.Go(func() { w.repeat(task.every, task.name, task.do) })
	}
	return nil
}

// repeat does something now and then, until the process is to stop.
func (w *Work) repeat(every time.Duration, name string, do func(context.Context) error) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		if err := do(w.leaving); err != nil && w.leaving.Err() == nil {
			w.log.Error(name, "error", err)
		}
		select {
		case <-tick.C:
		case <-w.leaving.Done():
			return
		}
	}
}

// Stop begins no new slices, ends those under way at their next round, keeps
// where they are, and returns when they have. What has not ended with the context
// is cancelled, and after lastly left as it is, as when the process is killed:
// another takes it up from its last slice.
func (w *Work) Stop(ctx context.Context) error {
	w.stop()
	err := w.river.Stop(ctx)
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), lastly)
	defer cancel()
	if errors.Is(err, context.DeadlineExceeded) {
		err = w.river.StopAndCancel(last)
	}
	ended := make(chan struct{})
	go func() { w.ended.Wait(); close(ended) }()
	select {
	case <-ended:
	case <-last.Done():
		err = errors.Join(err, errors.New("something still works, and is left"))
	}
	return err
}

// lastly is how long what is cancelled may take to end.
const lastly = 5 * time.Second

// Add puts a job in the queue, in the caller's transaction.
func (w *Work) Add(ctx context.Context, tx *store.Tx, j store.Job) (store.Job, error) {
	return tx.AddJob(ctx, j, func(in *sql.Tx, j store.Job) error { return w.hand(ctx, in, j, 0) })
}

// hand gives the slice of a job after so many to whoever is free.
func (w *Work) hand(ctx context.Context, tx *sql.Tx, j store.Job, slices int) error {
	o := &river.InsertOpts{Queue: restQueue}
	switch j.Kind {
	case store.JobReplan:
		o.Queue = mendQueue
	case store.JobPlan:
		o.Queue = planQueue
	}
	_, err := w.river.InsertTx(ctx, tx, sliceArgs{j.ID, slices}, o)
	return err
}

// warnings lets a library's log through where it warns; what it counts every few
// seconds is for those who debug.
type warnings struct{ slog.Handler }

// Enabled says which lines are written.
func (h warnings) Enabled(ctx context.Context, l slog.Level) bool {
	return h.Handler.Enabled(ctx, l) && (l >= slog.LevelWarn || h.Handler.Enabled(ctx, slog.LevelDebug))
}

// WithGroup names what the lines are about.
func (h warnings) WithGroup(name string) slog.Handler { return warnings{h.Handler.WithGroup(name)} }

// WithAttrs adds to every line.
func (h warnings) WithAttrs(attrs []slog.Attr) slog.Handler {
	return warnings{h.Handler.WithAttrs(attrs)}
}
