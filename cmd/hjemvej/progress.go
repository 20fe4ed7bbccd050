package main

import (
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/solver/search"
)

// progress shows the searches of all providers on standard error: a bar on a
// terminal, else a line now and then.
type progress struct {
	app   *app
	names []string
	now   []search.Progress // by provider
	size  []float64         // by provider: its share of the whole
	bar   *progressbar.ProgressBar
	last  time.Duration // of search, when a line was written; negative: never
}

func (a *app) newProgress(demands []*model.Demand) *progress {
	p := &progress{app: a, now: make([]search.Progress, len(demands)), last: -1}
	needs := 0
	for _, d := range demands {
		p.names = append(p.names, string(d.Provider))
		needs += len(d.Needs)
	}
	for _, d := range demands {
		p.size = append(p.size, float64(len(d.Needs))/float64(max(1, needs)))
	}
	if f, ok := a.msg.(*os.File); ok && !a.set.Quiet && term.IsTerminal(int(f.Fd())) {
		p.bar = progressbar.NewOptions(1000, progressbar.OptionSetWriter(a.msg), progressbar.OptionSetWidth(20),
			progressbar.OptionClearOnFinish(), progressbar.OptionSetPredictTime(false), progressbar.OptionThrottle(100*time.Millisecond))
	}
	return p
}

// of takes the state of one provider's search.
func (p *progress) of(provider int) func(search.Progress) {
	return func(s search.Progress) {
		p.now[provider] = s
		if !p.app.set.Quiet {
			p.show()
		}
	}
}

func (p *progress) show() {
	done := p.done()
	if p.bar != nil {
		p.bar.Describe(p.line())
		_ = p.bar.Set(int(done * 1000)) // a bar that can't be drawn is no reason to stop
		return
	}
	if ran := p.elapsed(); p.begun() && (p.last < 0 || ran-p.last >= 5*time.Second || done >= 1) {
		p.last = ran
		fmt.Fprintf(p.app.msg, "%3.0f s  %s\n", ran.Seconds(), p.line())
	}
}

// line is how all searches stand.
func (p *progress) line() string {
	var of []string
	var iterations int64
	for i, s := range p.now {
		iterations += s.Iterations
		of = append(of, fmt.Sprintf(p.app.say("%s %s kr., %d unserved", "%s %s kr., %d ikke dækket"), p.names[i], p.app.thousands(s.Price/100), s.Unserved))
	}
	rate := float64(iterations) / max(0.001, p.elapsed().Seconds())
	return fmt.Sprintf(p.app.say("%s · %s iterations, %s/s", "%s · %s iterationer, %s/s"), strings.Join(of, " · "), p.app.thousands(iterations), p.app.thousands(int64(rate)))
}

// begun says whether every provider has its first plan.
func (p *progress) begun() bool {
	for _, s := range p.now {
		if s.Elapsed == 0 {
			return false
		}
	}
	return true
}

func (p *progress) elapsed() time.Duration {
	var sum time.Duration
	for _, s := range p.now {
		sum += s.Elapsed
	}
	return sum
}

// done is the share of the work that is done.
func (p *progress) done() float64 {
	sum, all := 0.0, true
	for i, s := range p.now {
		sum += p.size[i] * s.Done
		all = all && s.Done >= 1
	}
	if all {
		return 1
	}
	return min(sum, 0.999)
}

// end leaves the screen to what follows.
func (p *progress) end() {
	if p.bar != nil {
		_ = p.bar.Finish()
		fmt.Fprintln(p.app.msg)
	}
}

// thousands writes a number with a mark between groups of three digits.
func (a *app) thousands(n int64) string {
	s, mark := fmt.Sprint(n), a.say(",", ".")
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + mark + s[i:]
	}
	return s
}
