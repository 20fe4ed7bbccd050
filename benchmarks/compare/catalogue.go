package compare

import "github.com/hjemvej/hjemvej/model"

// What an interval draws again.
const (
	tours = "tours"
	homes = "homes"
	both  = "both"
)

// measure is a sum over samples, or one such sum over another; what comes about
// both in homes and on tours is a quotient of each, added up.
type measure struct {
	key, section, unit string
	per                model.Per
	better             model.Better
	drawn              string
	ranked             bool
	share              bool // of is a part of over
	terms              []term
	scale              float64
}

// term is a sum, or a quotient of two.
type term struct {
	of   *column
	over *column // nil: a sum
}

// column is a quantity of samples that adds up.
type column struct {
	of quantity
	at int // among all columns
}

type quantity func(*model.Sample) float64

// catalogue is every measure in the order in which it is shown.
func catalogue(sides []*side) ([]measure, []*column) {
	b := &builder{sides: sides}
	b.divisors()
	b.size()
	b.time()
	b.continuity()
	b.care()
	b.bill()
	return b.list, b.columns
}

// builder lists measures; those of modes, classes and lines that no side has
// are left out.
type builder struct {
	sides   []*side
	list    []measure
	columns []*column
	visits  map[string]*column // by what is drawn
	granted map[string]*column // hours, likewise
}

func (b *builder) column(of quantity) *column {
	c := &column{of, len(b.columns)}
	b.columns = append(b.columns, c)
	return c
}

// divisors are the visits and granted hours, once as the homes have them and
// once as the tours share them: numerator and divisor are of the same samples.
func (b *builder) divisors() {
	b.visits, b.granted = map[string]*column{}, map[string]*column{}
	for _, drawn := range []string{homes, tours} {
		b.visits[drawn] = b.column(only(drawn, func(s *model.Sample) float64 { return s.Visits }))
		b.granted[drawn] = b.column(only(drawn, func(s *model.Sample) float64 { return s.Granted / 60 }))
	}
}

// only is a quantity of homes alone, or of tours alone.
func only(drawn string, of quantity) quantity {
	return func(s *model.Sample) float64 {
		if drawn != kindOf(s) {
			return 0
		}
		return of(s)
	}
}

// sum adds a quantity: in total, and per visit and granted hour of what it is
// drawn from.
func (b *builder) sum(section, key, unit, drawn string, better model.Better, of quantity) {
	columns := map[string]*column{drawn: b.column(of)}
	if drawn == both {
		columns = map[string]*column{homes: b.column(except(tours, of)), tours: b.column(only(tours, of))}
	}
	m := measure{key: key, section: section, unit: unit, better: better, drawn: drawn, scale: 1}
	for _, per := range []model.Per{model.InTotal, model.PerVisit, model.PerHour} {
		m.per, m.terms = per, nil
		m.ranked = better != model.Neither && per != model.InTotal
		for _, kind := range []string{homes, tours, ""} {
			if c := columns[kind]; c != nil {
				m.terms = append(m.terms, term{c, b.divisor(per, kind)})
			}
		}
		b.list = append(b.list, m)
	}
}

// divisor is what a quantity of homes or of tours is divided by; what is neither
// is divided as the homes have it.
func (b *builder) divisor(per model.Per, kind string) *column {
	if kind == "" {
		kind = homes
	}
	switch per {
	case model.PerVisit:
		return b.visits[kind]
	case model.PerHour:
		return b.granted[kind]
	}
	return nil
}

// share adds a part of a whole in per cent.
func (b *builder) share(section, key, drawn string, better model.Better, of, over *column) {
	b.list = append(b.list, measure{key: key, section: section, unit: "percent", better: better, drawn: drawn,
		ranked: better != model.Neither, share: true, terms: []term{{of, over}}, scale: 100})
}

// except is a quantity of all but homes, or all but tours.
func except(kind string, of quantity) quantity {
	return func(s *model.Sample) float64 {
		if kind == kindOf(s) {
			return 0
		}
		return of(s)
	}
}

// kindOf says what a sample is of.
func kindOf(s *model.Sample) string {
	switch {
	case s.Home != "":
		return homes
	case s.Shift != "":
		return tours
	}
	return ""
}

// figure reads a whole number off the figures.
func figure[N ~int | ~int32 | ~int64](of func(*model.Figures) N) quantity {
	return func(s *model.Sample) float64 { return float64(of(&s.Figures)) }
}

func (b *builder) any(of quantity) bool {
	for _, s := range b.sides {
		for i := range s.samples {
			if of(&s.samples[i]) != 0 {
				return true
			}
		}
	}
	return false
}
