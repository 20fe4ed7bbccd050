package model

import (
	"cmp"
	"slices"
)

// Sort puts a plan in its fixed order, so that two plans compare as text: by
// time first where there is one, then by ids. Items of a tour stay in the
// order they are driven, and staff of a visit in the order of its legs.
func (p *Plan) Sort() {
	slices.Sort(p.Made.Districts)
	for i := range p.Visits {
		slices.SortFunc(p.Visits[i].Does, compareDone)
	}
	slices.SortFunc(p.Visits, func(a, b Visit) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.Home, b.Home), cmp.Compare(a.ID, b.ID))
	})
	p.sortTours()
	slices.SortFunc(p.Named, func(a, b Named) int { return cmp.Compare(a.Home, b.Home) })
	slices.SortFunc(p.Agreed, func(a, b Agreed) int {
		return cmp.Or(cmp.Compare(a.Home, b.Home), cmp.Compare(a.Part, b.Part), cmp.Compare(a.Number, b.Number),
			cmp.Compare(a.Service, b.Service), cmp.Compare(a.Start, b.Start), cmp.Compare(a.Days, b.Days))
	})
	p.sortOwed()
	p.sortLog()
	slices.SortFunc(p.Bill, func(a, b BillLine) int { return cmp.Compare(a.Line, b.Line) })
	for _, of := range []*[]FiguresOf{&p.Measures.Districts, &p.Measures.Groups, &p.Measures.Providers} {
		slices.SortFunc(*of, func(a, b FiguresOf) int { return cmp.Compare(a.ID, b.ID) })
	}
}

func compareDone(a, b Done) int {
	return cmp.Or(cmp.Compare(a.Service, b.Service), cmp.Compare(a.Grant, b.Grant),
		cmp.Compare(a.Occurrence, b.Occurrence), cmp.Compare(a.Piece, b.Piece))
}

// sortTours orders tours by their first minute, as a morning's lists are laid
// out; an empty tour comes after the others.
func (p *Plan) sortTours() {
	slices.SortFunc(p.Tours, func(a, b Tour) int {
		return cmp.Or(compareBool(len(a.Items) == 0, len(b.Items) == 0), cmp.Compare(a.first(), b.first()), cmp.Compare(a.Shift, b.Shift))
	})
}

// first is the beginning of the tour's first item; 0 for an empty tour.
func (t *Tour) first() Time {
	if len(t.Items) == 0 {
		return 0
	}
	return t.Items[0].From
}

// compareBool orders what is true after what is not.
func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

func (p *Plan) sortOwed() {
	slices.SortFunc(p.Calls, func(a, b Call) int {
		return cmp.Or(cmp.Compare(a.Latest, b.Latest), cmp.Compare(a.Home, b.Home), cmp.Compare(a.Visit, b.Visit))
	})
	slices.SortFunc(p.Briefings, func(a, b Briefing) int {
		return cmp.Or(cmp.Compare(a.Before, b.Before), cmp.Compare(a.Home, b.Home), cmp.Compare(a.Visit, b.Visit),
			cmp.Compare(a.Caregiver, b.Caregiver))
	})
	slices.SortFunc(p.Replacements, func(a, b Replacement) int {
		return cmp.Or(cmp.Compare(a.Latest, b.Latest), cmp.Compare(a.Home, b.Home), cmp.Compare(a.Occurrence, b.Occurrence))
	})
	for i := range p.Certificates {
		slices.SortFunc(p.Certificates[i].Reasons, func(a, b Reason) int {
			return cmp.Or(cmp.Compare(a.Caregiver, b.Caregiver), cmp.Compare(a.Shift, b.Shift), cmp.Compare(a.Rule, b.Rule))
		})
	}
	slices.SortFunc(p.Certificates, func(a, b Certificate) int {
		return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.Home, b.Home), cmp.Compare(a.Rule, b.Rule),
			cmp.Compare(a.Grant, b.Grant), cmp.Compare(a.Occurrence, b.Occurrence))
	})
}

func (p *Plan) sortLog() {
	slices.SortStableFunc(p.Log, func(a, b Event) int { return cmp.Compare(a.Number, b.Number) })
	slices.SortFunc(p.Announced, func(a, b Announced) int { return cmp.Compare(a.Visit, b.Visit) })
	slices.SortFunc(p.Raised, func(a, b Raised) int {
		return cmp.Or(cmp.Compare(a.Since, b.Since), cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Home, b.Home),
			cmp.Compare(a.Visit, b.Visit), cmp.Compare(a.Grant, b.Grant), cmp.Compare(a.Until, b.Until),
			cmp.Compare(a.Text.Da, b.Text.Da), cmp.Compare(a.Text.En, b.Text.En))
	})
}
