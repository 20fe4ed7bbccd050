package model

import "slices"

// openTurn is an occurrence with the dates that it could be done on.
type openTurn struct {
	number int
	on     []Date
}

// tight finds the occurrences whose next one can't be as many days away as the
// service asks for, since the dates of some in a row leave no room for it: by
// number, of the least rows that are too tight.
func (k *checker) tight(l *grantLine, groups []dueGroup) map[int]bool {
	least, _ := l.apart()
	if least < 2 {
		return nil
	}
	found := tightRows(k.openTurns(l, groups, k.open), least, nil)
	if len(l.grant.home.absences) > 0 { // whether or not days half away are counted in
		found = tightRows(k.openTurns(l, groups, k.openSometime), least, found)
	}
	return found
}

// tightRows adds to what is found.
func tightRows(turns []openTurn, least Date, found map[int]bool) map[int]bool {
	for b := 1; b < len(turns); b++ {
		for a := b - 1; a >= 0 && turns[a].number == turns[b].number-(b-a); a-- {
			if roomFor(turns[a:b+1], least) {
				continue
			}
			if found == nil {
				found = map[int]bool{}
			}
			for i := a; i < b && roomFor(turns[a:b], least); i++ {
				found[turns[i].number] = true
			}
			break // a longer row holds this one
		}
	}
	return found
}

// openTurns lists the occurrences of a line that could be done at all, by
// number.
func (k *checker) openTurns(l *grantLine, groups []dueGroup, open func(*grantLine, Date) bool) []openTurn {
	var turns []openTurn
	for i := range groups {
		g := &groups[i]
		for n := g.first; n < g.first+g.count && !g.late; n++ {
			within := k.afterLast(l, n, dates{g.from, g.to})
			t := openTurn{number: n}
			for d := within.from; d <= within.to; d++ {
				if open(l, d) {
					t.on = append(t.on, d)
				}
			}
			if len(t.on) > 0 && (l.grant.last == nil || n > l.grant.last.Number) {
				turns = append(turns, t)
			}
		}
	}
	return turns
}

// openSometime says whether a line could be done by this plan at any time of a
// date.
func (k *checker) openSometime(l *grantLine, d Date) bool {
	if k.open(l, d) {
		return true
	}
	if !k.c.Horizon.Has(d) || !l.days().Has(d) || l.service.WeekdaysOnly && !k.cal.IsWeekday(d) ||
		!l.grant.inPeriod(d) || k.providerOn(l.grant, d) != k.p.Made.Provider {
		return false
	}
	for at := k.midnight(d); at < k.midnight(d+1); at++ {
		away := func(a *Absence) bool { return a.From < at.Add(l.active) && a.To > at }
		if k.startsInHours(l.service, at.Clock()) && !slices.ContainsFunc(l.grant.home.absences, away) {
			return true
		}
	}
	return false
}

// roomFor says whether occurrences in a row can be so many days apart: each as
// early as may be.
func roomFor(turns []openTurn, least Date) bool {
	from := turns[0].on[0]
	for _, t := range turns[1:] {
		from += least
		i := 0
		for i < len(t.on) && t.on[i] < from {
			i++
		}
		if i == len(t.on) {
			return false
		}
		from = t.on[i]
	}
	return true
}
