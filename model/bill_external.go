package model

import "slices"

// relations counts the wishes about other help in the home that visits do not
// keep (R-5.3c, S), and adds up their prices, which the case gives. A wish about
// the home's visits, or a service that one is for, is judged by what that takes;
// about a service that only rides there, by what the rider takes. One that the
// services' own hours can never keep that day costs nothing; one without a price
// is hard, and the check's.
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
		if len(soft[v.Home]) == 0 {
			continue
		}
		own, riders := b.ownOf(v)
		for _, e := range soft[v.Home] {
			switch {
			case e.Relation != Avoid && e.From.Date() != v.Date:
			case e.bearsOn(own):
				b.wish(e, v, own, v.Length, len(riders) > 0)
			default:
				for k := range riders {
					if e.Service == riders[k].Service {
						b.wish(e, v, riders[k:k+1], 0, true)
						break
					}
				}
			}
		}
	}
}

// wish bills one that a visit does not keep, for some of what it does: length
// is that of the visit, worked out anew if other things make it longer.
func (b *biller) wish(e *External, v *Visit, of []Done, length Minutes, longer bool) {
	if longer {
		length = 0
		for i := range of {
			length += b.lasts(&of[i])
		}
	}
	if !e.keptAt(v.Start, length) && b.couldKeep(e, v.Date, of, length) {
		b.broken++
		b.brokenPrice += e.Soft
		b.inHome(v.Home, "external", e.Soft)
	}
}

// bearsOn says whether other help has to do with any of what is done.
func (e *External) bearsOn(does []Done) bool {
	if e.Service == "" && e.Grant == "" {
		return true
	}
	return slices.ContainsFunc(does, func(d Done) bool {
		return (e.Service == "" || d.Service == e.Service) && (e.Grant == "" || d.Grant == e.Grant)
	})
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

// couldKeep says whether any start on a date, in the hours of all that is done,
// keeps the wish: any instant, for on the night of the clock change some times of
// day come twice.
func (b *biller) couldKeep(e *External, on Date, of []Done, length Minutes) bool {
	for at := At(on, 0); at < At(on+1, 0); at++ {
		if b.mayStart(of, at.Clock()) && e.keptAt(at, length) {
			return true
		}
	}
	return false
}

func (b *biller) mayStart(of []Done, m Clock) bool {
	for i := range of {
		if s := b.services[of[i].Service]; s != nil && !b.hoursOf(s)[m] {
			return false
		}
	}
	return true
}
