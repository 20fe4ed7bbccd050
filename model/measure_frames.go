package model

// frames measures each frame grant's minutes in the horizon against what its
// pattern's visits fill: left or exceeded, never made up for (RULES, readings
// settled). A week that lies in the horizon or the grant's period in part
// counts in part. The help of two at once counts once: it is the citizen's
// time.
func (m *measurer) frames() {
	planned := m.framePlanned()
	for i := range m.c.Grants {
		g := &m.c.Grants[i]
		h := m.homes[g.Home]
		if g.Service != "" || g.Law == SEL95 || h == nil || !m.plansDistrict(h.District) {
			continue
		}
		days := m.frameDays(g)
		if days == 0 {
			continue
		}
		left := g.FrameMinutes*Minutes(days)/7 - planned[g.ID]
		m.inHome(h, func(f *tally) {
			f.FrameLeft += max(0, left)
			f.FrameOver += max(0, -left)
		})
	}
}

// frameDays is on how many days of the horizon a frame runs with the plan's
// provider.
func (x *ledger) frameDays(g *Grant) int {
	n := 0
	first, last := x.period(g)
	for d := first; d <= last; d++ {
		if x.ours(g, d) {
			n++
		}
	}
	return n
}

// framePlanned adds up the pattern's minutes of what the plan does.
func (x *ledger) framePlanned() map[GrantID]Minutes {
	planned := map[GrantID]Minutes{}
	for i := range x.p.Visits {
		v := &x.p.Visits[i]
		for j := range v.Does {
			d := &v.Does[j]
			g := x.grants[d.Grant]
			if g == nil || g.Service != "" || d.Piece > 1 {
				continue
			}
			planned[g.ID] += x.patternMinutes(g, d)
		}
	}
	return planned
}

// patternMinutes is the time of the pattern line that an occurrence GRANT.L<line>#N
// belongs to; the first line is 1.
func (x *ledger) patternMinutes(g *Grant, d *Done) Minutes {
	line := d.Occurrence.line()
	if line < 1 || line > len(g.Pattern) {
		return 0
	}
	p := &g.Pattern[line-1]
	if s := x.services[p.Service]; p.Minutes == 0 && s != nil {
		return s.Active()
	}
	return p.Minutes
}
