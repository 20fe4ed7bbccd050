package model

import "slices"

// checkStaff looks at who comes to each visit.
func (k *checker) checkStaff() {
	for i := range k.visits {
		v := &k.visits[i]
		k.checkNumber(v)
		for j := range v.Staff {
			if c := k.caregivers[v.Staff[j].Caregiver]; c != nil && v.home != nil {
				does := v.doneBy(j)
				k.checkCan(v, c, does)
				k.checkHelper(v, c)
				k.checkPractical(v, c, does)
				k.checkMode(v, &v.Staff[j], does)
			}
		}
	}
}

// doneBy is what the staff at a place in the list is there for: the first for
// all that is done, the others for what takes so many (R-11.1.1b).
func (v *checkVisit) doneBy(place int) []*delivery {
	if place == 0 {
		return v.does
	}
	return slices.DeleteFunc(slices.Clone(v.does), func(d *delivery) bool { return d.line.staff <= place })
}

// checkCan makes sure that a caregiver can handle the home and what they do there.
func (k *checker) checkCan(v *checkVisit, c *Caregiver, does []*delivery) {
	bad := v.breaks("R-6.7")
	bad.Caregiver = c.ID
	lacks := func(q Qualification) bool { return q != "" && !slices.Contains(c.Qualifications, q) }
	for _, q := range v.home.Needs {
		if lacks(q) {
			k.report(bad, "hjemmet kræver %s", "the home needs %s", q)
		}
	}
	for _, d := range does {
		bad := d.breaks("R-6.7")
		bad.Caregiver = c.ID
		if q := d.line.service.Qualification; lacks(q) {
			k.report(bad, "%s kræver %s", "%s needs %s", d.line.service.ID, q)
		}
		for _, q := range d.line.grant.Needs {
			if lacks(q) {
				k.report(bad, "bevillingen kræver %s", "the grant needs %s", q)
			}
		}
	}
	for _, t := range c.CantBear {
		if slices.Contains(v.home.Traits, t) {
			k.report(bad, "medarbejderen tåler ikke %s", "the caregiver can't bear %s", t)
		}
	}
}

// checkHelper keeps a §94 helper to the one citizen, and that citizen's grants
// to the helper.
func (k *checker) checkHelper(v *checkVisit, c *Caregiver) {
	if len(c.Only) > 0 && !slices.Contains(c.Only, v.Home) {
		bad := v.breaks("R-5.2")
		bad.Caregiver = c.ID
		k.report(bad, "hjælperen er valgt af et andet hjem", "the helper was chosen by another home")
	}
	for _, d := range v.does {
		if h := d.line.grant.Helper; h != "" && h != c.ID {
			bad := d.breaks("R-5.2")
			bad.Caregiver = c.ID
			k.report(bad, "borgeren har selv valgt %s", "the citizen chose %s as helper", h)
		}
	}
}

// checkPractical keeps practical help to the two named staff where the
// standard says so.
func (k *checker) checkPractical(v *checkVisit, c *Caregiver, does []*delivery) {
	if !k.c.Standard.Rules.NamedForPractical || c.ID == v.home.named.Contact || c.ID == v.home.named.Second {
		return
	}
	for _, d := range does {
		if d.line.service.Class == Replaced {
			bad := d.breaks("R-6.2")
			bad.Caregiver = c.ID
			k.report(bad, "praktisk hjælp gives kun af de to faste", "only the two named staff give practical help")
		}
	}
}

// checkMode makes sure that what is done can be done the way the caregiver
// moves: shopping is not carried home on foot.
func (k *checker) checkMode(v *checkVisit, a *Assignment, does []*delivery) {
	s := k.shifts[a.Shift]
	if s == nil {
		return
	}
	for _, d := range does {
		if modes := d.line.service.Modes; len(modes) > 0 && !slices.Contains(modes, s.Mode) {
			bad := d.breaks("R-6.7")
			bad.Caregiver = a.Caregiver
			k.report(bad, "%s kan ikke gøres med %s", "%s can't be done by %s", d.line.service.ID, s.Mode)
		}
	}
}

// checkNumber makes sure that as many come as were granted, each for the part
// that was granted (R-11.1.1b).
func (k *checker) checkNumber(v *checkVisit) {
	need := 0
	for _, d := range v.does {
		need = max(need, d.line.staff)
	}
	if need == 0 {
		return
	}
	if len(v.Staff) != need {
		k.report(v.breaks("R-11.1.1b"), "besøget er bevilget %d, der kommer %d", "%d are granted to the visit, %d come", need, len(v.Staff))
		return
	}
	many := 0
	for _, d := range v.does {
		if d.line.staff > 1 {
			many++
		}
	}
	for _, d := range v.does {
		for leg := 1; leg < d.line.staff; leg++ {
			k.checkFurther(d, leg, many > 1)
		}
	}
}

// checkFurther makes sure that a further person stays for the part granted, or
// as long as the service lasts where the grant gives none; in a piece of a split
// service as long as that. Of several things done by two the parts come one
// after the other, and only their length is certain.
func (k *checker) checkFurther(d *delivery, leg int, several bool) {
	v := d.visit
	a, second := &v.Staff[leg], d.line.grant.Second
	from, last := v.Start, d.lasts()
	if second.Minutes > 0 && d.piece == 0 {
		from, last = v.Start.Add(second.Offset), second.Minutes
	}
	to := min(v.End(), from.Add(last))
	short := a.Start > from || a.Start.Add(a.Minutes) < to
	if several {
		short = a.Minutes < to.Sub(from)
	}
	if short {
		bad := d.breaks("R-11.1.1b")
		bad.Caregiver = a.Caregiver
		k.report(bad, "nummer %d skal være der %d minutter fra minut %d", "number %d must be there for %d minutes from minute %d",
			leg+1, to.Sub(from), from.Sub(v.Start))
	}
}

// lasts is how long one thing done takes by itself.
func (d *delivery) lasts() Minutes {
	active, _ := activeOf(d)
	passive, _ := passiveOf(d)
	return active + passive
}
