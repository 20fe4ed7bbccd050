package solver

import (
	"slices"

	"github.com/hjemvej/hjemvej/model"
)

// spokesmen are those who call a home and brief substitutes about it.
type spokesmen struct {
	named map[model.HomeID]model.Named
	away  map[model.CaregiverID][]span
}

func spokesmenOf(c *model.Case, named []model.Named) *spokesmen {
	s := &spokesmen{named: make(map[model.HomeID]model.Named, len(named)), away: map[model.CaregiverID][]span{}}
	for _, n := range named {
		s.named[n.Home] = n
	}
	for _, a := range c.Absences {
		if a.Caregiver != "" {
			s.away[a.Caregiver] = append(s.away[a.Caregiver], span{a.From, a.To})
		}
	}
	return s
}

// with is who speaks with a home at a time: the contact person, of whom
// nobody asks that when ill or on leave; else the other of the named two; with
// both away the office, "".
func (s *spokesmen) with(h model.HomeID, at model.Time) model.CaregiverID {
	n := s.named[h]
	for _, who := range []model.CaregiverID{n.Contact, n.Second} {
		if !slices.ContainsFunc(s.away[who], func(a span) bool { return a.from <= at && at < a.to }) {
			return who
		}
	}
	return ""
}
