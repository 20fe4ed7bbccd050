package search

// extent is how large ruins by strings are.
type extent struct {
	removed int // stops on average
	longest int // stops in a string
}

// Where workers are alike, what is left of a change is soon improved by
// exchanges: every second to fourth ruin of ten stops ends where it began,
// however hot the search is, and in tours of many stops oftener. What such ruins
// find they find early, so they grow as the search goes on.
const (
	grownAfter   = 1000 // iterations for each stop
	grownRemoved = 20
	grownLongest = 15
)

// extentAfter is how large ruins by strings are after so many iterations. It
// follows from what was done, not from what is left: the budget may be a time.
func extentAfter(iterations int64, stops int, alike bool) extent {
	x := extent{meanRemoved, longest}
	if !alike || stops == 0 {
		return x
	}
	n := min(iterations/int64(stops), grownAfter)
	x.removed += int((grownRemoved - meanRemoved) * n / grownAfter)
	x.longest += int((grownLongest - longest) * n / grownAfter)
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
