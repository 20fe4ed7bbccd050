package generate

import (
	"fmt"
	"slices"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/model/casefile"
)

// SmallTown is the embedded example: about 60 invented homes over a fortnight,
// with every service of the standard, two providers, and one of each thing that
// a case can say. It is made by the generator and finished by hand.
func SmallTown() (*model.Case, error) {
	c, _, stats, err := Layout(Options{Citizens: 60, Days: 14, Seed: 22, From: model.DateOf(2026, 11, 23), firm: true, every: true})
	if err != nil {
		return nil, err
	}
	c.Name = fmt.Sprintf("Havnsborg (invented): %d citizens, %d visits, %.0f %% of attendance with citizens", stats.Citizens, stats.Visits, 100*stats.Share)
	s := finisher{c}
	for _, step := range []func() error{s.protect, s.notes, s.pin, s.reserve, s.absentStaff, s.changeProvider, s.newcomer, s.ending, s.swaps, s.relations} {
		if err := step(); err != nil {
			return nil, fmt.Errorf("small town: %w", err)
		}
	}
	c.Hash = casefile.Hash(c)
	return c, nil
}

// finisher adds by hand what chance may leave out.
type finisher struct{ c *model.Case }

// withSeries finds a home that has an agreed time in each of the parts.
func (s finisher) withSeries(skip int, parts ...model.PartID) (*model.Home, error) {
	for i := range s.c.Homes {
		h := &s.c.Homes[i]
		all := !slices.ContainsFunc(parts, func(p model.PartID) bool {
			return !slices.ContainsFunc(s.c.History.Agreed, func(a model.Agreed) bool { return a.Home == h.ID && a.Part == p })
		})
		if !all {
			continue
		}
		if skip == 0 {
			return h, nil
		}
		skip--
	}
	return nil, fmt.Errorf("no home has series in %v", parts)
}

// granted finds a grant of a service.
func (s finisher) granted(service model.ServiceID, skip int) (*model.Grant, error) {
	for i := range s.c.Grants {
		if g := &s.c.Grants[i]; g.Service == service {
			if skip == 0 {
				return g, nil
			}
			skip--
		}
	}
	return nil, fmt.Errorf("nobody is granted %s", service)
}

// protect gives two citizens a protected address (R-P.2).
func (s finisher) protect() error {
	for skip := range 2 {
		h, err := s.withSeries(skip, "morning")
		if err != nil {
			return err
		}
		h.Protected = true
	}
	return nil
}

// notes are for the caregiver's list only (R-P.3).
func (s finisher) notes() error {
	for skip, note := range []string{"Nøgleboks ved bagdøren", "Ring på og gå ind; hører dårligt", "Hund i haven"} {
		h, err := s.withSeries(2+skip, "morning")
		if err != nil {
			return err
		}
		h.Note = note
	}
	return nil
}

// pin fixes one visit to the contact person, with a reason.
func (s finisher) pin() error {
	h, err := s.withSeries(1, "morning", "midday")
	if err != nil {
		return err
	}
	for _, n := range s.c.History.Named {
		if n.Home != h.ID {
			continue
		}
		for _, v := range s.c.Shifts {
			date := v.From.Date()
			if v.Caregiver == n.Contact && v.From == model.At(date, 7*60) {
				s.c.Pins = append(s.c.Pins, model.Pin{Home: h.ID, Part: "morning", Date: date, Caregiver: n.Contact, Start: -1, Reason: "Opfølgningssamtale med kontaktpersonen"})
				return nil
			}
		}
	}
	return fmt.Errorf("nobody to pin to home %s", h.ID)
}

// reserve keeps some minutes free on weekday mornings, and lists who may be called in.
func (s finisher) reserve() error {
	c := s.c
	g := c.Districts[0].Groups[0].ID
	c.ReserveShares = append(c.ReserveShares, model.ReserveShare{Group: g, From: 13 * 60, To: 15 * 60, Share: 0.05})
	for i := range c.Caregivers {
		k := &c.Caregivers[i]
		if k.Provider != c.Providers[0].ID || len(k.Only) > 0 {
			continue
		}
		for d := c.Horizon.From; d < c.Horizon.End(); d++ {
			free := !slices.ContainsFunc(c.Shifts, func(v model.Shift) bool {
				return v.Caregiver == k.ID && v.From < model.At(d+2, 0) && v.To > model.At(d-1, 0)
			})
			if free {
				c.Reserves = append(c.Reserves, model.Reserve{Caregiver: k.ID, From: model.At(d, 7*60), To: model.At(d, 15*60), Price: 35000, Notice: 60})
				return nil
			}
		}
	}
	return fmt.Errorf("nobody is free to be called in")
}

// absentStaff sends a Monday–Friday caregiver of the firm on a course.
func (s finisher) absentStaff() error {
	for _, v := range s.c.Shifts {
		k := s.caregiver(v.Caregiver)
		if k.Provider == s.c.Providers[1].ID {
			day := s.c.Horizon.From + 9
			s.c.Absences = append(s.c.Absences, model.Absence{Caregiver: k.ID, From: model.At(day, 13*60), To: model.At(day, 15*60), Kind: "training"})
			return nil
		}
	}
	return fmt.Errorf("the firm has no staff")
}

func (s finisher) caregiver(id model.CaregiverID) *model.Caregiver {
	for i := range s.c.Caregivers {
		if s.c.Caregivers[i].ID == id {
			return &s.c.Caregivers[i]
		}
	}
	return &model.Caregiver{}
}

// changeProvider moves one citizen's shopping to the firm from 1 December,
// asked in October.
func (s finisher) changeProvider() error {
	g, err := s.granted("shopping", 0)
	if err != nil {
		return err
	}
	to := s.c.Providers[1].ID
	if g.Provider == to {
		to = s.c.Providers[0].ID
	}
	g.Changes = []model.ProviderChange{{Provider: to, Asked: model.DateOf(2026, 10, 20), From: model.DateOf(2026, 12, 1)}}
	return nil
}

// newcomer is granted cleaning in the fortnight: the first visit has a deadline.
func (s finisher) newcomer() error {
	for i := range s.c.Homes {
		h := &s.c.Homes[i]
		busy := slices.ContainsFunc(s.c.Grants, func(g model.Grant) bool {
			return g.Home == h.ID && g.Service == "cleaning" || g.Home == h.ID && len(g.Pattern) > 0
		})
		home := slices.ContainsFunc(s.c.History.Agreed, func(a model.Agreed) bool { return a.Home == h.ID && (a.Part == "midday" || a.Part == "afternoon") })
		if busy || home {
			continue
		}
		from := s.c.Horizon.From + 1
		s.c.Grants = append(s.c.Grants, model.Grant{ID: model.GrantID(string(h.ID) + "-90"), Home: h.ID, Provider: s.c.Providers[1].ID, Law: model.SEL83,
			Service: "cleaning", Cadence: model.Cadence{Unit: model.PerKDays, Count: 14}, From: from, Decided: from - 4, FollowUp: from + 365})
		slices.SortFunc(s.c.Grants, func(x, y model.Grant) int {
			switch {
			case x.ID < y.ID:
				return -1
			case x.ID > y.ID:
				return 1
			}
			return 0
		})
		return nil
	}
	return fmt.Errorf("everybody has cleaning")
}

// ending lets a grant end within the fortnight.
func (s finisher) ending() error {
	g, err := s.granted("meal", 1)
	if err != nil {
		return err
	}
	g.To = s.c.Horizon.From + 8
	g.FollowUp = g.To
	return nil
}

// swaps are uses of flexible help.
func (s finisher) swaps() error {
	g, err := s.granted("cleaning", 0)
	if err != nil {
		return err
	}
	for _, ago := range []model.Date{50, 31, 12} {
		s.c.History.Swaps = append(s.c.History.Swaps, model.Swap{Home: g.Home, Date: s.c.Horizon.From - ago, From: "cleaning", To: "shopping"})
	}
	return nil
}

// relations to other help in the home: a nurse who wants the caregiver there,
// a physiotherapist who comes after (R-5.3c).
func (s finisher) relations() error {
	together, err := s.withSeries(3, "morning", "midday")
	if err != nil {
		return err
	}
	before, err := s.withSeries(4, "morning", "midday")
	if err != nil {
		return err
	}
	agreed := func(h *model.Home, part model.PartID) model.Clock {
		i := slices.IndexFunc(s.c.History.Agreed, func(a model.Agreed) bool { return a.Home == h.ID && a.Part == part })
		return s.c.History.Agreed[i].Start
	}
	d := s.c.Horizon.From + 2
	at := agreed(together, "midday")
	s.c.External = append(s.c.External, model.External{Home: together.ID, From: model.At(d, at-30), To: model.At(d, at+30), Kind: "nurse", Service: s.inPart(together, "midday"), Relation: model.Together})
	at = agreed(before, "morning")
	s.c.External = append(s.c.External, model.External{Home: before.ID, From: model.At(d, at+110), To: model.At(d, at+140), Kind: "physiotherapy", Service: s.inPart(before, "morning"), Relation: model.Before, Within: 120})
	slices.SortStableFunc(s.c.External, func(x, y model.External) int {
		switch {
		case x.Home != y.Home && x.Home < y.Home:
			return -1
		case x.Home != y.Home:
			return 1
		}
		return int(x.From - y.From)
	})
	return nil
}

// inPart is a service that the home is given in a part.
func (s finisher) inPart(h *model.Home, part model.PartID) model.ServiceID {
	for _, g := range s.c.Grants {
		if g.Home == h.ID && slices.Contains(g.Parts, part) {
			return g.Service
		}
		for _, p := range g.Pattern {
			if g.Home == h.ID && p.Part == part {
				return p.Service
			}
		}
	}
	return ""
}
