package replan

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"

	"github.com/hjemvej/hjemvej/model"
)

// slower is how much longer every way takes in snow, arrival included.
const slower = 1.6

// drawSnow picks a day on which all travel is slow from its start, known before
// anybody who begins that day is at work. Nobody is away. Who came to work the
// evening before goes home on roads that are still clear.
func (p *Plans) drawSnow(r *rand.Rand) (*emergency, error) {
	for range tries {
		of, day := p.day(r, func(t *model.Tour) bool { return visits(t) > 0 })
		if len(day) == 0 {
			continue
		}
		e := &emergency{plan: of, now: max(begins(day)-45, of.Made.Now)}
		for _, t := range day {
			e.visits += visits(t)
		}
		e.c = snowed(p.Case, begins(day).Date())
		var err error
		if e.roads, err = model.NewRoads(e.c); err != nil {
			return nil, err
		}
		return e, nil
	}
	return nil, fmt.Errorf("the plans have no day on which anybody serves")
}

// inSnow is a mode on a day of snow. A way takes a mode's time on every day, so
// a day that is slow alone has modes of its own.
func inSnow(m model.Mode) model.Mode { return m + " in snow" }

// snowed is a case in which the shifts of a date go by slower modes: all that
// the standard says of a mode holds for it in snow too.
func snowed(c *model.Case, date model.Date) *model.Case {
	s := *c
	s.Shifts = slices.Clone(c.Shifts)
	for i := range s.Shifts {
		if s.Shifts[i].From.Date() == date {
			s.Shifts[i].Mode = inSnow(s.Shifts[i].Mode)
		}
	}
	s.Travel.Modes, s.Travel.Tables = maps.Clone(c.Travel.Modes), maps.Clone(c.Travel.Tables)
	for m, f := range c.Travel.Modes {
		s.Travel.Modes[inSnow(m)] = model.TravelMode{SpeedKmh: f.SpeedKmh / slower, Detour: f.Detour, Arrival: f.Arrival * slower}
	}
	for m, t := range c.Travel.Tables {
		seconds := slices.Clone(t.Seconds)
		for i := range seconds {
			seconds[i] *= slower
		}
		s.Travel.Tables[inSnow(m)] = model.Matrix{Places: t.Places, Seconds: seconds, Metres: t.Metres}
	}
	s.Standard = snowedStandard(c.Standard)
	return &s
}

func snowedStandard(of *model.Standard) *model.Standard {
	s := *of
	s.Services = slices.Clone(of.Services)
	for i := range s.Services {
		sv := &s.Services[i]
		sv.Modes = slices.Clone(sv.Modes)
		for _, m := range of.Services[i].Modes {
			sv.Modes = append(sv.Modes, inSnow(m))
		}
	}
	for _, prices := range []*map[model.Mode]model.Price{&s.Prices.TravelMinute, &s.Prices.TravelKm} {
		in := maps.Clone(*prices)
		for m, price := range *prices {
			in[inSnow(m)] = price
		}
		*prices = in
	}
	return &s
}
