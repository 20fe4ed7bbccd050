package model

import (
	"math/bits"
	"slices"
)

// fewestBound says whether so many caregivers could serve a home under the
// given shifts, the home alone in the world, as pairBound has it. A home that is
// lifted by two from morning to evening, every day, needs more than seven
// whatever a plan does: a count of caregivers says something only beside this.
type fewestBound struct {
	of    *pairBound
	crews []crew
	left  int // sets still to be tried
}

// crew is how many of whom a visit needs.
type crew struct {
	able  []uint64 // bit per caregiver of the bound
	staff int
}

// triedSets is after how many sets of caregivers the search gives up.
const triedSets = 5000

// suffice says whether n caregivers could do all visits of a home within the
// yardstick's hours. It says yes also when it can't tell.
func (b *fewestBound) suffice(h *Home, visits []*Visit, n int) bool {
	b.gather(h, visits)
	b.left = triedSets
	words := (len(b.of.who) + 63) / 64
	return b.cover(make([]uint64, words), make([]uint64, words), n)
}

// gather lists what the visits need, alike ones once.
func (b *fewestBound) gather(h *Home, visits []*Visit) {
	b.crews = b.crews[:0]
	for _, v := range visits {
		if c := v.Start.Clock(); c < yardstickFrom || c >= yardstickTo || b.of.x.isCall(v) {
			continue
		}
		able := make([]uint64, (len(b.of.who)+63)/64)
		b.of.eachAble(h, v, func(who int32) { able[who/64] |= 1 << (who % 64) })
		i := slices.IndexFunc(b.crews, func(c crew) bool { return slices.Equal(c.able, able) })
		if i < 0 {
			i = len(b.crews)
			b.crews = append(b.crews, crew{able: able})
		}
		b.crews[i].staff = max(b.crews[i].staff, len(v.Staff))
	}
}

// cover says whether n more caregivers, none of them ruled out, make a set that
// is enough for all crews. It branches on the crew that has the fewest to choose
// from.
func (b *fewestBound) cover(set, out []uint64, n int) bool {
	if b.left--; b.left < 0 {
		return true
	}
	next, fewest := -1, 0
	for i := range b.crews {
		lack, choice := b.crews[i].open(set, out)
		switch {
		case lack <= 0:
		case lack > n || choice < lack:
			return false
		case next < 0 || choice < fewest:
			next, fewest = i, choice
		}
	}
	if next < 0 {
		return true
	}
	out = slices.Clone(out)
	for w, able := range b.crews[next].able {
		for rest := able &^ set[w] &^ out[w]; rest != 0; rest &= rest - 1 {
			one := rest & -rest
			set[w] |= one
			if b.cover(set, out, n-1) {
				return true
			}
			set[w] &^= one
			out[w] |= one // sets with this one have been tried
		}
	}
	return false
}

// open is how many a crew still lacks, and among how many they may be chosen.
func (c *crew) open(set, out []uint64) (lack, choice int) {
	lack = c.staff
	for w, able := range c.able {
		lack -= bits.OnesCount64(able & set[w])
		choice += bits.OnesCount64(able &^ set[w] &^ out[w])
	}
	return lack, choice
}
