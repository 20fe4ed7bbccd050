package model

// disturbed measures whom a mend disturbs. A call that comes too late counts
// where the home is, as the other caregiver in it does; a changed day on the tour.
func (m *measurer) disturbed() {
	d := m.disturbance()
	in := func(id HomeID, add func(*tally)) {
		if h := m.homes[id]; h != nil {
			m.inHome(h, add)
		}
	}
	for _, c := range d.changed {
		in(c.visit.Home, func(f *tally) { f.ChangedCaregivers++ })
	}
	for i := range d.late {
		in(d.late[i].Home, func(f *tally) { f.LateCalls++ })
	}
	for _, t := range d.tours {
		m.inTour(t.tour, func(f *tally) { f.ChangedTours++ })
	}
}
