package sheets

import (
	"io"
	"strconv"
	"strings"

	"github.com/hjemvej/hjemvej/model"
)

// compareCSV writes a row for each side and measure, totals and quotients
// alike, unrounded but for the tail of a float.
func compareCSV(w io.Writer, v *comparison) error {
	s, err := newCSV(w, &view{tongue: v.tongue, o: v.o}, "side", "plan", "part_id", "section", "measure", "per", "unit", "value", "low", "high",
		"rank_best", "rank_worst", "drawn", "no_interval", "difference_from", "difference", "difference_low", "difference_high")
	if err != nil {
		return err
	}
	for i := range v.c.Measures {
		m := &v.c.Measures[i]
		for k := range m.Values {
			if err := s.add(v.csvRow(s, m, k)...); err != nil {
				return err
			}
		}
	}
	return s.close()
}

func (v *comparison) csvRow(s *sheetCSV, m *model.Compared, k int) []string {
	side, x := &v.c.Sides[k], &m.Values[k]
	cells := []string{side.Name, side.Plan, side.Part, m.Section, m.Key, string(m.Per), m.Unit, "", "", "", "", "", drawnFrom(m, x), x.Why, "", "", "", ""}
	if x.Has {
		cells[7] = s.float(x.Value)
	}
	if x.Interval {
		cells[8], cells[9] = s.float(x.Low), s.float(x.High)
	}
	if x.Best > 0 {
		cells[10], cells[11] = number(x.Best), number(x.Worst)
	}
	if a := x.Against; a != nil {
		cells[14], cells[15], cells[16], cells[17] = v.c.Sides[a.From].Name, s.float(a.Value), s.float(a.Low), s.float(a.High)
	}
	return cells
}

// drawnFrom says what an interval is drawn from, and of how many: "tours 122".
func drawnFrom(m *model.Compared, x *model.ComparedValue) string {
	if m.Drawn == "" {
		return ""
	}
	return m.Drawn + " " + number(x.Drawn)
}

// float is a figure with six digits behind the point at most.
func (s *sheetCSV) float(f float64) string {
	text := strconv.FormatFloat(f, 'f', 6, 64)
	text = strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
	if s.excel {
		text = strings.Replace(text, ".", ",", 1)
	}
	return text
}
