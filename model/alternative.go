package model

import (
	"cmp"
	"slices"
	"strings"
)

// Alternative is one of several mends of a plan after the same events.
type Alternative struct {
	Aim   Aim   // what it is meant to be good at; "": what the standard prices
	Found Aim   // under which aim it was found: it may serve another as well
	Plan  *Plan // the whole of it
	MendFigures
	Apart []StandsApart // from the standard's, by the earlier start
}

// MendFigures are what planners weigh mends by. By… is against the plan before.
type MendFigures struct {
	Calls             int // owed to citizens
	LateCalls         int // of them, too late for their deadline
	ChangedCaregivers int // visits (legs) by another than announced
	ByNewFaces        int
	ByTravel          Minutes
	ByOvertime        Minutes
	ByUndone          Price // care left undone, as it is priced
	Disturbance       Price // lines of the bill that only a mend has
	ByBill            Price
}

// StandsApart is a visit that two mends have otherwise. Where one does not have
// it the start is 0 and nobody comes.
type StandsApart struct {
	Visit          VisitID
	Home           HomeID
	Standard, Here Stands
}

// Stands is when a visit begins and who comes.
type Stands struct {
	Start      Time
	Caregivers []CaregiverID
}

// NewAlternative sets out a mend of a plan beside the standard's.
func NewAlternative(aim Aim, was, standard, p *Plan) Alternative {
	m, before := &p.Measures.All, &was.Measures.All
	return Alternative{Aim: aim, Found: p.Made.Aim, Plan: p, Apart: standApart(standard, p), MendFigures: MendFigures{
		Calls: len(p.Calls), LateCalls: m.LateCalls, ChangedCaregivers: m.ChangedCaregivers,
		ByNewFaces: m.NewFaces - before.NewFaces, ByOvertime: m.Overtime - before.Overtime,
		ByTravel: m.travel() - before.travel(), ByUndone: Undone(p.Bill) - Undone(was.Bill),
		Disturbance: Disturbance(p.Bill), ByBill: Total(p.Bill) - Total(was.Bill)}}
}

// travel is by all modes.
func (f *Figures) travel() (sum Minutes) {
	for _, m := range f.TravelMinutes {
		sum += m
	}
	return sum
}

// Undone is what a bill says of care that is left undone.
func Undone(bill []BillLine) (sum Price) {
	for i := range bill {
		if strings.HasPrefix(bill[i].Line, "unserved.") {
			sum += bill[i].Price
		}
	}
	return sum
}

// Disturbance is what a bill says of whom a mend disturbs.
func Disturbance(bill []BillLine) (sum Price) {
	for i := range bill {
		if slices.Contains(disturbing, bill[i].Line) {
			sum += bill[i].Price
		}
	}
	return sum
}

// disturbing are the lines that only the bill of a mend has.
var disturbing = []string{"changed_caregiver", "changed_tour", "call_late"}

// standApart finds the visits that begin at another time or are done by others.
func standApart(standard, p *Plan) []StandsApart {
	if standard == p {
		return nil
	}
	apart := map[VisitID]*StandsApart{}
	for i := range standard.Visits {
		v := &standard.Visits[i]
		apart[v.ID] = &StandsApart{Visit: v.ID, Home: v.Home, Standard: v.stands()}
	}
	for i := range p.Visits {
		v := &p.Visits[i]
		if apart[v.ID] == nil {
			apart[v.ID] = &StandsApart{Visit: v.ID, Home: v.Home}
		}
		apart[v.ID].Here = v.stands()
	}
	var all []StandsApart
	for _, a := range apart {
		if a.Standard.Start != a.Here.Start || !slices.Equal(a.Standard.Caregivers, a.Here.Caregivers) {
			all = append(all, *a)
		}
	}
	slices.SortFunc(all, func(a, b StandsApart) int {
		return cmp.Or(cmp.Compare(a.first(), b.first()), cmp.Compare(a.Visit, b.Visit))
	})
	return all
}

func (v *Visit) stands() Stands {
	s := Stands{Start: v.Start}
	for _, a := range v.Staff {
		s.Caregivers = append(s.Caregivers, a.Caregiver)
	}
	return s
}

// first is the earlier of the two starts.
func (a *StandsApart) first() Time {
	if a.Standard.Start == 0 || a.Here.Start != 0 && a.Here.Start < a.Standard.Start {
		return a.Here.Start
	}
	return a.Standard.Start
}

// Told are those that citizens or staff who had been told of them before an
// instant would notice: another comes, or at a time more than ToldFrom away.
func (a *Alternative) Told(until Time) []StandsApart {
	var all []StandsApart
	for _, x := range a.Apart {
		if x.first() < until && (apart(x.Standard.Start, x.Here.Start) > ToldFrom || !slices.Equal(x.Standard.Caregivers, x.Here.Caregivers)) {
			all = append(all, x)
		}
	}
	return all
}
