package replan

import (
	"fmt"
	"math/rand/v2"

	"github.com/hjemvej/hjemvej/model"
)

// emergency is a morning before anybody has done anything about it.
type emergency struct {
	plan   *model.Plan
	c      *model.Case // as it was, but for the roads
	roads  *model.Roads
	now    model.Time
	batch  []model.Event
	away   []model.CaregiverID
	visits int
}

// draw picks a plan, a day, and on whom it falls.
func (p *Plans) draw(r *rand.Rand, o Options) (*emergency, error) {
	switch o.What {
	case Sick:
		return p.drawSick(r, o.AtOnce)
	case Evening:
		return p.drawEvening(r)
	case Snow:
		return p.drawSnow(r)
	}
	return nil, fmt.Errorf("nobody knows what happens on a morning of %q", o.What)
}

// tries is how many days are looked at for one that will do.
const tries = 1000

// drawSick picks caregivers of one day who serve somebody.
func (p *Plans) drawSick(r *rand.Rand, n int) (*emergency, error) {
	for range tries {
		of, day := p.day(r, func(t *model.Tour) bool { return visits(t) > 0 })
		if len(day) < n || n == 0 {
			continue
		}
		day = some(r, day, n)
		now := begins(day)
		return p.without(of, day, min(now-45, model.At(now.Date(), 6*60+15))), nil
	}
	return nil, fmt.Errorf("the plans have no day on which %d caregivers serve somebody", n)
}

// drawEvening picks a third of those who work one evening. It is known at ten
// past three, or three quarters of an hour before the first of them begins.
func (p *Plans) drawEvening(r *rand.Rand) (*emergency, error) {
	evening := map[model.PartID]bool{}
	for i := range p.Case.Standard.Parts {
		part := &p.Case.Standard.Parts[i]
		evening[part.ID] = part.Hours == model.EveningHours
	}
	for range tries {
		of, day := p.day(r, nil)
		late := map[model.VisitID]bool{}
		for i := range of.Visits {
			late[of.Visits[i].ID] = evening[of.Visits[i].Part]
		}
		var staff []*model.Tour
		for _, t := range day {
			if n := visits(t); n > 0 && 2*served(t, late) > n {
				staff = append(staff, t)
			}
		}
		if len(staff) == 0 {
			continue
		}
		gone := some(r, staff, (len(staff)+2)/3)
		now := begins(gone)
		return p.without(of, gone, min(now-45, model.At(now.Date(), 15*60+10))), nil
	}
	return nil, fmt.Errorf("the plans have no evening on which anybody serves")
}

// day picks a plan and the tours of one of its days that will do; nil: all.
func (p *Plans) day(r *rand.Rand, wanted func(*model.Tour) bool) (*model.Plan, []*model.Tour) {
	of := p.Plans[r.IntN(len(p.Plans))]
	if len(of.Tours) == 0 {
		return of, nil
	}
	date := starts(&of.Tours[r.IntN(len(of.Tours))]).Date()
	var day []*model.Tour
	for i := range of.Tours {
		if t := &of.Tours[i]; starts(t).Date() == date && (wanted == nil || wanted(t)) {
			day = append(day, t)
		}
	}
	return of, day
}

// without is an emergency of tours whose caregivers stay away that day.
func (p *Plans) without(of *model.Plan, tours []*model.Tour, now model.Time) *emergency {
	e := &emergency{plan: of, c: p.Case, roads: p.Roads, now: max(now, of.Made.Now)}
	for _, t := range tours {
		e.away = append(e.away, t.Caregiver)
		e.visits += visits(t)
		last := t.Items[len(t.Items)-1].To
		e.batch = append(e.batch, model.Event{Known: e.now, Kind: model.SickEvent, Caregiver: t.Caregiver, From: e.now, To: model.At(last.Date()+1, 0), Start: -1})
	}
	return e
}

// some picks n of the tours.
func some(r *rand.Rand, tours []*model.Tour, n int) []*model.Tour {
	r.Shuffle(len(tours), func(a, b int) { tours[a], tours[b] = tours[b], tours[a] })
	return tours[:n]
}

// starts is when a tour has its first item, 0 where it has none.
func starts(t *model.Tour) model.Time {
	if len(t.Items) == 0 {
		return 0
	}
	return t.Items[0].From
}

// begins is when the first of the tours starts.
func begins(tours []*model.Tour) model.Time {
	first := starts(tours[0])
	for _, t := range tours {
		first = min(first, starts(t))
	}
	return first
}

func visits(t *model.Tour) int { return served(t, nil) }

// served counts the visits of a tour that are among some; nil: all.
func served(t *model.Tour, among map[model.VisitID]bool) (n int) {
	for i := range t.Items {
		if it := &t.Items[i]; it.Kind == model.VisitItem && (among == nil || among[it.Visit]) {
			n++
		}
	}
	return n
}
