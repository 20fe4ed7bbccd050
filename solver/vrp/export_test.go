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
