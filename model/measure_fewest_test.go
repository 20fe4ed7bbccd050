package model

import (
	"math/bits"
	"testing"

	"pgregory.net/rapid"
)

// The search for a set that is enough agrees with trying all sets.
func TestFewestAgreesWithTryingAllSets(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		staff := rapid.IntRange(1, 9).Draw(t, "caregivers")
		b := fewestBound{left: triedSets}
		for range rapid.IntRange(0, 7).Draw(t, "crews") {
			able := rapid.Uint64Range(0, 1<<staff-1).Draw(t, "able")
			b.crews = append(b.crews, crew{[]uint64{able, able >> 3}, rapid.IntRange(1, 3).Draw(t, "staff")})
		}
		n := rapid.IntRange(0, 6).Draw(t, "n")
		want := false
		for set := range uint64(1) << (staff + 6) { // the second word holds six more
			low, high := set&(1<<staff-1), set>>staff
			ok := bits.OnesCount64(set) <= n
			for _, c := range b.crews {
				ok = ok && bits.OnesCount64(c.able[0]&low)+bits.OnesCount64(c.able[1]&high) >= c.staff
			}
			want = want || ok
		}
		if got := b.cover(make([]uint64, 2), make([]uint64, 2), n); got != want {
			t.Fatalf("%d of %d+6 for %v: %v, want %v", n, staff, b.crews, got, want)
		}
	})
}

// A search that ends too soon claims nothing.
func TestFewestSaysYesWhenItCannotTell(t *testing.T) {
	b := fewestBound{crews: []crew{{[]uint64{0b11}, 1}, {[]uint64{0b1100}, 1}}, left: 0}
	if !b.cover([]uint64{0}, []uint64{0}, 1) {
		t.Error("a search that was not made proves that one is not enough")
	}
	if b.left = triedSets; b.cover([]uint64{0}, []uint64{0}, 1) {
		t.Error("one is enough for two who have nobody in common")
	}
}
