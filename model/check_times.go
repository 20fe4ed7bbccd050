package model

import (
	"slices"
	"strings"
	"time"
)

// checkTimes makes sure that each thing done lies where its service and its
// grant allow it: hours and weekdays, period, provider
// no cash grant, citizen at home (R-5.5c).
func (k *checker) checkTimes() {
	for i := range k.visits {
		v := &k.visits[i]
		k.checkAtHome(v)
		for _, d := range v.does {
			k.checkHours(d)
			k.checkPeriod(d)
			k.checkProvider(d)
		}
	}
}

// RuleOf is the rule that describes a service: by its code in the national
// catalogue (FSIII), else by what kind of help it is.
func RuleOf(s *Service) string {
	switch {
	case s.Follows == "delivery":
		return "R-11.2.3b"
	case s.Follows == "visit" || s.NoTravel:
		return "R-11.1.2"
	}
	code, _, _ := strings.Cut(s.Code, " ")
	switch code {
	case "H1.3", "H1.10":
		return "R-11.1.3"
	case "H1.6":
		return "R-11.1.2"
	case "H1.7":
		return "R-11.2.3"
	case "H1.8":
		return "R-11.2.1"
	case "H1.9":
		return "R-11.2.2"
	}
	switch {
	case s.Class == Replaced && (s.Shops > 0 || s.Kilos > 0):
		return "R-11.2.3"
	case s.Class == Replaced && s.Split:
		return "R-11.2.2"
	case s.Class == Replaced:
		return "R-11.2.1"
	case s.Class == Priced:
		return "R-11.1.2"
	}
	return "R-11.1.1"
}

// checkHours makes sure that a visit starts in the hours of all it does.
func (k *checker) checkHours(d *delivery) {
	s, v := d.line.service, d.visit
	if !k.startsInHours(s, v.clock) {
		k.report(d.breaks(RuleOf(s)), "%s må ikke begynde %s", "%s may not start at %s", s.ID, v.clock)
	}
	if s.WeekdaysOnly && !k.cal.IsWeekday(v.Date) {
		k.report(d.breaks(RuleOf(s)), "%s gives på hverdage", "%s is for weekdays", s.ID)
	}
}

// startsInHours says whether a visit with this service may start at that time of day.
func (k *checker) startsInHours(s *Service, c Clock) bool {
	if len(s.Hours) > 0 {
		if p := k.partAt(c); p == nil || !slices.Contains(s.Hours, p.Hours) {
			return false
		}
	}
	if s.From == 0 && s.To == 0 {
		return true
	}
	return inClock(c, s.From, s.To)
}

// checkPeriod makes sure that nothing is done outside a grant's period.
func (k *checker) checkPeriod(d *delivery) {
	if !d.line.grant.inPeriod(d.visit.Date) {
		k.report(d.breaks("R-4.2.4"), "bevillingen gælder ikke %s", "the grant does not run on %s", d.visit.Date)
	}
}

func (g *checkGrant) inPeriod(d Date) bool { return d >= g.From && (g.To == 0 || d <= g.To) }

// checkProvider makes sure that the provider is the one the citizen chose, on
// that date.
func (k *checker) checkProvider(d *delivery) {
	g := d.line.grant
	if g.Law == SEL95 {
		k.report(d.breaks("R-5.2"), "et kontant tilskud planlægges aldrig", "a cash grant is never planned")
		return
	}
	if p := k.providerOn(g, d.visit.Date); p != k.p.Made.Provider {
		k.report(d.breaks("R-5.1"), "borgeren har valgt leverandøren %s", "the citizen has chosen the provider %s", p)
	}
}

// providerOn is who delivers a grant on a date, after the citizen's changes.
func (k *checker) providerOn(g *checkGrant, on Date) ProviderID {
	chosen, since := g.Provider, Date(-1<<31)
	for _, ch := range g.Changes {
		if from := k.takesEffect(ch); from <= on && from >= since {
			chosen, since = ch.Provider, from
		}
	}
	return chosen
}

// takesEffect is the date from which a change holds: as given, else the first
// 1st of a month that leaves the notice.
func (k *checker) takesEffect(ch ProviderChange) Date {
	if ch.From != 0 {
		return ch.From
	}
	y, m, day := ch.Asked.Civil()
	if day > 1 {
		m++
	}
	return DateOf(y, m+time.Month(k.c.Standard.Rules.NoticeMonths), 1)
}

// checkAtHome finds visits while the citizen is away.
func (k *checker) checkAtHome(v *checkVisit) {
	if v.home == nil {
		return
	}
	for _, a := range v.home.absences {
		if v.Start < a.To && v.End() > a.From && !k.wasUnderWay(v, a.From) {
			k.report(v.breaks("R-5.5c"), "borgeren er fraværende (%s)", "the citizen is away (%s)", a.Kind)
			return
		}
	}
}
