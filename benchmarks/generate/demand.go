package generate

import (
	"math"

	"github.com/hjemvej/hjemvej/model"
)

// Shares of citizens by granted weekly hours (Denmark 2022): below 2, 2–8,
// 8–20, 20 and more.
var shares = [4]float64{0.67, 0.22, 0.09, 0.02}

// weigh deals the weights so that the shares hold to the citizen, whatever the seed.
func (b *builder) weigh() {
	n := len(b.homes)
	counts := [4]int{}
	rest := n
	for w := heavier; w > light; w-- {
		counts[w] = int(math.Round(shares[w] * float64(n)))
		rest -= counts[w]
	}
	counts[light] = rest
	var deal []weight
	for w, c := range counts {
		for range c {
			deal = append(deal, weight(w))
		}
	}
	b.rng.Shuffle(n, func(i, j int) { deal[i], deal[j] = deal[j], deal[i] })
	for i := range b.homes {
		b.homes[i].weight = deal[i]
	}
}

// exempt chooses those with a cash grant, and those with a helper of their own
// choice: one of each in about 120 citizens.
func (b *builder) exempt() {
	n := (len(b.homes) + 150) / 300
	cash, helped := max(1, n), max(1, n)
	for _, i := range b.rng.Perm(len(b.homes)) {
		h := &b.homes[i]
		switch {
		case h.weight == heavy && cash > 0:
			h.cash, cash = true, cash-1
		case h.weight == medium && helped > 0:
			h.helper, helped = b.caregivers[b.newCaregiver(h.group, h.id)].ID, helped-1
		}
	}
}

// grantHelper grants help by the citizen's own helper on weekdays (§94).
func (b *builder) grantHelper(h *home) {
	a := b.daily(h, "morning", "morning-care", 75)
	a.cadence, a.days, a.helper = model.Cadence{Unit: model.PerWeek, Count: 5}, 0b0111110, h.helper
	s := h.stopIn("morning")
	s.agreed = 8*60 + 30
	for d := range a.on {
		a.on[d] = a.on[d] && a.days.Has(b.date(d))
		s.start[d] = s.agreed
	}
}

// grantAll gives every citizen the help of their weight.
func (b *builder) grantAll() {
	for i := range b.homes {
		h := &b.homes[i]
		h.absent = make([]bool, b.opt.Days)
		if b.chance(0.03) && b.opt.Days > 3 { // away for some days of the fortnight (R-5.5c)
			from := b.rng.IntN(b.opt.Days)
			for d := from; d < min(from+2+b.rng.IntN(6), b.opt.Days); d++ {
				h.absent[d] = true
			}
		}
		switch {
		case h.cash:
			continue
		case h.helper != "":
			b.grantHelper(h)
			continue
		}
		switch h.weight {
		case light:
			b.grantLight(h)
		case medium:
			b.grantMedium(h)
		case heavy:
			b.grantHeavy(h)
		case heavier:
			b.grantHeavier(h)
		}
	}
}

// pick draws one of the minutes.
func (b *builder) pick(minutes ...int) int { return minutes[b.rng.IntN(len(minutes))] }

func (b *builder) chance(p float64) bool { return b.rng.Float64() < p }

// grantLight: below two hours a week. Practical help, a bath, medicine once a
// day, a call a day.
func (b *builder) grantLight(h *home) {
	if n := len(rarities); b.opt.every && b.rare < n {
		b.grantRarity(h, rarities[b.rare])
		b.rare++
		return
	}
	switch x := b.rng.Float64(); {
	case x < 0.10: // stockings in the morning
		h.flex = b.daily(h, "morning", "morning-care", b.pick(8, 10, 12))
	case x < 0.20: // medicine once a day, in the part where the tours have room
		h.flex = b.daily(h, "morning", "medicine", b.pick(5, 8, 10))
	case x < 0.24:
		h.flex = b.daily(h, "midday", "meal", 10)
	case x < 0.31:
		h.flex = b.daily(h, "midday", "reassurance-call", 5)
	case x < 0.52: // a bath a week, practical help beside it
		b.weekly(h, "bath", b.pick(30, 30, 35), 1)
	}
	if len(h.asks) == 0 && len(h.floats) == 0 || b.chance(0.5) && h.flex == nil {
		b.practical(h)
	}
	if h.flex == nil && b.chance(0.06) && b.standsAlone(h, "midday") {
		b.weekly(h, "observation", 10, 1)
	}
}

// grantMedium: two to eight hours a week: morning and evening care.
func (b *builder) grantMedium(h *home) {
	h.frame = b.chance(0.45)
	midday := b.chance(0.33)
	part := model.PartID("morning")
	if !midday && b.chance(0.5) {
		part = "midday" // a late riser
	}
	if midday && b.chance(0.25) {
		part = "" // no morning: help begins at midday
	} else {
		b.daily(h, part, "morning-care", b.pick(15, 15, 20, 25))
	}
	if part != "" && b.chance(0.35) {
		b.daily(h, part, "medicine", 5)
	}
	if midday {
		b.daily(h, "midday", "meal", b.pick(10, 10, 15))
	}
	if part == "" || b.chance(0.28) {
		b.daily(h, "late", "evening-care", b.pick(15, 15, 15, 20))
		if b.chance(0.4) {
			b.daily(h, "late", "medicine", 5)
		}
	}
	b.weekly(h, "bath", b.pick(25, 30), 1+b.rng.IntN(5)/3)
	if b.chance(0.6) {
		b.practical(h)
	}
}

// grantHeavy: eight to twenty hours: five visits a day or so.
func (b *builder) grantHeavy(h *home) {
	h.frame = b.chance(0.35)
	b.daily(h, "morning", "morning-care", b.pick(20, 20, 25))
	if b.chance(0.5) || b.opt.every {
		a := b.daily(h, "morning", "medicine", 5)
		if b.chance(0.3) || b.opt.every {
			a.tol = 15 // insulin
		}
	}
	if b.chance(0.4) {
		b.daily(h, "midday", "eat-drink", 20)
	} else {
		b.daily(h, "midday", "meal", 15)
		b.daily(h, "midday", "toilet", 5)
	}
	if b.chance(0.25) {
		b.daily(h, "afternoon", "toilet", b.pick(10, 12))
	}
	b.daily(h, "evening", "meal", b.pick(15, 20))
	b.daily(h, "late", "evening-care", b.pick(15, 20))
	if b.chance(0.5) {
		b.daily(h, "late", "medicine", 5)
	}
	if b.chance(0.15) {
		b.daily(h, "night", "toilet", b.pick(10, 12))
	}
	b.weekly(h, "bath", 30, 1+b.rng.IntN(2))
	if b.chance(0.12) || b.opt.every {
		b.weekly(h, "talk", 20, 1)
	}
	if b.chance(0.35) {
		b.practical(h)
	}
}

// grantHeavier: twenty hours and more, mostly a lift and two people.
func (b *builder) grantHeavier(h *home) {
	two := func(a *ask) {
		a.staff = 2
		if b.chance(0.4) {
			a.second = max(10, a.minutes-b.pick(5, 10, 15))
		}
		b.limits(h.stopIn(a.part))
	}
	two(b.daily(h, "morning", "morning-care", b.pick(30, 35, 40)))
	b.daily(h, "midday", "eat-drink", b.pick(25, 30))
	service := model.ServiceID("toilet")
	if b.chance(0.5) || b.opt.every {
		service = "turning"
	}
	two(b.daily(h, "afternoon", service, b.pick(12, 15)))
	b.daily(h, "evening", "eat-drink", b.pick(25, 30))
	bed := b.daily(h, "late", "evening-care", b.pick(25, 30))
	if b.lifted++; !b.hoists || b.lifted%2 == 1 {
		two(bed)
	}
	b.daily(h, "night", "toilet", b.pick(12, 15))
	if b.chance(0.5) {
		b.weekly(h, "talk", 20, 1)
	}
}

// weekly grants a service once or twice a week. It rides on the home's daily
// visit of the part, if there is one that may carry it; else it floats.
func (b *builder) weekly(h *home, service model.ServiceID, minutes, count int) {
	a := &ask{home: h, service: service, minutes: minutes, staff: 1, cadence: model.Cadence{Unit: model.PerWeek, Count: count}}
	a.on = make([]bool, b.opt.Days)
	part := model.PartID("morning")
	if service != "bath" {
		part = "midday"
	}
	s := h.stopIn(part)
	if s == nil && service == "bath" {
		s = h.stopIn("midday")
	}
	h.asks = append(h.asks, a)
	if s != nil && !s.joint && !s.call {
		a.part, a.rides = s.part, true
		s.asks = append(s.asks, a)
		return
	}
	a.cadence.Count = 1
	lo, hi := 10*60, 15*60-1
	if service == "bath" {
		lo, hi = 7*60+30, 10*60-1
	}
	h.floats = append(h.floats, &float{ask: a, lo: lo, hi: hi, pieces: []int{minutes}})
}

// standsAlone says whether a float may be delivered on its own in a part: no
// visit of the home there could carry it.
func (b *builder) standsAlone(h *home, part model.PartID) bool { return h.stopIn(part) == nil }

// practical grants cleaning, laundry, shopping or unpacking: what the home may
// be given in a visit of its own.
func (b *builder) practical(h *home) {
	lo, hi := 10*60, 15*60-1
	switch midday, afternoon := h.stopIn("midday") == nil, h.stopIn("afternoon") == nil; {
	case !midday && !afternoon:
		return
	case !midday:
		lo = 13 * 60
	case !afternoon:
		hi = 13*60 - 1
	}
	firm := b.opt.firm && !h.frame && b.chance(0.45)
	add := func(service model.ServiceID, minutes int, cadence model.Cadence) *float {
		f := b.addFloat(h, service, minutes, cadence, lo, hi)
		f.ask.firm = firm
		return f
	}
	fortnight := model.Cadence{Unit: model.PerKDays, Count: 14}
	week := model.Cadence{Unit: model.PerWeek, Count: 1}
	if b.chance(0.85) || len(h.floats) > 0 {
		add("cleaning", b.pick(35, 45, 45, 60), fortnight)
	}
	if h.frame { // the frame has one word for practical help
		return
	}
	whole := lo == 10*60 && hi == 15*60-1
	if b.chance(0.22) && whole {
		f := add("laundry", 20, fortnight)
		f.pieces, f.gap = []int{10, 10}, 75
	}
	switch {
	case b.chance(0.2):
		add("shopping", 40, week)
	case b.chance(0.12) && whole:
		add("unpacking", 10, week)
	}
	if b.chance(0.03) && whole {
		b.single(h, "accompaniment", 120)
	}
	if b.chance(0.01) && whole {
		b.single(h, "thorough-cleaning", 240)
	}
}

// addFloat grants a service that stands alone on a day of the planner's choice.
func (b *builder) addFloat(h *home, service model.ServiceID, minutes int, cadence model.Cadence, lo, hi int) *float {
	a := &ask{home: h, service: service, minutes: minutes, staff: 1, cadence: cadence, on: make([]bool, b.opt.Days)}
	h.asks = append(h.asks, a)
	f := &float{ask: a, lo: lo, hi: hi, pieces: []int{minutes}, every2: cadence.Unit == model.PerKDays}
	h.floats = append(h.floats, f)
	return f
}

// single grants a service on one date.
func (b *builder) single(h *home, service model.ServiceID, minutes int) {
	f := b.addFloat(h, service, minutes, model.Cadence{Unit: model.Dated, Count: 1}, 10*60, 11*60)
	f.ask.dated = []int{}
}

// rarities are the services that a small case could miss: with Options.every
// the first citizens with little help get one each.
var rarities = []model.ServiceID{"laundry", "shopping", "unpacking", "accompaniment", "thorough-cleaning", "observation", "reassurance-call", "bath"}

func (b *builder) grantRarity(h *home, service model.ServiceID) {
	week := model.Cadence{Unit: model.PerWeek, Count: 1}
	lo, hi := 10*60, 15*60-1
	switch service {
	case "laundry":
		f := b.addFloat(h, service, 20, model.Cadence{Unit: model.PerKDays, Count: 14}, lo, hi)
		f.pieces, f.gap = []int{10, 10}, 75
	case "shopping":
		b.addFloat(h, service, 40, week, lo, hi)
	case "unpacking":
		b.addFloat(h, service, 10, week, lo, hi)
	case "accompaniment":
		b.single(h, service, 120)
	case "thorough-cleaning":
		b.single(h, service, 240)
	case "reassurance-call":
		h.flex = b.daily(h, "midday", service, 5)
	default:
		b.weekly(h, service, int(b.std.Service(service).Active()), 1)
	}
}
