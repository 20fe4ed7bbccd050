package solver

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/model/casefile"
)

// anyCase draws a small case in which anything that a case may hold meets
// anything else: one or two homes with a few grants of every shape, and enough
// staff around the clock that most can be served.
func anyCase(t *rapid.T) *model.Case { return someCase(t, 1, 2, 4) }

// busyCase is one with more homes and fewer staff, so that tours are full.
func busyCase(t *rapid.T) *model.Case { return someCase(t, 4, 7, 2) }

// someCase is one of so many homes, with so many staff of each shift.
func someCase(t *rapid.T, least, most, staff int) *model.Case {
	std, err := casefile.Standard("copenhagen-2008")
	if err != nil {
		t.Fatal(err)
	}
	starts := []model.Date{ // ordinary weeks, both clock changes, Christmas, Easter
		model.DateOf(2026, 11, 23), model.DateOf(2026, 11, 26), model.DateOf(2026, 11, 28),
		model.DateOf(2026, 10, 22), model.DateOf(2026, 3, 27), model.DateOf(2026, 12, 21), model.DateOf(2026, 3, 30),
	}
	d := &drawn{T: t, c: &model.Case{
		Name: "any", Standard: std,
		Providers: []model.Provider{{ID: "p"}, {ID: "q"}},
		Districts: []model.District{{ID: "d", Groups: []model.Group{{ID: "g"}, {ID: "g2"}}}},
		Offices:   []model.Office{{ID: "office", Point: orb.Point{14.7, 55}}},
		Travel: model.Travel{Source: "crow-fly", Modes: map[model.Mode]model.TravelMode{
			model.Car: {SpeedKmh: 50, Detour: 1.3, Arrival: 60}, model.Foot: {SpeedKmh: 5, Detour: 1.2}}},
	}}
	d.c.Horizon = model.Horizon{From: starts[d.num("start", 0, len(starts)-1)], Days: d.num("days", 4, 15)}
	d.c.AsOf = model.At(d.c.Horizon.From-1, 12*60)
	d.staff()
	d.c.Shifts = slices.DeleteFunc(d.c.Shifts, func(s model.Shift) bool { // the names end in a number
		k := s.Caregiver[len(s.Caregiver)-1]
		return int(k-'0') >= staff
	})
	for h := range d.num("homes", least, most) {
		d.home(model.HomeID(fmt.Sprintf("h%d", h)))
	}
	d.work()
	return d.c
}

// drawn is a case while it is drawn.
type drawn struct {
	*rapid.T
	c *model.Case
}

func (d *drawn) num(name string, lo, hi int) int { return rapid.IntRange(lo, hi).Draw(d.T, name) }
func (d *drawn) odds(name string, of int) bool   { return d.num(name, 1, of) == of }
func (d *drawn) date(name string, lo, hi int) model.Date {
	return d.c.Horizon.From + model.Date(d.num(name, lo, hi))
}

// staff are four by day, by evening and by night, every day, and where it is
// thin, fewer.
func (d *drawn) staff() {
	thin := d.odds("thin staff", 4)
	for w, from := range []model.Clock{7 * 60, 15 * 60, 23 * 60} {
		for k := range 4 {
			id := model.CaregiverID(fmt.Sprintf("%s%d", []string{"day", "evening", "night"}[w], k))
			who := model.Caregiver{ID: id, Provider: "p", District: "d", Group: "g"}
			if k != 1 {
				who.Qualifications = []model.Qualification{"medicine"}
			}
			d.c.Caregivers = append(d.c.Caregivers, who)
			for day := -1; day < d.c.Horizon.Days; day++ {
				if day < 0 && w < 2 || thin && d.odds("off", 3) {
					continue
				}
				at := model.At(d.c.Horizon.From+model.Date(day), from)
				d.c.Shifts = append(d.c.Shifts, model.Shift{ID: model.ShiftID(fmt.Sprintf("%s@%d", id, day)), Caregiver: id, From: at, To: at.Add(480),
					Mode: model.Car, Start: "office", End: "office"})
			}
		}
	}
}

func (d *drawn) home(id model.HomeID) {
	place := model.PlaceID("at-" + id)
	d.c.Places = append(d.c.Places, model.Place{ID: place, Point: orb.Point{14.7, 55 + 0.01*float64(d.num("km", 1, 10))}})
	d.c.Homes = append(d.c.Homes, model.Home{ID: id, District: "d", Group: "g", Place: place})
	first := len(d.c.Grants)
	for k := range d.num("grants", 1, 4) {
		d.grant(id, model.GrantID(fmt.Sprintf("%s-%d", id, k)))
	}
	grants := d.c.Grants[first:]
	for i := range grants {
		d.history(&grants[i])
	}
	d.agreements(id, grants)
	d.events(id, grants)
}

// grant is one of any shape.
func (d *drawn) grant(home model.HomeID, id model.GrantID) {
	g := model.Grant{ID: id, Home: home, Provider: "p", Law: model.SEL83, From: d.date("from", -50, 5)}
	if d.odds("ends", 5) {
		g.To = max(g.From, d.date("to", 0, 12))
	}
	if d.odds("frame", 6) {
		d.frame(&g)
	} else {
		d.itemised(&g)
	}
	if d.odds("decided", 4) {
		g.Decided = g.From - model.Date(d.num("before it begins", 0, 5))
	}
	if d.odds("changes provider", 8) {
		y, m, _ := d.c.Horizon.From.Civil()
		g.Changes = []model.ProviderChange{{Provider: "q", From: model.DateOf(y, m+1, 1)}}
		if d.odds("comes to us", 2) {
			g.Provider, g.Changes[0].Provider = "q", "p"
		}
	}
	d.c.Grants = append(d.c.Grants, g)
}

func (d *drawn) frame(g *model.Grant) {
	g.Law, g.FrameMinutes = model.AEL, 300
	for range d.num("lines", 1, 3) {
		s := d.service()
		p := model.Pattern{Service: s.ID, Days: d.weekdays(s, 1), Every: d.num("weeks", 1, 2), Minutes: model.Minutes(5 * d.num("minutes", 1, 12))}
		if len(s.Parts) > 0 {
			p.Part = s.Parts[d.num("part", 0, len(s.Parts)-1)]
		}
		if d.odds("several", 5) {
			p.Staff = d.num("staff", 1, 3)
		}
		g.Pattern = append(g.Pattern, p)
	}
}

func (d *drawn) service() *model.Service {
	return &d.c.Standard.Services[d.num("service", 0, len(d.c.Standard.Services)-1)]
}

// weekdays is no day named, or at least so many.
func (d *drawn) weekdays(s *model.Service, least int) model.Weekdays {
	if d.odds("any day", 2) {
		return 0
	}
	var days model.Weekdays
	for n := 0; n < least || d.odds("one more", 2); n++ {
		from := 0
		if s.WeekdaysOnly {
			from = 1
		}
		k := d.num("weekday", from, 6-from)
		for n < least && days>>k&1 == 1 {
			k = from + (k-from+1)%(7-2*from)
		}
		days |= 1 << k
	}
	return days
}

func (d *drawn) itemised(g *model.Grant) {
	s := d.service()
	g.Service = s.ID
	parts := 1
	switch d.num("cadence", 0, 3) {
	case 0:
		most := map[model.ServiceID]int{"toilet": 5, "turning": 6, "meal": 3, "eat-drink": 3, "medicine": 3}[s.ID]
		g.Cadence = model.Cadence{Unit: model.PerDay, Count: d.num("a day", 1, max(1, most))}
		parts = g.Cadence.Count
		g.Days = d.weekdays(s, 1)
	case 1:
		g.Cadence = model.Cadence{Unit: model.PerWeek, Count: d.num("a week", 1, 3)}
		g.Days = d.weekdays(s, g.Cadence.Count)
	case 2:
		g.Cadence = model.Cadence{Unit: model.PerKDays, Count: []int{2, 3, 7, 10, 14, 21}[d.num("every", 0, 5)]}
		g.Days = d.weekdays(s, 1)
	default:
		g.Cadence = model.Cadence{Unit: model.Dated}
		for range d.num("dates", 1, 3) {
			on := max(g.From, d.date("on", 0, d.c.Horizon.Days-1))
			if g.To == 0 || on <= g.To {
				g.Dates = append(g.Dates, on)
			}
		}
		if len(g.Dates) == 0 {
			g.Dates = []model.Date{g.From}
		}
	}
	if len(s.Parts) >= parts && d.odds("own parts", 3) {
		g.Parts = slices.Clone(rapid.Permutation(s.Parts).Draw(d.T, "parts")[:parts])
	}
	if d.odds("own minutes", 3) {
		g.Minutes = s.Active() + model.Minutes(5*d.num("more minutes", -1, 6))
	}
	if d.odds("tolerance", 6) {
		g.Tolerance = model.Minutes(5 * d.num("bears", 1, 6))
	}
	if d.odds("several", 4) {
		g.Staff = d.num("staff", 1, 4)
		if length := int(cmp.Or(g.Minutes, s.Active())); g.Staff > 1 && length > 5 && d.odds("own part", 2) {
			g.Second.Offset = model.Minutes(d.num("second from", 0, length-5))
			g.Second.Minutes = model.Minutes(d.num("second for", 5, length-int(g.Second.Offset)))
		}
	}
}
