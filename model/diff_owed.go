package model

import (
	"cmp"
	"slices"
)

// CallChange is a call that the newer plan owes.
type CallChange struct {
	Call
	Outcome      // of earlier ones
	Was     Call // in the older plan; zero: none
	Late    bool // it can't be made before Latest
}

// Outcome is what earlier calls about a visit came to.
type Outcome struct {
	Told    bool // the citizen was told a time: what is agreed of the visit is that one
	Refused bool // the citizen said no to another
	Tried   int  // times nobody answered, since then
}

// New says whether the older plan did not owe this very call.
func (c *CallChange) New() bool { return c.Was != c.Call }

// owed compares calls, briefings, replacements, certificates and tasks.
func (d *differ) owed(ch *Changes) {
	was, is := d.was.p, d.is.p
	d.callChanges(ch)
	ch.Briefings = delta(was.Briefings, is.Briefings, func(b Briefing) Briefing { b.By, b.Before = "", 0; return b }, alike)
	ch.Replacements = delta(was.Replacements, is.Replacements, func(r Replacement) OccurrenceID { return r.Occurrence }, alike)
	type lack struct {
		rule       string
		grant      GrantID
		occurrence OccurrenceID
	}
	ch.Certificates = delta(was.Certificates, is.Certificates,
		func(c Certificate) lack { return lack{c.Rule, c.Grant, c.Occurrence} },
		func(a, b Certificate) bool { return a.Grade == b.Grade && a.Remedy == b.Remedy })
	ch.Raised = delta(was.Raised, is.Raised, func(r Raised) Raised { r.Until, r.Text = 0, Text{}; return r }, alike)
}

func alike[T comparable](a, b T) bool { return a == b }

// delta compares two lists by key. What is on both but not the same is new.
func delta[T any, K comparable](was, is []T, key func(T) K, same func(a, b T) bool) Delta[T] {
	before := make(map[K]T, len(was))
	for _, x := range was {
		before[key(x)] = x
	}
	var d Delta[T]
	now := make(map[K]bool, len(is))
	for _, x := range is {
		now[key(x)] = true
		if b, had := before[key(x)]; !had || !same(b, x) {
			d.New = append(d.New, x)
		}
	}
	for _, x := range was {
		if !now[key(x)] {
			d.Gone = append(d.Gone, x)
		}
	}
	return d
}

// callChanges lists calls in the order they fall due, and those that are owed
// no more.
func (d *differ) callChanges(ch *Changes) {
	said, late := Outcomes(d.is.p.Log), d.lateCalls()
	for _, c := range d.is.p.Calls {
		x := CallChange{Call: c, Outcome: said[c.Visit], Late: late[c.Visit]}
		if was := d.was.calls[c.Visit]; was != nil {
			x.Was = *was
		}
		ch.Calls = append(ch.Calls, x)
	}
	slices.SortFunc(ch.Calls, func(a, b CallChange) int {
		return cmp.Or(cmp.Compare(a.Latest, b.Latest), cmp.Compare(a.Home, b.Home), cmp.Compare(a.Visit, b.Visit))
	})
	for _, c := range d.was.p.Calls {
		if d.is.calls[c.Visit] == nil && d.days.Has(c.Agreed.Date()) {
			ch.CallsOver = append(ch.CallsOver, CallChange{Call: c, Outcome: said[c.Visit]})
		}
	}
}

// lateCalls are those of a mend that end after their latest minute; without the
// case, which knows how many call and how long each takes, those whose minute
// has passed.
func (d *differ) lateCalls() map[VisitID]bool {
	late := map[VisitID]bool{}
	if d.c != nil && d.c.Standard != nil {
		for _, t := range CallTimes(d.c, d.is.p) {
			late[t.Visit] = t.Late
		}
		return late
	}
	for _, c := range d.is.p.Calls {
		late[c.Visit] = d.is.p.Made.Now > c.Latest
	}
	return late
}

// Outcomes are what the calls of a log came to, by visit: the last word counts.
// An entry made in error never was.
func Outcomes(log []Event) map[VisitID]Outcome {
	void := map[int]bool{}
	for _, e := range log {
		if e.Kind == VoidEvent {
			void[e.Of] = true
		}
	}
	said := map[VisitID]Outcome{}
	for _, e := range log {
		if void[e.Number] {
			continue
		}
		x := said[e.Visit]
		switch e.Kind {
		case ToldEvent:
			x = Outcome{Told: true}
		case RefusedEvent:
			x.Refused, x.Tried = true, 0
		case NoAnswerEvent:
			x.Tried++
		default:
			continue
		}
		said[e.Visit] = x
	}
	return said
}
