package vrp

// Scope is what of a state an editor may change. Editors with disjoint scopes
// may work at the same time; what is outside stays as it was when they began,
// or is not looked at.
type Scope struct {
	Part  int32
	Tours []int32 // owner by tour; nil: all are this editor's
	Mine  []bool  // by stop: this editor's to change; nil: all are

	// Of one day alone: what its tours serve, with the pairs as they are. A
	// cluster's faces are then counted in a copy of the editor's own (see Join).
	Day   int32   // Never: any day
	Stood []int32 // by stop: the day on which it stood when the scope was given, or Never
}

// Everything is the scope of an editor that works alone.
var Everything = Scope{Day: Never}

// Owns says whether a tour is this editor's to change.
func (s *Scope) Owns(tour int32) bool { return s.Tours == nil || s.Tours[tour] == s.Part }

// OwnsStop says whether a stop is this editor's to change.
func (s *Scope) OwnsStop(stop int32) bool { return s.Mine == nil || s.Mine[stop] }

// OneDay says whether the scope is a day with given pairs.
func (s *Scope) OneDay() bool { return s.Day >= 0 }

// stood is the day of a stop that is not this editor's.
func (e *Editor) stood(stop int32) int32 {
	if !e.OneDay() {
		return Never // linked stops are of one unit, so this never matters
	}
	return e.Stood[stop]
}

// Choices are the choices of a stop that lie within the scope, half open.
func (e *Editor) Choices(stop int32) (first, last int32) {
	st := &e.P.Stops[stop]
	if !e.OneDay() {
		return st.First, st.Last
	}
	for c := st.First; c < st.Last; c++ {
		if e.P.Choices[c].Day == e.Day {
			return c, c + 1
		}
	}
	return 0, 0
}

// Enter gives an editor its scope.
func (e *Editor) Enter(s Scope) {
	e.Scope = s
	if !e.OneDay() {
		e.circles = e.S.Circles
		return
	}
	if len(e.isDirty) == 0 {
		e.isDirty = make([]bool, len(e.S.Circles))
		e.own = make([]Circle, len(e.S.Circles))
	}
	for c := range e.own {
		o := &e.S.Circles[c]
		e.own[c].Pair = o.Pair
		e.own[c].Faces = append(e.own[c].Faces[:0], o.Faces...)
	}
	e.circles = e.own
}

// note marks the circles changed by a change that is kept.
func (e *Editor) note() {
	if !e.OneDay() {
		return
	}
	for _, c := range e.rings {
		if !e.isDirty[c] {
			e.isDirty[c] = true
			e.dirty = append(e.dirty, c)
		}
	}
}

// Join puts the gains of editors together that worked on disjoint scopes, and
// the circles that editors of single days counted for themselves: a face that
// two days took up is new but once, and gone only when all days gave it up.
func (s *State) Join(editors []*Editor) {
	for _, e := range editors {
		s.Price += e.Gain
		e.Gain = 0
		for _, c := range e.dirty {
			if e.isDirty[c] {
				s.joinCircle(c, editors)
			}
		}
		e.dirty = e.dirty[:0]
	}
}

// joinCircle adds up what each editor changed of a circle.
func (s *State) joinCircle(c int32, editors []*Editor) {
	was := s.Circles[c].Faces
	before := s.firstPrice(c, was)
	s.sum = append(s.sum[:0], was...)
	for _, e := range editors {
		if len(e.isDirty) == 0 || !e.isDirty[c] {
			continue
		}
		e.isDirty[c] = false
		now := e.own[c].Faces
		s.Price -= s.firstPrice(c, now) - before // in the editor's gain, as if it were alone
		for _, f := range now {
			s.addFace(f.Worker, f.N)
		}
		for _, f := range was {
			s.addFace(f.Worker, -f.N)
		}
	}
	s.Circles[c].Faces = append(was[:0], s.sum...)
	s.Price += s.firstPrice(c, s.sum) - before
}

// addFace counts a worker n times more.
func (s *State) addFace(worker, n int32) {
	for i := range s.sum {
		f := &s.sum[i]
		if f.Worker != worker {
			continue
		}
		if f.N += n; f.N == 0 {
			*f = s.sum[len(s.sum)-1]
			s.sum = s.sum[:len(s.sum)-1]
		}
		return
	}
	s.sum = append(s.sum, Face{worker, n})
}

// firstPrice is what the faces of a cluster cost for serving it at all.
func (s *State) firstPrice(c int32, faces []Face) int64 {
	var price int64
	for _, f := range faces {
		price += int64(s.P.Tie(c, f.Worker).First)
	}
	return price
}
