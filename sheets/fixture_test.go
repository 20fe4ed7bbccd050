package sheets

import (
	"fmt"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"github.com/hjemvej/hjemvej/model"
)

// Secrets of the invented protected home: they must stand on no shared sheet.
const (
	secretAddress = "Hemmelig Sti 99"
	secretNote    = "Nøglen ligger hos naboen"
)

var secretPoint = orb.Point{11.173931, 56.317717}

// invented is a case and a plan for it: a small island, every kind of item,
// night shifts, two-person visits, a protected home. It need not keep every rule.
type invented struct {
	c    *model.Case
	p    *model.Plan
	from model.Date
	days int
	next int // home visited next
}

// size says how much to invent.
type size struct {
	homes, caregivers, days int
	from                    model.Date
}

var small = size{12, 5, 2, model.DateOf(2026, 11, 23)}

func invent(s size) *invented {
	f := &invented{from: s.from, days: s.days, c: &model.Case{
		Name: "Sandø", Horizon: model.Horizon{From: s.from, Days: s.days}, Standard: inventedStandard(),
		Providers: []model.Provider{{ID: "P1", Name: "Sandø Hjemmepleje", Municipal: true}},
		Districts: []model.District{{ID: "D1", Name: "Østby", Groups: []model.Group{{ID: "G1", Name: "Østby Nord"}, {ID: "G2", Name: "Østby Syd"}}},
			{ID: "D2", Name: "Vesterå", Groups: []model.Group{{ID: "G3", Name: "Vesterå"}}}},
		Offices: []model.Office{{ID: "O1", Name: "Østby kontor", Point: orb.Point{11.10, 56.30}}, {ID: "O2", Name: "Vesterå kontor", Point: orb.Point{10.99, 56.27}}},
	}}
	f.p = &model.Plan{Made: model.Made{Program: "test", Case: "Sandø", CaseHash: "3f2a9c01d4", Standard: "invented", StandardVersion: "2026", Provider: "P1",
		Horizon: f.c.Horizon, Seed: 1, Iterations: 120000}}
	for i := range s.homes {
		f.addHome(i)
	}
	for i := range s.caregivers {
		f.addCaregiver(i)
	}
	for d := range s.days {
		f.addDay(s.from + model.Date(d))
	}
	f.owe()
	f.bill()
	slices.SortFunc(f.p.Visits, func(a, b model.Visit) int { return firstOf(int(a.Start-b.Start), cmpStr(a.ID, b.ID)) })
	slices.SortFunc(f.p.Tours, func(a, b model.Tour) int { return cmpStr(a.Shift, b.Shift) })
	return f
}

func inventedStandard() *model.Standard {
	t := func(da, en string) model.Text { return model.Text{Da: da, En: en} }
	return &model.Standard{ID: "invented", Rules: model.Rules{EdgeLimit: 20, CallLimit: 60},
		Parts: []model.Part{{ID: "morning", Name: t("Morgen", "Morning"), From: 420, To: 660}, {ID: "evening", Name: t("Aften", "Evening"), From: 900, To: 1380}, {ID: "night", Name: t("Nat", "Night"), From: 1380, To: 420}},
		Services: []model.Service{
			{ID: "bath", Name: t("Bad", "Bath"), Class: model.NeverCancelled},
			{ID: "care", Name: t("Personlig pleje", "Personal care"), Class: model.NeverCancelled},
			{ID: "cleaning", Name: t("Rengøring", "Cleaning"), Class: model.Replaced},
			{ID: "laundry", Name: t("Tøjvask", "Laundry"), Class: model.Replaced},
			{ID: "reassure", Name: t("Tryghedsopkald", "Reassurance call"), Class: model.NeverCancelled, NoTravel: true},
			{ID: "talk", Name: t("Støttende samtale", "Supporting talk"), Class: model.Priced},
		}}
}

func (f *invented) addHome(i int) {
	district, group, office := model.DistrictID("D1"), model.GroupID([]string{"G1", "G2"}[i%2]), f.c.Offices[0].Point
	if i%3 == 2 {
		district, group, office = "D2", "G3", f.c.Offices[1].Point
	}
	angle, far := float64(i)*2.39996, 0.006+0.0105*math.Sqrt(float64(i))
	id := fmt.Sprintf("H%03d", i+1)
	h := model.Home{ID: model.HomeID(id), District: district, Group: group, Place: model.PlaceID("P" + id)}
	pl := model.Place{ID: h.Place, Address: fmt.Sprintf("%s %d", []string{"Æblevej", "Ørstedsgade", "Åstræde", "Strandvejen"}[i%4], 2*i+1),
		Point: orb.Point{office[0] + far*1.7*math.Cos(angle)/3, office[1] + far*math.Sin(angle)/3}}
	switch i {
	case 2:
		h.Protected, h.Note, pl.Address, pl.Point = true, secretNote, secretAddress, secretPoint
	case 4:
		h.Note = "Hunden er venlig.\nBank hårdt på, hun hører dårligt."
	}
	f.c.Homes, f.c.Places = append(f.c.Homes, h), append(f.c.Places, pl)
	for _, s := range []model.ServiceID{"care", "cleaning"} {
		f.c.Grants = append(f.c.Grants, model.Grant{ID: model.GrantID(id + "-" + string(s)), Home: h.ID, Service: s})
	}
}

func (f *invented) addCaregiver(i int) {
	names := []string{"Karin Dam", "Søren Åkjær", "Birgitte Ølgaard-Kristoffersen von Schleswig", "Mette Holm", "Aisha Yılmaz", "Jens Bæk"}
	g := model.Caregiver{ID: model.CaregiverID(fmt.Sprintf("C%02d", i+1)), Name: names[i%len(names)], Provider: "P1", District: "D1", Group: []model.GroupID{"G1", "G2"}[i/2%2]}
	if i >= len(names) {
		g.Name = fmt.Sprintf("%s %d", g.Name, i/len(names)+1)
	}
	if i%3 == 2 {
		g.District, g.Group = "D2", "G3"
	}
	if i == 3 {
		g.HomePlace = "HOME-C04"
		f.c.Places = append(f.c.Places, model.Place{ID: "HOME-C04", Address: "Privatvej 1", Point: orb.Point{11.123457, 56.323457}})
	}
	f.c.Caregivers = append(f.c.Caregivers, g)
}

// addDay gives each caregiver a day, evening or night shift. On the first the
// first two care for H004 together at ten.
func (f *invented) addDay(d model.Date) {
	for i := range f.c.Caregivers {
		g := &f.c.Caregivers[i]
		s := model.Shift{ID: model.ShiftID(fmt.Sprintf("%s@%s", g.ID, d)), Caregiver: g.ID, From: model.At(d, 420), To: model.At(d, 900), Mode: model.Modes[i%3], Start: "O1", End: "O1"}
		switch {
		case g.District == "D2":
			s.Start, s.End = "O2", "O2"
		case g.HomePlace != "":
			s.Start, s.End = g.HomePlace, ""
		}
		switch i % 5 {
		case 3:
			s.From, s.To = model.At(d, 900), model.At(d, 1380)
		case 4:
			s.From, s.To = model.At(d, 1380), model.At(d+1, 420)
		}
		f.c.Shifts = append(f.c.Shifts, s)
		f.walk(s, i)
	}
}

// walk fills a shift with visits as long as there is time for them.
func (f *invented) walk(s model.Shift, n int) {
	w := &walker{f: f, t: model.Tour{Shift: s.ID, Caregiver: s.Caregiver, Mode: s.Mode}, at: s.From, place: s.Start}
	w.put(model.Item{Kind: model.ActivityItem, Text: "meeting", Start: officeOnly(s.Start)}, 15)
	pair := n < 2 && s.From.Clock() == 420
	rest := s.From.Add(240)
	for w.at < s.To.Add(-75) {
		switch ten := model.At(s.From.Date(), 600); {
		case pair && w.at >= ten.Add(-40):
			w.goTo("PH004")
			w.at, pair = ten, false
			w.visitAs(n, "H004")
		case rest != 0 && w.at >= rest:
			w.put(model.Item{Kind: model.BreakItem}, 29)
			rest = 0
		case len(w.t.Items) == 8:
			w.visit("reassure", model.CallItem, 5)
		default:
			w.visit([]model.ServiceID{"care", "bath", "cleaning", "talk", "care"}[(f.next+n)%5], model.VisitItem, []model.Minutes{20, 35, 45, 20, 10}[(f.next+n)%5])
		}
	}
	w.goTo(s.End)
	f.p.Tours = append(f.p.Tours, w.t)
}

func officeOnly(id model.PlaceID) model.PlaceID {
	if id == "O1" || id == "O2" {
		return id
	}
	return ""
}

type walker struct {
	f     *invented
	t     model.Tour
	at    model.Time
	place model.PlaceID
}

func (w *walker) put(it model.Item, m model.Minutes) {
	it.From, it.To = w.at, w.at.Add(m)
	w.at = it.To
	w.t.Items = append(w.t.Items, it)
}

func (w *walker) goTo(id model.PlaceID) {
	if id == "" || id == w.place || w.place == "" {
		w.place = id
		return
	}
	a, b := w.f.where(w.place), w.f.where(id)
	metres := int(math.Hypot((a[0]-b[0])*61700, (a[1]-b[1])*111200) * 1.3)
	from := w.place
	w.place = id
	w.put(model.Item{Kind: model.TravelItem, Start: from, End: id, Metres: metres}, model.Minutes(2+metres/400))
}

func (f *invented) where(id model.PlaceID) orb.Point {
	for _, o := range f.c.Offices {
		if o.ID == id {
			return o.Point
		}
	}
	for _, p := range f.c.Places {
		if p.ID == id {
			return p.Point
		}
	}
	return orb.Point{}
}

// visit goes to the next home of the caregiver's district.
func (w *walker) visit(s model.ServiceID, kind model.ItemKind, m model.Minutes) {
	f := w.f
	h := f.c.Homes[f.next%len(f.c.Homes)]
	for range f.c.Homes {
		if (h.District == "D2") == (f.caregiver(w.t.Caregiver).District == "D2") {
			break
		}
		f.next++
		h = f.c.Homes[f.next%len(f.c.Homes)]
	}
	f.next++
	if kind == model.VisitItem {
		w.goTo(h.Place)
	}
	d := w.at.Date()
	v := model.Visit{ID: model.VisitID(fmt.Sprintf("%s/%d@%s", h.ID, len(f.p.Visits), d)), Home: h.ID, Series: model.SeriesID(h.ID + "/morning"), Date: d, Part: "morning", Start: w.at, Length: m,
		Does: []model.Done{{Grant: model.GrantID(string(h.ID) + "-care"), Service: s}}}
	if s == "cleaning" {
		v.Does = append(v.Does, model.Done{Grant: v.Does[0].Grant, Service: "laundry", Piece: 1})
	}
	w.serve(v, 0, kind)
}

// visitAs is one of the two at a visit that takes two, the second for a part.
func (w *walker) visitAs(n int, h model.HomeID) {
	v := model.Visit{ID: model.VisitID(fmt.Sprintf("%s/pair@%s", h, w.at.Date())), Home: h, Date: w.at.Date(), Part: "morning", Start: w.at, Length: 30, Does: []model.Done{{Service: "care"}}}
	w.serve(v, n, model.VisitItem)
}

func (w *walker) serve(v model.Visit, leg int, kind model.ItemKind) {
	m := v.Length - model.Minutes(10*leg)
	a := model.Assignment{Caregiver: w.t.Caregiver, Shift: w.t.Shift, Start: w.at, Minutes: m}
	if i := slices.IndexFunc(w.f.p.Visits, func(x model.Visit) bool { return x.ID == v.ID }); i >= 0 {
		w.f.p.Visits[i].Staff = append(w.f.p.Visits[i].Staff, a)
	} else {
		v.Staff = []model.Assignment{a}
		w.f.p.Visits = append(w.f.p.Visits, v)
	}
	w.put(model.Item{Kind: kind, Visit: v.ID, Leg: leg, Start: w.place, End: w.place}, m)
}

func (f *invented) caregiver(id model.CaregiverID) *model.Caregiver {
	i := slices.IndexFunc(f.c.Caregivers, func(g model.Caregiver) bool { return g.ID == id })
	return &f.c.Caregivers[i]
}

// owe names staff, agrees times, and adds one of everything that a plan owes.
func (f *invented) owe() {
	n := len(f.c.Caregivers)
	if n == 0 || len(f.p.Visits) == 0 {
		return
	}
	for i, h := range f.c.Homes {
		f.p.Named = append(f.p.Named, model.Named{Home: h.ID, Contact: f.c.Caregivers[i%n].ID, Second: f.c.Caregivers[(i+2)%n].ID})
		f.p.Agreed = append(f.p.Agreed, model.Agreed{Home: h.ID, Part: "morning", Start: model.Clock(480 + 15*(i%8))})
	}
	v := &f.p.Visits[3]
	at := model.At(f.from, 480)
	f.p.Calls = []model.Call{{Home: v.Home, Visit: v.ID, Agreed: v.Start.Add(90), New: v.Start, Latest: v.Start.Add(-20), By: f.p.Named[0].Contact},
		{Home: "H003", Visit: "H003/gone", Agreed: at, New: at.Add(75), Latest: at.Add(-80)}}
	f.p.Briefings = []model.Briefing{{Home: v.Home, Visit: v.ID, Caregiver: v.Staff[0].Caregiver, By: f.c.Caregivers[n-1].ID, Before: v.Start}}
	f.p.Replacements = []model.Replacement{{Home: "H001", Grant: "H001-cleaning", Occurrence: "H001-cleaning#2", Agreed: f.from, Latest: f.from + 7, Visit: v.ID},
		{Home: "H003", Grant: "H003-cleaning", Occurrence: "H003-cleaning#1", Agreed: f.from + 1, Latest: f.from + 8}}
	f.p.Certificates = []model.Certificate{{Rule: "R-6.3", Home: "H003", Grant: "H003-care", Occurrence: "H003-care#4", Date: f.from + 1, Grade: model.Proved,
		Reasons: []model.Reason{{Caregiver: "C01", Rule: "R-6.7", Text: model.Text{Da: "mangler medicin", En: "needs medicine"}}, {Caregiver: "C02", Rule: "R-W.1", Text: model.Text{Da: "12 minutter for kort", En: "12 minutes short"}}},
		Remedy:  model.Remedy{Kind: "stay", Caregiver: "C02", From: at.Add(420), To: at.Add(450)}}}
	f.c.External = []model.External{{Home: "H003", Kind: "nurse", From: at.Add(60), To: at.Add(80)}}
}

func (f *invented) bill() {
	f.p.Bill = []model.BillLine{{Line: "travel_minute.car", Count: 214, Unit: "minute", Price: 171200}, {Line: "travel_km.car", Count: 88, Unit: "km", Price: 30800},
		{Line: "travel_minute.e-bike", Count: 96, Unit: "minute", Price: 76800}, {Line: "substitute", Count: 31, Unit: "visit", Price: 93000},
		{Line: "new_face", Count: 0, Unit: "visit"}, {Line: "unserved.never-cancelled", Count: 1, Unit: "occurrence", Price: 100_000_000}}
	f.p.Measures.All = model.Figures{Homes: len(f.c.Homes), Visits: len(f.p.Visits), Tours: len(f.p.Tours), TravelMinutes: map[model.Mode]model.Minutes{model.Car: 214, model.EBike: 96},
		Kilometres: map[model.Mode]float64{model.Car: 88.2, model.EBike: 21.7}, Waiting: 133, Overtime: 12, WithCitizens: 1730, Attendance: 2904, ByNamed: 41, ByNamedBound: 58, NamedVisits: 63,
		Distinct: 4.3, DistinctHomes: 9, DistinctAbove7: 1, NewFaces: 3, Calls: 2, Postponed: 1, Replaced: 2, Unserved: map[model.CareClass]int{model.NeverCancelled: 1}}
}
