package model

import (
	"fmt"
	"slices"
)

// floating is an occurrence whose date the search chooses, in one piece or, of
// a split service, several.
type floating struct {
	occurrence
	pieces  []*piece
	crowded bool // all its days are taken by others of the grant
}

// piece is what a floating occurrence asks of one visit.
type piece struct {
	*floating
	number int // 0: the whole
	task   int // index in Demand.Tasks
	need   int // index in Demand.Needs; -1: not planned
	length Minutes
	legs   []Leg
	open   []openDay // by date, those with a start for it
}

// openDay is a date of a floating need: where it may start, and where it may
// start as a visit of its own.
type openDay struct {
	floatDay
	alone []span
}

// float makes the needs of the floating occurrences, and tells the fixed
// visits which of them they may carry.
func (h *household) float() {
	slices.SortStableFunc(h.floats, func(a, b *floating) int {
		if a.line != b.line {
			return a.line.index - b.line.index
		}
		return a.n - b.n
	})
	for _, f := range h.floats {
		if len(f.line.on) > 0 && !f.crowded {
			h.keepOff(f, func(d Date) bool { return f.line.dueOn(int(d - h.c.Horizon.From)) })
		}
		h.cutPieces(f)
		if reason := h.hopeless(f); reason != "" {
			h.unplanned(f.line.grant, reason, 1)
			continue
		}
		for _, p := range f.pieces {
			h.floatingNeed(p)
		}
	}
}

// keepOff takes away the days that others of the grant have taken. Where those
// were the only ones with the citizen at home, it is owed all the same.
func (h *household) keepOff(f *floating, taken func(Date) bool) {
	var left []floatDay
	here, lost := false, false
	for _, d := range f.days {
		if taken(d.date) {
			lost = lost || h.inAt(f.line, d.date)
		} else {
			left = append(left, d)
			here = here || h.inAt(f.line, d.date)
		}
	}
	if f.crowded = lost && !here; len(left) > 0 || f.crowded {
		f.days = left
	}
}

// inAt says whether the citizen is at home at any start of a line's service on
// a date.
func (h *household) inAt(l *line, d Date) bool {
	return len(h.atHome(h.clock.spans(d, l.service.limits), l.active())) > 0
}

// cutPieces makes the tasks of a floating occurrence.
func (h *household) cutPieces(f *floating) {
	f.task = len(h.d.Tasks)
	whole := f.line.taskOf(&f.occurrence)
	cuts := [][]Step{whole.Steps}
	if whole.Service.Split {
		cuts = cutSteps(whole.Steps)
	}
	for i, steps := range cuts {
		t := whole
		t.Steps = steps
		if len(cuts) > 1 {
			t.Piece = i + 1
		}
		p := &piece{floating: f, number: t.Piece, task: len(h.d.Tasks), need: -1}
		h.d.Tasks = append(h.d.Tasks, t)
		p.legs = h.d.Legs([]int{p.task})
		p.length = p.legs[0].Minutes
		f.pieces = append(f.pieces, p)
	}
}

// cutSteps cuts steps behind each stretch of passive minutes that more active
// ones follow (R-11.0b). Every piece but the last ends with passive minutes,
// which nobody waits for.
func cutSteps(steps []Step) [][]Step {
	var cuts [][]Step
	from, passive := 0, false
	for i, s := range steps {
		if s.Active > 0 && passive && activeMinutes(steps[from:i]) > 0 {
			cuts = append(cuts, steps[from:i])
			from = i
		}
		passive = s.Passive > 0
	}
	return append(cuts, steps[from:])
}

// hopeless says why an occurrence is not owed after all, "" where it is.
// Practical help agreed for a holiday at the very end, with no weekday
// left for its replacement, is the next plan's.
func (h *household) hopeless(f *floating) string {
	switch {
	case f.crowded:
		return ""
	case len(f.days) == 0:
		return "R-11 no weekday"
	}
	for _, d := range f.days {
		if h.inAt(f.line, d.date) {
			return "" // where other help leaves no start (R-5.3c) it is owed, and a certificate tells
		}
	}
	return "R-5.5c absent"
}

// floatingNeed makes the need of a piece: its starts on each date as a visit
// of its own, in the parts of the day in which no fixed visit could carry it
//
func (h *household) floatingNeed(p *piece) {
	l := p.line
	p.need = len(h.d.Needs)
	n := Need{ID: h.floatingID(p), Home: h.index, Series: -1, Tasks: []int{p.task}, Legs: p.legs, Separate: h.c.Standard.Prices.SeparateVisit, Tolerance: l.grant.Tolerance}
	h.dress(&n)
	pinned := h.isPinned(n.ID)
	for _, day := range p.days {
		allowed := h.starts([]*line{l}, day.date, p.length, h.floatParts(l))
		if len(allowed) == 0 {
			continue
		}
		parts := h.partsLeft(p, day, pinned)
		alone := meet(allowed, h.clock.spans(day.date, parts))
		p.open = append(p.open, openDay{floatDay: day, alone: alone})
		if len(alone) > 0 {
			n.Days = append(n.Days, NeedDay{Date: day.date, Windows: h.aloneWindows(p, day, alone)})
		}
	}
	h.pinFloating(&n)
	h.d.Needs = append(h.d.Needs, n)
}

// aloneWindows are a floating visit's windows on a date: about its agreed time
// where it has one, else all starts alike.
func (h *household) aloneWindows(p *piece, day floatDay, alone []span) []Window {
	wishes := h.wishes([]*line{p.line}, day.date, p.length)
	if told := h.toldOn(h.floatingID(p), day.date); told != nil {
		if p.line.start >= 0 && !day.postponed {
			most := tighter(p.line.grant.Tolerance, h.c.Standard.Rules.MostMoved)
			alone = within(alone, h.clock.at(day.date, p.line.start), most)
		}
		kind, price := h.dayPrice(p, day)
		return h.toldWindows(menu{levels: levels(alone, wishes), base: price, kind: kind}, told)
	}
	held := levels(alone, wishes)
	if p.line.start >= 0 && !day.postponed {
		return h.windows(menu{levels: held, agreed: h.clock.at(day.date, p.line.start), tolerance: p.line.grant.Tolerance})
	}
	kind, price := h.dayPrice(p, day)
	m := menu{}
	var w []Window
	for _, l := range held {
		w = m.add(w, l.spans, kind, 0, price+l.price)
	}
	return w
}

// dayPrice is the price of delivering a piece on a date: of an occurrence on
// another day than agreed once, with its first piece.
func (h *household) dayPrice(p *piece, day floatDay) (WindowKind, Price) {
	switch {
	case !day.postponed:
		return Free, 0
	case p.number > 1:
		return Postponed, 0
	}
	return Postponed, h.c.Standard.Prices.Postponed
}

// floatingID is HOME/~SERVICE@N. A second line of the home with the service
// has its own id in it; pieces after the first have their number.
func (h *household) floatingID(p *piece) VisitID {
	id := fmt.Sprintf("%s/~%s", h.home.ID, p.line.service.ID)
	for _, l := range h.lines[:p.line.index] {
		if l.service == p.line.service {
			id += "~" + p.line.prefix
			break
		}
	}
	id = fmt.Sprintf("%s@%d", id, p.n)
	if p.number > 1 {
		id = fmt.Sprintf("%s/%d", id, p.number)
	}
	return VisitID(id)
}

// floatParts are the stretches of the day in which a floating line may be a
// visit of its own or ride on another floating one.
func (h *household) floatParts(l *line) []clockSpan {
	var s []clockSpan
	for _, p := range h.mayBeIn(l) {
		s = append(s, p.spans()...)
	}
	if m := meetClock(joinClock(s), l.service.limits); len(m) > 0 {
		return m
	}
	return l.service.limits
}

// mayBeIn are the parts of day that a floating line may be delivered in.
func (h *household) mayBeIn(l *line) []*Part {
	switch {
	case len(l.parts) > 0:
		return l.parts
	case len(l.service.parts) > 0:
		return l.service.parts
	}
	return h.anyParts(l)
}
