package vrp

// Best is the cheapest state met so far, as a copy that can be kept up with at
// every step: what editors changed since it was last taken is all that is
// copied.
type Best struct {
	state   *State
	from    *State
	editors []*Editor
}

// NewBest is the best of a state that these editors alone change, as it is now.
func NewBest(s *State, editors []*Editor) *Best {
	b := &Best{state: s.Clone(), from: s, editors: editors}
	for _, e := range editors {
		e.since.open(s)
	}
	return b
}

// Price is that of the best state.
func (b *Best) Price() int64 { return b.state.Price }

// State is the best state, to be read only.
func (b *Best) State() *State { return b.state }

// Take makes the state, as its editors have left it, the best. None of them may
// be at work, and only one may have gains that are not joined.
func (b *Best) Take() {
	b.state.Price, b.state.worst = b.from.Price, b.from.worst
	copy(b.state.changed, b.from.changed)
	for _, e := range b.editors {
		b.state.Price += e.Gain
		b.take(&e.since)
	}
}

// take copies what has changed.
func (b *Best) take(c *changes) {
	to, from := b.state, b.from
	for _, t := range c.tours.list {
		to.copyRoute(from, t)
		sl := from.Routes[t].Slots
		for i := range sl[1 : len(sl)-1] { // those behind a change have other positions
			stop := sl[i+1].Stop
			to.Spots[stop] = from.Spots[stop]
		}
	}
	for _, s := range c.stops.list {
		to.Spots[s] = from.Spots[s]
	}
	for _, k := range c.circles.list {
		to.copyCircle(from, k)
	}
	for _, k := range c.series.list {
		to.Shift[k] = from.Shift[k]
	}
	c.clear()
}

// changes are what an editor's kept changes were about, since they were cleared.
type changes struct{ tours, stops, circles, series marks }

func (c *changes) open(s *State) {
	c.tours.is, c.stops.is = make([]bool, len(s.Routes)), make([]bool, len(s.Spots))
	c.circles.is, c.series.is = make([]bool, len(s.Circles)), make([]bool, len(s.Shift))
	c.clear()
}

func (c *changes) clear() {
	c.tours.clear()
	c.stops.clear()
	c.circles.clear()
	c.series.clear()
}

// note adds a change that an editor keeps; nobody follows an editor that was not opened.
func (c *changes) note(e *Editor) {
	if c.tours.is == nil {
		return
	}
	for _, t := range e.touched {
		c.tours.add(t)
	}
	for i := range e.spots {
		c.stops.add(e.spots[i].stop)
	}
	for _, k := range e.rings {
		c.circles.add(k)
	}
	for i := range e.shifts {
		c.series.add(e.shifts[i].series)
	}
}

// marks is a set of numbers that is quick to empty.
type marks struct {
	list []int32
	is   []bool
}

func (m *marks) add(i int32) {
	if !m.is[i] {
		m.is[i] = true
		m.list = append(m.list, i)
	}
}

func (m *marks) clear() {
	for _, i := range m.list {
		m.is[i] = false
	}
	m.list = m.list[:0]
}
