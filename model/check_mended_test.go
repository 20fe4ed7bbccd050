package model_test

import (
	"slices"
	"testing"

	"github.com/hjemvej/hjemvej/model"
)

// chained are edits of a mend that Check can't see without the plan mended.
var chained = []mend{
	{name: "nothing changed"},
	{rule: "P-mend", name: "no mend at all", plan: func(p *model.Plan) { p.Made.Now = 0 }},
	{rule: "P-mend", name: "one announced visit is not told", plan: func(p *model.Plan) { p.Announced = p.Announced[1:] }},
	{rule: "P-mend", name: "one too many is told", plan: func(p *model.Plan) {
		v := &p.Visits[len(p.Visits)-1]
		p.Announced = append(p.Announced, model.Announced{Visit: v.ID, Home: v.Home, Start: v.Start, Staff: v.Staff})
	}},
	{rule: "P-mend", name: "an announced visit at another time", plan: func(p *model.Plan) {
		i := slices.IndexFunc(p.Announced, func(a model.Announced) bool { return a.Start > mendNow+60 })
		p.Announced[i].Start++
	}},
	{rule: "P-mend", name: "an announced visit by others", plan: func(p *model.Plan) {
		i := slices.IndexFunc(p.Announced, func(a model.Announced) bool { return a.Start > mendNow+60 })
		p.Announced[i].Staff[0].Caregiver = "c4"
	}},
	{rule: "P-past", name: "what had begun does something else", plan: func(p *model.Plan) {
		i := slices.IndexFunc(p.Visits, func(v model.Visit) bool { return v.ID == h1Tuesday })
		p.Visits[i].Does = append(p.Visits[i].Does, model.Done{Occurrence: "talk6#4", Grant: "talk6", Service: "talk"})
	}},
	{name: "what lies ahead does something else", plan: func(p *model.Plan) {
		p.Visits[len(p.Visits)-1].Does = nil
	}},
}

func TestCheckMended(t *testing.T) {
	for _, m := range chained {
		t.Run(m.rule+" "+m.name, func(t *testing.T) {
			c, _, from, p := m.made()
			breaksOnly(t, model.CheckMended(c, from, p), m.rule)
		})
	}
}

// Of a mend of a mend: the log goes on, time does, and an event that the first
// knew excuses nothing in the second.
func TestCheckMendedChain(t *testing.T) {
	noShow := []model.Event{{Kind: model.NoShowEvent, Visit: h1Tuesday, Home: "h1", Caregivers: []model.CaregiverID{"c1"}}}
	for _, x := range []struct {
		rule, name string
		second     mend
		first      func(*model.Plan)
	}{
		{"", "the same log", mend{log: noShow}, nil},
		{"", "a longer log", mend{log: append(slices.Clone(noShow), model.Event{Kind: model.WellEvent})}, nil},
		{"P-mend", "another log", mend{log: []model.Event{{Kind: model.NoShowEvent, Visit: h1Tuesday, Home: "h1"}}}, nil},
		{"P-mend", "a shorter log", mend{}, nil},
		{"P-mend", "the clock goes backwards", mend{log: noShow}, func(p *model.Plan) { p.Made.Now = mendNow + 1 }},
		{"P-past", "what the first mend kept, the second moves", mend{log: noShow, draft: moveTo("care1#29", 1, "08:05")}, nil},
		{"", "what the second heard of may move", mend{log: append(slices.Clone(noShow), noShow[0]), draft: moveTo("care1#29", 1, "10:05")}, nil},
	} {
		t.Run(x.rule+" "+x.name, func(t *testing.T) {
			_, _, _, from := (&mend{log: noShow, plan: x.first}).made()
			c, _, _, p := x.second.made()
			breaksOnly(t, model.CheckMended(c, from, p), x.rule)
		})
	}
}

// A meeting or a break that had begun stands, also in a shift that absence cuts.
func TestCheckMendedPastWork(t *testing.T) {
	meeting := func(at string) *model.Item {
		return &model.Item{Kind: model.ActivityItem, Text: "meeting", From: when(1, at), To: when(1, at).Add(15)}
	}
	pause := &model.Item{Kind: model.BreakItem, From: when(1, "09:10"), To: when(1, "09:39")}
	for _, x := range []struct {
		rule, name string
		was, is    *model.Item
		away       string // from when c1 is gone; "": is not
	}{
		{"", "a meeting stands", meeting("07:10"), meeting("07:10"), ""},
		{"P-past", "a meeting is gone", meeting("07:10"), nil, ""},
		{"", "a meeting stands, absence or not", meeting("07:10"), meeting("07:10"), "09:20"},
		{"P-past", "a meeting is gone with the caregiver", meeting("07:10"), nil, "09:20"},
		{"P-past", "a meeting under way is gone with the caregiver", meeting("09:10"), nil, "09:20"},
		{"P-past", "a meeting was at another time", meeting("07:10"), meeting("07:20"), ""},
		{"P-past", "a meeting never was", nil, meeting("07:10"), ""},
		{"P-past", "a break under way is gone", pause, nil, "09:20"},
		{"", "a meeting of somebody who was away by then", meeting("09:10"), nil, "09:00"},
		{"", "a meeting to come", meeting("14:10"), nil, "13:00"},
		{"", "a meeting to come moves", meeting("14:10"), meeting("14:20"), ""},
	} {
		t.Run(x.rule+" "+x.name, func(t *testing.T) {
			m := mend{}
			if x.away != "" {
				m.c = awayCaregiver("c1", x.away, "15:00")
			}
			c, _, from, p := m.made()
			for plan, it := range map[*model.Plan]*model.Item{from: x.was, p: x.is} {
				if it != nil {
					tour := tourOf(plan, "c1@1")
					tour.Items = append(slices.Clone(tour.Items), *it)
				}
			}
			breaksOnly(t, model.CheckMended(c, from, p), x.rule)
		})
	}
}
