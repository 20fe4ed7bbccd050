package planted

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/paulmach/orb"

	"github.com/hjemvej/hjemvej/model"
)

type builder struct {
	c     *model.Case
	rng   *rand.Rand
	tours int
	runs  []run
}

// run is a tour as planted: the same on every day.
type run struct {
	stops []stop
	pause int // minutes after midnight
}

// stop is one visit of a tour.
type stop struct {
	home   int
	start  int // minutes after midnight
	length int
}

// build lays out the tours and writes the case around them.
func (b *builder) build() {
	villages := max(1, (b.tours+1)/2)
	var points []orb.Point
	// Homes less than half a second apart would be one minute apart, not two.
	crowded := func(p orb.Point) bool {
		return slices.ContainsFunc(points, func(o orb.Point) bool { return math.Hypot(p[0]-o[0], p[1]-o[1]) < 0.0002 })
	}
	for t := range b.tours {
		for range perTour {
			p := b.place(t%villages, villages)
			for crowded(p) {
				p = b.place(t%villages, villages)
			}
			points = append(points, p)
		}
	}
	order := b.rng.Perm(len(points)) // ids tell nothing of the tours
	for t := range b.tours {
		b.runs = append(b.runs, b.tour(order[t*perTour:(t+1)*perTour], points[t*perTour:(t+1)*perTour]))
	}
	c := b.c
	slices.SortFunc(c.Places, func(x, y model.Place) int { return cmp.Compare(x.ID, y.ID) })
	slices.SortFunc(c.Homes, func(x, y model.Home) int { return cmp.Compare(x.ID, y.ID) })
	slices.SortFunc(c.Grants, func(x, y model.Grant) int { return cmp.Compare(x.ID, y.ID) })
	slices.SortFunc(c.Shifts, func(x, y model.Shift) int { return cmp.Compare(x.ID, y.ID) })
	slices.SortFunc(c.History.Agreed, func(x, y model.Agreed) int { return cmp.Compare(x.Home, y.Home) })
	slices.SortFunc(c.History.Named, func(x, y model.Named) int { return cmp.Compare(x.Home, y.Home) })
	slices.SortFunc(c.History.Visits, func(x, y model.PastVisit) int {
		return cmp.Or(cmp.Compare(x.Home, y.Home), cmp.Compare(x.Caregiver, y.Caregiver))
	})
}

// tour plants one tour: lengths that fill its quarter-hours, the anchor at its
// time, a break about the middle.
func (b *builder) tour(ids []int, points []orb.Point) run {
	before, after := b.fill((anchor-first)/quarter, 4), b.fill(slots-(anchor-first)/quarter-3, perTour-5)
	lengths := append(append(before, 3), after...)
	r := run{}
	t := first
	for i, n := range lengths {
		r.stops = append(r.stops, stop{home: ids[i], start: t, length: n*quarter - leg})
		t += n * quarter
		if r.pause == 0 && t > anchor {
			r.pause = t - leg
			t += 2 * quarter
		}
	}
	pair := b.pair()
	for i, s := range r.stops {
		b.home(ids[i], points[i], s, pair)
	}
	for d := range Days {
		date := b.c.Horizon.From + model.Date(d)
		b.c.Shifts = append(b.c.Shifts, model.Shift{
			ID: shiftID(pair[turn(d)], date), Caregiver: pair[turn(d)], From: model.At(date, 7*60), To: model.At(date, 15*60),
			Mode: model.Car, Start: b.c.Offices[0].ID, End: b.c.Offices[0].ID,
		})
	}
	return r
}

// fill cuts quarter-hours into n visits of one to five.
func (b *builder) fill(quarters, n int) []int {
	lengths := make([]int, n)
	for i := range lengths {
		lengths[i] = 1
	}
	for left := quarters - n; left > 0; {
		if i := b.rng.IntN(n); lengths[i] < 5 {
			lengths[i]++
			left--
		}
	}
	return lengths
}

// turn says which of a pair works on a day of the fortnight: five days and two,
// then two and five.
func turn(day int) int {
	late := day%7 == 2 || day%7 == 3
	if (day/7%2 == 1) != late {
		return 1
	}
	return 0
}

func shiftID(k model.CaregiverID, d model.Date) model.ShiftID {
	return model.ShiftID(fmt.Sprintf("%s-%s", k, d))
}

// pair hires two caregivers.
func (b *builder) pair() [2]model.CaregiverID {
	var p [2]model.CaregiverID
	for i := range p {
		p[i] = model.CaregiverID(fmt.Sprintf("C%04d", len(b.c.Caregivers)+1))
		b.c.Caregivers = append(b.c.Caregivers, model.Caregiver{ID: p[i], Provider: "P1", District: "D1", Group: "G1"})
	}
	return p
}

// home writes a home with its grant, agreed time and history.
func (b *builder) home(n int, at orb.Point, s stop, pair [2]model.CaregiverID) {
	c := b.c
	id, place := homeID(n), model.PlaceID(fmt.Sprintf("A%04d", n+1))
	c.Places = append(c.Places, model.Place{ID: place, Point: at})
	c.Homes = append(c.Homes, model.Home{ID: id, District: "D1", Group: "G1", Place: place})
	g := model.Grant{
		ID: model.GrantID(id + "-1"), Home: id, Provider: "P1", Law: model.SEL83, Service: "visit",
		Cadence: model.Cadence{Unit: model.PerDay, Count: 1}, Parts: []model.PartID{b.part(s.start)}, Minutes: model.Minutes(s.length),
		From: c.Horizon.From - 100,
	}
	if g.Minutes == 28 {
		g.Minutes = 0 // the service's
	}
	if s.start == anchor {
		g.Tolerance = 15
	}
	c.Grants = append(c.Grants, g)
	c.History.Agreed = append(c.History.Agreed, model.Agreed{Home: id, Part: b.part(s.start), Start: model.Clock(s.start)})
	c.History.Named = append(c.History.Named, model.Named{Home: id, Contact: pair[0], Second: pair[1]})
	for _, k := range pair {
		c.History.Visits = append(c.History.Visits, model.PastVisit{Home: id, Caregiver: k, Date: c.Horizon.From - 7})
	}
}

func homeID(n int) model.HomeID { return model.HomeID(fmt.Sprintf("H%04d", n+1)) }

func (b *builder) part(minutes int) model.PartID {
	for _, p := range b.c.Standard.Parts {
		if int(p.From) <= minutes && minutes < int(p.To) {
			return p.ID
		}
	}
	return ""
}

// plan writes the planted plan.
func (b *builder) plan(roads *model.Roads) *model.Plan {
	c := b.c
	p := &model.Plan{Made: model.Made{
		Program: "planted", Case: c.Name, CaseHash: c.Hash, Standard: c.Standard.ID, StandardVersion: c.Standard.Version,
		Provider: "P1", Horizon: c.Horizon,
	}, Named: slices.Clone(c.History.Named), Agreed: slices.Clone(c.History.Agreed)}
	for i := range b.runs {
		for d := range Days {
			who := model.CaregiverID(fmt.Sprintf("C%04d", 2*i+turn(d)+1))
			b.drive(p, roads, &b.runs[i], who, c.Horizon.From+model.Date(d))
		}
	}
	p.Sort()
	return p
}

// drive writes one tour of the planted plan.
func (b *builder) drive(p *model.Plan, roads *model.Roads, r *run, who model.CaregiverID, date model.Date) {
	office := b.c.Offices[0].ID
	t := model.Tour{Shift: shiftID(who, date), Caregiver: who, Mode: model.Car}
	now, at := model.At(date, 7*60), office
	travel := func(to model.PlaceID) {
		m, metres := roads.Leg(model.Car, at, to)
		t.Items = append(t.Items, model.Item{Kind: model.TravelItem, From: now, To: now.Add(m), Start: at, End: to, Metres: metres})
		now, at = now.Add(m), to
	}
	rest := model.Item{Kind: model.BreakItem, From: model.At(date, model.Clock(r.pause))}
	rest.To = rest.From.Add(b.c.Standard.Rules.BreakLength)
	for _, s := range r.stops {
		start := model.At(date, model.Clock(s.start))
		if now == rest.From {
			t.Items = append(t.Items, rest)
			now = rest.To
		}
		home := homeID(s.home)
		place := model.PlaceID(fmt.Sprintf("A%04d", s.home+1))
		travel(place)
		grant := model.GrantID(home + "-1")
		v := model.Visit{
			Home: home, Date: date, Part: b.part(s.start), Start: start, Length: model.Minutes(s.length),
			Series: model.SeriesID(string(home) + "/" + string(b.part(s.start))),
			Does:   []model.Done{{Occurrence: model.OccurrenceID(fmt.Sprintf("%s#%d", grant, date-(b.c.Horizon.From-100))), Grant: grant, Service: "visit"}},
			Staff:  []model.Assignment{{Caregiver: who, Shift: t.Shift, Start: start, Minutes: model.Minutes(s.length)}},
		}
		v.ID = model.VisitID(string(v.Series) + "@" + date.String())
		p.Visits = append(p.Visits, v)
		now = start.Add(v.Length)
		t.Items = append(t.Items, model.Item{Kind: model.VisitItem, From: start, To: now, Visit: v.ID, Start: place, End: place})
	}
	travel(office)
	p.Tours = append(p.Tours, t)
}
