package main

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"

	"github.com/hjemvej/hjemvej/model"
)

// What becomes known each night: so many in a thousand.
const (
	sick  = 50 // of caregivers
	away  = 15 // of citizens go away
	back  = 5  // of citizens come back before they meant to, if so many are away
	fresh = 10 // of grants are new
	ended = 10 // of grants end
)

// world is what happens to a case, drawn by a seed.
type world struct {
	*sim
	rng *rand.Rand
	new int // grants so far
}

func newRand(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 0x6e69676874)) }

// news is whom a night's news is about.
type news struct {
	caregivers map[model.CaregiverID]bool // sick from the next day on
	homes      map[model.HomeID]bool      // away, back, or of other grants
}

// happen writes into the case what becomes known on the evening before a day.
// The case it had stays as it was.
func (w *world) happen(day model.Date) news {
	own := *w.c
	own.Absences, own.Grants = slices.Clone(own.Absences), slices.Clone(own.Grants)
	w.c = &own
	n := news{map[model.CaregiverID]bool{}, map[model.HomeID]bool{}}
	w.fall(day, &n)
	w.leave(day, &n)
	w.end(day, &n)
	w.grant(day, &n)
	slices.SortStableFunc(own.Absences, func(a, b model.Absence) int {
		return cmp.Or(cmp.Compare(a.Home, b.Home), cmp.Compare(a.Caregiver, b.Caregiver), cmp.Compare(a.From, b.From))
	})
	slices.SortFunc(own.Grants, func(a, b model.Grant) int { return cmp.Compare(a.ID, b.ID) })
	return n
}

// draw picks so many in a thousand of n, at least one.
func (w *world) draw(n, share int) []int { return w.rng.Perm(n)[:min(n, max(1, (n*share+500)/1000))] }

// fall has caregivers sick for one to three days.
func (w *world) fall(day model.Date, n *news) {
	for _, i := range w.draw(len(w.c.Caregivers), sick) {
		who := w.c.Caregivers[i].ID
		n.caregivers[who] = true
		w.c.Absences = append(w.c.Absences, model.Absence{Caregiver: who, From: model.At(day, 0), To: model.At(day+1+model.Date(w.rng.IntN(3)), 0), Kind: "sick"})
	}
}

// leave has citizens go away for a few days, and others come back early.
func (w *world) leave(day model.Date, n *news) {
	var gone []int
	for i := range w.c.Absences {
		if a := &w.c.Absences[i]; a.Home != "" && a.From < model.At(day, 0) && a.To > model.At(day+1, 0) {
			gone = append(gone, i)
		}
	}
	w.rng.Shuffle(len(gone), func(i, j int) { gone[i], gone[j] = gone[j], gone[i] })
	for _, i := range gone[:min(len(gone), len(w.draw(len(w.c.Homes), back)))] {
		w.c.Absences[i].To = model.At(day+1, 0)
		n.homes[w.c.Absences[i].Home] = true
	}
	for _, i := range w.draw(len(w.c.Homes), away) {
		home := w.c.Homes[i].ID
		n.homes[home] = true
		from := day + model.Date(w.rng.IntN(3))
		w.c.Absences = append(w.c.Absences, model.Absence{Home: home, From: model.At(from, 0), To: model.At(from+2+model.Date(w.rng.IntN(6)), 0), Kind: "hospital"})
	}
}

// end has grants end within a week.
func (w *world) end(day model.Date, n *news) {
	for _, i := range w.draw(len(w.c.Grants), ended) {
		if g := &w.c.Grants[i]; g.To == 0 || g.To > day+7 {
			g.To = day + model.Date(w.rng.IntN(7))
			n.homes[g.Home] = true
		}
	}
}

// grant gives citizens what others have, where they have none of it.
func (w *world) grant(day model.Date, n *news) {
	for _, i := range w.draw(len(w.c.Grants), fresh) {
		g, home := w.c.Grants[i], w.c.Homes[w.rng.IntN(len(w.c.Homes))].ID
		has := slices.ContainsFunc(w.c.Grants, func(o model.Grant) bool { return o.Home == home && o.Service == g.Service })
		if has || g.Service == "" || g.Helper != "" || g.Tolerance != 0 || len(g.Dates) > 0 {
			continue
		}
		w.new++
		g.ID, g.Home, g.From, g.To, g.FollowUp, g.Decided = model.GrantID(fmt.Sprintf("NEW%d", w.new)), home, day+1, 0, 0, 0
		w.c.Grants = append(w.c.Grants, g)
		n.homes[home] = true
	}
}
