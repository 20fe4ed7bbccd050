package sheets

import (
	"fmt"
	"strings"

	"github.com/hjemvej/hjemvej/model"
)

// diffHome is what becomes different for one citizen.
type diffHome struct {
	Home   string
	Visits []diffVisit
	Notes  []string // named staff, agreed times
}

// diffVisit is one visit before and now.
type diffVisit struct {
	Fate    model.Fate
	What    string
	Was, Is string // when and by whom; "" not in that plan
	Notes   []string
	Pressed bool // a call is owed, or something is not delivered
}

// Note is all notes in one.
func (x diffVisit) Note() string { return strings.Join(x.Notes, " · ") }

func (d *difference) home(h *model.HomeChange) diffHome {
	x := diffHome{Home: string(h.Home)}
	for i := range h.Visits {
		x.Visits = append(x.Visits, d.visit(&h.Visits[i]))
	}
	if n := h.Named; n != nil {
		x.Notes = append(x.Notes, d.word("named pair")+": "+d.pair(n.Was)+" → "+d.pair(n.Is))
	}
	for _, a := range h.Agreed {
		x.Notes = append(x.Notes, d.word("agreed time")+", "+d.agreedOf(a.Is)+": "+d.agreement(a.Was)+" → "+d.agreement(a.Is))
	}
	return x
}

func (d *difference) visit(c *model.VisitChange) diffVisit {
	x := diffVisit{Fate: c.Fate, Notes: d.visitNotes(c)}
	if c.Was != nil {
		x.What, x.Was = d.doing(c.Was), d.moment(c.Was.Start)+" "+d.team(c.Was)
	}
	if c.Is != nil {
		x.What, x.Is = d.doing(c.Is), d.again(c)
	}
	x.Pressed = c.Call != nil
	for _, m := range c.Lost {
		x.Pressed = x.Pressed || m.Ending == model.Certified
	}
	return x
}

// again is when a visit stands now, and by whom: the clock alone where the day
// is the same, nobody where they are.
func (d *difference) again(c *model.VisitChange) string {
	at := d.moment(c.Is.Start)
	if c.Fate == model.KeptVisit {
		at = clock(c.Is.Start)
	}
	if c.Was != nil && len(c.Left)+len(c.Came) == 0 {
		return at
	}
	return at + " " + d.team(c.Is)
}

// team are those who come, in the order of their parts.
func (d *difference) team(v *model.Visit) string {
	ids := make([]model.CaregiverID, len(v.Staff))
	for i, a := range v.Staff {
		ids[i] = a.Caregiver
	}
	return d.people(ids)
}

func (d *difference) visitNotes(c *model.VisitChange) []string {
	var notes []string
	if len(c.Faces) > 0 {
		notes = append(notes, d.word("new face")+": "+d.people(c.Faces))
	}
	switch c.Fate {
	case model.GoneVisit:
		notes = append(notes, d.endings(c.Lost, len(c.Was.Does))...)
	case model.NewVisit:
		notes = append(notes, d.origins(c.Gained, len(c.Is.Does))...)
	default:
		if m := c.Longer(); m != 0 {
			notes = append(notes, fmt.Sprintf("%d → %d min", c.Was.Length, c.Is.Length))
		}
		notes = append(append(notes, d.losses(c.Lost)...), d.gains(c.Gained)...)
	}
	if c.Call != nil {
		notes = append(notes, d.word("call before")+" "+d.moment(c.Call.Latest))
	}
	return notes
}

// losses are services that a visit loses, and what becomes of each.
func (d *difference) losses(ms []model.ServiceMove) []string {
	var all []string
	for _, m := range ms {
		all = append(all, d.word("not any more")+" "+d.service(m.Done)+": "+d.ending(m))
	}
	return all
}

// gains are services that a visit gets.
func (d *difference) gains(ms []model.ServiceMove) []string {
	var all []string
	for _, m := range ms {
		s := d.word("now also") + " " + d.service(m.Done)
		if m.Other != nil {
			s += ", " + d.word("moved from") + " " + d.moment(m.Other.Start)
		}
		all = append(all, s)
	}
	return all
}

// endings are what becomes of a visit that is gone: once, where all its
// services end alike.
func (d *difference) endings(ms []model.ServiceMove, whole int) []string {
	return alikeOnce(ms, whole, d.service, d.ending)
}

// origins are where a new visit's services come from, likewise.
func (d *difference) origins(ms []model.ServiceMove, whole int) []string {
	return alikeOnce(ms, whole, d.service, func(m model.ServiceMove) string {
		if m.Other == nil {
			return d.word("new visit")
		}
		return d.word("moved from") + " " + d.moment(m.Other.Start)
	})
}

// alikeOnce says a text of each, with its service unless all have the same.
func alikeOnce(ms []model.ServiceMove, whole int, name func(model.Done) string, text func(model.ServiceMove) string) []string {
	var all []string
	same := len(ms) == whole
	for _, m := range ms {
		same = same && text(m) == text(ms[0])
	}
	for _, m := range ms {
		if same {
			return []string{text(m)}
		}
		all = append(all, name(m.Done)+": "+text(m))
	}
	return all
}

// ending is what becomes of a service.
func (d *difference) ending(m model.ServiceMove) string {
	if m.Other != nil {
		return d.word("moved to") + " " + d.moment(m.Other.Start) + " " + d.team(m.Other)
	}
	return d.word("ending." + string(m.Ending))
}

func (d *difference) pair(n model.Named) string {
	if n.Second == "" {
		return d.caregiver(n.Contact)
	}
	return d.people([]model.CaregiverID{n.Contact, n.Second})
}

// agreedOf is the part of the day, or the service, that something is agreed of.
func (d *difference) agreedOf(a model.Agreed) string {
	if a.Number > 1 {
		return fmt.Sprintf("%s %d", d.agreedName(a), a.Number)
	}
	return d.agreedName(a)
}

// agreement is what is agreed: a time, weekdays or both.
func (d *difference) agreement(a model.Agreed) string {
	var words []string
	for i := range 7 { // from Monday
		if day := (i + 1) % 7; a.Days>>day&1 == 1 {
			words = append(words, weekdays[day].In(d.lang))
		}
	}
	if a.Start >= 0 {
		words = append(words, a.Start.String())
	}
	if len(words) == 0 {
		return "–"
	}
	return strings.Join(words, " ")
}
