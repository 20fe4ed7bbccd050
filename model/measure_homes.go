package model

// The Swedish public yardstick counts the staff whom a citizen meets between
// these hours, for citizens with at least so many visits a day; above seven
// counts as many.
const (
	yardstickFrom   Clock = 7 * 60
	yardstickTo     Clock = 22 * 60
	yardstickVisits       = 2
	yardstickMany         = 7
)

// homesVisited measures who comes to each home, when, and how many.
func (m *measurer) homesVisited() {
	visits := m.visitsByHome()
	agreed := m.agreements()
	strangers := map[HomeID]int{}
	for who := range m.strangers() {
		strangers[who.home]++
	}
	bound := newPairBound(m.ledger, agreed)
	fewest := fewestBound{of: bound}
	var come faces
	for i := range m.c.Homes {
		h := &m.c.Homes[i]
		of := visits[h.ID]
		if len(of) == 0 {
			continue
		}
		come.clear()
		named, legs, calls := 0, 0, 0
		for _, v := range of {
			if off, has := agreed.off(v); has && off > m.c.Standard.Rules.CallLimit {
				calls++
			}
			if m.isCall(v) {
				continue
			}
			byDay := come.counts(v)
			for _, a := range v.Staff {
				legs++
				if m.named[h.ID].has(a.Caregiver) {
					named++
				}
				if byDay {
					come.add(a.Caregiver)
				}
			}
		}
		best := max(named, bound.best(h, of))
		counted := come.visits >= yardstickVisits*m.c.Horizon.Days && come.visits > 0
		many := counted && len(come.who) > yardstickMany
		rota := many && !fewest.suffice(h, of, yardstickMany)
		m.inHome(h, func(f *tally) {
			f.Visits += len(of)
			f.ByNamed += named
			f.ByNamedBound += best
			f.NamedVisits += legs
			f.NewFaces += strangers[h.ID]
			f.Calls += calls
			if counted {
				f.DistinctHomes++
				f.distinct += len(come.who)
			}
			if many {
				f.DistinctAbove7++
			}
			if rota {
				f.DistinctRota7++
			}
		})
	}
}

func (x *ledger) visitsByHome() map[HomeID][]*Visit {
	visits := make(map[HomeID][]*Visit, len(x.c.Homes))
	for i := range x.p.Visits {
		v := &x.p.Visits[i]
		visits[v.Home] = append(visits[v.Home], v)
	}
	return visits
}

// faces are the distinct caregivers of one home; few, so a list will do.
type faces struct {
	who    []CaregiverID
	visits int
}

func (f *faces) clear() { f.who, f.visits = f.who[:0], 0 }

// counts says whether a visit starts within the yardstick's hours, and counts it.
func (f *faces) counts(v *Visit) bool {
	if c := v.Start.Clock(); c < yardstickFrom || c >= yardstickTo {
		return false
	}
	f.visits++
	return true
}

func (f *faces) add(c CaregiverID) {
	for _, have := range f.who {
		if have == c {
			return
		}
	}
	f.who = append(f.who, c)
}

// dates measures practical help moved from its agreed date, replaced in the
// plan or booked past it.
func (m *measurer) dates() {
	for i := range m.p.Visits {
		v := &m.p.Visits[i]
		moved := 0
		for j := range v.Does {
			if d := &v.Does[j]; d.Piece <= 1 && m.moved(d, v.Date) {
				moved++
			}
		}
		if h := m.homes[v.Home]; h != nil && moved > 0 {
			m.inHome(h, func(f *tally) { f.Postponed += moved })
		}
	}
	for i := range m.p.Replacements {
		r := &m.p.Replacements[i]
		h := m.homes[r.Home]
		if h == nil {
			continue
		}
		m.inHome(h, func(f *tally) {
			if r.Visit == "" {
				f.Debts++
			} else {
				f.Replaced++
			}
		})
	}
}

// owed measures what is neither done nor booked, by class.
func (m *measurer) owed() {
	for _, l := range m.missing() {
		m.inHome(m.homes[l.home], func(f *tally) { f.Unserved[l.class]++ })
	}
}
