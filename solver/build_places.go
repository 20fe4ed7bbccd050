package solver

import (
	"fmt"
	"slices"
	"sync"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/solver/vrp"
)

// modeOf numbers a mode of travel.
func (m *Map) modeOf(mode model.Mode) int32 {
	if i := slices.Index(m.Modes, mode); i >= 0 {
		return int32(i)
	}
	m.Modes = append(m.Modes, mode)
	return int32(len(m.Modes) - 1)
}

// placeOf numbers a place; 0 is nowhere.
func (m *Map) placeOf(id model.PlaceID) int32 {
	if m.place == nil {
		m.place = map[model.PlaceID]int32{"": 0}
		m.Places = []model.PlaceID{""}
	}
	p, ok := m.place[id]
	if !ok {
		p = int32(len(m.Places))
		m.place[id] = p
		m.Places = append(m.Places, id)
	}
	return p
}

// buildPlaces numbers the places in use and makes the legs between them.
func (m *Map) buildPlaces() error {
	for i := range m.Demand.Needs {
		if n := &m.Demand.Needs[i]; !n.NoTravel {
			m.placeOf(m.homeOf(n).Place)
		}
	}
	for _, i := range m.activities() {
		m.placeOf(m.Demand.Case.Activities[i].Place)
	}
	m.placeOf("")
	if err := m.chainPlaces(); err != nil {
		return err
	}
	at := make([]int, len(m.Places))
	for i := 1; i < len(at); i++ {
		if at[i] = m.Roads.Index(m.Places[i]); at[i] < 0 {
			return fmt.Errorf("the roads have no place %q", m.Places[i])
		}
	}
	if len(m.Modes) == 0 { // no tours: the legs still have a shape
		m.Problem.Modes = []vrp.Table{{N: len(at), Legs: make([]vrp.Leg, len(at)*len(at))}}
		return nil
	}
	for _, mode := range m.Modes {
		t, err := m.legs(mode, at)
		if err != nil {
			return err
		}
		m.Problem.Modes = append(m.Problem.Modes, t)
	}
	return nil
}

// legs makes the table of a mode between the places that roads know as at.
// The rows are shared out over two goroutines, each writing its own.
func (m *Map) legs(mode model.Mode, at []int) (vrp.Table, error) {
	minutes, metres := m.Roads.Table(mode)
	if minutes == nil {
		return vrp.Table{}, fmt.Errorf("the roads have no ways by %s", mode)
	}
	n, all := len(at), m.Roads.Places()
	prices := &m.Demand.Case.Standard.Prices
	minute, km := prices.TravelMinute[mode], prices.TravelKm[mode]
	t := vrp.Table{N: n, Legs: make([]vrp.Leg, n*n)}
	rows := func(first int) {
		for i := first; i < n; i += 2 {
			row, from := t.Legs[i*n:(i+1)*n], at[i]*all
			for j := 1; j < n; j++ {
				if i == j {
					continue
				}
				k := from + at[j]
				row[j] = vrp.Leg{Ticks: int32(minutes[k]), Price: int32(legPrice(minute, km, model.Minutes(minutes[k]), int(metres[k])))}
			}
		}
	}
	var even sync.WaitGroup
	even.Go(func() { rows(2) })
	rows(1)
	even.Wait()
	return t, nil
}

// legPrice is what a leg costs: minutes and metres, the latter rounded to whole
// øre leg by leg, as the bill does.
func legPrice(minute, km model.Price, minutes model.Minutes, metres int) model.Price {
	return minute*model.Price(minutes) + (km*model.Price(metres)+500)/1000
}
