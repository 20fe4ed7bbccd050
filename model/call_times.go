package model

import (
	"cmp"
	"slices"
)

// CallTime is when a call of a mended plan is made.
type CallTime struct {
	Call
	From, To Time
	Late     bool // it ends after the latest minute
}

// CallTimes says when each call of a mended plan is made: the earliest deadline
// first, so many at one time as there are callers, from now on and never before
// the hour from which people are called. Nil for a plan that is no mend: it is
// nobody's morning yet.
func CallTimes(c *Case, p *Plan) []CallTime {
	if p.Made.Now == 0 {
		return nil
	}
	return callTimes(&c.Standard.Rules, p.Made.Now, p.Calls)
}

func callTimes(rules *Rules, now Time, calls []Call) []CallTime {
	if len(calls) == 0 {
		return nil
	}
	times := make([]CallTime, len(calls))
	for i := range calls {
		times[i].Call = calls[i]
	}
	slices.SortFunc(times, func(a, b CallTime) int {
		return cmp.Or(cmp.Compare(a.Latest, b.Latest), cmp.Compare(a.Home, b.Home), cmp.Compare(a.Visit, b.Visit))
	})
	callers := make([]Time, min(max(1, rules.Callers), len(calls))) // when each is free
	for i := range callers {
		callers[i] = now
	}
	for i := range times {
		first := slices.Index(callers, slices.Min(callers))
		t := &times[i]
		t.From = calledFrom(rules, callers[first])
		t.To = t.From.Add(rules.CallMinutes)
		t.Late = t.To > t.Latest
		callers[first] = t.To
	}
	return times
}

// calledFrom is the first minute from t on in which people are called.
func calledFrom(rules *Rules, t Time) Time { return max(t, At(t.Date(), rules.CallsFrom)) }
