package model

// relations counts the wishes about other help in the home that visits do not
// keep (R-5.3c, S), and adds up their prices, which the case gives. A wish that
// the services' own hours can never keep that day costs nothing; one without a
// price is hard, and the check's.
func (b *biller) relations() {
	soft := map[HomeID][]*External{}
	for i := range b.c.External {
		if e := &b.c.External[i]; e.Soft != 0 {
			soft[e.Home] = append(soft[e.Home], e)
		}
	}
	if len(soft) == 0 {
		return
	}
	for i := range b.p.Visits {
		v := &b.p.Visits[i]
		for _, e := range soft[v.Home] {
			if e.bearsOn(v) && !e.keptAt(v.Start, v.Length) && b.couldKeep(e, v) {
				b.broken++
				b.brokenPrice += e.Soft
			}
		}
	}
}

// bearsOn says whether other help has to do with a visit: with one of its
// services, on its date. What a visit avoids may last over several dates.
func (e *External) bearsOn(v *Visit) bool {
	if e.Relation != Avoid && e.From.Date() != v.Date {
		return false
	}
	if e.Service == "" {
		return true
	}
	for i := range v.Does {
		if v.Does[i].Service == e.Service {
			return true
		}
	}
	return false
}

// keptAt says whether a visit of some length that starts then stands to the
// other help as wished.
func (e *External) keptAt(start Time, length Minutes) bool {
	end := start.Add(length)
	switch e.Relation {
	case Avoid:
		return end <= e.From || e.To <= start
	case Together:
		return e.From <= start && (start < e.To || start == e.From)
	case Before:
		return end <= e.From && (e.Within == 0 || e.From.Sub(end) <= e.Within)
	case After, Delivery:
		return e.To <= start && (e.Within == 0 || start.Sub(e.To) <= e.Within)
	}
	return true
}

// couldKeep says whether any start on the visit's date, in the hours of all
// its services, keeps the wish.
func (b *biller) couldKeep(e *External, v *Visit) bool {
	for m := range Clock(1440) {
		if b.mayStart(v, m) && e.keptAt(At(v.Date, m), v.Length) {
			return true
		}
	}
	return false
}

func (b *biller) mayStart(v *Visit, m Clock) bool {
	for i := range v.Does {
		if s := b.services[v.Does[i].Service]; s != nil && !b.hoursOf(s)[m] {
			return false
		}
	}
	return true
}
