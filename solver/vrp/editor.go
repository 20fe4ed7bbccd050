package vrp

import "math/bits"

const menuSize = 8

// window is an interval of starts open to a stop just now: its series' shift
// and its links are worked in.
type window struct {
	lo, hi int32
	price  int64
	index  int32
}

// Editor changes a state and can take the changes back. Between Begin and
// Commit or Rollback it keeps a copy of every tour, spot and circle it touches.
// It allocates nothing once its buffers have grown.
type Editor struct {
	S     *State
	P     *Problem
	Rand  Rand
	Delta int64   // price change since Begin
	Gain  int64   // price change of all commits; whoever made the editor adds it to the state's price
	Out   []int32 // stops taken out since Begin and not put back by the caller; the caller may edit it
	Bad   bool    // something could not be mended: roll back

	Blink float64 // probability of not seeing a position
	Part  int32   // which part of the state this editor owns
	Tours []int32 // owner by tour; nil: all are this editor's
	Mine  []bool  // by stop: its unit is this editor's to change; nil: all are

	stamp     uint64
	touched   []int32
	saved     []savedRoute
	spots     []savedSpot
	rings     []int32
	savedRing []Circle
	shifts    []savedShift

	menu      [menuSize]window
	menuLen   int
	menuLo    int32 // span of the whole menu
	menuHi    int32
	unblinked int
	scanned   []uint32
	scan      uint32
	lists     [4]candidates
}

type savedRoute struct {
	slots  []Slot
	placed int32
	price  int64
}

type savedSpot struct {
	stop int32
	spot Spot
}

type savedShift struct{ series, shift int32 }

// NewEditor makes an editor of a state. The stream tells editors apart: two
// that ever work on one state must have different ones.
func NewEditor(s *State, seed, stream uint64) *Editor {
	e := &Editor{S: s, P: s.P, Rand: NewRand(seed, stream), stamp: stream << 40, scanned: make([]uint32, len(s.Routes))}
	for i := range e.lists {
		e.lists[i].init()
	}
	return e
}

// Begin starts a change.
func (e *Editor) Begin() {
	e.stamp++
	e.Delta, e.Bad = 0, false
	e.touched, e.spots, e.rings, e.shifts = e.touched[:0], e.spots[:0], e.rings[:0], e.shifts[:0]
	e.Out = e.Out[:0]
}

// Rollback takes everything since Begin back.
func (e *Editor) Rollback() {
	s := e.S
	for k, t := range e.touched {
		r, o := &s.Routes[t], &e.saved[k]
		r.Slots = append(r.Slots[:0], o.slots...)
		r.Placed, r.Price = o.placed, o.price
		e.number(t, 1)
	}
	for i := len(e.spots) - 1; i >= 0; i-- {
		pos := s.Spots[e.spots[i].stop].Pos
		s.Spots[e.spots[i].stop] = e.spots[i].spot
		if e.spots[i].spot.Tour >= 0 {
			s.Spots[e.spots[i].stop].Pos = pos // numbered above
		}
	}
	for k, c := range e.rings {
		s.Circles[c].Pair = e.savedRing[k].Pair
		s.Circles[c].Faces = append(s.Circles[c].Faces[:0], e.savedRing[k].Faces...)
	}
	for _, h := range e.shifts {
		s.Shift[h.series] = h.shift
	}
	e.Delta = 0
}

// Owns says whether a tour is this editor's to change.
func (e *Editor) Owns(tour int32) bool { return e.Tours == nil || e.Tours[tour] == e.Part }

// OwnsUnit says whether a stop's unit is this editor's to change.
func (e *Editor) OwnsUnit(stop int32) bool { return e.Mine == nil || e.Mine[stop] }

// Movable says whether a stop can be taken out: served, with all its group and
// whatever carries it in tours of this editor.
func (e *Editor) Movable(stop int32) bool {
	if !e.OwnsUnit(stop) {
		return false
	}
	sp := &e.S.Spots[stop]
	if sp.Carrier >= 0 {
		stop = sp.Carrier
		sp = &e.S.Spots[stop]
	} else if g := e.P.Stops[stop].Group; g >= 0 {
		for m := e.P.Groups[g].First; m < e.P.Groups[g].Last; m++ {
			if t := e.S.Spots[m].Tour; t < 0 || !e.Owns(t) {
				return false
			}
		}
		return true
	}
	return sp.Tour >= 0 && e.Owns(sp.Tour)
}

// touch keeps a copy of a tour before its first change.
func (e *Editor) touch(t int32) *Route {
	r := &e.S.Routes[t]
	if r.stamp == e.stamp {
		return r
	}
	r.stamp = e.stamp
	k := len(e.touched)
	e.touched = append(e.touched, t)
	if k == len(e.saved) {
		e.saved = append(e.saved, savedRoute{})
	}
	o := &e.saved[k]
	o.slots = append(o.slots[:0], r.Slots...)
	o.placed, o.price = r.Placed, r.Price
	return r
}

func (e *Editor) touchSpot(stop int32) *Spot {
	sp := &e.S.Spots[stop]
	if e.S.spotStamp[stop] != e.stamp {
		e.S.spotStamp[stop] = e.stamp
		e.spots = append(e.spots, savedSpot{stop, *sp})
	}
	return sp
}

func (e *Editor) touchCircle(c int32) *Circle {
	ci := &e.S.Circles[c]
	if ci.stamp == e.stamp {
		return ci
	}
	ci.stamp = e.stamp
	k := len(e.rings)
	e.rings = append(e.rings, c)
	if k == len(e.savedRing) {
		e.savedRing = append(e.savedRing, Circle{})
	}
	e.savedRing[k].Pair = ci.Pair
	e.savedRing[k].Faces = append(e.savedRing[k].Faces[:0], ci.Faces...)
	return ci
}

// Touched lists the tours changed since Begin.
func (e *Editor) Touched() []int32 { return e.touched }

// TouchedClusters lists the clusters changed since Begin.
func (e *Editor) TouchedClusters() []int32 { return e.rings }

// number renews the positions of the stops in a tour from slot i on.
func (e *Editor) number(t int32, i int) {
	sl := e.S.Routes[t].Slots
	for ; i < len(sl)-1; i++ {
		e.S.Spots[sl[i].Stop].Pos = int32(i)
	}
}

// renew refreshes a changed tour and books its price.
func (e *Editor) renew(t int32, r *Route) bool {
	old := r.Price
	ok := r.refresh(&e.P.Tours[t])
	e.Delta += r.Price - old
	return ok
}

// place puts a stop into a tour between slots pos and pos+1, and books all prices.
func (e *Editor) place(stop, t, pos, win, day, lo, hi int32) {
	r := e.touch(t)
	st := &e.P.Stops[stop]
	r.Slots = append(r.Slots, Slot{})
	copy(r.Slots[pos+2:], r.Slots[pos+1:])
	r.Slots[pos+1] = Slot{Stop: stop, Place: st.Place, Lo: lo, Hi: hi, Dur: st.Dur, Float: st.Place == 0}
	if st.Place != 0 {
		r.Placed++
		if r.Placed == 1 {
			e.relinkAll(t, r)
		}
	}
	r.relinkFrom(e.P, t, pos+1)
	if int(pos)+2 < len(r.Slots) {
		r.relinkFrom(e.P, t, pos+2)
	}
	sp := e.touchSpot(stop)
	*sp = Spot{Tour: t, Pos: pos + 1, Window: win, Carrier: Never, Day: day, Lo: lo, Hi: hi}
	e.number(t, int(pos)+1)
	if !e.renew(t, r) {
		e.Bad = true
	}
	e.Delta += st.Alone - st.Unserved
	if e.leads(stop) {
		e.Delta += e.P.Windows[win].Price
	}
	e.meet(st.Cluster, e.P.Tours[t].Worker, 1)
	e.S.fails[stop] = 0
}

func (e *Editor) relinkAll(t int32, r *Route) {
	for i := 1; i < len(r.Slots); i++ {
		r.relink(e.P, t, int32(i))
	}
}

// leads says whether the stop's chosen window is the one that is paid.
func (e *Editor) leads(stop int32) bool {
	g := e.P.Stops[stop].Group
	return g < 0 || e.P.Groups[g].First == stop
}

// Remove takes a stop out, with all that rides on it and its whole group, and
// whatever a tour can't hold any more then. What came out is appended to Out.
func (e *Editor) Remove(stop int32) {
	sp := &e.S.Spots[stop]
	switch {
	case sp.Carrier >= 0:
		e.detach(stop)
	case sp.Tour < 0:
	case e.P.Stops[stop].Group >= 0:
		g := &e.P.Groups[e.P.Stops[stop].Group]
		for m := g.First; m < g.Last; m++ {
			e.take(m)
		}
	default:
		e.take(stop)
	}
}

// take removes one placed stop from its tour.
func (e *Editor) take(stop int32) {
	sp := e.touchSpot(stop)
	if sp.Tour < 0 {
		return
	}
	for riders := sp.Riders; riders != 0; riders &= riders - 1 {
		e.unride(stop, uint8(bits.TrailingZeros16(riders)))
	}
	t, pos := sp.Tour, sp.Pos
	r := e.touch(t)
	st := &e.P.Stops[stop]
	e.Delta += st.Unserved - st.Alone
	if e.leads(stop) {
		e.Delta -= e.P.Windows[sp.Window].Price
	}
	e.meet(st.Cluster, e.P.Tours[t].Worker, -1)
	r.Slots = append(r.Slots[:pos], r.Slots[pos+1:]...)
	if st.Place != 0 {
		r.Placed--
		if r.Placed == 0 {
			e.relinkAll(t, r)
		}
	}
	r.relinkFrom(e.P, t, pos)
	*sp = nowhere
	e.number(t, int(pos))
	e.Out = append(e.Out, stop)
	if !e.renew(t, r) {
		e.mend(t)
	}
}

// mend takes stops out of a tour that removal made infeasible (travel tables
// need not keep the triangle inequality) until it is feasible.
func (e *Editor) mend(t int32) {
	for {
		r := &e.S.Routes[t]
		bad := int32(Never)
		for i := 1; i < len(r.Slots)-1 && bad < 0; i++ {
			if r.Slots[i].Early > r.Slots[i].Hi || i == len(r.Slots)-2 {
				for j := i; j >= 1; j-- {
					if e.Movable(r.Slots[j].Stop) {
						bad = r.Slots[j].Stop
						break
					}
				}
			}
		}
		if bad < 0 {
			e.Bad = true
			return
		}
		before := len(r.Slots)
		e.Remove(bad)
		if len(e.S.Routes[t].Slots) == before {
			e.Bad = true
			return
		}
		if e.S.Routes[t].feasible() {
			return
		}
	}
}

func (r *Route) feasible() bool {
	for i := range r.Slots {
		if r.Slots[i].Early > r.Slots[i].Late {
			return false
		}
	}
	return true
}

// SetShift moves a series. None of its stops may be served.
func (e *Editor) SetShift(series, shift int32) {
	if e.S.shiftStamp[series] != e.stamp {
		e.S.shiftStamp[series] = e.stamp
		e.shifts = append(e.shifts, savedShift{series, e.S.Shift[series]})
	}
	e.S.Shift[series] = shift
}

// Commit keeps the change and adds it to Gain.
func (e *Editor) Commit() {
	e.Gain += e.Delta
	e.Delta = 0
	if Checked {
		e.mustAgree()
	}
}

// Fail notes that a stop found no place, and Fails says how often in a row.
func (e *Editor) Fail(stop int32) {
	if f := &e.S.fails[stop]; *f < 255 {
		*f++
	}
}

// Fails says how often in a row a stop found no place.
func (e *Editor) Fails(stop int32) int { return int(e.S.fails[stop]) }
