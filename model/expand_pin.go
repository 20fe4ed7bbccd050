package model

import "slices"

// pin applies the home's pins to a visit that has one date: caregivers, unless
// they are too few for it, and the start, which becomes one minute.
func (h *household) pin(n *Need, d Date) {
	var who []CaregiverID
	for _, p := range h.pins {
		if p.Visit != "" && p.Visit != n.ID || p.Date != 0 && p.Date != d || p.Part != "" && p.Part != n.Part && (n.Part != "" || p.Service == "") || !h.pinned(p, n) {
			continue
		}
		if p.Caregiver != "" {
			who = append(who, p.Caregiver)
		}
		if p.Start >= 0 {
			h.pinStart(n, p.Start)
		}
	}
	n.pinTo(who)
}

// pinTo keeps a need to pinned caregivers, unless they are too few for it, or
// the citizen chose another helper.
func (n *Need) pinTo(who []CaregiverID) {
	if n.Only != nil {
		who = slices.DeleteFunc(who, func(id CaregiverID) bool { return !slices.Contains(n.Only, id) })
	}
	slices.Sort(who)
	if who = slices.Compact(who); len(who) >= len(n.Legs) {
		n.Only = who
	}
}

// pinned says whether a pin speaks of a visit: of it alone, or of one of its services.
func (h *household) pinned(p *Pin, n *Need) bool {
	if p.Visit != "" {
		return p.Visit == n.ID
	}
	return p.Service == "" || slices.ContainsFunc(n.Tasks, func(t int) bool { return h.d.Tasks[t].Service.ID == p.Service })
}

// pinStart cuts all windows to one minute. A minute that the service's hours
// or other hard limits do not allow can't be pinned: the windows stay.
func (h *household) pinStart(n *Need, at Clock) {
	for i := range n.Days {
		day := &n.Days[i]
		t := h.clock.at(day.Date, at)
		var cut []Window
		for _, w := range day.Windows {
			if w.Floor > t || w.Ceil < t || n.Series < 0 && (w.From > t || w.To < t) {
				continue
			}
			w.Floor, w.Ceil = t, t
			if n.Series < 0 {
				w.From, w.To = t, t
			}
			cut = append(cut, w)
		}
		if len(cut) > 0 {
			day.Windows = cut
		}
	}
}

// pinFloating applies the home's pins to a floating need: a pin that names its
// service and one of its dates also fixes it to that date.
func (h *household) pinFloating(n *Need) {
	for _, p := range h.pins {
		if p.Service == "" && p.Visit == "" || p.Date == 0 || !h.pinned(p, n) {
			continue
		}
		if on := slices.IndexFunc(n.Days, func(d NeedDay) bool { return d.Date == p.Date }); on >= 0 {
			n.Days = n.Days[on : on+1]
			h.pin(n, p.Date)
			return
		}
	}
	var who []CaregiverID
	for _, p := range h.pins {
		if p.Date != 0 || p.Part != "" || !h.pinned(p, n) {
			continue
		}
		if p.Caregiver != "" {
			who = append(who, p.Caregiver)
		}
		if p.Start >= 0 && p.Service != "" {
			h.pinStart(n, p.Start)
		}
	}
	n.pinTo(who)
}
