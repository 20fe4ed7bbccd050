package search

// extent is how large ruins by strings are.
type extent struct {
	removed int // stops on average
	longest int // stops in a string
}

// Where workers are alike, ruins are as large as their tours are long: strings
// of ten stops take a tour of ten to pieces, but one of fifty is hardly dented,
// and how tours divide the map between them stays as the first plan has it.
// Short tours' ruins grow as the search goes on: what is left of a change is
// soon improved by exchanges, so that every second to fourth ruin of ten stops
// ends where it began, however hot the search is; what such ruins find they find
// early.
const (
	largest      = 20   // stops that a ruin takes out on average, or in a string, where tours are long
	grownAfter   = 1000 // iterations for each stop
	grownLongest = 15
)

// extentAfter is how large ruins by strings are after so many iterations, where
// tours serve so many stops on average. It follows from what was done, not from
// what is left: the budget may be a time.
func extentAfter(iterations int64, stops, inTour int, alike bool) extent {
	if !alike || stops == 0 {
		return extent{meanRemoved, longest}
	}
	n := int(min(iterations/int64(stops), grownAfter))
	x := extent{min(max(meanRemoved, inTour), largest), min(max(longest, inTour), largest)}
	x.removed += (largest - x.removed) * n / grownAfter
	x.longest += max(0, grownLongest-x.longest) * n / grownAfter
	return x
}

// ruinStrings is slack induction by string removals around a seed.
func (t *task) ruinStrings(seed int32) {
	if seed < 0 {
		return
	}
	seed = t.carrier(seed)
	sp := t.s.Spots[seed]
	choice := t.e.ChoiceOn(seed, sp.Day)
	size := 1 + t.e.Rand.Intn(t.extent.longest)
	tours := 1 + t.e.Rand.Intn(max(1, 4*t.extent.removed/(1+size)-1))
	t.cutAt(seed, size)
	if choice < 0 {
		return
	}
	near := t.p.Near(choice)
	for _, y := range near {
		if len(t.strings) >= tours {
			return
		}
		t.cutAt(y, size)
	}
}

// cutAt cuts a string around a stop in its tour unless that is cut already.
func (t *task) cutAt(y int32, size int) {
	if !t.e.OwnsStop(y) {
		return
	}
	sp := &t.s.Spots[y]
	if sp.Tour < 0 || !t.e.Owns(sp.Tour) || !t.first(sp.Tour) {
		return
	}
	t.cut(sp.Tour, sp.Pos, 1+t.e.Rand.Intn(size))
}
