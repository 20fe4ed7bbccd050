package casefile

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/hjemvej/hjemvej/model"
)

// checkEvents checks absences, external help and pins.
func (k *checker) checkEvents() {
	for i := range k.t.absences.all {
		l := &k.t.absences.all[i]
		a, s := &l.v, spotOf(k, k.t.absences, l)
		if (a.Home == "") == (a.Caregiver == "") {
			s.fault("home", string(a.Home), "R-5.5c", "enten et hjem eller en medarbejder", "either a home or a caregiver")
		}
		s.home("home", a.Home)
		s.caregiver("caregiver", a.Caregiver)
		s.span(a.From, a.To, "R-5.5c")
	}
	for i := range k.t.external.all {
		l := &k.t.external.all[i]
		s := spotOf(k, k.t.external, l)
		s.home("home", l.v.Home)
		s.service("service", l.v.Service)
		s.span(l.v.From, l.v.To, "R-5.3c")
	}
	for i := range k.t.pins.all {
		l := &k.t.pins.all[i]
		spotOf(k, k.t.pins, l).pin(&l.v)
	}
}

func (s spot) pin(p *model.Pin) {
	s.home("home", p.Home)
	s.caregiver("caregiver", p.Caregiver)
	s.part("part", p.Part)
	if service := s.service("service", p.Service); service != nil && p.Start >= 0 && !s.startsAt(service, p.Start) {
		s.fault("start", p.Start.String(), "R-11", "et klokkeslæt, hvor "+string(service.ID)+" må begynde", "a time of day at which "+string(service.ID)+" may start")
	}
	if p.Date == 0 && p.Caregiver == "" && p.Start < 0 {
		s.fault("caregiver", "", "", "noget at holde fast: en dag, en medarbejder eller et klokkeslæt", "something to pin: a day, a caregiver or a time of day")
	}
	if h := s.k.c.Horizon; p.Date != 0 && h.Days > 0 && !h.Has(p.Date) {
		s.fault("date", formatDate(p.Date, &s.form), "", "en dag i planperioden", "a day of the horizon")
	}
}

// startsAt says whether the hours of a service let it start at a time of day.
func (s spot) startsAt(service *model.Service, at model.Clock) bool {
	if own := (&model.Part{From: service.From, To: service.To}); own.From != own.To && !within(own, at) {
		return false
	}
	std := s.k.c.Standard
	return std == nil || len(service.Hours) == 0 || slices.ContainsFunc(std.Parts, func(p model.Part) bool {
		return within(&p, at) && slices.Contains(service.Hours, p.Hours)
	})
}

// checkHistory checks what happened before the horizon.
func (k *checker) checkHistory() {
	for i := range k.t.visits.all {
		l := &k.t.visits.all[i]
		s := spotOf(k, k.t.visits, l)
		s.home("home", l.v.Home)
		s.caregiver("caregiver", l.v.Caregiver)
		s.past("date", l.v.Date)
	}
	for i := range k.t.last.all {
		l := &k.t.last.all[i]
		s := spotOf(k, k.t.last, l)
		s.past("date", l.v.Date)
		if g := s.grant("grant", l.v.Grant); g != nil {
			s.lastNumber(&l.v, g)
		}
	}
	for i := range k.t.named.all {
		l := &k.t.named.all[i]
		n, s := &l.v, spotOf(k, k.t.named, l)
		s.home("home", n.Home)
		s.caregiver("contact", n.Contact)
		s.caregiver("second", n.Second)
		if n.Contact == n.Second && n.Contact != "" {
			s.fault("second", string(n.Second), "R-6.2", "en anden end kontaktpersonen", "another than the contact person")
		}
	}
	for i := range k.t.agreed.all {
		l := &k.t.agreed.all[i]
		spotOf(k, k.t.agreed, l).agreement(&l.v)
	}
	for i := range k.t.swaps.all {
		l := &k.t.swaps.all[i]
		s := spotOf(k, k.t.swaps, l)
		s.home("home", l.v.Home)
		s.service("from", l.v.From)
		s.service("to", l.v.To)
	}
	k.checkOutside()
	k.checkDebts()
}

// lastNumber wants the running number of an occurrence that had fallen due by the
// day it was delivered: with a higher one, those between would never be planned.
// What comes every so many days is numbered by its deliveries.
func (s spot) lastNumber(l *model.LastDelivery, g *model.Grant) {
	var most int
	switch n := g.Cadence.Count; g.Cadence.Unit {
	case model.PerDay:
		most = int(l.Date-g.From)*n + n - 1
	case model.PerWeek:
		most = (l.Date.Week()-g.From.Week())*n + n - 1
	case model.Dated:
		dates := slices.Compact(slices.Sorted(slices.Values(g.Dates)))
		most, _ = slices.BinarySearch(dates, l.Date+1)
		most--
	default:
		return
	}
	if l.Date >= g.From && most >= 0 && l.Number > most {
		s.fault("number", strconv.Itoa(l.Number), "R-4.2.4", fmt.Sprintf("højst %d, det sidste nummer, der var tid til den dag", most),
			fmt.Sprintf("at most %d, the last number due by that day", most))
	}
}

// past wants a day before the horizon's end: history tells what was.
func (s spot) past(column string, d model.Date) {
	if h := s.k.c.Horizon; h.Days > 0 && d >= h.End() {
		s.fault(column, formatDate(d, &s.form), "", "en dag, der er gået", "a day gone by")
	}
}

func (s spot) agreement(a *model.Agreed) {
	s.home("home", a.Home)
	s.service("service", a.Service)
	part := s.part("part", a.Part)
	if (a.Part == "") == (a.Service == "") {
		s.fault("part", string(a.Part), "R-5.3b", "enten en del af døgnet eller en ydelse", "either a part of the day or a service")
		return
	}
	switch {
	case a.Part != "" && a.Days != 0:
		s.fault("days", formatWeekdays(a.Days, &s.form), "R-5.3b", "ingen ugedage for en serie", "no days of the week for a series")
	case a.Part != "" && a.Start < 0:
		s.fault("start", "", "R-5.3b", "seriens aftalte klokkeslæt", "the agreed time of the series")
	case part != nil && !within(part, a.Start):
		s.fault("start", a.Start.String(), "R-5.3b", "et klokkeslæt fra "+part.From.String()+" til "+part.To.String(), "a time of day from "+part.From.String()+" to "+part.To.String())
	case a.Service != "" && a.Start < 0 && a.Days == 0:
		s.fault("days", "", "R-5.3b", "aftalte ugedage, et klokkeslæt eller begge", "agreed days of the week, a time of day or both")
	}
}

// within says whether a time of day lies in a part, which may pass midnight.
func within(p *model.Part, c model.Clock) bool {
	if p.From < p.To {
		return c >= p.From && c < p.To
	}
	return c >= p.From || c < p.To
}

func (k *checker) checkOutside() {
	for i := range k.t.outside.all {
		l := &k.t.outside.all[i]
		s := spotOf(k, k.t.outside, l)
		s.caregiver("caregiver", l.v.Caregiver)
		s.span(l.v.From, l.v.To, "R-W.2")
		if h := k.c.Horizon; h.Days > 0 && l.v.From != 0 && h.Has(l.v.From.Date()) {
			s.fault("from", formatTime(l.v.From, &s.form), "R-W.2", "en vagt, der begynder uden for planperioden; andre hører til i shifts.csv",
				"a shift that begins outside the horizon; others belong in shifts.csv")
		}
	}
}

func (k *checker) checkDebts() {
	for i := range k.t.debts.all {
		l := &k.t.debts.all[i]
		d, s := &l.v, spotOf(k, k.t.debts, l)
		s.home("home", d.Home)
		g := s.grant("grant", d.Grant)
		if g != nil && g.Home != d.Home && d.Home != "" {
			s.fault("home", string(d.Home), "R-6.4", "bevillingens hjem "+string(g.Home), "the grant's home "+string(g.Home))
		}
		if grant, _, ok := strings.Cut(string(d.Occurrence), "#"); ok && d.Grant != "" &&
			grant != string(d.Grant) && !strings.HasPrefix(grant, string(d.Grant)+".L") {
			s.fault("occurrence", string(d.Occurrence), "R-6.4", "en forekomst af bevillingen "+string(d.Grant), "an occurrence of grant "+string(d.Grant))
		}
		if d.Latest < d.Agreed && d.Latest != 0 {
			s.fault("latest", formatDate(d.Latest, &s.form), "R-6.4", "en dato ikke før den aftalte", "a date not before the agreed one")
		}
	}
}
