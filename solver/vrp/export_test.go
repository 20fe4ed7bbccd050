package vrp

// Windows lists the windows that a choice of a stop offers just now, as
// options without a tour.
func (e *Editor) Windows(stop, choice int32) []Option {
	var l []Option
	if e.fill(stop, choice) {
		for _, w := range e.menu[:e.menuLen] {
			o := NoOption
			o.Window, o.Day, o.Lo, o.Hi = w.index, e.P.Choices[choice].Day, w.lo, w.hi
			l = append(l, o)
		}
	}
	return l
}

// Rechoose chooses the windows of a tour anew by the dynamic programme.
func (e *Editor) Rechoose(t int32) bool { return e.rechoose(t) }

// Bound says whether gaps or a group bind a stop's start to others.
func (e *Editor) Bound(stop int32) bool { return e.P.Stops[stop].Group >= 0 || e.gapped(stop) }

// Join links all stops of a tour and renews its times and price.
func (e *Editor) Join(t int32) {
	r := &e.S.Routes[t]
	e.relinkAll(t, r)
	r.refresh(&e.P.Tours[t])
}
