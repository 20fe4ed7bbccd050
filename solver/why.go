package solver

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/solver/vrp"
)

// Question is what is asked about a visit: why it stands where it stands, or
// why not with a caregiver, or not at a time.
type Question struct {
	Caregiver model.CaregiverID // "": whoever has it
	At        model.Time        // a start of the visit; 0: any
}

// Why says why a visit of a plan stands where it stands: its price against the
// next best. Asked about a caregiver it says what the visit would cost there, or
// each rule that stands in the way, and how far off it is. The case is as it
// stands after the plan's log. It fails when plan or case have no such visit or
// caregiver.
func Why(c *model.Case, r *model.Roads, p *model.Plan, visit model.VisitID, about Question) (*model.Why, error) {
	d, err := newDesk(c, r, p, visit)
	if err != nil {
		return nil, err
	}
	if who := about.Caregiver; who != "" && d.case_.caregiver[who] == nil {
		return nil, fmt.Errorf("solver: the case has no caregiver %q", who)
	}
	v := d.visit
	w := &model.Why{Visit: v.ID, Home: v.Home, Date: v.Date, Start: v.Start, Agreed: d.agreedOf()}
	own := slices.IndexFunc(v.Staff, func(a model.Assignment) bool { return a.Caregiver == about.Caregiver })
	for leg, a := range v.Staff {
		if own >= 0 && leg != own {
			continue // what is asked is about the leg that the caregiver has
		}
		l := model.WhyLeg{Leg: leg, Caregiver: a.Caregiver, Shift: a.Shift, Role: d.role(a.Caregiver)}
		if about == (Question{}) {
			d.against(leg, &l)
		} else {
			l.Asked = d.answer(leg, cmp.Or(about.Caregiver, a.Caregiver), about.At)
		}
		w.Legs = append(w.Legs, l)
	}
	return w, nil
}

// role is what a caregiver is in the visit's home.
func (d *desk) role(who model.CaregiverID) model.Role {
	switch n := d.named[d.visit.Home]; who {
	case "":
	case n.Contact:
		return model.ContactRole
	case n.Second:
		return model.SecondRole
	}
	return model.SubstituteRole
}

// against says what the next best would cost, and what keeps the others.
func (d *desk) against(leg int, l *model.WhyLeg) {
	deals, refusals := d.leg(leg)
	l.Able = len(deals)
	if len(deals) > 0 {
		l.Next = &deals[0].offer
	}
	count := map[string]int{}
	for i := range refusals {
		count[refusals[i].Obstacles[0].Rule]++
	}
	for rule, n := range count {
		l.Unable = append(l.Unable, model.RuleSum{Rule: rule, Count: n})
	}
	slices.SortFunc(l.Unable, func(a, b model.RuleSum) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Rule, b.Rule))
	})
}

// answer asks one caregiver, on the shift that suits best, about a leg.
func (d *desk) answer(leg int, who model.CaregiverID, at model.Time) *model.Answer {
	a := &model.Answer{Caregiver: who, Role: d.role(who), Start: at}
	if at == 0 && who == d.visit.Staff[leg].Caregiver {
		return a
	}
	if at != 0 { // of the visit: the leg may start after it
		at = at.Add(d.visit.Staff[leg].Start.Sub(d.visit.Start))
	}
	var best *deal
	for t := range d.Shifts {
		if d.Shifts[t].Caregiver != who {
			continue
		}
		got, no := d.try(ask{leg: leg, tour: int32(t), at: at, all: true})
		if got != nil && (best == nil || compareDeals(got, best) < 0) {
			best = got
		}
		if no != nil && (a.Refusal == nil || compareRefusals(no, a.Refusal) < 0) {
			a.Refusal = no
		}
	}
	switch {
	case best != nil:
		a.Offer, a.Refusal = &best.offer, nil
	case a.Refusal == nil:
		a.Refusal = &model.Refusal{Caregiver: who, Obstacles: d.offDuty(d.case_.caregiver[who])}
	case at != 0:
		a.Nearest = d.nearestStart(leg, who, at)
	}
	return a
}

const mostOff = 12 * 60 // minutes that another start is looked for either way

// nearestStart is the start next to one asked for at which a caregiver could do
// a leg, the earlier of two; 0: none that day.
func (d *desk) nearestStart(leg int, who model.CaregiverID, at model.Time) model.Time {
	if len(d.visit.Staff) > 1 {
		return 0
	}
	for off := model.Minutes(1); off <= mostOff; off++ {
		for _, start := range []model.Time{at.Add(-off), at.Add(off)} {
			if d.couldAt(leg, who, start) {
				return start.Add(d.visit.Start.Sub(d.visit.Staff[leg].Start))
			}
		}
	}
	return 0
}

func (d *desk) couldAt(leg int, who model.CaregiverID, at model.Time) bool {
	for t := range d.Shifts {
		q := ask{leg: leg, tour: int32(t), at: at}
		if d.Shifts[t].Caregiver != who || len(d.asked(q.tour, q).menu) == 0 {
			continue
		}
		if deal, _ := d.try(q); deal != nil {
			return true
		}
	}
	return false
}

// offDuty says why a caregiver without a shift of this plan on that day can't,
// and what else would stand in the way.
func (d *desk) offDuty(who *model.Caregiver) []model.Obstacle {
	var all []model.Obstacle
	mode := model.Mode("")
	switch s := d.shiftOf(who.ID); {
	case who.Provider != d.Demand.Provider:
		all = append(all, model.Obstacle{Rule: "R-5.1", Text: text("arbejder for leverandøren %s", "works for the provider %s", who.Provider)})
	case s == nil:
		all = append(all, model.Obstacle{Rule: "R-W.1", Text: text("er ikke på arbejde %s", "is not at work on %s", d.visit.Date)})
	case !d.ours(who):
		mode = s.Mode
		all = append(all, model.Obstacle{Rule: "R-10.2", Text: text("arbejder i distrikt %s: skal lånes", "works in district %s: to be borrowed", who.District)})
	default:
		mode = s.Mode
		all = append(all, d.awayFrom(s))
	}
	for _, i := range d.needsOf() {
		for _, b := range d.barsOf(&d.Demand.Needs[i], who, mode) {
			o := model.Obstacle{Rule: b.rule, Needs: b.needs, Text: b.text}
			if !slices.Contains(all, o) && (mode != "" || d.Demand.Needs[i].Modes == nil) {
				all = append(all, o)
			}
		}
	}
	return all
}

// shiftOf is a caregiver's shift on the visit's day, nil if there is none.
func (d *desk) shiftOf(who model.CaregiverID) *model.Shift {
	for i := range d.c.Shifts {
		if s := &d.c.Shifts[i]; s.Caregiver == who && d.atWork(s) {
			return s
		}
	}
	return nil
}

// awayFrom says what keeps a caregiver from all of a shift.
func (d *desk) awayFrom(s *model.Shift) model.Obstacle {
	for _, a := range d.c.Absences {
		if a.Caregiver == s.Caregiver && a.From < s.To && a.To > s.From {
			return model.Obstacle{Rule: "R-W.1", Text: text("er fraværende (%s) til %s", "is away (%s) until %s", a.Kind, a.To)}
		}
	}
	return model.Obstacle{Rule: "R-W.1", Text: text("vagten %s er ikke i planen", "shift %s is not in the plan", s.ID)}
}

// agreedOf is the time told or else agreed for the visit; 0: none.
func (d *desk) agreedOf() model.Time {
	v, need := d.visit, d.w.needs[d.visit.ID]
	r := &reader{Map: d.Map, s: d.w.s, p: &model.Plan{}}
	if d.Demand.Needs[need].Series < 0 {
		at, _ := r.agreedFor(need, v)
		return at
	}
	stop := d.first[need]
	t, ok := d.tourOf[v.Staff[0].Shift]
	if !ok {
		return 0
	}
	defer func() { r.s.Window[stop] = vrp.Never }()
	if r.s.Window[stop] = d.windowAt(r.s, stop, t, d.tick(v.Staff[0].Start)); r.s.Window[stop] < 0 {
		return 0
	}
	at, _ := d.agreedAt(r.s, stop, v.Start)
	return at
}
