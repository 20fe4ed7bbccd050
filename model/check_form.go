package model

import "slices"

// checkForm looks at each visit by itself: its ids exist, its times agree, and
// nothing is done twice.
func (k *checker) checkForm() {
	for i := range k.visits {
		v := &k.visits[i]
		if k.byID[v.ID] != v {
			k.report(v.breaks(FormRule), "besøget står to gange", "the visit stands twice")
		}
		k.checkPlace(v)
		k.checkDate(v)
		k.checkLegs(v)
	}
	k.checkTwice()
	k.checkNamed()
	k.checkMade()
}

// checkPlace makes sure that the visit is to a home of this plan.
func (k *checker) checkPlace(v *checkVisit) {
	switch {
	case v.home == nil:
		k.report(v.breaks(FormRule), "hjemmet findes ikke", "there is no such home")
	case !v.home.here:
		k.report(v.breaks(FormRule), "hjemmet ligger i distrikt %s, uden for planen", "the home is in district %s, outside the plan", v.home.District)
	}
	if len(v.Does) == 0 {
		k.report(v.breaks(FormRule), "besøget har ingen ydelser", "the visit does nothing")
	}
	if v.Series == "" {
		return
	}
	if v.part == nil {
		k.report(v.breaks(FormRule), "døgndelen %q findes ikke", "there is no part of day %q", v.Part)
	}
	if want := VisitID(string(v.Series) + "@" + v.Date.String()); v.ID != want {
		k.report(v.breaks(FormRule), "besøget skulle hedde %s", "the visit should be called %s", want)
	}
}

// checkDate makes sure that the visit's date is planned and is the date of its
// start; in a part that passes midnight it may be the date before or after.
func (k *checker) checkDate(v *checkVisit) {
	if !k.c.Horizon.Has(v.Date) {
		k.report(v.breaks(FormRule), "datoen %s er ikke i planens dage", "the date %s is not among the days planned", v.Date)
	}
	off := v.day - v.Date
	overnight := v.part != nil && v.part.To < v.part.From
	if off != 0 && !(overnight && (off == 1 || off == -1)) {
		k.report(v.breaks(FormRule), "besøget begynder %s, ikke %s", "the visit starts on %s, not %s", v.day, v.Date)
	}
}

// checkLegs makes sure that the staff's own parts make up the visit: the first
// stays all of it, nobody comes before or stays after, and they are different.
func (k *checker) checkLegs(v *checkVisit) {
	if len(v.Staff) == 0 {
		k.report(v.breaks(FormRule), "ingen kommer", "nobody comes")
		return
	}
	if first := v.Staff[0]; first.Start != v.Start || first.Minutes != v.Length {
		k.report(v.breaks(FormRule), "den første er der ikke hele besøget", "the first is not there for the whole visit")
	}
	for i, a := range v.Staff {
		bad := v.breaks(FormRule)
		bad.Caregiver = a.Caregiver
		if a.Start < v.Start || a.Start.Add(a.Minutes) > v.End() || a.Minutes <= 0 && v.Length > 0 {
			k.report(bad, "medarbejderen er der uden for besøget", "the caregiver is there outside the visit")
		}
		if slices.ContainsFunc(v.Staff[:i], func(b Assignment) bool { return b.Caregiver == a.Caregiver }) {
			k.report(bad, "medarbejderen står to gange på besøget", "the caregiver stands twice on the visit")
		}
		if k.caregivers[a.Caregiver] == nil {
			k.report(bad, "medarbejderen findes ikke", "there is no such caregiver")
		}
		if s := k.shifts[a.Shift]; s == nil {
			k.report(bad, "vagten %s findes ikke", "there is no shift %s", a.Shift)
		} else if s.Caregiver != a.Caregiver {
			k.report(bad, "vagten %s er en andens", "shift %s is somebody else's", a.Shift)
		}
	}
}

// checkTwice finds occurrences, or pieces of them, that several visits do.
func (k *checker) checkTwice() {
	type piece struct {
		id    OccurrenceID
		piece int
	}
	seen := make(map[piece]bool, len(k.visits)*2)
	for i := range k.visits {
		for _, d := range k.visits[i].does {
			twice := seen[piece{d.id, d.piece}]
			if d.piece > 0 {
				twice = twice || seen[piece{d.id, 0}]
			} else {
				twice = twice || seen[piece{d.id, 1}] || seen[piece{d.id, 2}]
			}
			if twice {
				k.report(d.breaks(FormRule), "%s gøres mere end en gang", "%s is done more than once", d.id)
			}
			seen[piece{d.id, d.piece}] = true
		}
	}
}

// checkNamed makes sure that named staff exist and no home has two pairs.
func (k *checker) checkNamed() {
	seen := make(map[HomeID]bool, len(k.p.Named))
	for _, n := range k.p.Named {
		if k.homes[n.Home] == nil {
			k.report(Violation{Rule: FormRule, Home: n.Home}, "hjemmet findes ikke", "there is no such home")
		}
		if seen[n.Home] {
			k.report(Violation{Rule: FormRule, Home: n.Home}, "hjemmet har to sæt faste medarbejdere", "the home has two pairs of named staff")
		}
		seen[n.Home] = true
		for _, id := range []CaregiverID{n.Contact, n.Second} {
			if id != "" && k.caregivers[id] == nil {
				k.report(Violation{Rule: FormRule, Home: n.Home, Caregiver: id}, "medarbejderen findes ikke", "there is no such caregiver")
			}
		}
		if n.Contact == n.Second && n.Contact != "" {
			k.report(Violation{Rule: FormRule, Home: n.Home, Caregiver: n.Contact}, "de to faste er den samme", "the two named are the same")
		}
	}
}

// checkMade makes sure that the plan was made under the case's standard, for
// the case's days.
func (k *checker) checkMade() {
	made, s := &k.p.Made, k.c.Standard
	if made.Standard != s.ID || made.StandardVersion != s.Version {
		k.report(Violation{Rule: FormRule}, "planen er lagt efter standarden %s %s, sagen har %s %s",
			"the plan was made under the standard %s %s, the case has %s %s", made.Standard, made.StandardVersion, s.ID, s.Version)
	}
	if made.Horizon != k.c.Horizon {
		k.report(Violation{Rule: FormRule}, "planens dage er ikke sagens", "the plan's days are not the case's")
	}
	if !slices.ContainsFunc(k.c.Providers, func(p Provider) bool { return p.ID == made.Provider }) {
		k.report(Violation{Rule: FormRule}, "leverandøren %s findes ikke", "there is no provider %s", made.Provider)
	}
}
