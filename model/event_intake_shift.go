package model

import (
	"slices"
	"strconv"
)

// shift: added, removed, extended by agreement, or lent to another district.
func (in *intake) shift(e *Event) {
	if e.What == ShiftAdded {
		in.addShift(e)
		return
	}
	s := in.duty(e)
	if s == nil {
		return
	}
	if !in.isOf(e, s) {
		return
	}
	switch e.What {
	case ShiftRemoved:
		if s.From <= e.Known {
			in.fault("shift", "%s er begyndt: skriv left, når medarbejderen går", "%s has begun: write left when the caregiver goes", s.ID)
		}
	case ShiftExtended:
		in.extend(e, s)
	case ShiftLent:
		in.lend(e, s)
	}
}

// addShift calls somebody in. It never eats the rest between shifts (R-W.2).
func (in *intake) addShift(e *Event) {
	if in.carer(e) == nil {
		return
	}
	if e.Shift == "" {
		e.Shift = ShiftID(string(e.Caregiver) + "~E" + strconv.Itoa(e.Number))
	}
	if e.Mode == "" {
		if at := slices.IndexFunc(in.c.Shifts, func(s Shift) bool { return s.Caregiver == e.Caregiver }); at >= 0 {
			e.Mode = in.c.Shifts[at].Mode
		}
	}
	if !slices.Contains(Modes, e.Mode) {
		in.fault("mode", "%q er ingen transport: skriv car, bicycle, e-bike eller foot", "%q is no mode: write car, bicycle, e-bike or foot", e.Mode)
	}
	in.place(e)
	if slices.ContainsFunc(in.c.Shifts, func(s Shift) bool { return s.ID == e.Shift }) {
		in.clash(e, "shift", "vagten %s findes allerede: vælg et andet id, eller skriv extended", "shift %s exists already: choose another id, or write extended", e.Shift)
	}
	if e.From >= At(in.c.Horizon.End(), 0) || e.To <= At(in.c.Horizon.From, 0) {
		in.fault("from", "%s er ikke i planens dage: skriv en dag i planen", "%s is not in the days planned: write a day of the plan", e.From)
	}
	if in.c.isAway(ofCaregiver(e.Caregiver), e.From, e.To) {
		in.clash(e, "caregiver", "%s er fraværende al den tid: skriv well først", "%s is away all that time: write well first", e.Caregiver)
	}
	in.works(e)
}

// works wants hours that the caregiver may work: to come, no longer than a
// shift is, no two at once, and with the rest kept (R-W.2).
func (in *intake) works(e *Event) {
	if e.To <= e.Known {
		in.fault("to", "%s er forbi: skriv en vagt, der er tilbage af", "%s is over: write a shift of which some is left", e.To)
	}
	if most := in.c.Standard.Rules.ShiftMost; e.To.Sub(e.From) > most {
		in.fault("to", "vagten bliver %d minutter: højst %d", "the shift would be of %d minutes: at most %d", e.To.Sub(e.From), most)
	}
	for _, w := range in.workOf(e.Caregiver, e.Shift) {
		switch rest := max(e.From.Sub(w.To), w.From.Sub(e.To)); {
		case rest < 0:
			in.clash(e, "from", "%s er på vagt %s til %s: skriv extended for den vagt", "%s is on duty from %s to %s: write extended for that shift", e.Caregiver, w.From, w.To)
		case rest < in.c.Standard.Rules.RestBetween:
			in.clash(e, "from", "der bliver %d minutters hvile, %d er krævet (R-W.2): flyt vagten, eller spørg en anden", "%d minutes of rest are left, %d are required (R-W.2): move the shift, or ask somebody else", rest, in.c.Standard.Rules.RestBetween)
		default:
			continue
		}
		return
	}
}

// workOf are the other shifts of a caregiver, also outside the horizon.
func (in *intake) workOf(who CaregiverID, but ShiftID) []OutsideShift {
	var all []OutsideShift
	for i := range in.c.Shifts {
		if s := &in.c.Shifts[i]; s.Caregiver == who && s.ID != but {
			all = append(all, OutsideShift{who, s.From, s.To})
		}
	}
	for _, o := range in.c.History.Outside {
		if o.Caregiver == who {
			all = append(all, o)
		}
	}
	return all
}

// extend fills in the end that stays, and wants the shift to grow.
func (in *intake) extend(e *Event, s *Shift) {
	if e.From == 0 && e.To == 0 {
		in.fault("to", "skriv den nye begyndelse eller den nye slutning", "write the new start or the new end")
		return
	}
	early := e.From != 0 && e.From != s.From
	if e.From == 0 {
		e.From = s.From
	}
	if e.To == 0 {
		e.To = s.To
	}
	switch {
	case e.From > s.From || e.To < s.To || e.From == s.From && e.To == s.To:
		in.fault("to", "vagten er %s til %s, og det er ikke længere: brug left eller removed for at forkorte", "the shift is from %s to %s, and this is no longer: use left or removed to shorten", s.From, s.To)
		return
	case early && e.From < e.Known:
		in.fault("from", "%s er forbi: skriv en begyndelse efter %s", "%s is past: write a start after %s", e.From, e.Known)
	}
	in.works(e)
}

// lend moves a shift that has not begun to another district, or home again.
func (in *intake) lend(e *Event, s *Shift) {
	if !slices.ContainsFunc(in.c.Districts, func(d District) bool { return d.ID == e.District }) {
		in.fault("district", "sagen har intet distrikt %q: brug et id fra case.yaml", "the case has no district %q: use an id of case.yaml", e.District)
		return
	}
	if who := in.c.caregiver(s.Caregiver); who != nil && s.WorksIn(who) == e.District {
		in.clash(e, "district", "vagten %s er allerede i distrikt %s: skriv et andet", "shift %s is in district %s already: write another", s.ID, e.District)
	}
	if s.From <= e.Known {
		in.fault("shift", "%s er begyndt og kan ikke udlånes: lån en, der ikke er", "%s has begun and can't be lent: lend one that has not", s.ID)
	}
}

// activity blocks work time in a shift to come or under way.
func (in *intake) activity(e *Event) {
	s := in.activityShift(e)
	if s == nil {
		return
	}
	if e.To == 0 {
		e.To = e.From.Add(e.Minutes)
	}
	if e.Minutes == 0 {
		e.Minutes = e.To.Sub(e.From)
	}
	in.place(e)
	switch {
	case e.Minutes <= 0:
		in.fault("minutes", "skriv, hvor længe, eller til hvornår", "say how long, or until when")
		return
	case e.To.Sub(e.From) < e.Minutes:
		in.fault("minutes", "%d minutter er mere, end der er fra %s til %s: skriv færre", "%d minutes are more than there are from %s to %s: write fewer", e.Minutes, e.From, e.To)
	case e.From < s.From || e.To > s.To:
		in.fault("from", "vagten %s er %s til %s: skriv en tid i den", "shift %s is from %s to %s: write a time in it", s.ID, s.From, s.To)
	case e.From < e.Known:
		in.fault("from", "%s er forbi: skriv en tid efter %s", "%s is past: write a time after %s", e.From, e.Known)
	case in.c.isAway(ofCaregiver(s.Caregiver), e.From, e.To):
		in.clash(e, "caregiver", "%s er fraværende da: vælg en anden tid, eller skriv well først", "%s is away then: choose another time, or write well first", s.Caregiver)
	}
	in.roomBeside(e, s)
}

// roomBeside wants an activity to leave room for the others of its shift.
func (in *intake) roomBeside(e *Event, s *Shift) {
	own := &Activity{From: e.From, To: e.To, Minutes: e.Minutes}
	if !fitTogether([]*Activity{own}) {
		return // for a reason of its own
	}
	var others []*Activity
	for i := range in.c.Activities {
		a := &in.c.Activities[i]
		if a.Shift != s.ID {
			continue
		}
		if !fitTogether([]*Activity{a, own}) {
			in.clash(e, "from", "vagten har %s fra %s til %s: vælg en anden tid", "the shift has %s from %s to %s: choose another time", a.Kind, a.From, a.To)
			return
		}
		others = append(others, a)
	}
	if fitTogether(others) && !fitTogether(append(others, own)) {
		in.clash(e, "from", "vagten %s har ikke tid til den ved siden af sine andre aktiviteter: vælg en anden tid", "shift %s has no time for it beside its other activities: choose another time", s.ID)
	}
}

// fitTogether says whether activities can be done one after the other in some
// order, each in its time, were there no ways between them. Of more than twelve
// it says that they can.
func fitTogether(all []*Activity) bool {
	if len(all) > 12 {
		return true
	}
	done := make([]Time, 1<<len(all)) // by set: when all of it can be done at the earliest; 0: it can't
	done[0] = 1
	for set := range done {
		for i, a := range all {
			with := set | 1<<i
			if done[set] == 0 || with == set {
				continue
			}
			if end := max(done[set], a.From).Add(a.Minutes); end <= a.To && (done[with] == 0 || end < done[with]) {
				done[with] = end
			}
		}
	}
	return done[len(done)-1] > 0
}

// Fixed says whether an activity's time is given.
func (a *Activity) Fixed() bool { return a.To.Sub(a.From) == a.Minutes }

// activityShift is the shift that an activity is in: named, else the
// caregiver's at that time.
func (in *intake) activityShift(e *Event) *Shift {
	if e.Shift == "" {
		if e.Caregiver == "" {
			in.fault("shift", "skriv vagten eller medarbejderen", "write the shift or the caregiver")
			return nil
		}
		return in.onDuty(e, e.From, false)
	}
	s := in.duty(e)
	if s == nil || !in.isOf(e, s) {
		return nil
	}
	return s
}

// isOf wants a shift to be the caregiver's that an event names, and fills in
// whose it is.
func (in *intake) isOf(e *Event, s *Shift) bool {
	if e.Caregiver != "" && e.Caregiver != s.Caregiver {
		in.fault("caregiver", "vagten %s er %s's: ret det ene", "shift %s is %s's: correct one of the two", s.ID, s.Caregiver)
		return false
	}
	e.Caregiver = s.Caregiver
	return true
}
