package vrp

// Span is slots From..To−1 of a tour, none of them an end of it; it may be empty.
type Span struct{ Tour, From, To int32 }

// Empty says whether nothing lies in the span.
func (s Span) Empty() bool { return s.From == s.To }

// Exchange carries an exchange of two spans out. Afterwards a's stops stand
// where b's stood and the other way about.
func (e *Editor) Exchange(a, b Span) {
	if a.Tour == b.Tour {
		e.rotate(a, b)
		return
	}
	ra, rb := e.touch(a.Tour), e.touch(b.Tour)
	e.moving[0] = append(e.moving[0][:0], ra.Slots[a.From:a.To]...)
	e.moving[1] = append(e.moving[1][:0], rb.Slots[b.From:b.To]...)
	e.replace(ra, a, e.moving[1])
	e.replace(rb, b, e.moving[0])
	e.settleIn(a.Tour, b.Tour, e.moving[1])
	e.settleIn(b.Tour, a.Tour, e.moving[0])
	e.rejoin(a.Tour, ra, a.From, int32(len(e.moving[1])))
	e.rejoin(b.Tour, rb, b.From, int32(len(e.moving[0])))
}

// replace puts slots in place of a span.
func (e *Editor) replace(r *Route, s Span, in []Slot) {
	n, more := int32(len(r.Slots)), int32(len(in))-(s.To-s.From)
	for range more {
		r.Slots = append(r.Slots, Slot{})
	}
	copy(r.Slots[s.To+more:], r.Slots[s.To:n])
	copy(r.Slots[s.From:], in)
	r.Slots = r.Slots[:n+more]
}

// settleIn books the move of slots into a tour from another.
func (e *Editor) settleIn(to, from int32, in []Slot) {
	r, o := &e.S.Routes[to], &e.S.Routes[from]
	for i := range in {
		s := &in[i]
		load := e.laden(s.Stop)
		r.Load += load
		o.Load -= load
		if !s.Float {
			r.Placed++
			o.Placed--
		}
		e.touchSpot(s.Stop).Tour = to
		cluster := e.P.Stops[s.Stop].Cluster
		e.meet(cluster, e.P.Tours[to].Worker, 1)
		e.meet(cluster, e.P.Tours[from].Worker, -1)
		e.disturb(s.Stop, from, -1)
		e.disturb(s.Stop, to, 1)
	}
}

// rejoin renews ways, positions and times of a tour in which n slots are new
// from one on.
func (e *Editor) rejoin(t int32, r *Route, from, n int32) {
	if r.Placed == 0 || r.Placed == n {
		e.relinkAll(t, r)
	} else {
		r.relinkFrom(e.P, t, from)
		if n > 0 {
			r.relinkFrom(e.P, t, from+n)
		}
	}
	e.number(t, int(from))
	if !e.renew(t, r) {
		e.Bad = true
	}
}

// rotate exchanges spans that follow each other in one tour.
func (e *Editor) rotate(a, b Span) {
	r := e.touch(a.Tour)
	e.moving[0] = append(e.moving[0][:0], r.Slots[a.From:a.To]...)
	n := copy(r.Slots[a.From:], r.Slots[b.From:b.To])
	copy(r.Slots[int(a.From)+n:], e.moving[0])
	for _, i := range [3]int32{a.From, a.From + int32(n), b.To} {
		r.relinkFrom(e.P, a.Tour, i)
	}
	e.number(a.Tour, int(a.From))
	if !e.renew(a.Tour, r) {
		e.Bad = true
	}
}
