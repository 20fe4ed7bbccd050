package main

import (
	"fmt"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"github.com/hjemvej/hjemvej/solver/search"
)

// progress shows a search on standard error: a bar on a terminal, else a line
// now and then.
type progress struct {
	app  *app
	name string
	bar  *progressbar.ProgressBar
	last time.Time
}

func (a *app) newProgress(name string) *progress {
	p := &progress{app: a, name: name}
	if f, ok := a.msg.(*os.File); ok && !a.set.Quiet && term.IsTerminal(int(f.Fd())) {
		p.bar = progressbar.NewOptions(1000, progressbar.OptionSetWriter(a.msg), progressbar.OptionSetWidth(20),
			progressbar.OptionClearOnFinish(), progressbar.OptionSetPredictTime(false), progressbar.OptionThrottle(100*time.Millisecond))
	}
	return p
}

// show takes the state of a search.
func (p *progress) show(s search.Progress) {
	if p.app.set.Quiet {
		return
	}
	text := fmt.Sprintf(p.app.say("%s: %s kr, %d unserved, %s iterations, %.0f/s", "%s: %s kr, %d ikke dækket, %s iterationer, %.0f/s"),
		p.name, thousands(s.Price/100), s.Unserved, thousands(s.Iterations), s.PerSecond)
	if p.bar != nil {
		p.bar.Describe(text)
		_ = p.bar.Set(int(s.Done * 1000)) // a bar that can't be drawn is no reason to stop
		return
	}
	if time.Since(p.last) >= 5*time.Second || s.Done >= 1 {
		p.last = time.Now()
		fmt.Fprintf(p.app.msg, "%3.0f s  %s\n", s.Elapsed.Seconds(), text)
	}
}

func (p *progress) done() {
	if p.bar != nil {
		_ = p.bar.Finish()
		fmt.Fprintln(p.app.msg)
	}
}

// thousands writes a number with a point between groups of three digits.
func thousands(n int64) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "." + s[i:]
	}
	return s
}
