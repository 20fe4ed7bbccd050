package solver

import (
	"slices"

	"github.com/hjemvej/hjemvej/model"
)

// pastRule is the id under which it is reported that the past does not change.
const pastRule = "P-past"

// pinRule is the id of what the planners fixed.
const pinRule = "P-pin"

// bars are all that keeps a tour's caregiver from a leg of the visit whatever
// the tour: nothing that other times or another order would mend.
func (d *desk) bars(q ask) []model.Obstacle {
	who, mode := d.Workers[d.Problem.Tours[q.tour].Worker], d.Shifts[q.tour].Mode
	all := d.past(q)
	for leg, a := range d.visit.Staff {
		if leg != q.leg && a.Caregiver == who.ID {
			all = append(all, model.Obstacle{Rule: "R-11.1.1b", Text: text("er allerede en af de %d", "is already one of the %d", len(d.visit.Staff))})
		}
	}
	for _, i := range d.needsOf() {
		n := &d.Demand.Needs[i]
		for _, b := range d.barsOf(n, who, mode) {
			o := model.Obstacle{Rule: b.rule, Needs: b.needs, Text: b.text}
			if b.rule == "R-5.2" && len(who.Only) == 0 && !d.helped(n) {
				o.Rule, o.Text = pinRule, text("besøget er holdt fast på %v", "the visit is pinned to %v", n.Only)
			}
			if !slices.Contains(all, o) {
				all = append(all, o)
			}
		}
	}
	if len(all) == 0 && !set(d.Problem.Classes[d.classOfVisit()]).has(q.tour) {
		all = append(all, model.Obstacle{Rule: "R-6.7", Text: model.Text{Da: "kan ikke det, besøget kræver", En: "can't do what the visit asks for"}})
	}
	return all
}

// past says what has begun, or begins too soon to be given to another.
func (d *desk) past(q ask) []model.Obstacle {
	start := d.visit.Staff[q.leg].Start
	ahead := d.c.Standard.Rules.FreezeAhead
	switch {
	case d.now == 0 || q.tour == d.seatOf(q.leg) && !d.begun(start) || start >= d.now.Add(ahead):
		return nil
	case d.begun(start):
		return []model.Obstacle{{Rule: pastRule, Text: text("besøget begyndte %s", "the visit began at %s", start.Clock())}}
	}
	return []model.Obstacle{{Rule: pastRule, Short: d.now.Add(ahead).Sub(start), Text: text("besøget begynder %s; hvad der begynder inden %d minutter, bliver hos den, der har det",
		"the visit begins at %s; what begins within %d minutes stays with whoever has it", start.Clock(), ahead)}}
}

// needsOf are the needs that the visit serves, its own first.
func (d *desk) needsOf() []int {
	needs := []int{d.w.needs[d.visit.ID]}
	for _, r := range d.riders[d.visit.ID] {
		needs = append(needs, d.Stops[r].Need)
	}
	return needs
}

// helped says whether a need is given by the citizen's own helper alone.
func (d *desk) helped(n *model.Need) bool {
	return slices.ContainsFunc(n.Tasks, func(k int) bool { return d.Demand.Tasks[k].Only != nil })
}

// classOfVisit is who may do the visit with all that rides on it.
func (d *desk) classOfVisit() int32 {
	stop := d.first[d.w.needs[d.visit.ID]]
	st, set := &d.Problem.Stops[stop], int32(0)
	for _, k := range d.Problem.Offers(stop) {
		if r := &d.Problem.Rides[k]; slices.Contains(d.riders[d.visit.ID], r.Rider) {
			set |= 1 << r.Bit
		}
	}
	if set == 0 {
		return st.Class
	}
	return d.Problem.Combos[st.Combo+set].Class
}

// forgone says whether a tour may give a task up, and at what price: a reserve;
// a visit of one, untied, that needs no certificate when it is left out.
func (d *desk) forgone(x *task) (price int64, may bool) {
	if d.begun(d.time(x.start)) {
		return 0, false
	}
	if x.kind == ReserveStop {
		return int64(x.dur) * int64(d.c.Standard.Prices.ReserveMinute), true
	}
	need, known := 0, false
	if x.visit != nil && len(x.visit.Staff) == 1 {
		need, known = d.w.needs[x.visit.ID]
	}
	if !known || len(d.ties(x.visit, need)) > 0 {
		return 0, false
	}
	needs := []int{need}
	for _, r := range d.riders[x.visit.ID] {
		needs = append(needs, d.Stops[r].Need)
	}
	for _, i := range needs {
		n := &d.Demand.Needs[i]
		if slices.ContainsFunc(n.Tasks, func(k int) bool { return !d.leavable(&d.Demand.Tasks[k]) }) {
			return 0, false
		}
		price += d.undone(i)
	}
	return price, true
}

// leavable says whether a task may be left out without a certificate: it is
// priced, or practical help that may be booked as a debt; and nobody
// waits for the first visit of its grant.
func (d *desk) leavable(t *model.Task) bool {
	if t.Piece > 0 || t.Grant.Decided != 0 {
		return false
	}
	_, bookable := d.bookable(t)
	return t.Class == model.Priced || t.Due != 0 && bookable
}
