package nordicday

import (
	"fmt"

	"github.com/hjemvej/hjemvej/benchmarks/oneday"
)

// Plain states the day as plain data. Visits and caregivers have their ids;
// breaks are numbered by caregiver.
func (d *day) Plain() (*oneday.Day, error) {
	p, err := d.Problem()
	if err != nil {
		return nil, err
	}
	var stops, tours []string
	for _, v := range d.order() {
		stops = append(stops, d.visits[v].id)
	}
	for i := range d.staff {
		tours = append(tours, d.staff[i].id)
		for k := range d.staff[i].breaks {
			stops = append(stops, fmt.Sprintf("break %s/%d", d.staff[i].id, k+1))
		}
	}
	plain, err := oneday.Of(p, stops, tours)
	if err != nil {
		return nil, err
	}
	plain.Name, plain.Unit = d.Name(), Set.Unit
	return plain, nil
}
