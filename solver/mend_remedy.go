package solver

import (
	"slices"

	"github.com/hjemvej/hjemvej/model"
)

// A remedy is planned with so much search; so many different ones are, each
// once for all the care that it is the remedy of.
const (
	remedyIterations = 2000
	mostRemedies     = 8
)

// planRemedies plans the remedies that the new certificates of a plan name, as if
// their people had agreed, and has them say what stands then. What one serves
// besides has no need of another. One that does not hold when planned is taken
// back.
func (m *mender) planRemedies(p *model.Plan) {
	settled := map[model.OccurrenceID]bool{}
	for i := range m.of.Certificates {
		settled[m.of.Certificates[i].Occurrence] = true
	}
	planned := 0
	for i := range p.Certificates {
		c := &p.Certificates[i]
		if c.Rule != "R-6.3" || settled[c.Occurrence] || c.Remedy.Kind == "none" || planned == mostRemedies {
			continue
		}
		planned++
		r := c.Remedy
		stands := m.standsWith(p, c)
		if !stands[c.Occurrence] {
			c.Remedy = model.Remedy{Kind: "none", From: r.From, To: r.To,
				Text: text("%d medarbejder mere, %s–%s", "%d more caregiver, %s–%s", 1, r.From.Clock(), r.To.Clock())}
			continue
		}
		says := text("; planlagt: så kan det gives", "; planned: it can be given then")
		if n := len(stands) - 1; n > 0 {
			says = text("; planlagt: så kan det gives, og %d andre ydelser", "; planned: it can be given then, and %d other services", n)
		}
		r.Text.Da, r.Text.En = r.Text.Da+says.Da, r.Text.En+says.En
		for k := range p.Certificates {
			if o := &p.Certificates[k]; stands[o.Occurrence] && !settled[o.Occurrence] {
				o.Remedy, settled[o.Occurrence] = r, true
			}
		}
	}
}

// standsWith are the occurrences that a plan certifies and one with the remedy
// of a certificate does not, while it leaves out no others.
func (m *mender) standsWith(p *model.Plan, c *model.Certificate) map[model.OccurrenceID]bool {
	best := map[model.OccurrenceID]bool{}
	for _, shifts := range remedied(m.d, c, m.r.Modes()) {
		d, helped := *m.d, *m.d.Case
		helped.Shifts = shifts
		d.Case = &helped
		part := newStretch(&d, p, map[model.Date]bool{c.Date: true, c.Remedy.From.Date(): true, helped.Now.Date(): true})
		if part != nil && !part.asks(c.Occurrence) {
			part = nil
		}
		again := &mender{ctx: m.ctx, d: &d, r: m.r, of: p, log: m.log, left: 1, relieved: true, o: Options{Iterations: remedyIterations, Seed: m.o.Seed, Workers: m.o.Workers}}
		for _, far := range []reach{takersOnly, anybody} {
			if err := again.try(part, far); err != nil {
				return best
			}
			if stands := cured(p, again.plan()); len(stands) > len(best) {
				best = stands
			}
			if best[c.Occurrence] {
				return best
			}
		}
	}
	return best
}

// cured are the occurrences that a plan certifies and another does not; none
// where that certifies what the first does not.
func cured(p, than *model.Plan) map[model.OccurrenceID]bool {
	left, known := map[model.OccurrenceID]bool{}, map[model.OccurrenceID]bool{}
	for i := range than.Certificates {
		left[than.Certificates[i].Occurrence] = true
	}
	stands := map[model.OccurrenceID]bool{}
	for i := range p.Certificates {
		if o := p.Certificates[i].Occurrence; left[o] {
			known[o] = true
		} else {
			stands[o] = true
		}
	}
	if len(known) < len(left) {
		return nil
	}
	return stands
}

// remedied are the shifts of a case once the people of a remedy have agreed: of
// somebody called in, by each mode in turn.
func remedied(d *model.Demand, c *model.Certificate, modes []model.Mode) [][]model.Shift {
	r, shifts := &c.Remedy, slices.Clone(d.Case.Shifts)
	switch r.Kind {
	case "stay":
		if s := lastBefore(shifts, r); s != nil {
			s.To = s.To.Add(r.To.Sub(r.From))
			return [][]model.Shift{shifts}
		}
	case "borrow":
		for i := range shifts {
			if s := &shifts[i]; s.Caregiver == r.Caregiver && s.From == r.From && s.To == r.To {
				s.Lent = districtOf(d.Case, c.Home)
				return [][]model.Shift{shifts}
			}
		}
	case "call-in":
		return calledIn(d.Case, shifts, r, modes)
	}
	return nil
}

// lastBefore is the shift that somebody is to stay on from.
func lastBefore(shifts []model.Shift, r *model.Remedy) (last *model.Shift) {
	for i := range shifts {
		if s := &shifts[i]; s.Caregiver == r.Caregiver && s.To <= r.From && s.To.Add(24*60) > r.From && (last == nil || s.To > last.To) {
			last = s
		}
	}
	return last
}

func districtOf(c *model.Case, h model.HomeID) model.DistrictID {
	for i := range c.Homes {
		if c.Homes[i].ID == h {
			return c.Homes[i].District
		}
	}
	return ""
}

// calledIn adds the shift of a reserve, by the modes that are known of the reserve,
// else by any.
func calledIn(c *model.Case, shifts []model.Shift, r *model.Remedy, any []model.Mode) (ways [][]model.Shift) {
	home := model.PlaceID("")
	for i := range c.Caregivers {
		if c.Caregivers[i].ID == r.Caregiver {
			home = c.Caregivers[i].HomePlace
		}
	}
	var modes []model.Mode
	for i := range shifts {
		if s := &shifts[i]; s.Caregiver == r.Caregiver && !slices.Contains(modes, s.Mode) {
			modes = append(modes, s.Mode)
		}
	}
	if modes == nil {
		modes = any
	}
	for _, mode := range modes {
		ways = append(ways, append(slices.Clone(shifts), model.Shift{ID: model.ShiftID(string(r.Caregiver) + "+" + r.From.String()),
			Caregiver: r.Caregiver, From: r.From, To: r.To, Mode: mode, Start: home, End: home}))
	}
	return ways
}
