package bench

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// CSV writes a row for each instance and seed, complete enough to be put
// together with those of other runs.
func (r *Report) CSV(w io.Writer) error {
	c := csv.NewWriter(w)
	rows := [][]string{{"set", "group", "instance", "size", "seed", "cost", "unit", "best_known", "gap_percent", "faults",
		"iterations", "seconds", "per_second", "budget", "cores", "program", "machine"}}
	for i := range r.Results {
		x := &r.Results[i]
		cost, known := Figure(x.Cost), Figure(x.Instance.Best())
		each := missing
		if x.Seconds > 0 {
			each = Figure(float64(x.Iterations) / x.Seconds)
		}
		off := gap(cost, known)
		if !x.Right() {
			off = missing
		}
		rows = append(rows, []string{r.Set, x.Instance.Group(), x.Instance.Name(), strconv.Itoa(x.Instance.Size()), strconv.FormatUint(x.Seed, 10),
			plain(cost, -1), r.Unit, plain(known, -1), plain(off, 4), strings.Join(x.Faults, "; "), strconv.FormatInt(x.Iterations, 10),
			plain(Figure(x.Seconds), 3), plain(each, 0), r.Budget.String(), strconv.Itoa(r.Cores), r.Program, r.Machine.String()})
	}
	if err := c.WriteAll(rows); err != nil {
		return err
	}
	return c.Error()
}

// plain is a figure as programs read it, empty where it is missing.
func plain(f Figure, decimals int) string {
	if !f.Known() {
		return ""
	}
	return strconv.FormatFloat(float64(f), 'f', decimals, 64)
}

func (b Budget) String() string {
	switch {
	case b.PerCustomer > 0:
		return fmt.Sprintf("%v per customer", b.PerCustomer)
	case b.Iterations > 0:
		return fmt.Sprintf("%d iterations", b.Iterations)
	}
	return b.Time.String()
}
