package vrp

const menuSize = 16

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
	Lax   bool    // sees dearer windows than it needs
	Lure  int64   // 256ths of the ways to a tour's first stop that are not seen: tours are opened that pay only once others follow
	Scope         // what of the state is this editor's to change

	circles []Circle // the state's, or own
	own     []Circle // a copy of the state's, for a scope of one day
	dirty   []int32  // clusters changed in the copy
	isDirty []bool

	stamp     uint64
	touched   []int32
	saved     []savedRoute
	spots     []savedSpot
	rings     []int32
	savedRing []Circle
	shifts    []savedShift
	since     changes // since the best state was taken

	menu      [menuSize]window
	menuLen   int
	menuLo    int32 // span of the whole menu
	menuHi    int32
	shut      []int32 // days that the links of the stop at hand rule out
	unblinked int
	scanned   []uint32
	scan      uint32
	lists     [4]candidates
	choice    programme
	moving    [2][]Slot // what an exchange moves
	idle      []int32   // by day: where among its tours an idle one was last found
	flow      flow
	counted   []counted
}

type savedRoute struct {
	slots        []Slot
	placed, load int32
	late         int32
	price        int64
}

type savedSpot struct {
	stop int32
	spot Spot
}

type savedShift struct{ series, shift int32 }

// NewEditor makes an editor of a state. The stream tells editors apart: two
// that ever work on one state must have different ones.
func NewEditor(s *State, seed, stream uint64) *Editor {
	e := &Editor{S: s, P: s.P, Scope: Everything, Rand: NewRand(seed, stream), stamp: stream << 40,
		circles: s.Circles, scanned: make([]uint32, len(s.Routes)), idle: make([]int32, s.P.Days())}
	for i := range e.lists {
		e.lists[i].init()
	}
	if s.P.Flows() {
		e.flow.open(s.P)
	}
	return e
}

// Movable says whether a stop can be taken out: served, with all its group and
// whatever carries it in tours of this editor.
func (e *Editor) Movable(stop int32) bool {
	if !e.OwnsStop(stop) || e.P.Stops[stop].Fixed {
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

// Circle is who serves a cluster, as far as this editor knows.
func (e *Editor) Circle(cluster int32) *Circle { return &e.circles[cluster] }

// Fail notes that a stop found no place, and Fails says how often in a row.
func (e *Editor) Fail(stop int32) {
	if f := &e.S.fails[stop]; *f < 255 {
		*f++
	}
}

// Fails says how often in a row a stop found no place.
func (e *Editor) Fails(stop int32) int { return int(e.S.fails[stop]) }
