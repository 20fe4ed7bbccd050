package generate

// unit is homes of one provider that lie together and are served by the same
// teams in one band of the day.
type unit struct {
	provider int
	band     band
	group    int // its teams' group
	homes    []*home
	tandems  []*tandem
	outings  [][]*outing // by day: weekday tours of what floats
	slots    int         // weekday tours that the teams give
	wanted   int         // weekday tours that the case should have
	plain    int         // weekday tours by Monday–Friday staff
}

// inBand is the home's stops of a band.
func (h *home) inBand(x band) []*stop {
	var in []*stop
	for _, s := range h.stops {
		if bandOf(s.part) == x {
			in = append(in, s)
		}
	}
	return in
}

// load is the minutes of a home's stops in a band on an ordinary day, a leg of
// six minutes with each.
func (h *home) load(x band) float64 {
	n := 0.0
	for _, s := range h.inBand(x) {
		n += float64(s.length(0)+s.length(7%len(s.start)))/2 + 6
		if s.joint {
			n *= 1.8
		}
	}
	return n
}

// shiftMinutes is what a lane of the band can hold, roughly.
var shiftMinutes = [3]float64{day: 400, evening: 430, night: 330}

// units joins groups that lie side by side until each unit fills some lanes.
func (b *builder) makeUnits() {
	for p := range b.providers {
		for x := day; x <= night; x++ {
			least := [3]float64{day: 5, evening: 4, night: 1.6}[x] * shiftMinutes[x]
			var open *unit
			load := 0.0
			for g := range b.groups {
				if b.groups[g].provider != p {
					continue
				}
				if b.opt.firm && p == 1 {
					if x == day {
						b.units = append(b.units, &unit{provider: p, band: x, group: g, homes: b.units[0].homes})
					}
					continue
				}
				if open == nil {
					open, load = &unit{provider: p, band: x, group: g}, 0
				}
				for i := range b.homes {
					if h := &b.homes[i]; h.group == g {
						open.homes = append(open.homes, h)
						load += h.load(x)
					}
				}
				if load >= least {
					b.units = append(b.units, open)
					open = nil
				}
			}
			if open == nil {
				continue
			}
			if n := len(b.units); n > 0 && b.units[n-1].provider == p && b.units[n-1].band == x {
				b.units[n-1].homes = append(b.units[n-1].homes, open.homes...)
			} else {
				b.units = append(b.units, open)
			}
		}
	}
}

func (h *home) joint(x band) bool {
	for _, s := range h.inBand(x) {
		if s.joint {
			return true
		}
	}
	return false
}

// spread is the mean way from the unit's office to its homes, in metres.
func (b *builder) spread(u *unit) int {
	n := 0
	for _, h := range u.homes {
		n += b.metres(b.groups[u.group].road, h.road)
	}
	return n / max(1, len(u.homes))
}
