package model

import "slices"

// A void goes where the entry went that it undoes, with the number that the entry
// has in each log: those of several plans number by themselves.

// entry is an event in the log of a plan, or on its way there.
type entry struct {
	plan   int
	number int
	row    int // of the batch, from 1; 0: of the log
	event  *Event
}

// same says whether two entries are of one event that was dealt to both plans.
func (a *entry) same(b *entry) bool {
	if a.row != 0 || b.row != 0 {
		return a.row == b.row
	}
	x, y := a.event, b.event
	return x.Known == y.Known && x.Kind == y.Kind && x.What == y.What && x.Caregiver == y.Caregiver && x.Home == y.Home &&
		x.Visit == y.Visit && x.Shift == y.Shift && x.Service == y.Service && x.District == y.District
}

// means says whether a void that names somebody or something can mean the entry.
func (e *Event) means(of *Event) bool {
	return (e.Caregiver == "" || e.Caregiver == of.Caregiver) && (e.Home == "" || e.Home == of.Home) && (e.Visit == "" || e.Visit == of.Visit)
}

// entriesOf are all entries by now: of the logs, and of the batch as dealt.
func entriesOf(plans []*Plan, dealt [][]Event) []entry {
	var all []entry
	for k, p := range plans {
		last := 0
		for i := range p.Log {
			last = p.Log[i].Number
			all = append(all, entry{k, last, 0, &p.Log[i]})
		}
		for i := range dealt[k] {
			all = append(all, entry{k, last + i + 1, dealt[k][i].Number, &dealt[k][i]})
		}
	}
	return all
}

// dealVoid gives a void to every plan that has the entry it undoes. None, or
// several of that number which are not one event, are a fault.
func dealVoid(e *Event, plans []*Plan, dealt [][]Event) (fault *EventFault) {
	all := entriesOf(plans, dealt)
	meant := slices.DeleteFunc(slices.Clone(all), func(x entry) bool { return x.number != e.Of || !e.means(x.event) })
	if len(meant) == 0 {
		return &EventFault{Number: e.Number, Field: "of", Text: textOf("ingen af planernes log har den hændelse %d: brug et nummer fra loggen", "the log of none of the plans has that event %d: use a number of a log", e.Of)}
	}
	if slices.ContainsFunc(meant, func(x entry) bool { return !x.same(&meant[0]) }) {
		return &EventFault{Number: e.Number, Field: "of", Text: textOf("flere planer har hver sin hændelse %d: skriv også medarbejderen, hjemmet eller besøget, den handler om",
			"several plans have an event %d of their own: write the caregiver, home or visit that it is about, too", e.Of)}
	}
	for i := range all {
		if x := &all[i]; x.same(&meant[0]) {
			own := *e
			own.Of = x.number
			dealt[x.plan] = append(dealt[x.plan], own)
		}
	}
	return nil
}
