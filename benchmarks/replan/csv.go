package replan

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"
)

// CSV writes a row for each mend of each morning.
func (r *Report) CSV(w io.Writer) error {
	c := csv.NewWriter(w)
	rows := [][]string{{"case", "what", "morning", "seed", "provider", "now", "away", "visits", "mend", "budget", "seconds", "undone", "proved",
		"disturbance_oere", "dearer_oere", "moved", "takers", "third", "calls", "late", "faults", "cores", "program", "machine"}}
	budget := map[string]Budget{}
	for _, col := range r.Columns {
		budget[col.Name] = col.Budget
	}
	for i := range r.Mornings {
		m := &r.Mornings[i]
		var away []string
		for _, id := range m.Away {
			away = append(away, string(id))
		}
		of := []string{r.Case, string(r.What), strconv.Itoa(m.Number), strconv.FormatUint(m.Seed, 10), string(m.Provider), m.Now.String(), strings.Join(away, " "), strconv.Itoa(m.Visits)}
		for _, x := range []struct {
			name string
			*Mend
		}{{"first", &m.First}, {"short", &m.Mended}, {"long", m.Longer}} {
			if x.Mend == nil {
				continue
			}
			row := append(append([]string(nil), of...), x.name, budget[x.name].String(), strconv.FormatFloat(x.Took.Seconds(), 'f', 4, 64))
			for _, n := range []int{x.Unserved, x.Proved, int(x.Disturbance), int(x.Bill), x.Moved, x.Takers, x.Third, x.Calls, x.Late, len(x.Broken), r.Cores} {
				row = append(row, strconv.Itoa(n))
			}
			rows = append(rows, append(row, r.Program, r.Machine.String()))
		}
	}
	return c.WriteAll(rows)
}
