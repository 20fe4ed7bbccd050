package casefile

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"github.com/hjemvej/hjemvej/model"
)

func (k *checker) checkCaregivers() {
	for i := range k.t.caregivers.all {
		l := &k.t.caregivers.all[i]
		c, s := &l.v, spotOf(k, k.t.caregivers, l)
		s.provider("provider", c.Provider)
		s.team(c.District, c.Group)
		s.place("home_place", c.HomePlace)
		for _, h := range c.Only {
			s.home("only", h)
		}
	}
}

func (k *checker) checkShifts() {
	for i := range k.t.shifts.all {
		l := &k.t.shifts.all[i]
		v, s := &l.v, spotOf(k, k.t.shifts, l)
		s.caregiver("caregiver", v.Caregiver)
		s.place("start", v.Start)
		s.place("end", v.End)
		if !s.span(v.From, v.To, "R-W.1") || v.From == 0 || v.To == 0 {
			continue
		}
		if v.To.Sub(v.From) > 25*60 { // a whole day has 25 hours once a year
			s.fault("to", formatTime(v.To, &s.form), "R-W.1", "en vagt på højst et døgn", "a shift of at most a day")
		}
		if h := k.c.Horizon; h.Days > 0 && !h.Has(v.From.Date()) {
			s.fault("from", formatTime(v.From, &s.form), "", "en vagt, der begynder i planperioden; andre hører til i outside_shifts.csv",
				"a shift that begins within the horizon; others belong in outside_shifts.csv")
		}
		s.shiftBreak(v)
	}
}

// shiftBreak keeps a given break within the shift (R-W.3).
func (s spot) shiftBreak(v *shiftRow) {
	to := cmp.Or(v.BreakTo, v.BreakFrom)
	length := v.BreakLen
	if length == 0 && s.k.c.Standard != nil {
		length = s.k.c.Standard.Rules.BreakLength
	}
	switch {
	case v.BreakFrom == 0 && (v.BreakTo != 0 || v.BreakLen != 0):
		s.fault("break_from", "", "R-W.3", "pausens tidligste begyndelse", "the earliest start of the break")
	case v.BreakFrom == 0:
	case v.BreakFrom < v.From || v.BreakFrom > v.To:
		s.fault("break_from", formatTime(v.BreakFrom, &s.form), "R-W.3", "et tidspunkt i vagten", "a time within the shift")
	case to < v.BreakFrom:
		s.fault("break_to", formatTime(to, &s.form), "R-W.3", "et tidspunkt ikke før break_from", "a time not before break_from")
	case to.Add(length) > v.To:
		s.fault("break_to", formatTime(to, &s.form), "R-W.3", "en pause, der slutter i vagten", "a break that ends within the shift")
	}
}

// duty is a shift of the horizon or just outside it.
type duty struct {
	caregiver model.CaregiverID
	from, to  model.Time
	name      string // how messages call it
	inside    bool
	at        spot
}

func (k *checker) duties() []duty {
	var all []duty
	for i := range k.t.shifts.all {
		l := &k.t.shifts.all[i]
		all = append(all, duty{l.v.Caregiver, l.v.From, l.v.To, string(l.v.ID), true, spotOf(k, k.t.shifts, l)})
	}
	for i := range k.t.outside.all {
		l := &k.t.outside.all[i]
		s := spotOf(k, k.t.outside, l)
		all = append(all, duty{l.v.Caregiver, l.v.From, l.v.To, fmt.Sprintf("%s %d", s.file, l.row), false, s})
	}
	all = slices.DeleteFunc(all, func(d duty) bool { return d.caregiver == "" || d.from == 0 || d.to <= d.from })
	slices.SortStableFunc(all, func(a, b duty) int {
		return cmp.Or(cmp.Compare(a.caregiver, b.caregiver), cmp.Compare(a.from, b.from), cmp.Compare(a.name, b.name))
	})
	return all
}

// checkRests refuses shifts of one caregiver that overlap and names those with
// too little rest between them (R-W.2).
func (k *checker) checkRests() {
	all := k.duties()
	for i := 1; i < len(all); i++ {
		last, d := &all[i-1], &all[i]
		if last.caregiver != d.caregiver {
			continue
		}
		if d.from < last.to {
			d.at.fault("from", formatTime(d.from, &d.at.form), "R-W.1",
				fmt.Sprintf("en vagt, der ikke overlapper medarbejderens vagt %s", last.name), fmt.Sprintf("a shift that does not overlap the caregiver's shift %s", last.name))
			if last.to > d.to {
				d.to, d.name = last.to, last.name // the longer one may overlap the next too
			}
			continue
		}
		k.checkRest(last, d)
	}
}

func (k *checker) checkRest(last, d *duty) {
	rest := d.from.Sub(last.to)
	if k.c.Standard == nil || rest == 0 || rest >= k.c.Standard.Rules.RestBetween || !last.inside && !d.inside {
		return
	}
	least := hoursMinutes(k.c.Standard.Rules.RestBetween)
	d.at.warn("from", formatTime(d.from, &d.at.form), "R-W.2",
		fmt.Sprintf("%s: kun %s timers hvile mellem vagterne %s og %s; der skal være %s", d.caregiver, hoursMinutes(rest), last.name, d.name, least),
		fmt.Sprintf("%s: only %s hours' rest between shifts %s and %s; there should be %s", d.caregiver, hoursMinutes(rest), last.name, d.name, least))
}

func (k *checker) checkActivities() {
	fixed := map[model.ShiftID][]model.Activity{}
	for i := range k.t.activities.all {
		l := &k.t.activities.all[i]
		a, s := &l.v, spotOf(k, k.t.activities, l)
		shift := s.shift("shift", a.Shift)
		s.place("place", a.Place)
		if !s.span(a.From, a.To, "R-W.1") || a.From == 0 || a.To == 0 {
			continue
		}
		if shift != nil && (a.From < shift.From || a.To > shift.To) {
			s.fault("from", formatTime(a.From, &s.form), "R-W.1", "en aktivitet inden for vagten "+string(a.Shift), "an activity within shift "+string(a.Shift))
		}
		if a.Minutes > a.To.Sub(a.From) {
			s.fault("minutes", strconv.Itoa(int(a.Minutes)), "", fmt.Sprintf("højst de %d minutter mellem from og to", a.To.Sub(a.From)),
				fmt.Sprintf("at most the %d minutes between from and to", a.To.Sub(a.From)))
		}
		if a.Minutes != a.To.Sub(a.From) {
			continue
		}
		for _, o := range fixed[a.Shift] {
			if a.From < o.To && o.From < a.To {
				s.fault("from", formatTime(a.From, &s.form), "R-W.1", "en aktivitet, der ikke overlapper »"+o.Kind+"«", "an activity that does not overlap “"+o.Kind+"”")
			}
		}
		fixed[a.Shift] = append(fixed[a.Shift], *a)
	}
	for i := range k.t.reserves.all {
		l := &k.t.reserves.all[i]
		s := spotOf(k, k.t.reserves, l)
		s.caregiver("caregiver", l.v.Caregiver)
		s.span(l.v.From, l.v.To, "")
	}
}
