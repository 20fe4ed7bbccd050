package compare

import (
	"fmt"

	"github.com/hjemvej/hjemvej/model"
)

// By is what each plan is cut by.
type By string

// The cuts.
const (
	Whole      By = ""
	ByDistrict By = "district"
	ByGroup    By = "group"
	ByProvider By = "provider"
)

// Cuts lists every cut but the whole.
func Cuts() []By { return []By{ByDistrict, ByGroup, ByProvider} }

// Input is one plan, or several providers' plans, of one case.
type Input struct {
	Name  string
	Case  *model.Case
	Roads *model.Roads
	Plans []*model.Plan
}

// The figures of the method; docs/compare.md gives the reason for each.
var method = model.CompareMethod{
	Confidence: 0.95, Resamples: 2000, LeastDrawn: 20, LeastEvents: 5,
	AreaShare: 0.95, AreaHomes: 10, EffortApart: 1.25,
}

// Of compares inputs, each cut into its parts. The same inputs give the same
// comparison to the last digit. It fails where there is only one side.
func Of(inputs []Input, by By) (*model.Comparison, error) {
	var sides []*side
	for i := range inputs {
		sides = append(sides, cut(&inputs[i], by)...)
	}
	if len(sides) < 2 {
		return nil, fmt.Errorf("there is %d side to compare: name several plans, or cut one by district, group or provider", len(sides))
	}
	byPart(sides, len(inputs))
	c := &model.Comparison{By: string(by), Method: method}
	for _, s := range sides {
		s.measureArea()
		c.Sides = append(c.Sides, s.Side)
	}
	measures, columns := catalogue(sides)
	first := pair(sides)
	drawn := make([]*draws, len(sides))
	for i, s := range sides {
		drawn[i] = draw(s.samples, columns, method.Resamples)
	}
	fair := samePrices(inputs)
	for k := range measures {
		m := &measures[k]
		row := model.Compared{Key: m.key, Section: m.section, Unit: m.unit, Per: m.per, Better: m.better, Drawn: m.drawn}
		drawings := make([][]float64, len(sides))
		for i, d := range drawn {
			drawings[i] = d.drawings(m)
			row.Values = append(row.Values, d.value(m, drawings[i]))
		}
		if m.section == "bill" && !fair { // kroner of different lists: no difference, no rank
			c.Measures = append(c.Measures, row)
			continue
		}
		for i := range row.Values {
			row.Values[i].Against = difference(row.Values, drawings, i, first[i])
		}
		if m.ranked {
			rank(row.Values, surely(row.Values, drawings, first, m.better))
		}
		c.Measures = append(c.Measures, row)
	}
	c.Measures = append(sized(sides), c.Measures...)
	c.Warnings = warnings(inputs, sides)
	return c, nil
}
