package solver

import (
	"cmp"
	"slices"

	"github.com/hjemvej/hjemvej/model"
)

// remedy finds the smallest change that would help a need: a colleague who
// stays longer, a reserve called in, else a colleague who is off, somebody borrowed
// from another district, else what is missing. A visit by several is helped to one of its staff.
func (v *inquiry) remedy(need int, c candidates) model.Remedy {
	n := &v.Demand.Needs[need]
	starts := v.wanted(v.first[need])
	for _, try := range []func(*model.Need, []span, candidates) (model.Remedy, bool){v.stayOn, v.callIn, v.offDuty, v.borrow} {
		if r, ok := try(n, starts, c); ok {
			return r
		}
	}
	return v.missing(n, starts, c)
}

// stayOn looks for the colleague whose tour, as it is planned, takes the visit
// with the least work past its end, within the rest before the next shift and no longer than a shift may be.
func (v *inquiry) stayOn(n *model.Need, wanted []span, c candidates) (model.Remedy, bool) {
	var best *candidate
	least := int32(aside + 1)
	for i := range c {
		if c[i].bar != nil || v.time(v.Problem.Tours[c[i].tour].Late) < v.Demand.Case.Now { // able, and still there
			continue
		}
		if by := v.longer(c[i].tour, n, c[i].stop, wanted); by > 0 && by < least && by <= min(v.restAfter(c[i].tour), v.longestAfter(c[i].tour)) {
			best, least = &c[i], by
		}
	}
	if best == nil {
		return model.Remedy{}, false
	}
	from := v.time(v.Problem.Tours[best.tour].Late)
	r := model.Remedy{Kind: "stay", Caregiver: best.why.Caregiver, From: from, To: from.Add(model.Minutes(least))}
	r.Text = text("%s bliver %d minutter længere, til %s; prøvet i planen, som den er",
		"%s stays %d minutes longer, until %s; tried in the plan as it stands", r.Caregiver, least, r.To.Clock())
	return r, true
}

// longer is by how much a tour must end later to take a visit while all its
// other visits keep their windows; 0 where that does not help.
func (v *inquiry) longer(t int32, n *model.Need, stop int32, wanted []span) int32 {
	least := int32(never)
	v.eachPosition(t, n, stop, wanted, func(with *line) {
		if !slices.ContainsFunc(with.seats, func(e seat) bool { return e.start > e.hi }) {
			least = min(least, with.end-v.Problem.Tours[t].Late)
		}
	})
	if least >= int32(never) {
		return 0
	}
	return max(0, least)
}

// restAfter is how much later a tour may end before it eats the rest (R-W.2).
func (v *inquiry) restAfter(t int32) int32 {
	next := v.nextWork(v.Shifts[t])
	if next == 0 {
		return far
	}
	return v.tick(next.Add(-v.Demand.Case.Standard.Rules.RestBetween)) - v.Problem.Tours[t].Late
}

// longestAfter is how much later a tour may end before its shift is longer than
// any may become.
func (v *inquiry) longestAfter(t int32) int32 {
	return v.tick(v.Shifts[t].From.Add(v.Demand.Case.Standard.Rules.ShiftMost)) - v.Problem.Tours[t].Late
}

// nextWork is when a caregiver works next after a shift; 0: not known to.
func (m *Map) nextWork(s *model.Shift) model.Time {
	for _, w := range m.working[s.Caregiver] {
		if w.from >= s.To {
			return w.from
		}
	}
	return 0
}

// callIn looks for a reserve who is able, free, rested and warned in time, by
// the least price.
func (v *inquiry) callIn(n *model.Need, starts []span, _ candidates) (model.Remedy, bool) {
	type offer struct {
		remedy model.Remedy
		price  model.Price
	}
	var offers []offer
	for i := range v.Demand.Case.Reserves {
		r := &v.Demand.Case.Reserves[i]
		who := v.case_.caregiver[r.Caregiver]
		if who == nil || who.Provider != v.Demand.Provider {
			continue
		}
		from := max(r.From, max(v.Demand.Case.AsOf, v.Demand.Case.Now).Add(r.Notice))
		for _, mode := range v.modesOf(r.Caregiver) {
			p := &post{who: who, mode: mode, span: span{from, r.To}, late: r.To, start: who.HomePlace, end: who.HomePlace}
			if v.barOf(n, who, mode) != nil || !v.rested(r.Caregiver, p.span) || !v.fitsAny(p, n, starts) {
				continue
			}
			rem := model.Remedy{Kind: "call-in", Caregiver: r.Caregiver, From: p.from, To: p.to}
			rem.Text = text("%s kaldes ind %s–%s med hvilen i behold; prøvet på en tom liste",
				"%s is called in %s–%s, the rest kept; tried on an empty tour", r.Caregiver, p.from.Clock(), p.to.Clock())
			offers = append(offers, offer{rem, r.Price})
			break
		}
	}
	if len(offers) == 0 {
		return model.Remedy{}, false
	}
	return slices.MinFunc(offers, func(a, b offer) int {
		return cmp.Or(cmp.Compare(a.price, b.price), cmp.Compare(a.remedy.Caregiver, b.remedy.Caregiver), cmp.Compare(a.remedy.From, b.remedy.From))
	}).remedy, true
}

// modesOf are the modes that a caregiver's shifts go by; all that have ways
// where none are known.
func (v *inquiry) modesOf(who model.CaregiverID) []model.Mode {
	var modes []model.Mode
	for i := range v.Demand.Case.Shifts {
		if s := &v.Demand.Case.Shifts[i]; s.Caregiver == who && !slices.Contains(modes, s.Mode) {
			modes = append(modes, s.Mode)
		}
	}
	if modes == nil {
		return v.Roads.Modes()
	}
	return modes
}

// rested says whether work in between leaves a caregiver the rest on both sides.
func (m *Map) rested(who model.CaregiverID, s span) bool {
	rest := m.Demand.Case.Standard.Rules.RestBetween
	return !slices.ContainsFunc(m.working[who], func(w span) bool {
		return w.from < s.to.Add(rest) && w.to.Add(rest) > s.from
	})
}

// borrow looks for a colleague of another district whose shift, emptied, takes
// the visit.
func (v *inquiry) borrow(n *model.Need, starts []span, _ candidates) (model.Remedy, bool) {
	for i := range v.Demand.Case.Shifts {
		s := &v.Demand.Case.Shifts[i]
		who := v.case_.caregiver[s.Caregiver]
		if who == nil || v.fills(s) || who.Provider != v.Demand.Provider || v.barOf(n, who, s.Mode) != nil {
			continue
		}
		p := &post{who: who, shift: s.ID, mode: s.Mode, start: s.Start, end: s.End, span: span{s.From, s.To}, late: s.To}
		if !v.fitsAny(p, n, starts) {
			continue
		}
		r := model.Remedy{Kind: "borrow", Caregiver: who.ID, From: s.From, To: s.To}
		r.Text = text("%s lånes fra distrikt %s; prøvet på en tom liste", "%s is borrowed from district %s; tried on an empty tour", who.ID, who.District)
		return r, true
	}
	return model.Remedy{}, false
}

// missing says what would be needed where nobody is near: a qualification that
// a colleague with time lacks, else somebody at work at all.
func (v *inquiry) missing(n *model.Need, starts []span, c candidates) model.Remedy {
	r := model.Remedy{Kind: "none"}
	if len(starts) > 0 {
		r.From, r.To = starts[0].from, starts[len(starts)-1].to.Add(n.Legs[0].Minutes)
	}
	for i := range c {
		if c[i].bar != nil && c[i].bar.needs != "" && c[i].free.all() == 0 {
			r.Qualification = c[i].bar.needs
			r.Text = text("en med %s, %s–%s", "somebody with %s, %s–%s", r.Qualification, r.From.Clock(), r.To.Clock())
			return r
		}
	}
	r.Text = text("%d medarbejder mere, %s–%s", "%d more caregiver, %s–%s", 1, r.From.Clock(), r.To.Clock())
	return r
}
