package hemtjanst

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/paulmach/orb"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/model/casefile"
)

// Ids of what the day has one of.
const (
	office   model.PlaceID    = "HQ"
	provider model.ProviderID = "hemtjanst"
	district model.DistrictID = "D1"
	group    model.GroupID    = "G1"
	wholeDay model.PartID     = "day"
	help     model.ServiceID  = "hemtjanst"
)

// breakReach is how far a break may begin from its planned time.
const breakReach model.Minutes = 60

// Import reads the folder of a day and gives it as a case, with the plan that
// people made: the caregivers, times and breaks of its rows, billed and
// measured. That plan breaks rules; [model.Check] says which.
func Import(dir string) (*model.Case, *model.Plan, error) {
	d, err := read(dir)
	if err != nil {
		return nil, nil, err
	}
	c, err := d.toCase()
	if err != nil {
		return nil, nil, err
	}
	roads, err := model.NewRoads(c)
	if err != nil {
		return nil, nil, err
	}
	p := d.manual(c, roads)
	p.Bill = model.Bill(c, roads, p)
	p.Measures = model.Measure(c, roads, p)
	return c, p, nil
}

func (d *day) toCase() (*model.Case, error) {
	s, err := standard()
	if err != nil {
		return nil, err
	}
	c := &model.Case{
		Name:           "hemtjanst-" + d.date.String(),
		Horizon:        model.Horizon{From: d.date, Days: 1},
		AsOf:           model.At(d.date, 0),
		AnnouncedUntil: model.At(d.date, 0),
		Standard:       s,
		Providers:      []model.Provider{{ID: provider, Name: "Hemtjänst", Municipal: true, TravelShown: model.Between}},
		Districts:      []model.District{{ID: district, Name: "Hemtjänst", Groups: []model.Group{{ID: group, Name: "Hemtjänst"}}}},
		Offices:        []model.Office{{ID: office, Name: "HQ", Point: orb.Point{0, 0}}},
		Travel:         model.Travel{Source: "matrix", Modes: map[model.Mode]model.TravelMode{}, Matrices: map[model.Mode]string{}, Tables: d.matrices},
	}
	for mode := range d.matrices {
		c.Travel.Modes[mode] = model.TravelMode{}
		c.Travel.Matrices[mode] = fmt.Sprintf("matrix-%s.csv", mode)
	}
	d.homes(c)
	d.staff(c)
	d.grants(c)
	c.Hash = casefile.Hash(c)
	return c, nil
}

func (d *day) homes(c *model.Case) {
	known := map[string]bool{}
	for _, k := range d.caregivers {
		known[k.id] = true
	}
	for _, k := range d.clients {
		c.Places = append(c.Places, model.Place{ID: model.PlaceID(k.ID), Point: orb.Point{k.X / 10, k.Y / 10}})
		h := model.Home{ID: model.HomeID(k.ID), District: district, Group: group, Place: model.PlaceID(k.ID), Traits: traits(k.Needs)}
		usual := d.usual[k.ID]
		for i, id := range usual {
			who := model.CaregiverID(id)
			h.Preferred = append(h.Preferred, who)
			c.History.Visits = append(c.History.Visits, model.PastVisit{Home: h.ID, Caregiver: who, Date: d.date - 1})
			if !known[id] {
				known[id] = true
				c.Caregivers = append(c.Caregivers, model.Caregiver{ID: who, Provider: provider, District: district, Group: group})
			}
			if i == 0 {
				c.History.Named = append(c.History.Named, model.Named{Home: h.ID, Contact: who})
			} else if i == 1 {
				c.History.Named[len(c.History.Named)-1].Second = who
			}
		}
		slices.Sort(h.Preferred)
		c.Homes = append(c.Homes, h)
	}
	slices.SortFunc(c.History.Visits, func(a, b model.PastVisit) int {
		return cmp.Or(cmp.Compare(a.Home, b.Home), cmp.Compare(a.Date, b.Date), cmp.Compare(a.Caregiver, b.Caregiver))
	})
}

// traits are the positions of a vector that hold a 1.
func traits(vector []int) []model.Trait {
	var all []model.Trait
	for i, v := range vector {
		if v == 1 {
			all = append(all, model.Trait(fmt.Sprintf("attribute-%d", i+1)))
		}
	}
	return all
}

func shiftOf(caregiver string) model.ShiftID { return model.ShiftID("shift-" + caregiver) }

func (d *day) staff(c *model.Case) {
	for _, k := range d.caregivers {
		c.Caregivers = append(c.Caregivers, model.Caregiver{
			ID: model.CaregiverID(k.id), Provider: provider, District: district, Group: group, CantBear: traits(k.attributes),
		})
		s := model.Shift{ID: shiftOf(k.id), Caregiver: model.CaregiverID(k.id), From: k.from, To: k.to, Mode: k.mode}
		if k.office {
			s.Start, s.End = office, office
		}
		first := true
		for _, p := range d.breaks {
			if p.caregiver != k.id {
				continue
			}
			long := p.to.Sub(p.from)
			lo, hi := max(k.from, p.from.Add(-breakReach)), min(k.to.Add(-long), p.from.Add(breakReach))
			if first {
				s.Break, s.BreakLen = &model.Window{From: lo, To: max(lo, hi)}, long
				first = false
				continue
			}
			c.Activities = append(c.Activities, model.Activity{Shift: s.ID, Kind: "break", From: lo, To: max(lo, hi).Add(long), Minutes: long})
		}
		c.Shifts = append(c.Shifts, s)
	}
	slices.SortFunc(c.Caregivers, func(a, b model.Caregiver) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(c.Shifts, func(a, b model.Shift) int { return cmp.Compare(a.ID, b.ID) })
}

// grantIDs numbers the visits of each client in order of start.
func grantIDs(pairs []pair) []model.GrantID {
	n := map[string]int{}
	ids := make([]model.GrantID, len(pairs))
	for i := range pairs {
		k := pairs[i].first.client
		n[k]++
		ids[i] = model.GrantID(fmt.Sprintf("%s-%02d", k, n[k]))
	}
	return ids
}

func (d *day) grants(c *model.Case) {
	pairs := d.pairs
	ids := grantIDs(pairs)
	numbers := map[string]int{}
	for i := range pairs {
		p := &pairs[i]
		g := model.Grant{
			ID: ids[i], Home: model.HomeID(p.first.client), Provider: provider, Law: model.SEL83,
			Service: help, Cadence: model.Cadence{Unit: model.Dated}, Dates: []model.Date{d.date}, From: d.date, To: d.date,
			Minutes: p.to().Sub(p.from()),
		}
		if p.second != nil {
			g.Staff = 2
			g.Second = model.Leg{Offset: p.second.from.Sub(p.from()), Minutes: p.second.to.Sub(p.second.from)}
		}
		c.Grants = append(c.Grants, g)
		numbers[p.first.client]++
		a := model.Agreed{Home: g.Home, Part: wholeDay, Start: p.from().Clock()}
		if n := numbers[p.first.client]; n > 1 {
			a.Number = n
		}
		c.History.Agreed = append(c.History.Agreed, a)
	}
	slices.SortFunc(c.Grants, func(a, b model.Grant) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(c.History.Agreed, func(a, b model.Agreed) int {
		return cmp.Or(cmp.Compare(a.Home, b.Home), cmp.Compare(a.Number, b.Number))
	})
}
