package model

import (
	"cmp"
	"math/bits"
	"slices"
)

// pairBound finds the most visits of a home that any two caregivers could have
// done under the given shifts, the home alone in the world: qualified, not in
// conflict, on duty when the visit may start. Two staff can't cover seven days
// and evenings, so a share of visits by the named two says something only
// beside this one (RULES, readings settled).
type pairBound struct {
	x       *ledger
	agreed  *agreements
	who     []*Caregiver // of the plan's provider and districts
	shifts  []boundShift // by From, each stretch that is worked by itself
	longest Minutes      // stretch of a shift
	able    map[string][]bool

	// scratch of one home
	cover   [][]uint64 // by caregiver: the visits that one is enough for
	count   []int32    // by caregiver: visits in all
	touched []int32
	unlike  []int32 // of the touched, no three alike
}

type boundShift struct {
	who      int32
	from, to Time // to with the overtime that the rules allow
	mode     Mode
}

func newPairBound(x *ledger, agreed *agreements) *pairBound {
	b := &pairBound{x: x, agreed: agreed, able: map[string][]bool{}}
	at := map[CaregiverID]int32{}
	for i := range x.c.Caregivers {
		g := &x.c.Caregivers[i]
		if x.p.Made.Provider == "" || g.Provider == x.p.Made.Provider {
			at[g.ID] = int32(len(b.who))
			b.who = append(b.who, g)
		}
	}
	off := x.staffAbsences()
	for i := range x.c.Shifts {
		s := &x.c.Shifts[i]
		who, ours := at[s.Caregiver]
		if !ours || !x.plansDistrict(s.WorksIn(b.who[who])) {
			continue
		}
		for _, w := range workedOf(s, off[s.Caregiver], x.c.Standard.Rules.StretchLeast) {
			to := w.To
			if to == s.To { // nobody works over into an absence
				to = to.Add(x.overtimeAllowed(s))
			}
			b.shifts = append(b.shifts, boundShift{who, w.From, to, s.Mode})
			b.longest = max(b.longest, to.Sub(w.From))
		}
	}
	slices.SortFunc(b.shifts, func(a, c boundShift) int { return cmp.Compare(a.from, c.from) })
	b.cover = make([][]uint64, len(b.who))
	b.count = make([]int32, len(b.who))
	return b
}

func (x *ledger) staffAbsences() map[CaregiverID][]*Absence {
	off := map[CaregiverID][]*Absence{}
	for i := range x.c.Absences {
		if a := &x.c.Absences[i]; a.Caregiver != "" {
			off[a.Caregiver] = append(off[a.Caregiver], a)
		}
	}
	return off
}

// overtimeAllowed is how long a shift may last beyond its end (R-W.4).
func (x *ledger) overtimeAllowed(s *Shift) Minutes {
	switch {
	case s.Overtime < 0:
		return 0
	case s.Overtime > 0:
		return s.Overtime
	}
	return x.c.Standard.Rules.OvertimeMost
}

// best is the most staff places of the home's visits that one pair could fill;
// calls have none.
func (b *pairBound) best(h *Home, visits []*Visit) int {
	b.reset()
	single := 0
	for _, v := range visits {
		if !b.x.isCall(v) {
			if len(v.Staff) < 2 {
				single++
			}
		}
	}
	words := (single + 63) / 64
	bit := 0
	for _, v := range visits {
		if b.x.isCall(v) {
			continue
		}
		at := -1 // needs both
		if len(v.Staff) < 2 {
			at = bit
			bit++
		}
		b.mark(h, v, at, words)
	}
	return b.bestPair(words)
}

func (b *pairBound) reset() {
	for _, w := range b.touched {
		clear(b.cover[w])
		b.count[w] = 0
	}
	b.touched = b.touched[:0]
}

// mark notes for every caregiver who could do a visit that they could.
func (b *pairBound) mark(h *Home, v *Visit, at, words int) {
	b.eachAble(h, v, func(who int32) { b.markOne(who, at, words) })
}

// eachAble tells the caregivers who could do a visit, once for each shift that
// allows it.
func (b *pairBound) eachAble(h *Home, v *Visit, tell func(who int32)) {
	able := b.ableFor(h, v)
	modes := b.modesOf(v)
	first, last := b.starts(v)
	length := v.Length
	for _, a := range v.Staff {
		length = min(length, a.Minutes)
	}
	from, _ := slices.BinarySearchFunc(b.shifts, first.Add(-b.longest), func(s boundShift, t Time) int { return cmp.Compare(s.from, t) })
	for i := from; i < len(b.shifts) && b.shifts[i].from <= last; i++ {
		s := &b.shifts[i]
		if !able[s.who] || max(first, s.from).Add(length) > s.to || modes != nil && !slices.Contains(modes, s.mode) {
			continue
		}
		tell(s.who)
	}
}

// markOne counts a visit once for a caregiver, also where two shifts allow it.
func (b *pairBound) markOne(who int32, at, words int) {
	if b.count[who] == 0 {
		b.touched = append(b.touched, who)
		if len(b.cover[who]) < words {
			b.cover[who] = make([]uint64, words)
		}
	}
	if at < 0 {
		b.count[who]++
		return
	}
	word, mask := at/64, uint64(1)<<(at%64)
	if b.cover[who][word]&mask == 0 {
		b.cover[who][word] |= mask
		b.count[who]++
	}
}

// starts is when a visit may start without a call, and when it does.
func (b *pairBound) starts(v *Visit) (first, last Time) {
	limit := b.x.c.Standard.Rules.CallLimit
	at := v.Start
	if agreed, has := b.agreed.time(v); has {
		at = agreed
	}
	return min(v.Start, at.Add(-limit)), max(v.Start, at.Add(limit))
}

// modesOf are the ways of moving that all services of a visit allow; nil: all.
func (b *pairBound) modesOf(v *Visit) []Mode {
	var modes []Mode
	for i := range v.Does {
		s := b.x.services[v.Does[i].Service]
		switch {
		case s == nil || s.Modes == nil:
		case modes == nil:
			modes = s.Modes
		default:
			modes = slices.DeleteFunc(slices.Clone(modes), func(m Mode) bool { return !slices.Contains(s.Modes, m) })
		}
	}
	return modes
}

// ableFor says for each caregiver whether they may do what a visit does in
// this home. Homes and needs that are alike share the answer.
func (b *pairBound) ableFor(h *Home, v *Visit) []bool {
	needs := slices.Clone(h.Needs)
	helper := CaregiverID("")
	for i := range v.Does {
		d := &v.Does[i]
		if s := b.x.services[d.Service]; s != nil && s.Qualification != "" {
			needs = append(needs, s.Qualification)
		}
		if g := b.x.grants[d.Grant]; g != nil {
			needs = append(needs, g.Needs...)
			helper = cmp.Or(g.Helper, helper)
		}
	}
	slices.Sort(needs)
	needs = slices.Compact(needs)
	key := string(h.ID) + "\x00" + string(helper)
	for _, q := range needs {
		key += "\x00" + string(q)
	}
	if able, known := b.able[key]; known {
		return able
	}
	able := make([]bool, len(b.who))
	for i, g := range b.who {
		able[i] = (helper == "" || helper == g.ID) && servesHome(g, h) && holdsAll(g, needs)
	}
	b.able[key] = able
	return able
}

// servesHome says whether nothing between caregiver and home stands in the way.
func servesHome(g *Caregiver, h *Home) bool {
	if len(g.Only) > 0 && !slices.Contains(g.Only, h.ID) {
		return false
	}
	return !slices.ContainsFunc(g.CantBear, func(t Trait) bool { return slices.Contains(h.Traits, t) })
}

func holdsAll(g *Caregiver, needs []Qualification) bool {
	for _, q := range needs {
		if !slices.Contains(g.Qualifications, q) {
			return false
		}
	}
	return true
}

// bestPair is the best sum of two caregivers' visits less what either alone is
// enough for. The most able come first, so that the search ends as soon as two
// could not beat the best even without anything in common.
func (b *pairBound) bestPair(words int) int {
	b.keepUnlike(words)
	best := 0
	for i, one := range b.unlike {
		best = max(best, int(b.count[one]))
		for _, two := range b.unlike[i+1:] {
			sum := int(b.count[one] + b.count[two])
			if sum <= best {
				break
			}
			best = max(best, sum-inCommon(b.cover[one], b.cover[two]))
		}
	}
	return best
}

// keepUnlike sorts the caregivers, the most able first, and keeps two of those who
// could do the same visits: a rota has few patterns, and no pair needs a third.
func (b *pairBound) keepUnlike(words int) {
	slices.SortFunc(b.touched, func(a, c int32) int {
		if n := cmp.Compare(b.count[c], b.count[a]); n != 0 {
			return n
		}
		return slices.Compare(b.cover[a][:words], b.cover[c][:words])
	})
	b.unlike = b.unlike[:0]
	alike := 0
	for i, who := range b.touched {
		if i > 0 && b.count[who] == b.count[b.touched[i-1]] && slices.Equal(b.cover[who][:words], b.cover[b.touched[i-1]][:words]) {
			alike++
		} else {
			alike = 0
		}
		if alike < 2 {
			b.unlike = append(b.unlike, who)
		}
	}
}

func inCommon(a, b []uint64) int {
	n := 0
	for i := range min(len(a), len(b)) {
		n += bits.OnesCount64(a[i] & b[i])
	}
	return n
}
