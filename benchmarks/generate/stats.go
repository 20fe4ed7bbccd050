package generate

import (
	"fmt"
	"strings"

	"github.com/hjemvej/hjemvej/model"
)

// Stats are the figures of a generated case, taken from the plan it was made
// around. Shares are 0..1. Visit minutes count each caregiver's part; attendance
// is the minutes of all shifts, breaks and meetings included.
type Stats struct {
	Citizens, Grants, Caregivers, Shifts int
	Visits                               int // over the horizon
	ByTwo                                int // of them, by two
	VisitsPerDay                         float64
	MeanVisit                            float64 // minutes
	VisitMinutes, Attendance             int
	Share                                float64 // visit minutes of attendance, all
	Busiest                              float64 // the same in the clock hour with most visit minutes
	BusiestHour                          int     // 0..23
	EveningsWeekends                     float64 // the same in evening shifts and weekends' day shifts
	Nights                               float64
	ByNamed                              float64    // share of visits by the named two
	ByTwoAllDay                          float64    // share of the homes of the yardstick to which two come morning and evening
	Hours                                [4]float64 // share of citizens granted below 2, 2–8, 8–20, 20 and more hours a week
	MeanHours                            float64    // granted weekly hours
	TravelMinutes                        int
	Hash                                 string // of the case as written
}

// String is the figures on one line, for people.
func (s Stats) String() string {
	var w strings.Builder
	fmt.Fprintf(&w, "%d citizens, %d visits (%.0f a day, mean %.1f min, %.1f %% by two), %d shifts of %d caregivers; ",
		s.Citizens, s.Visits, s.VisitsPerDay, s.MeanVisit, 100*float64(s.ByTwo)/float64(max(1, s.Visits)), s.Shifts, s.Caregivers)
	fmt.Fprintf(&w, "visit minutes of attendance: %.1f %% in all, %.1f %% in the busiest hour (%02d), %.1f %% on evenings and weekends, %.1f %% at night; ",
		100*s.Share, 100*s.Busiest, s.BusiestHour, 100*s.EveningsWeekends, 100*s.Nights)
	fmt.Fprintf(&w, "granted hours a week: %.0f %% below 2, %.0f %% 2-8, %.0f %% 8-20, %.0f %% 20 and more, mean %.1f; %.0f %% of visits by the named two",
		100*s.Hours[0], 100*s.Hours[1], 100*s.Hours[2], 100*s.Hours[3], s.MeanHours, 100*s.ByNamed)
	return w.String()
}

// off is how far the figures lie outside those of real rotas, in points of
// share; 0 when all lie within.
func (s Stats) off() float64 {
	out := func(x, from, to float64) float64 { return max(0, from-x, x-to) }
	return out(s.Share, 0.551, 0.599) + out(s.Busiest, 0.7005, 0.7495) + out(s.EveningsWeekends, 0.651, 1) +
		out(s.MeanVisit/100, 0.17, 0.193) + out(s.VisitsPerDay/float64(s.Citizens)/10, 0.135, 0.168) +
		out(s.ByTwoAllDay, 0, 0.09)
}

// share adds up visit minutes and attendance.
type share struct{ visits, attendance int }

func (s share) of() float64 {
	if s.attendance == 0 {
		return 0
	}
	return float64(s.visits) / float64(s.attendance)
}

// measure takes the figures of the layout.
func (b *builder) measure() Stats {
	s := Stats{Citizens: len(b.homes), Caregivers: len(b.caregivers)}
	var all, bright, dark share
	for i := range b.tours {
		t := &b.tours[i]
		s.Shifts++
		from, to := t.span()
		all.attendance += to - from
		weekend := !b.weekday[t.day]
		count := func(visits, attendance int) {
			switch {
			case t.band == night:
				dark.visits += visits
				dark.attendance += attendance
			case t.band == evening || weekend:
				bright.visits += visits
				bright.attendance += attendance
			}
		}
		count(0, to-from)
		for _, w := range t.work {
			all.visits += w.length
			count(w.length, 0)
			if !w.second {
				s.Visits++
			} else {
				s.ByTwo++
			}
		}
		s.TravelMinutes += b.travelOf(t)
	}
	s.VisitMinutes, s.Attendance, s.Share = all.visits, all.attendance, all.of()
	hours, busiest := b.byHour()
	s.BusiestHour, s.Busiest = busiest, hours[busiest].of()
	s.EveningsWeekends, s.Nights = bright.of(), dark.of()
	s.VisitsPerDay = float64(s.Visits) / float64(b.opt.Days)
	s.MeanVisit = float64(all.visits) / float64(max(1, s.Visits+s.ByTwo))
	b.measureHours(&s)
	b.measureNamed(&s)
	b.measureByTwo(&s)
	return s
}

// byHour is visit minutes and attendance by clock hour over the horizon, and
// the hour with most visit minutes.
func (b *builder) byHour() (hours [24]share, busiest int) {
	for i := range b.tours {
		t := &b.tours[i]
		from, to := t.span()
		for m := from; m < to; m++ {
			hours[(m+1440)%1440/60].attendance++
		}
		for _, w := range t.work {
			for m := w.start; m < w.start+w.length; m++ {
				hours[(m+1440)%1440/60].visits++
			}
		}
	}
	for h, x := range hours {
		if x.visits > hours[busiest].visits {
			busiest = h
		}
	}
	return hours, busiest
}

// travelOf is a tour's minutes on the way.
func (b *builder) travelOf(t *tour) int {
	n, at := 0, t.office
	for _, w := range t.work {
		if w.stop != nil && w.stop.call {
			continue
		}
		n += b.leg(t.mode, at, w.home().road)
		at = w.home().road
	}
	return n + b.leg(t.mode, at, t.office)
}

// weeklyHours is what a home is granted in a week, both caregivers counted.
func (h *home) weeklyHours() float64 {
	minutes := 0.0
	for _, a := range h.asks {
		n := float64(a.minutes)
		if a.staff > 1 {
			if a.second > 0 {
				n += float64(a.second)
			} else {
				n *= 2
			}
		}
		switch a.cadence.Unit {
		case model.PerDay:
			days := 0
			for wd := range 7 {
				if a.days == 0 || a.days>>wd&1 == 1 {
					days++
				}
			}
			minutes += n * float64(days*max(1, a.cadence.Count))
		case model.PerWeek:
			minutes += n * float64(a.cadence.Count)
		case model.PerKDays:
			minutes += n * 7 / float64(a.cadence.Count)
		}
	}
	return minutes / 60
}

func (b *builder) measureHours(s *Stats) {
	for i := range b.homes {
		h := &b.homes[i]
		hours := h.weeklyHours()
		if h.cash {
			hours = cashHours
		}
		s.MeanHours += hours / float64(len(b.homes))
		w := light
		for _, least := range []float64{2, 8, 20} {
			if hours >= least {
				w++
			}
		}
		s.Hours[w] += 1 / float64(len(b.homes))
	}
}

// cashHours is the weekly hours of a cash grant.
const cashHours = 24

// measureNamed counts the visits by the named two of each home.
func (b *builder) measureNamed(s *Stats) {
	named, legs := 0, 0
	for i := range b.tours {
		t := &b.tours[i]
		for _, w := range t.work {
			if w.stop != nil && w.stop.call {
				continue
			}
			legs++
			if n := b.named[w.home().index]; n[0] == t.caregiver || n[1] == t.caregiver {
				named++
			}
		}
	}
	s.ByNamed = float64(named) / float64(max(1, legs))
}

// measureByTwo counts the homes to which two come morning and evening, among
// those of the yardstick (07–22, two visits a day). With every second weekend
// off these need eight caregivers in a fortnight whatever a plan does: four by
// day and four in the evening.
func (b *builder) measureByTwo(s *Stats) {
	homes, byTwo := 0, 0
	for i := range b.homes {
		visits := 0
		var two [3]bool
		for _, x := range b.homes[i].stops {
			if x.call || x.agreed < 7*60 || x.agreed >= 22*60 {
				continue
			}
			for d := range b.opt.Days {
				if x.length(d) > 0 {
					visits++
				}
			}
			band := bandOf(x.part)
			two[band] = two[band] || x.joint
		}
		if visits < 2*b.opt.Days {
			continue
		}
		homes++
		if two[day] && two[evening] {
			byTwo++
		}
	}
	s.ByTwoAllDay = float64(byTwo) / float64(max(1, homes))
}

// nameStaff names for each home the two who come most in the layout.
func (b *builder) nameStaff() {
	counts := make([]map[int]int, len(b.homes))
	for i := range b.tours {
		for _, w := range b.tours[i].work {
			if w.stop != nil && w.stop.call {
				continue
			}
			h := w.home().index
			if counts[h] == nil {
				counts[h] = map[int]int{}
			}
			counts[h][b.tours[i].caregiver]++
		}
	}
	b.named = make([][2]int, len(b.homes))
	for h := range b.homes {
		best := [2]int{-1, -1}
		for c := range b.caregivers { // by id, so that ties do not depend on the map
			n := counts[h][c]
			switch {
			case n == 0:
			case best[0] < 0 || n > counts[h][best[0]]:
				best = [2]int{c, best[0]}
			case best[1] < 0 || n > counts[h][best[1]]:
				best[1] = c
			}
		}
		b.named[h] = best
	}
}
