package nordicday

import (
	"bytes"
	"fmt"

	"github.com/hjemvej/hjemvej/solver/vrp"
)

// Write puts a solution into the table of visits and breaks, caregiver by
// caregiver. Breaks of caregivers without visits are left out.
func (d *day) Write(p *vrp.Problem, s *vrp.Solution) []byte {
	order := d.order()
	var out bytes.Buffer
	out.WriteString("visit,caregiver,start\n")
	for t, stops := range s.Tours {
		visits := false
		for _, stop := range stops {
			visits = visits || int(stop) < len(order)
		}
		for _, stop := range stops {
			name := "break"
			if int(stop) < len(order) {
				name = d.visits[order[stop]].id
			}
			if visits {
				fmt.Fprintf(&out, "%s,%s,%.4f\n", name, d.staff[p.Tours[t].Worker].id, float64(s.Start[stop])/60)
			}
		}
	}
	return out.Bytes()
}
