package solver

import (
	"encoding/binary"
	"slices"

	"github.com/hjemvej/hjemvej/model"
)

// set is a set of tours, a bit each.
type set []uint64

func newSet(n int) set         { return make(set, (n+63)/64) }
func (s set) add(i int32)      { s[i>>6] |= 1 << (uint(i) & 63) }
func (s set) has(i int32) bool { return s[i>>6]>>(uint(i)&63)&1 == 1 }
func (s set) and(o set)        { s.each(o, func(a, b uint64) uint64 { return a & b }) }
func (s set) not(o set)        { s.each(o, func(a, b uint64) uint64 { return a &^ b }) }
func (s set) or(o set)         { s.each(o, func(a, b uint64) uint64 { return a | b }) }
func (s set) each(o set, f func(a, b uint64) uint64) {
	for i := range o { // a set never met is nil and changes nothing by or, not
		s[i] = f(s[i], o[i])
	}
}

// classes are the sets of tours that stops may be served by, each once.
type classes struct {
	tours     int
	qualified map[model.Qualification]set
	bears     map[model.Trait]set // who can't
	mode      map[model.Mode]set
	of        map[model.CaregiverID]set
	free      set                  // of caregivers that are nobody's own helper
	helpers   map[model.HomeID]set // of a home's own helpers
	known     map[string]int32
	named     map[int][]model.CaregiverID // by home: who alone does practical help
}

// buildClasses sorts the tours by all that may keep one from a visit.
func (m *Map) buildClasses() error {
	n := len(m.Shifts)
	c := &classes{tours: n, qualified: map[model.Qualification]set{}, bears: map[model.Trait]set{}, mode: map[model.Mode]set{},
		of: map[model.CaregiverID]set{}, free: newSet(n), helpers: map[model.HomeID]set{}, known: map[string]int32{}, named: map[int][]model.CaregiverID{}}
	for t, s := range m.Shifts {
		who := m.case_.caregiver[s.Caregiver]
		for _, q := range who.Qualifications {
			put(c.qualified, q, n, t)
		}
		for _, b := range who.CantBear {
			put(c.bears, b, n, t)
		}
		put(c.mode, s.Mode, n, t)
		put(c.of, s.Caregiver, n, t)
		if len(who.Only) == 0 {
			c.free.add(int32(t))
		}
		for _, home := range who.Only {
			put(c.helpers, home, n, t)
		}
	}
	m.classes = c
	if m.Demand.Case.Standard.Rules.NamedForPractical {
		m.nameForPractical()
	}
	return nil
}

func put[K comparable](sets map[K]set, key K, n, t int) {
	if sets[key] == nil {
		sets[key] = newSet(n)
	}
	sets[key].add(int32(t))
}

// nameForPractical notes the named staff of every home that has some: where
// the standard says so, they alone give practical help.
func (m *Map) nameForPractical() {
	home := make(map[model.HomeID]int, len(m.Demand.Case.Homes))
	for i := range m.Demand.Case.Homes {
		home[m.Demand.Case.Homes[i].ID] = i
	}
	for _, n := range m.Demand.Case.History.Named {
		for _, who := range []model.CaregiverID{n.Contact, n.Second} {
			if h, ok := home[n.Home]; ok && m.ours(m.case_.caregiver[who]) {
				m.classes.named[h] = append(m.classes.named[h], who)
			}
		}
	}
}

// class is the number of the set of tours that may serve all these needs in
// one visit.
func (m *Map) class(needs ...*model.Need) int32 { return m.classOf(m.mayServe(needs...)) }

// mayServe is the set of tours that may serve all these needs in one visit:
// qualified, without conflict, by a mode that will do, and a helper of
// one's own where the grant says so, and only there. Whom the planner
// rejected for the visit, that of the first need, is out.
func (m *Map) mayServe(needs ...*model.Need) set {
	c, home := m.classes, m.homeOf(needs[0])
	may := slices.Clone(c.free)
	may.or(c.helpers[home.ID])
	m.qualify(may, home.Needs)
	for _, trait := range home.Traits {
		may.not(c.bears[trait])
	}
	may.not(m.toursOf(m.barred[needs[0].ID]))
	for _, n := range needs {
		m.qualify(may, n.Requires)
		if n.Modes != nil {
			any := newSet(c.tours)
			for _, mode := range n.Modes {
				any.or(c.mode[mode])
			}
			may.and(any)
		}
		if n.Only != nil {
			may.and(m.toursOf(n.Only))
		}
		if named := c.named[n.Home]; len(named) > 0 && m.practical(n) {
			may.and(m.toursOf(named))
		}
	}
	return may
}

func (m *Map) qualify(may set, needs []model.Qualification) {
	for _, q := range needs {
		if q == "" {
			continue
		}
		if who := m.classes.qualified[q]; who != nil {
			may.and(who)
		} else {
			clear(may)
		}
	}
}

// toursOf is the set of tours of some caregivers.
func (m *Map) toursOf(who []model.CaregiverID) set {
	s := newSet(m.classes.tours)
	for _, id := range who {
		s.or(m.classes.of[id])
	}
	return s
}

// practical says whether a need holds practical help.
func (m *Map) practical(n *model.Need) bool {
	return slices.ContainsFunc(n.Tasks, func(t int) bool { return m.Demand.Tasks[t].Class == model.Replaced })
}

// classOf numbers a set of tours; equal sets have one number.
func (m *Map) classOf(s set) int32 {
	key := make([]byte, 0, 8*len(s))
	for _, w := range s {
		key = binary.LittleEndian.AppendUint64(key, w)
	}
	if k, ok := m.classes.known[string(key)]; ok {
		return k
	}
	k := int32(len(m.Problem.Classes))
	m.classes.known[string(key)] = k
	m.Problem.Classes = append(m.Problem.Classes, s)
	return k
}
