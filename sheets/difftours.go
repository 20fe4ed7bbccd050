package sheets

import (
	"fmt"
	"strings"

	"github.com/hjemvej/hjemvej/model"
)

// diffTour is a line for one whose day is another now, and what makes it so.
type diffTour struct {
	of        model.CaregiverID
	Who, Day  string
	Brief     []string // "2 in", "1 out", "another order"
	Announced bool
	Emptied   bool
	Away      bool // an event says so: nobody has to tell them
	Stops     []diffStop
}

// diffStop is a visit that a tour gives up, takes over or has otherwise.
type diffStop struct {
	Kind  model.StopKind
	Mark  string // − + ~
	Time  string
	Home  string
	What  string
	Notes []string
}

// Note is all notes in one.
func (s diffStop) Note() string { return strings.Join(s.Notes, " · ") }

var stopMarks = map[model.StopKind]string{model.GivenStop: "−", model.TakenStop: "+", model.ChangedStop: "~"}

// tourLines are one caregiver's tours.
func (d *difference) tourLines(g *model.CaregiverChange) []diffTour {
	var all []diffTour
	for i := range g.Tours {
		t := &g.Tours[i]
		x := diffTour{of: g.Caregiver, Who: d.caregiver(g.Caregiver), Day: d.moment(t.From), Announced: t.Announced, Emptied: t.Emptied, Away: g.Excused, Brief: d.tourBrief(t)}
		for j := range t.Stops {
			x.Stops = append(x.Stops, d.stop(g.Caregiver, &t.Stops[j]))
		}
		all = append(all, x)
	}
	return all
}

// tourBrief says a tour's changes in a few words.
func (d *difference) tourBrief(t *model.TourChange) []string {
	n := map[model.StopKind]int{}
	for _, s := range t.Stops {
		n[s.Kind]++
	}
	var brief []string
	say := func(is bool, format string, a ...any) {
		if is {
			brief = append(brief, fmt.Sprintf(format, a...))
		}
	}
	say(t.Why != "", "%s", d.word("out."+string(t.Why)))
	say(t.Emptied, "%s", d.word("emptied"))
	say(n[model.TakenStop] > 0, d.word("stops in"), n[model.TakenStop])
	say(n[model.GivenStop] > 0, d.word("stops out"), n[model.GivenStop])
	say(n[model.ChangedStop] > 0, d.word("stops changed"), n[model.ChangedStop])
	say(t.Nudged > 0, d.word("stops nudged"), t.Nudged, model.ToldFrom)
	say(t.Reordered, "%s", d.word("reordered"))
	for _, o := range t.Others {
		say(true, "%s", d.otherItem(o))
	}
	say(t.WasMode != t.IsMode && t.WasMode != "" && t.IsMode != "", "%s → %s", d.mode(t.WasMode), d.mode(t.IsMode))
	say(t.WasOvertime != t.IsOvertime, "%s %s → %s", d.word("overtime"), d.hours(t.WasOvertime), d.hours(t.IsOvertime))
	return brief
}

// otherItem is a break or an activity at another time.
func (d *difference) otherItem(o model.ItemChange) string {
	name := d.word("item." + string(o.Kind))
	if o.Text != "" {
		name = d.word(o.Text)
	}
	at := func(t model.Time) string {
		if t == 0 {
			return "–"
		}
		return clock(t)
	}
	return name + " " + at(o.Was) + " → " + at(o.Is)
}

// stop is one visit of a tour, as its caregiver is told.
func (d *difference) stop(own model.CaregiverID, s *model.StopChange) diffStop {
	x := diffStop{Kind: s.Kind, Mark: stopMarks[s.Kind], Home: string(s.Home), Time: d.stopTime(s)}
	switch s.Kind {
	case model.GivenStop:
		x.What, x.Notes = d.doing(s.WasVisit), d.givenNotes(own, s)
	case model.TakenStop:
		x.What, x.Notes = d.doing(s.IsVisit), d.takenNotes(own, s)
	default:
		x.What, x.Notes = d.doing(s.IsVisit), d.changedNotes(s)
	}
	return x
}

func (d *difference) doing(v *model.Visit) string { return strings.Join(d.does(v), between) }

func (d *difference) stopTime(s *model.StopChange) string {
	switch {
	case s.Was == nil:
		return clock(s.Is.Start)
	case s.Is == nil || s.By() == 0:
		return clock(s.Was.Start)
	}
	return clock(s.Was.Start) + " → " + clock(s.Is.Start)
}

// givenNotes say where a visit went: to whom, to when, or nowhere.
func (d *difference) givenNotes(own model.CaregiverID, s *model.StopChange) []string {
	if s.IsVisit == nil {
		return d.endings(s.Lost, len(s.WasVisit.Does))
	}
	var notes []string
	switch {
	case len(s.Others) == 0:
		notes = append(notes, d.word("others manage"))
	case s.Others[0] != own:
		notes = append(notes, d.word("goes to")+" "+d.people(s.Others))
	}
	if s.IsVisit.Date != s.WasVisit.Date {
		notes = append(notes, d.word("moved to")+" "+d.moment(s.IsVisit.Start))
	}
	return notes
}

// takenNotes say where a visit comes from, and who tells of the home.
func (d *difference) takenNotes(own model.CaregiverID, s *model.StopChange) []string {
	var notes []string
	switch {
	case s.WasVisit == nil:
		notes = append(notes, d.origins(s.Gained, len(s.IsVisit.Does))...)
	case len(s.Others) > 0 && s.Others[0] != own:
		notes = append(notes, d.word("comes from")+" "+d.people(s.Others))
	}
	if s.WasVisit != nil && s.WasVisit.Date != s.IsVisit.Date {
		notes = append(notes, d.word("moved from")+" "+d.moment(s.WasVisit.Start))
	}
	if len(s.IsVisit.Staff) > 1 {
		var with []model.CaregiverID
		for _, a := range s.IsVisit.Staff {
			if a.Caregiver != own {
				with = append(with, a.Caregiver)
			}
		}
		notes = append(notes, d.word("together with")+" "+d.people(with))
	}
	for _, b := range d.briefings[s.Visit] {
		if b.Caregiver == own {
			notes = append(notes, d.word("briefed by")+" "+d.caregiver(b.By))
		}
	}
	return notes
}

func (d *difference) changedNotes(s *model.StopChange) []string {
	var notes []string
	if s.Was.Minutes != s.Is.Minutes {
		notes = append(notes, fmt.Sprintf("%d → %d min", s.Was.Minutes, s.Is.Minutes))
	}
	notes = append(notes, d.losses(s.Lost)...)
	notes = append(notes, d.gains(s.Gained)...)
	switch {
	case len(s.Others) > 0:
		notes = append(notes, d.word("now with")+" "+d.people(s.Others))
	case len(s.IsVisit.Staff) < len(s.WasVisit.Staff):
		notes = append(notes, d.word("fewer come"))
	}
	return notes
}

// people are several in one.
func (v *view) people(ids []model.CaregiverID) string {
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = v.caregiver(id)
	}
	return strings.Join(names, " + ")
}
