package model

// checkExternal makes sure that visits stand to other help in the home as they
// should (R-5.3c), and that unpacking follows the delivery (R-11.2.3b). What
// has a price is the bill's.
func (k *checker) checkExternal() {
	for i := range k.c.Homes {
		h := k.homes[k.c.Homes[i].ID]
		for _, e := range h.external {
			if e.Soft != 0 {
				continue
			}
			switch e.Relation {
			case Avoid:
				k.checkAvoid(h, e)
			case Together, Before, After:
				k.checkRelation(h, e)
			}
		}
		k.checkDeliveries(h)
	}
}

// concerns says whether other help bears on a visit.
func (e *External) concerns(v *checkVisit) bool {
	if e.Service == "" {
		return true
	}
	for _, d := range v.does {
		if d.line.service.ID == e.Service {
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
		if v.End() > e.From && e.concerns(v) {
			k.report(v.breaks("R-5.3c"), "besøget ligger samtidig med anden hjælp (%s), som det skal holdes fra", "the visit is at the same time as other help (%s) that it must avoid", e.Kind)
		}
	}
}

// checkRelation wants one visit concerned, of those on the date, to stand as it
// should: before, with or after the other help.
func (k *checker) checkRelation(h *checkHome, e *External) {
	var first *checkVisit
	on := e.From.Date()
	for _, v := range h.visits {
		if v.Date != on || !e.concerns(v) {
			continue
		}
		if e.met(v) {
			return
		}
		if first == nil {
			first = v
		}
	}
	if first != nil {
		k.report(first.breaks("R-5.3c"), "besøget skal ligge %s anden hjælp (%s)", "the visit must stand %s other help (%s)", e.Relation, e.Kind)
	}
}

// met says whether a visit stands to other help as it should.
func (e *External) met(v *checkVisit) bool {
	switch e.Relation {
	case Together:
		return v.Start >= e.From && v.Start <= e.To
	case Before:
		return v.End() <= e.From && (e.Within == 0 || e.From.Sub(v.End()) <= e.Within)
	case After:
		return v.Start >= e.To && (e.Within == 0 || v.Start.Sub(e.To) <= e.Within)
	}
	return true
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
		if e.From.Date() == d.visit.Date && d.visit.Start >= e.To && (e.Within == 0 || d.visit.Start.Sub(e.To) <= e.Within) {
			return
		}
	}
	if known {
		k.report(d.breaks("R-11.2.3b"), "varerne er ikke kommet den dag før besøget", "the goods have not come that day before the visit")
	}
}
