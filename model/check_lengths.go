package model

// checkLengths works out how long each visit must be and may be (R-11.0b), and
// that the pieces of a split service fit together.
func (k *checker) checkLengths() {
	for i := range k.visits {
		v := &k.visits[i]
		if len(v.does) == 0 {
			continue
		}
		least, most := lengthOf(v.does, k.c.Standard.Rules.SplitWait)
		bad := v.breaks("R-11.0b")
		switch {
		case v.Length < least:
			k.report(bad, "besøget er %d minutter og skal være mindst %d", "the visit has %d minutes and needs at least %d", v.Length, least)
		case v.Length > most:
			k.report(bad, "besøget er %d minutter, %d er nok", "the visit has %d minutes, %d are enough", v.Length, most)
		}
		k.checkWhole(v)
	}
	for _, g := range k.grants {
		for _, line := range g.lines {
			k.checkPieces(line)
		}
	}
}

// lengthOf is the least and the most minutes of a visit that does all this,
// from active and passive minutes: active ones are done one at a time; during
// the passive ones of a service only those that fill are done. No schedule is
// shorter than the active minutes together, nor than a service with all its
// passive minutes and everything that doesn't fill.
func lengthOf(does []*delivery, wait Minutes) (least, most Minutes) {
	var active, notFilling Minutes
	for _, d := range does {
		a, _ := activeOf(d)
		active += a
		if !d.line.service.Fills {
			notFilling += a
		}
	}
	least, most = active, active
	runs := 0
	for _, d := range does {
		passive, parts := passiveOf(d)
		if passive == 0 {
			continue
		}
		runs += parts
		a, _ := activeOf(d)
		others := notFilling
		if !d.line.service.Fills {
			others -= a
		}
		least = max(least, a+passive+others)
		if d.line.service.Split {
			passive = min(passive, wait)
		}
		most += passive
	}
	if runs == 1 {
		most = min(most, least) // one machine: the least schedule is the only one
	}
	for _, d := range does {
		_, slack := activeOf(d)
		most += slack
	}
	return least, max(least, most)
}

// activeOf is what an occurrence, or a piece of it, needs a caregiver for; for a
// piece of granted minutes, how many more it may have by rounding.
func activeOf(d *delivery) (minutes, slack Minutes) {
	if d.piece == 0 {
		return d.line.active, 0
	}
	var of Minutes
	for i, n := 0, 0; i < len(d.line.service.Steps); i++ {
		st := d.line.service.Steps[i]
		if st.Active == 0 {
			continue
		}
		if i == 0 || d.line.service.Steps[i-1].Active == 0 {
			n++
		}
		if n == d.piece {
			of += st.Active
		}
	}
	whole := d.line.service.Active()
	if whole == d.line.active || whole == 0 {
		return of, 0
	}
	minutes = of * d.line.active / whole
	return minutes, d.line.active - minutes
}

// passiveOf is the passive minutes that run during a visit that does d, and in
// how many stretches. Pieces of a split service leave theirs between visits.
func passiveOf(d *delivery) (minutes Minutes, stretches int) {
	if d.piece > 0 {
		return 0, 0
	}
	for _, st := range d.line.service.Steps {
		if st.Passive > 0 {
			minutes += st.Passive
			stretches++
		}
	}
	return minutes, stretches
}

// checkWhole makes sure that a split service is done whole in one visit only
// when others fill its passive minutes.
func (k *checker) checkWhole(v *checkVisit) {
	for _, d := range v.does {
		if d.piece > 0 || !d.line.service.Split {
			continue
		}
		var fill Minutes
		for _, o := range v.does {
			if o != d && o.line.service.Fills {
				a, _ := activeOf(o)
				fill += a
			}
		}
		if passive, _ := passiveOf(d); fill+k.c.Standard.Rules.SplitWait < passive {
			k.report(d.breaks("R-11.0b"), "%d minutter ventes der på %s; kun %d er fyldt ud", "%d minutes are waited for %s; only %d are filled", passive, d.line.service.ID, fill)
		}
	}
}

// checkPieces makes sure that all pieces of an occurrence are done, on one
// date, each when the machine is done with the one before. In a mend a later piece
// may be missing of what had begun.
func (k *checker) checkPieces(line *grantLine) {
	if !line.service.Split {
		return
	}
	last := pieces(line.service)
	byNumber := map[int][]*delivery{}
	for _, d := range line.done {
		if d.piece > 0 {
			byNumber[d.number] = append(byNumber[d.number], d)
		}
	}
	for _, of := range byNumber {
		have := make([]*delivery, last+1)
		for _, d := range of {
			have[d.piece] = d
		}
		for n := 1; n <= last; n++ {
			if have[n] == nil && n > 1 && have[n-1] != nil && k.begun(have[n-1].visit.Visit) {
				break
			}
			if have[n] == nil {
				k.report(of[0].breaks("R-11.0b"), "del %d af %s mangler", "piece %d of %s is missing", n, of[0].id)
			} else if n > 1 && have[n-1] != nil {
				k.checkFollowing(have[n-1], have[n])
			}
		}
	}
}

// done is an occurrence that is done, nil when it is not: neither is one of which
// a mend had to leave out the rest.
func (k *checker) done(line *grantLine, number int) *delivery {
	d := line.find(number)
	if d == nil || d.piece == 0 || !k.begun(d.visit.Visit) {
		return d
	}
	have := 0
	for _, x := range line.done {
		if x.number == number && x.piece > 0 {
			have++
		}
	}
	if have < pieces(line.service) {
		return nil
	}
	return d
}

func (k *checker) checkFollowing(a, b *delivery) {
	if a.visit == b.visit || a.visit.Date != b.visit.Date {
		k.report(b.breaks("R-11.0b"), "delene af %s hører til to besøg på én dag", "the pieces of %s belong to two visits on one day", b.id)
		return
	}
	active, _ := activeOf(a)
	ready := a.visit.Start.Add(active + passiveAfter(a.line.service, a.piece))
	if b.visit.Start < ready {
		k.report(b.breaks("R-11.0b"), "%s er ikke færdig før %s", "%s is not ready before %s", b.line.service.ID, ready)
	}
}

// passiveAfter is the passive minutes between a piece and the next.
func passiveAfter(s *Service, piece int) Minutes {
	var m Minutes
	n := 0
	for i, st := range s.Steps {
		if st.Active > 0 && (i == 0 || s.Steps[i-1].Active == 0) {
			n++
		}
		if n == piece {
			m += st.Passive
		}
	}
	return m
}
