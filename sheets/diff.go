package sheets

import (
	"fmt"
	"io"

	"github.com/hjemvej/hjemvej/model"
)

// diffLayouts has the formats of a difference, the default one first.
var diffLayouts = []struct {
	format Format
	write  func(io.Writer, []*difference) error
}{{TextFormat, diffText}, {HTMLFormat, diffHTML}, {CSVFormat, diffCSV}, {ExcelFormat, diffCSV}, {JSONFormat, diffJSON}}

// DiffFormats are the formats of a difference, the default first.
func DiffFormats() []Format {
	var fs []Format
	for _, l := range diffLayouts {
		fs = append(fs, l.format)
	}
	return fs
}

// Diff writes the differences of plans of one case, a part for each provider.
// The case gives names and may be nil: then ids stand for them. Of the options,
// language and format count. Errors are ErrFormat, ErrLang, or those of w.
func Diff(w io.Writer, all []*model.Changes, c *model.Case, o Options) error {
	switch o.Lang {
	case "":
		o.Lang = "da"
	case "da", "en":
	default:
		return fmt.Errorf("%w: %q, has da and en", ErrLang, o.Lang)
	}
	if c == nil {
		c = &model.Case{}
	}
	for _, l := range diffLayouts {
		if o.Format != "" && o.Format != l.format {
			continue
		}
		o.Format = l.format
		var parts []*difference
		for _, ch := range all {
			parts = append(parts, newDifference(ch, c, o))
		}
		return l.write(w, parts)
	}
	return fmt.Errorf("%w: a difference as %q, has %v", ErrFormat, o.Format, DiffFormats())
}

// difference is one provider's, in words of a language. Its view is of the
// newer plan; older is that of the other.
type difference struct {
	*view
	older *view
	ch    *model.Changes
}

func newDifference(ch *model.Changes, c *model.Case, o Options) *difference {
	if o.Format != TextFormat && o.Format != HTMLFormat { // exports hold no names (R-P.3)
		nameless := *c
		nameless.Caregivers = nil
		c = &nameless
	}
	return &difference{view: newView(c, ch.Is, o), older: newView(c, ch.Was, o), ch: ch}
}

// diffSheet is a difference as people read it.
type diffSheet struct {
	Provider     string
	Summary      []string // sentences, the most pressing first
	Facts        []figure
	Covered      []owedCertificate // certified in the older plan alone
	Certificates []owedCertificate // in the newer, or graded anew
	Events       []diffEvent
	Tasks        []diffTask
	Calls        []diffCall
	Earlier      int // calls owed before and now, and not yet pressing
	Over         []diffCall
	Tours        []diffTour // to be told
	AwayTours    []diffTour // of those who are away: nobody has to tell them
	LaterTours   []diffTour // not announced yet
	Homes        []diffHome
	LaterHomes   []diffHome
	Briefings    []owedBriefing
	Replacements []owedReplacement
	Dropped      []owedReplacement // not owed any more
	Bill         []diffFigure
	Figures      []diffFigure
	Foot         planHead
}

// diffEvent is what happened since the older plan.
type diffEvent struct{ Known, What, Whom string }

// diffTask is something for people to do.
type diffTask struct{ Until, Rule, Home, Text string }

// diffFigure is a figure in both plans.
type diffFigure struct {
	Name, Unit, Was, Is, By string
	Apart                   bool
}

// sheet collects the whole.
func (d *difference) sheet() diffSheet {
	ch := d.ch
	s := diffSheet{Provider: d.provider(), Summary: d.sentences(), Facts: d.facts(), Events: d.events(), Tasks: d.tasks(),
		Bill: d.billFigures(), Figures: d.measureFigures(), Foot: d.foot()}
	for _, c := range ch.Certificates.New {
		s.Certificates = append(s.Certificates, d.certificate(c))
	}
	for _, c := range ch.Certificates.Gone {
		s.Covered = append(s.Covered, d.certificate(c))
	}
	s.Calls, s.Earlier = d.callList()
	s.Over = d.callsOver()
	for i := range ch.Caregivers {
		s.tours(d.tourLines(&ch.Caregivers[i]))
	}
	for i := range ch.Homes {
		if h := &ch.Homes[i]; h.Announced {
			s.Homes = append(s.Homes, d.home(h))
		} else {
			s.LaterHomes = append(s.LaterHomes, d.home(h))
		}
	}
	s.owes(d)
	return s
}

// tours sorts a caregiver's tours into what is to be told and what is not yet.
func (s *diffSheet) tours(lines []diffTour) {
	for _, t := range lines {
		switch {
		case !t.Announced:
			s.LaterTours = append(s.LaterTours, t)
		case t.Away:
			s.AwayTours = append(s.AwayTours, t)
		default:
			s.Tours = append(s.Tours, t)
		}
	}
}

// people counts whose tours these are.
func people(all []diffTour) int {
	who := map[model.CaregiverID]bool{}
	for _, t := range all {
		who[t.of] = true
	}
	return len(who)
}

// Told and Away are how many caregivers are to be told, and how many are away.
func (s diffSheet) Told() int { return people(s.Tours) }
func (s diffSheet) Away() int { return people(s.AwayTours) }

// owes adds the briefings and replacements that are new or no more.
func (s *diffSheet) owes(d *difference) {
	for _, b := range d.ch.Briefings.New {
		s.Briefings = append(s.Briefings, owedBriefing{Before: d.moment(b.Before), Home: string(b.Home), Visit: d.visitText(b.Visit),
			Caregiver: d.caregiver(b.Caregiver), By: d.caregiver(b.By), raw: b})
	}
	for _, r := range d.ch.Replacements.New {
		s.Replacements = append(s.Replacements, d.replacement(d.view, r))
	}
	for _, r := range d.ch.Replacements.Gone {
		s.Dropped = append(s.Dropped, d.replacement(d.older, r))
	}
}

func (d *difference) replacement(v *view, r model.Replacement) owedReplacement {
	o := owedReplacement{Agreed: d.short(r.Agreed), Home: string(r.Home), Service: d.replaced(v, r), Latest: d.short(r.Latest), To: d.word("debt"), raw: r}
	if x := v.visits[r.Visit]; x != nil {
		o.To = d.moment(x.Start)
	} else {
		o.Debt = true
	}
	return o
}

// replaced is what is replaced: by its grant, or by the visit where there is no
// case.
func (d *difference) replaced(v *view, r model.Replacement) string {
	if d.grants[r.Grant] == nil {
		if x := v.visits[r.Visit]; x != nil {
			for _, o := range x.Does {
				if o.Occurrence == r.Occurrence {
					return v.service(o)
				}
			}
		}
	}
	return v.granted(r.Grant)
}

func (d *difference) foot() planHead {
	name := d.c.Name
	if name == "" {
		name = d.p.Made.Case
	}
	h := planHead{Case: name, Made: d.made()}
	if d.ch.Days.Days > 0 {
		h.Days = d.span(d.ch.Days)
	}
	return h
}

// events are those that the newer plan knows of and the older does not. What is
// written of them by hand stands in the log alone (R-P.3).
func (d *difference) events() []diffEvent {
	var all []diffEvent
	for _, e := range d.ch.Events {
		x := diffEvent{Known: d.moment(e.Known), What: d.word("event." + string(e.Kind))}
		if what := shownWhat(e); what != "" {
			x.What += ", " + d.word("shift."+what)
		}
		switch {
		case e.Caregiver != "":
			x.Whom = d.caregiver(e.Caregiver)
		case e.Shift != "":
			x.Whom = string(e.Shift)
		case e.Home != "":
			x.Whom = string(e.Home)
		case e.Visit != "":
			x.Whom = string(e.Visit)
		case e.Of > 0:
			x.Whom = fmt.Sprintf(d.word("event number"), e.Of)
		}
		if e.From != 0 && e.To != 0 {
			x.Whom += " " + d.moment(e.From) + "–" + d.until(e.From, e.To)
		}
		all = append(all, x)
	}
	return all
}

// shownWhat is what happened to a shift. Of a citizen it is not shown why they
// are away.
func shownWhat(e model.Event) string {
	if e.Kind == model.ShiftEvent {
		return e.What
	}
	return ""
}

// until is the end of a stretch: the clock alone where it ends the same day.
func (l tongue) until(from, to model.Time) string {
	if from.Date() == to.Date() {
		return clock(to)
	}
	return l.moment(to)
}

func (d *difference) tasks() []diffTask {
	var all []diffTask
	for _, r := range d.ch.Raised.New {
		t := diffTask{Rule: r.Rule, Home: string(r.Home), Text: r.Text.In(d.lang)}
		if r.Until != 0 {
			t.Until = d.moment(r.Until)
		}
		all = append(all, t)
	}
	return all
}
