package solver

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"github.com/hjemvej/hjemvej/model"
)

// randomTown draws a small town with a bit of everything.
func randomTown(t testing.TB, r *rapid.T) *town {
	w := newTown(t)
	num := func(name string, lo, hi int) int { return rapid.IntRange(lo, hi).Draw(r, name) }
	odds := func(name string, of int) bool { return num(name, 1, of) == 1 }
	w.Case.Standard.Rules.OvertimeMost = model.Minutes(num("overtime", 0, 1) * 30)
	w.drawStaff(num, odds)
	homes := num("homes", 2, 6)
	for h := range homes {
		id := model.HomeID(fmt.Sprintf("h%d", h))
		home := w.home(id, float64(num("km", 1, 20)))
		if odds("dog", 5) {
			home.Traits = []model.Trait{"dog"}
		}
		if odds("liked", 4) {
			home.Preferred = []model.CaregiverID{"c0"}
		}
		if odds("unwanted", 5) {
			home.Unwanted = []model.CaregiverID{"c1"}
		}
		if odds("other group", 4) {
			home.Group = "g2"
		}
		w.drawHistory(id, num, odds)
		w.drawNeeds(id, num, odds)
	}
	return w
}

func (w *town) drawStaff(num func(string, int, int) int, odds func(string, int) bool) {
	for c := range num("staff", 1, 4) {
		id := model.CaregiverID(fmt.Sprintf("c%d", c))
		from := model.Clock(7*60 + 60*num("from", 0, 2))
		who := w.worker(id, from, from+model.Clock(num("hours", 4, 8)*60), 0, 1, 2)
		if odds("skilled", 2) {
			who.Qualifications = []model.Qualification{"medicine"}
		}
		if odds("afraid", 4) {
			who.CantBear = []model.Trait{"dog"}
		}
		shifts := w.Case.Shifts[len(w.Case.Shifts)-3:]
		meets := odds("meets", 3)
		if meets {
			s := &shifts[num("meeting day", 0, 2)]
			w.Case.Activities = append(w.Case.Activities, model.Activity{Shift: s.ID, Kind: "meeting", From: s.From, To: s.From + 90, Minutes: 20})
		}
		if odds("ends at home", 4) {
			shifts[1].End = ""
		}
		if odds("walks", 6) {
			shifts[2].Mode = model.Foot
		}
		if !meets && odds("sick", 6) {
			at := shifts[0].From + model.Time(num("sick from", 0, 300))
			w.Case.Absences = append(w.Case.Absences, model.Absence{Caregiver: id, From: at, To: at + 100, Kind: "sick"})
		}
	}
	if odds("reserve", 3) {
		w.Case.ReserveShares = []model.ReserveShare{{Group: "g", From: 8 * 60, To: 11 * 60, Share: 0.1}}
	}
}

func (w *town) drawHistory(home model.HomeID, num func(string, int, int) int, odds func(string, int) bool) {
	if odds("named before", 2) {
		w.Case.History.Named = append(w.Case.History.Named, model.Named{Home: home, Contact: "c0",
			Second: []model.CaregiverID{"c1", "", "gone"}[num("second", 0, 2)]})
	}
	if odds("visited before", 2) {
		w.Case.History.Visits = append(w.Case.History.Visits, model.PastVisit{Home: home, Caregiver: "c1", Date: monday - model.Date(num("ago", 1, 120))})
	}
}

func (w *town) drawNeeds(home model.HomeID, num func(string, int, int) int, odds func(string, int) bool) {
	days := []int{0, 1, 2}[:num("days", 1, 3)]
	services := []model.ServiceID{"care", "bath", "call", "talk"}
	var carriers []int
	for range num("series", 1, 2) {
		service := services[num("service", 0, 3)]
		needs := w.daily(home, service, model.Clock(8*60+15*num("agreed", 0, 20)), days...)
		if s := &w.Demand.Series[len(w.Demand.Series)-1]; odds("moves", 2) {
			s.Fixed, s.From, s.To = false, s.Agreed-60, s.Agreed+60
		}
		for _, i := range needs {
			n := &w.Demand.Needs[i]
			switch {
			case n.NoTravel:
			case odds("two", 4):
				n.Legs = append(n.Legs, model.Leg{Minutes: n.Legs[0].Minutes})
				task := &w.Demand.Tasks[n.Tasks[0]]
				task.Staff, task.Grant.Staff = 2, 2
			default:
				carriers = append(carriers, i)
			}
		}
		if g := w.all[len(w.all)-1]; odds("medicine", 4) {
			g.Needs = []model.Qualification{"medicine"}
			for _, i := range needs {
				w.Demand.Needs[i].Requires = g.Needs
			}
		}
		for _, i := range needs { // as many come every day
			w.Demand.Needs[i].Legs = w.Demand.Needs[needs[0]].Legs
			w.Demand.Tasks[w.Demand.Needs[i].Tasks[0]].Staff = len(w.Demand.Needs[needs[0]].Legs)
		}
		w.all[len(w.all)-1].Staff = len(w.Demand.Needs[needs[0]].Legs)
		if odds("gap", 3) && len(needs) > 1 {
			w.Demand.Links = append(w.Demand.Links, model.Link{A: needs[0], B: needs[1], Kind: model.StartGap, Min: 1400, Max: 1500})
		}
	}
	if odds("cleaning", 2) {
		f := w.floating(home, "cleaning", days...)
		for _, c := range carriers {
			n := &w.Demand.Needs[c]
			if len(n.Legs) == 1 {
				w.carry(c, f)
			}
		}
	}
}

// carry lets a floating need ride on another on the days both have.
func (w *town) carry(carrier, rider int) {
	var days []model.CarryDay
	for _, d := range w.Demand.Needs[rider].Days {
		for _, o := range w.Demand.Needs[carrier].Days {
			if x := d.Windows[0]; d.Date == o.Date {
				days = append(days, model.CarryDay{Date: d.Date, From: x.Floor, To: x.Ceil, Price: x.Price, Kind: x.Kind})
			}
		}
	}
	n := &w.Demand.Needs[carrier]
	n.Carries = append(n.Carries, model.Carry{Need: rider, Days: days})
}
