package model

import "strings"

// agreements are the agreed times of series and of floating services.
type agreements struct {
	x      *ledger
	series map[SeriesID]Clock
	floats map[homeService]Clock
	told   map[VisitID]Time
}

type homeService struct {
	home    HomeID
	service ServiceID
}

// agreements gathers the agreed times: what the case says stands, the plan may
// only propose the others.
func (x *ledger) agreements() *agreements {
	a := &agreements{x: x, series: map[SeriesID]Clock{}, floats: map[homeService]Clock{}, told: map[VisitID]Time{}}
	for i := range x.c.Told {
		a.told[x.c.Told[i].Visit] = x.c.Told[i].At
	}
	for _, from := range [][]Agreed{x.p.Agreed, x.c.History.Agreed} {
		for i := range from {
			switch g := &from[i]; {
			case g.Start < 0:
			case g.Part != "":
				a.series[g.Series()] = g.Start
			case g.Service != "":
				a.floats[homeService{g.Home, g.Service}] = g.Start
			}
		}
	}
	return a
}

// off is how far a visit starts from its agreed time, if it has one.
func (a *agreements) off(v *Visit) (Minutes, bool) {
	agreed, has := a.time(v)
	if !has {
		return 0, false
	}
	return apart(v.Start, agreed), true
}

// time is a visit's agreed time, if it has one; what a call said goes first. A
// night series is agreed on either side of midnight, so the nearest day counts. A
// floating visit on another date than agreed, or told, has no time to keep.
func (a *agreements) time(v *Visit) (Time, bool) {
	if at, said := a.told[v.ID]; said && (v.Series != "" || at.Date() == v.Date) {
		return at, true
	}
	clock, has := a.series[v.Series]
	if v.Series == "" {
		d := namesake(v)
		if d == nil || a.x.moved(d, v.Date) {
			return 0, false
		}
		clock, has = a.floats[homeService{v.Home, d.Service}]
	}
	if !has {
		return 0, false
	}
	agreed := At(v.Date, clock)
	if apart(v.Start, agreed) > 12*60 {
		for _, d := range []Date{v.Date - 1, v.Date + 1} {
			if t := At(d, clock); apart(v.Start, t) < apart(v.Start, agreed) {
				agreed = t
			}
		}
	}
	return agreed, true
}

func apart(a, b Time) Minutes { return max(a.Sub(b), b.Sub(a)) }

// namesake is the occurrence that a floating visit is named after; others ride on it.
func namesake(v *Visit) *Done {
	for i := range v.Does {
		if d := &v.Does[i]; d.names(v.ID, v.Home) {
			return d
		}
	}
	if len(v.Does) == 0 {
		return nil
	}
	return &v.Does[0]
}

// names says whether a floating visit is named after an occurrence or a piece of
// it: HOME/~SERVICE@N or HOME/~SERVICE~GRANT@N, with the number of the piece behind.
func (d *Done) names(v VisitID, home HomeID) bool {
	rest, ok := strings.CutPrefix(string(v), string(home)+"/~"+string(d.Service))
	of, n, numbered := strings.Cut(string(d.Occurrence), "#")
	if !ok || !numbered {
		return false
	}
	for _, name := range []string{"@" + n, "~" + of + "@" + n} {
		if rest == name || strings.HasPrefix(rest, name+"/") {
			return true
		}
	}
	return false
}

// agreedDays are the agreed weekdays of floating services.
func (x *ledger) agreedDays() map[homeService]Weekdays {
	days := map[homeService]Weekdays{}
	for i := range x.c.History.Agreed {
		if g := &x.c.History.Agreed[i]; g.Service != "" && g.Days != 0 {
			days[homeService{g.Home, g.Service}] = g.Days
		}
	}
	return days
}

// moved says whether an occurrence of practical help is done on another date
// than agreed. Without an agreed date, choosing one is no postponement.
func (x *ledger) moved(d *Done, on Date) bool {
	g, s := x.grants[d.Grant], x.services[d.Service]
	if g == nil || s == nil || s.Class != Replaced {
		return false
	}
	agreed, has := x.agreedDate(g, s, d)
	return has && agreed != on
}
