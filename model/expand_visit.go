package model

import (
	"fmt"
	"slices"
	"strconv"
)

// visit makes a need of every visit of a series.
func (h *household) visit() {
	for i := range h.stays {
		h.visitOf(&h.stays[i])
	}
}

func (h *household) visitOf(s *stay) {
	slices.SortFunc(s.due, func(a, b int) int { return h.due[a].line.index - h.due[b].line.index })
	tasks := make([]int, len(s.due))
	for i, k := range s.due {
		o := &h.due[k]
		s.lines[i] = o.line
		o.task, tasks[i] = len(h.d.Tasks), len(h.d.Tasks)
		h.d.Tasks = append(h.d.Tasks, o.line.taskOf(o))
	}
	legs := h.d.Legs(tasks)
	length := legs[0].Minutes
	at := h.clock.at(s.date, s.group.agreed)
	own := tolerance(s.lines)
	id := VisitID(fmt.Sprintf("%s@%s", h.seriesID(s.group), s.date))
	told := h.told[id]
	spans := h.starts(s.lines, s.date, length, h.about(s.group)) // none: owed all the same, and a certificate tells
	if p := s.group.part; p.To < p.From {                        // a visit of the small hours is none of the late evening
		spans = meet(spans, h.clock.spans(s.date, halfOf(s.group.agreed)))
	}
	most := tighter(own, h.c.Standard.Rules.MostMoved)
	if told != nil { // a tolerance of one's own is about the agreed time, and no call excuses it
		if s.group.fixed >= 0 {
			spans = within(spans, at, most)
		}
		s.reach = h.near(spans, told.At, 0)
	} else if s.reach = h.near(spans, at, own); s.group.fixed < 0 {
		s.reach = meet(spans, h.clock.spans(s.date, s.group.part.spans()))
	}
	n := Need{
		ID:        id,
		Home:      h.index,
		Series:    h.seriesOf(s.group),
		Part:      s.group.part.ID,
		Tasks:     tasks,
		Legs:      legs,
		Tolerance: own,
	}
	h.keepSide(n.Series, s.date)
	m := menu{levels: levels(spans, h.wishes(s.lines, s.date, length)), agreed: at, tolerance: own, moves: s.group.fixed < 0}
	windows := h.windows(m)
	if told != nil {
		m.tolerance, m.most, m.series = 0, most, at
		windows = h.toldWindows(m, told)
	}
	if len(windows) > 0 {
		n.Days = []NeedDay{{Date: s.date, Windows: windows}}
	}
	h.dress(&n)
	h.pin(&n, s.date)
	s.need = len(h.d.Needs)
	h.d.Needs = append(h.d.Needs, n)
}

// halfOf is the half of the day that a time lies in.
func halfOf(c Clock) []clockSpan {
	if c < dayEnd/2 {
		return []clockSpan{{0, dayEnd / 2}}
	}
	return []clockSpan{{dayEnd / 2, dayEnd}}
}

// keepSide keeps a series that may move on the side of a change of the clocks on
// which it is agreed: beyond it a time of day is another distance away.
func (h *household) keepSide(series int, d Date) {
	if h.clock.at(d+1, 0)-h.clock.at(d, 0) == Time(dayEnd) {
		return
	}
	s, grid := &h.d.Series[series], max(1, Clock(h.c.Standard.Rules.AgreedGrid))
	level := func(c Clock) bool {
		return c >= dayEnd || h.clock.at(d, c)-h.clock.at(d, s.Agreed) == Time(c-s.Agreed) && Exists(d, c)
	}
	from, to := s.Agreed, s.Agreed
	for from-grid >= s.From && level(from-grid) {
		from -= grid
	}
	for to+grid <= s.To && level(to+grid) {
		to += grid
	}
	s.From, s.To = from, to
}

// taskOf is the task of an occurrence.
func (l *line) taskOf(o *occurrence) Task {
	t := l.task
	t.Occurrence, t.Due, t.Ideal = l.id(o.n), o.due, o.date
	return t
}

// dress fills in what follows from a need's tasks.
func (h *household) dress(n *Need) {
	d := h.d
	n.Requires, n.Modes, n.Only = d.Requires(n.Tasks), d.Modes(n.Tasks), d.Only(n.Tasks)
	n.Class = d.classOf(n.Tasks)
	n.NoTravel = d.Tasks[n.Tasks[0]].Service.NoTravel
	for _, t := range n.Tasks {
		n.Unserved += h.unserved(&d.Tasks[t])
	}
}

// unserved is the price of leaving a task out: a split service's is shared by
// its pieces, the first one bearing what does not divide.
func (h *household) unserved(t *Task) Price {
	price := h.c.Standard.Prices.Unserved[t.Class]
	if t.Piece == 0 {
		return price
	}
	pieces := Price(len(cutSteps(t.Service.Steps)))
	if t.Piece == 1 {
		return price - price/pieces*(pieces-1)
	}
	return price / pieces
}

// seriesID is HOME/PART, with a number from the second series of a part on.
func (h *household) seriesID(g *group) SeriesID {
	id := string(h.home.ID) + "/" + string(g.part.ID)
	if g.number > 1 {
		id += "/" + strconv.Itoa(g.number)
	}
	return SeriesID(id)
}

// seriesOf is the index of a group's series, made with its first visit.
func (h *household) seriesOf(g *group) int {
	if g.series < 0 {
		g.series = len(h.d.Series)
		h.d.Series = append(h.d.Series, Series{
			ID: h.seriesID(g), Home: h.index, Part: g.part, Agreed: g.agreed, Fixed: g.fixed >= 0, From: g.lo, To: g.hi,
		})
	}
	return g.series
}
