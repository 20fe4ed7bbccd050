package model

import (
	"fmt"
	"slices"
)

// CarryLog is what is left of a plan's log when a newer case comes: what became
// known after the case was exported, which it can't know, and what was said of
// visits still to come by telephone or by the planner, which no table of a case
// holds. Voided entries are left out, the others numbered anew.
func CarryLog(c *Case, p *Plan) []Event {
	dates := map[VisitID]Date{}
	for i := range p.Announced {
		dates[p.Announced[i].Visit] = p.Announced[i].Start.Date()
	}
	for i := range p.Visits {
		dates[p.Visits[i].ID] = p.Visits[i].Date
	}
	var log []Event
	for _, e := range Standing(p.Log) {
		if e.Visit != "" && dates[e.Visit] < c.Horizon.From || !c.has(e) {
			continue
		}
		said := e.Kind == ToldEvent || e.Kind == RefusedEvent || e.Kind == RejectedEvent
		if !said && e.Known <= c.AsOf {
			continue
		}
		own := *e
		own.Number, own.Of = len(log)+1, 0
		own.Occurrences, own.Caregivers = slices.Clone(e.Occurrences), slices.Clone(e.Caregivers)
		log = append(log, own)
	}
	return log
}

// has says whether the case still has the home, the caregiver and the shift that
// an event is about.
func (c *Case) has(e *Event) bool {
	added := e.Kind == ShiftEvent && e.What == ShiftAdded
	return (e.Home == "" || c.home(e.Home) != nil) &&
		(e.Caregiver == "" || slices.ContainsFunc(c.Caregivers, func(x Caregiver) bool { return x.ID == e.Caregiver })) &&
		(e.Shift == "" || added || slices.ContainsFunc(c.Shifts, func(s Shift) bool { return s.ID == e.Shift }))
}

// Succession is a newer case that is planned from an older plan.
type Succession struct {
	Case    *Case // as the new plan is to see it
	Of      *Plan // the older one
	Carried History
	Log     []Event
}

// Succeed prepares a newer case to be planned from an older plan, with what that
// hands on and what is left of its log. The case stands when it was exported, or
// when the last of the log became known, but no later than shortly before
// its first day begins: that day is planned whole. See [Misfit] for plans that won't do.
func Succeed(c *Case, p *Plan) *Succession {
	s := &Succession{Of: p, Carried: HandOn(c, p), Log: CarryLog(c, p)}
	now := c.AsOf
	for i := range s.Log {
		now = max(now, s.Log[i].Known)
	}
	s.Case = Fold(RollOn(c, &s.Carried), s.Log, min(now, eve(c)))
	return s
}

// eve is so long before the first day begins that nothing of it is to begin at once.
func eve(c *Case) Time { return At(c.Horizon.From, 0).Add(-c.Standard.Rules.FreezeAhead) }

// Misfit says why no plan of the case can be made from an older one, empty when
// it can: the older must begin no later and have days in common with it, and know
// nothing of the case's first day yet.
func Misfit(c *Case, p *Plan) Text {
	was, is := p.Made.Horizon, c.Horizon
	switch {
	case !slices.ContainsFunc(c.Providers, func(x Provider) bool { return x.ID == p.Made.Provider }):
		return textOf("planen er for %s, som sagen ikke har", "the plan is of %s, which the case does not have", p.Made.Provider)
	case was.From > is.From:
		return textOf("planen begynder %s, sagen allerede %s", "the plan begins on %s, the case on %s already", was.From, is.From)
	case was.End() <= is.From:
		return textOf("planen går til og med %s, sagen begynder %s: de har ingen dag fælles", "the plan goes up to %s, the case begins on %s: they have no day in common", was.End()-1, is.From)
	case slices.ContainsFunc(CarryLog(c, p), func(e Event) bool { return e.Known > eve(c) }):
		return textOf("planen kender hændelser fra %s, sagens første dag: brug replan til en dag, der er begyndt", "the plan knows events of %s, the case's first day: a day that has begun is for replan", is.From)
	}
	return Text{}
}

func textOf(da, en string, args ...any) Text {
	return Text{Da: fmt.Sprintf(da, args...), En: fmt.Sprintf(en, args...)}
}
