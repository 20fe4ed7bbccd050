package generate

import (
	"slices"

	"github.com/hjemvej/hjemvej/model"
)

// standIns sends some caregivers of the day off sick or on holiday for a few
// days, and gives their tours to substitutes: the layout has them too, so the
// rota is as full as before. One in about fifteen is away.
func (b *builder) standIns() {
	for g := range b.groups {
		var teams []*team
		for _, t := range b.teams {
			if t.group == g && len(t.lanes) > 0 && t.unit.band == day {
				teams = append(teams, t)
			}
		}
		staff := 0
		for _, t := range teams {
			staff += len(t.members)
		}
		for range (staff + 7) / 15 {
			t := teams[b.rng.IntN(len(teams))]
			b.standIn(g, t.members[b.rng.IntN(len(t.members))])
		}
	}
}

// standIn hires a substitute for some days of a caregiver.
func (b *builder) standIn(group, away int) {
	from := b.rng.IntN(max(1, b.opt.Days-2))
	to := min(from+2+b.rng.IntN(3), b.opt.Days)
	mine := func(t tour) bool { return t.caregiver == away && t.day >= from && t.day < to }
	if !slices.ContainsFunc(b.tours, mine) {
		return
	}
	who := b.newCaregiver(group, "")
	for i := range b.tours {
		if mine(b.tours[i]) {
			b.tours[i].caregiver = who
		}
	}
	kind := "sick"
	if b.chance(0.4) {
		kind = "holiday"
	}
	b.absences = append(b.absences, model.Absence{Caregiver: b.caregivers[away].ID, From: model.At(b.date(from), 0), To: model.At(b.date(to), 0), Kind: kind})
}
