package model

import "slices"

// Bill works out what a plan costs at the standard's price list, from the case
// and the plan alone. Every line of the list is there, in a fixed order, also
// those that count nothing; those of a mend only in one. It trusts no figure that the plan states about
// itself: travel is walked again, calls and postponements are found from the
// times and dates; only debts are taken from the plan's replacements.
func Bill(c *Case, r *Roads, p *Plan) []BillLine {
	b := newBiller(newLedger(c, p))
	b.all(r)
	prices := &c.Standard.Prices
	var lines []BillLine
	add := func(line string, count int64, unit string, price Price) {
		lines = append(lines, BillLine{Line: line, Count: count, Unit: unit, Price: price})
	}
	each := func(line string, count int, unit string, price Price) {
		add(line, int64(count), unit, Price(count)*price)
	}
	for _, m := range Modes {
		each("travel_minute."+string(m), int(b.minutes[m]), "minute", prices.TravelMinute[m])
	}
	for _, m := range Modes {
		add("travel_km."+string(m), b.metres[m], "metre", b.km[m])
	}
	each("overtime", int(b.overtimeMinutes), "minute", prices.Overtime)
	each("substitute", b.substitutes, "visit", prices.Substitute)
	each("face", b.comers, "caregiver", prices.Face)
	each("new_face", b.newFaces, "caregiver", prices.NewFace)
	each("pair_change", b.pairChanges, "caregiver", prices.PairChange)
	each("not_preferred", b.notPreferred, "visit", prices.NotPreferred)
	each("unwanted", b.unwanted, "visit", prices.Unwanted)
	each("outside_group", b.outside, "visit", prices.OutsideGroup)
	each("call", b.calls, "call", prices.Call)
	each("edge", b.edges, "visit", prices.Edge)
	each("postponed", b.postponed, "occurrence", prices.Postponed)
	each("debt", b.debts, "occurrence", prices.Debt)
	each("separate_visit", b.separate, "visit", prices.SeparateVisit)
	for _, class := range careClasses {
		each("unserved."+string(class), b.undone[class], "occurrence", prices.Unserved[class])
	}
	each("reserve_minute", int(b.reserveMinutes), "minute", prices.ReserveMinute)
	add("external", int64(b.broken), "visit", b.brokenPrice)
	if p.Made.Now != 0 {
		add("changed_caregiver", int64(b.mend.caregivers), "visit", b.mend.caregiverPrice)
		add("changed_tour", int64(b.mend.tours), "tour", b.mend.dayPrice)
		each("call_late", b.mend.late, "call", prices.CallLate)
	}
	return lines
}

// careClasses in their fixed order, the strongest first.
var careClasses = []CareClass{NeverCancelled, Replaced, Priced}

// Total is the price of a whole bill.
func Total(lines []BillLine) Price {
	var sum Price
	for i := range lines {
		sum += lines[i].Price
	}
	return sum
}

// biller counts what the lines of the bill count.
type biller struct {
	*ledger
	minutes map[Mode]Minutes
	metres  map[Mode]int64
	km      map[Mode]Price // each way rounded on its own

	overtimeMinutes                              Minutes
	substitutes, notPreferred, unwanted, outside int // assignments
	comers, newFaces, pairChanges                int // caregivers of homes
	calls, edges, separate                       int // visits
	postponed, debts                             int // occurrences
	undone                                       map[CareClass]int
	reserveMinutes                               Minutes
	broken                                       int // wishes about other help
	brokenPrice                                  Price
	mend                                         mendBill
	split                                        *splitter // nil: nobody asks for samples
}

func newBiller(x *ledger) *biller {
	return &biller{ledger: x, minutes: map[Mode]Minutes{}, metres: map[Mode]int64{}, km: map[Mode]Price{}}
}

// all counts for every line.
func (b *biller) all(r *Roads) {
	b.tours(r, &b.c.Standard.Prices)
	b.staff()
	b.faces()
	b.pairs()
	b.times()
	b.dates()
	b.unserved()
	b.reserves()
	b.relations()
	b.mended()
}

// inHome charges one of a line to a home, where anybody asks.
func (b *biller) inHome(id HomeID, line string, price Price) {
	if b.split != nil {
		b.split.home(id).charge(line, price)
	}
}

// tours counts travel and overtime. A way's kilometres are priced to whole øre
// each, so that a tour's price is the sum of its ways.
func (b *biller) tours(r *Roads, prices *Prices) {
	for i := range b.p.Tours {
		t := &b.p.Tours[i]
		mode := b.modeOf(t)
		var minutes Minutes
		var price Price
		over := b.walk(r, t, func(m Minutes, metres int) {
			km := (Price(metres)*prices.TravelKm[mode] + 500) / 1000
			b.minutes[mode] += m
			b.metres[mode] += int64(metres)
			b.km[mode] += km
			minutes += m
			price += km
		})
		overtime := b.overtime(t, over)
		b.overtimeMinutes += overtime
		if b.split != nil {
			b.split.tour(t).charge("travel_minute."+string(mode), Price(minutes)*prices.TravelMinute[mode])
			b.split.tour(t).charge("travel_km."+string(mode), price)
			b.split.tour(t).charge("overtime", Price(overtime)*prices.Overtime)
		}
	}
}

// staff counts who comes, each of a visit's staff on their own; nobody comes
// by telephone.
func (b *biller) staff() {
	prices := &b.c.Standard.Prices
	for i := range b.p.Visits {
		v := &b.p.Visits[i]
		h := b.homes[v.Home]
		if h == nil || b.isCall(v) {
			continue
		}
		named := b.named[v.Home]
		for _, a := range v.Staff {
			one := named.has(a.Caregiver)
			if !one {
				b.substitutes++
				b.inHome(v.Home, "substitute", prices.Substitute)
			}
			if len(h.Preferred) > 0 && !one && !slices.Contains(h.Preferred, a.Caregiver) {
				b.notPreferred++
				b.inHome(v.Home, "not_preferred", prices.NotPreferred)
			}
			if slices.Contains(h.Unwanted, a.Caregiver) {
				b.unwanted++
				b.inHome(v.Home, "unwanted", prices.Unwanted)
			}
			if g := b.caregivers[a.Caregiver]; g != nil && otherGroup(g.Group, h.Group) {
				b.outside++
				b.inHome(v.Home, "outside_group", prices.OutsideGroup)
			}
		}
	}
}

// otherGroup says whether both have a group and it is not the same.
func otherGroup(a, b GroupID) bool { return a != "" && b != "" && a != b }

// faces counts the caregivers whom a home meets in this plan, and those of them
// whom it did not know: neither a past visit nor named so far.
func (b *biller) faces() {
	prices := &b.c.Standard.Prices
	met, strangers := b.met(), b.strangers()
	b.comers, b.newFaces = len(met), len(strangers)
	for who := range met {
		b.inHome(who.home, "face", prices.Face)
	}
	for who := range strangers {
		b.inHome(who.home, "new_face", prices.NewFace)
	}
}

// pairs counts the named staff who were not named before, in homes that had
// any.
func (b *biller) pairs() {
	before := map[HomeID]Named{}
	for _, n := range b.c.History.Named {
		before[n.Home] = n
	}
	for _, n := range b.p.Named {
		was, had := before[n.Home]
		if !had {
			continue
		}
		for _, c := range []CaregiverID{n.Contact, n.Second} {
			if c != "" && !was.has(c) {
				b.pairChanges++
				b.inHome(n.Home, "pair_change", b.c.Standard.Prices.PairChange)
			}
		}
	}
}

// times counts the visits off their agreed time: beyond the call limit a call
// is owed, beyond the edge limit a small price keeps visits off it.
func (b *biller) times() {
	rules, prices := &b.c.Standard.Rules, &b.c.Standard.Prices
	agreed := b.agreements()
	for i := range b.p.Visits {
		v := &b.p.Visits[i]
		if v.Series == "" {
			b.separate++
			b.inHome(v.Home, "separate_visit", prices.SeparateVisit)
		}
		switch off, has := agreed.off(v); {
		case !has || off <= rules.EdgeLimit:
		case off <= rules.CallLimit:
			b.edges++
			b.inHome(v.Home, "edge", prices.Edge)
		default:
			b.calls++
			b.inHome(v.Home, "call", prices.Call)
		}
	}
}

// dates counts occurrences on another date than agreed, each once, and
// those that the plan books as a debt. Pieces of a split one count with the
// first.
func (b *biller) dates() {
	for i := range b.p.Visits {
		v := &b.p.Visits[i]
		for j := range v.Does {
			d := &v.Does[j]
			if d.Piece <= 1 && b.moved(d, v.Date) {
				b.postponed++
				b.inHome(v.Home, "postponed", b.c.Standard.Prices.Postponed)
			}
		}
	}
	for i := range b.p.Replacements {
		if b.p.Replacements[i].Visit == "" {
			b.debts++
			b.inHome(b.p.Replacements[i].Home, "debt", b.c.Standard.Prices.Debt)
		}
	}
}

// unserved counts by class what is owed and neither done nor booked.
func (b *biller) unserved() {
	b.undone = map[CareClass]int{}
	for _, l := range b.missing() {
		b.undone[l.class]++
		b.inHome(l.home, "unserved."+string(l.class), b.c.Standard.Prices.Unserved[l.class])
	}
}

// reserves counts the minutes that each group's shifts should have kept free
// and did not.
func (b *biller) reserves() {
	for i := range b.c.ReserveShares {
		share := &b.c.ReserveShares[i]
		lacking := b.notKept(share)
		b.reserveMinutes += lacking
		if price := Price(lacking) * b.c.Standard.Prices.ReserveMinute; b.split != nil {
			b.split.group(share.Group).charge("reserve_minute", price)
		}
	}
}
