package model

import (
	"math/bits"
	"strings"
)

// ownOf parts what a visit is for from what only rides on it: of a floating
// visit, what it is named after; in a series, what floats and takes one person
// rides.
func (x *ledger) ownOf(v *Visit) (own, riders []Done) {
	name := namesake(v)
	for i := range v.Does {
		d := &v.Does[i]
		if v.Series == "" && (name == nil || d.Occurrence == name.Occurrence) || v.Series != "" && !x.mayRide(d) {
			own = append(own, *d)
		} else {
			riders = append(riders, *d)
		}
	}
	return own, riders
}

// mayRide says whether the plan may choose the date, or the pieces, of an
// occurrence that one person does: then it is of no series.
func (x *ledger) mayRide(d *Done) bool {
	g, s := x.grants[d.Grant], x.services[d.Service]
	if g == nil || s == nil {
		return false
	}
	if _, debt := x.debts[d.Occurrence]; debt || s.Split {
		return true
	}
	staff := g.Staff
	postponed := s.Class == Replaced
	if g.Service == "" {
		p := x.lineOf(g, d.Occurrence)
		if p == nil {
			return false
		}
		staff, postponed = p.Staff, postponed && p.Days&AllDays != 0 && p.Days&AllDays != AllDays
	}
	if staff == 0 {
		staff = s.Staff
	}
	if staff > 1 {
		return false
	}
	if g.Service == "" {
		return postponed
	}
	switch g.Cadence.Unit {
	case PerDay:
		return false
	case PerWeek:
		if !x.weekNamedDays(g) {
			return g.Cadence.Count < len(x.weekdaysOf(g, s))
		}
	case PerKDays:
		if bits.OnesCount8(uint8(x.daysOf(g))) != 1 {
			return true
		}
	}
	return postponed
}

// lineOf is the line of a frame's pattern that an occurrence is of.
func (x *ledger) lineOf(g *Grant, o OccurrenceID) *Pattern {
	rest, ok := strings.CutPrefix(string(o), string(g.ID)+".L")
	if !ok {
		return nil
	}
	n := 0
	for _, c := range []byte(rest) {
		if c < '0' || c > '9' {
			break
		}
		n = n*10 + int(c-'0')
	}
	if n < 1 || n > len(g.Pattern) {
		return nil
	}
	return &g.Pattern[n-1]
}

// lasts is how long one thing done takes by itself.
func (x *ledger) lasts(d *Done) Minutes {
	g, s := x.grants[d.Grant], x.services[d.Service]
	if g == nil || s == nil {
		return 0
	}
	granted := g.Minutes
	if p := x.lineOf(g, d.Occurrence); p != nil {
		granted = p.Minutes
	}
	var all, passive Minutes
	for _, st := range s.Steps {
		all, passive = all+st.Active, passive+st.Passive
	}
	switch {
	case d.Piece > 0:
		return pieceOf(s, d.Piece, granted, all)
	case granted > 0:
		return granted + passive
	}
	return all + passive
}

// pieceOf is the active minutes of a piece of a split service, in proportion to
// those granted.
func pieceOf(s *Service, piece int, granted, all Minutes) Minutes {
	var of Minutes
	n, active := 0, false
	for _, st := range s.Steps {
		if st.Active > 0 && !active {
			n++
		}
		if active = st.Active > 0; active && n == piece {
			of += st.Active
		}
	}
	if granted > 0 && all > 0 {
		return of * granted / all
	}
	return of
}
