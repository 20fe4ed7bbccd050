package model

// checkExternal makes sure that visits stand to other help in the home as they
// should (R-5.3c), and that unpacking follows the delivery (R-11.2.3b). What
// has a price is the bill's.
func (k *checker) checkExternal() {
	for i := range k.c.Homes {
		h := k.homes[k.c.Homes[i].ID]
		for _, e := range h.external {
			if e.Soft == 0 && e.Relation == Avoid {
				k.checkAvoid(h, e)
			}
		}
		k.checkRelations(h)
		k.checkDeliveries(h)
	}
}

// bearsOn says whether other help concerns a visit.
func bearsOn(e *External, v *checkVisit) bool {
	if e.Service == "" && e.Grant == "" {
		return true
	}
	for _, d := range v.does {
		if (e.Service == "" || d.line.service.ID == e.Service) && (e.Grant == "" || d.line.grant.ID == e.Grant) {
			return true
		}
	}
	return false
}

func (k *checker) checkAvoid(h *checkHome, e *External) {
	for _, v := range h.visits {
		if v.Start >= e.To {
			break
		}
		if v.End() > e.From && bearsOn(e, v) {
			k.report(v.breaks("R-5.3c"), "besøget ligger samtidig med anden hjælp (%s), som det skal holdes fra", "the visit is at the same time as other help (%s) that it must avoid", e.Kind)
		}
	}
}

// relationOn is one relation of a home's services to other help on one date.
type relationOn struct {
	on       Date
	relation Relation
	service  ServiceID
}

// checkRelations wants, of the visits concerned on a date, one to stand before,
// with or after one of the helpers it should.
func (k *checker) checkRelations(h *checkHome) {
	var done map[relationOn]bool
	for i, e := range h.external {
		key := relationOn{e.From.Date(), e.Relation, e.Service}
		if e.Soft != 0 || done[key] || e.Relation != Together && e.Relation != Before && e.Relation != After {
			continue
		}
		if done == nil {
			done = map[relationOn]bool{}
		}
		done[key] = true
		k.checkRelation(h, key, h.external[i:])
	}
}

func (k *checker) checkRelation(h *checkHome, key relationOn, external []*External) {
	var first *checkVisit
	var other *External
	for _, e := range external {
		if e.Soft != 0 || (relationOn{e.From.Date(), e.Relation, e.Service}) != key {
			continue
		}
		for _, v := range h.visits {
			if v.Date != key.on || !bearsOn(e, v) {
				continue
			}
			if keeps(e, v.Start, v.Length) { // also one that a call moved there
				return
			}
			if first == nil && k.canKeep(e, v) {
				first, other = v, e
			}
		}
	}
	if first != nil {
		da, en := key.relation.words()
		k.report(first.breaks("R-5.3c"), "besøget skal ligge "+da+" anden hjælp (%s)", "the visit must be "+en+" other help (%s)", other.Kind)
	}
}

// words are how a visit is to stand to other help, in Danish and English.
func (r Relation) words() (da, en string) {
	switch r {
	case Before:
		return "før", "before"
	case After:
		return "efter", "after"
	}
	return "samtidig med", "at the time of"
}

// keeps says whether a visit stands to other help as it should.
func keeps(e *External, start Time, length Minutes) bool {
	end := start.Add(length)
	switch e.Relation {
	case Together:
		return start >= e.From && (start < e.To || start == e.From)
	case Before:
		return end <= e.From && (e.Within == 0 || e.From.Sub(end) <= e.Within)
	case After, Delivery:
		return start >= e.To && (e.Within == 0 || start.Sub(e.To) <= e.Within)
	}
	return true
}

// canKeep says whether the hours of a visit's services, and the part of day of
// its series or those granted for what floats, leave any start that day at which
// it would stand to other help as it should, no further from a time agreed
// before than a visit may be moved. A relation that nothing could keep is no rule for the visit: the
// nurse in the morning does not move the evening's medicine.
func (k *checker) canKeep(e *External, v *checkVisit) bool {
	most := k.c.Standard.Rules.MostMoved
	for at := k.midnight(v.Date); at < k.midnight(v.Date+1); at++ {
		if !keeps(e, at, v.Length) || most > 0 && k.standing[v.Series] && offBy(v.agreed, at) > most {
			continue
		}
		clock := at.Clock()
		part := v.part
		if v.Series == "" {
			part = k.partAt(clock)
		}
		ok := part == nil || inClock(clock, part.From, part.To) && (v.Series == "" || v.agreed == 0 || sameSide(part, clock, v.agreed.Clock()))
		for _, d := range v.does {
			ok = ok && k.startsInHours(d.line.service, clock) && (v.Series != "" || part == nil || fitsPart(d, part))
		}
		if ok {
			return true
		}
	}
	return false
}

// checkDeliveries holds what follows a delivery to the days of deliveries,
// after the goods have come.
func (k *checker) checkDeliveries(h *checkHome) {
	for _, v := range h.visits {
		for _, d := range v.does {
			if d.line.service.Follows == "delivery" {
				k.checkDelivery(h, d)
			}
		}
	}
}

func (k *checker) checkDelivery(h *checkHome, d *delivery) {
	known := false
	for _, e := range h.external {
		if e.Relation != Delivery || e.Soft != 0 || !(e.Service == "" || e.Service == d.line.service.ID) {
			continue
		}
		known = true
		if e.From.Date() == d.visit.Date && (keeps(e, d.visit.Start, d.visit.Length) || !k.canKeep(e, d.visit)) {
			return
		}
	}
	if known {
		k.report(d.breaks("R-11.2.3b"), "varerne er ikke kommet den dag før besøget", "the goods have not come that day before the visit")
	}
}
