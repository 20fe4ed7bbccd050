package sheets

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hjemvej/hjemvej/model"
)

// sentences say the whole difference in a breath: where the visits of those who
// are out went, what else is different of what was announced, what it costs
// citizens and travel, and that later days are different too.
func (d *difference) sentences() []string {
	ch := d.ch
	switch {
	case ch.Days.Days == 0:
		return []string{d.word("no day in common")}
	case ch.Same():
		return []string{d.word("no difference")}
	}
	var all []string
	if s := d.outSentence(); s != "" {
		all = append(all, s)
	}
	if t := &ch.Totals; t.Visits > 0 || t.New > 0 {
		all = append(all, d.announcedSentence())
	}
	all = append(all, d.costSentence())
	if ch.Later.Changed() {
		all = append(all, d.laterSentence())
	}
	return all
}

// laterSentence counts what is different of what was not announced.
func (d *difference) laterSentence() string {
	t := &d.ch.Later
	var p phrases
	p.say(t.Visits-t.Kept, d.word("say.changed"), d.whole(int64(t.Visits-t.Kept)), d.count(t.Visits, "visit"))
	p.say(t.New, d.word("say.new"), d.count(t.New, "new one"))
	return d.word("say.later") + ": " + p.String() + "."
}

// outSentence is "23 visits were Karin Dam's: 19 go to 5 colleagues, …"; of
// several who are out, all together.
func (d *difference) outSentence() string {
	if len(d.ch.Out) == 0 {
		return ""
	}
	var sum model.Out
	services := map[model.ServiceID][]model.Date{}
	for _, o := range d.ch.Out {
		sum.Visits, sum.Handed, sum.Seconds, sum.Alone = sum.Visits+o.Visits, sum.Handed+o.Handed, sum.Seconds+o.Seconds, sum.Alone+o.Alone
		sum.Moved, sum.Booked, sum.Certified, sum.NotOwed = sum.Moved+o.Moved, sum.Booked+o.Booked, sum.Certified+o.Certified, sum.NotOwed+o.NotOwed
		for _, id := range o.To {
			if !slices.Contains(sum.To, id) {
				sum.To = append(sum.To, id)
			}
		}
		for _, s := range o.Services {
			sum.Services = merged(sum.Services, s, services)
		}
	}
	who := d.whoIsOut(&d.ch.Out[0])
	if n := len(d.ch.Out); n > 1 {
		who = d.count(n, "colleague")
	}
	return fmt.Sprintf(d.word("say.out"), d.count(sum.Visits, "visit"), who) + ": " + d.outParts(&sum) + "."
}

// merged adds a service's days to those of the same service.
func merged(all []model.ServiceDays, s model.ServiceDays, days map[model.ServiceID][]model.Date) []model.ServiceDays {
	days[s.Service] = append(days[s.Service], s.Dates...)
	slices.Sort(days[s.Service])
	days[s.Service] = slices.Compact(days[s.Service])
	for i := range all {
		if all[i].Service == s.Service {
			all[i].Count, all[i].Dates = all[i].Count+s.Count, days[s.Service]
			return all
		}
	}
	return append(all, model.ServiceDays{Service: s.Service, Count: s.Count, Dates: days[s.Service]})
}

// whoIsOut is a name, with why where an event says so.
func (d *difference) whoIsOut(o *model.Out) string {
	if o.Why == "" {
		return d.caregiver(o.Caregiver)
	}
	return d.caregiver(o.Caregiver) + " (" + d.word("out."+string(o.Why)) + ")"
}

// outParts say where visits went; together they are all of them.
func (d *difference) outParts(o *model.Out) string {
	var p phrases
	p.say(o.Handed, d.word("say.handed"), d.whole(int64(o.Handed)), d.count(len(o.To), "colleague"))
	p.say(o.Seconds, d.word("say.seconds"), d.count(o.Seconds, "second person"))
	p.say(o.Alone, d.word("say.alone"), d.count(o.Alone, "second person"))
	p = append(p, d.movedServices(o.Services)...)
	p.say(o.Certified, d.word("say.certified"), o.Certified)
	p.say(o.Booked, d.word("say.booked"), o.Booked)
	p.say(o.NotOwed, d.word("say.not owed"), o.NotOwed)
	return p.String()
}

// mostNamed is how many services, and days of one, a sentence names.
const mostNamed = 3

// movedServices are "2 × cleaning moved to Thursday and Friday".
func (d *difference) movedServices(all []model.ServiceDays) phrases {
	var p phrases
	if len(all) > mostNamed {
		n := 0
		for _, s := range all {
			n += s.Count
		}
		return phrases{fmt.Sprintf(d.word("say.moved in all"), d.whole(int64(n)))}
	}
	for _, s := range all {
		if len(s.Dates) > mostNamed {
			p = append(p, fmt.Sprintf(d.word("say.moved about"), s.Count, d.service(model.Done{Service: s.Service})))
			continue
		}
		days := make([]string, len(s.Dates))
		for i, date := range s.Dates {
			days[i] = d.dayNear(date)
		}
		p = append(p, fmt.Sprintf(d.word("say.moved"), s.Count, d.service(model.Done{Service: s.Service}), d.and(days)))
	}
	return p
}

// dayNear is a weekday's name within a week of the mend, else the date.
func (d *difference) dayNear(date model.Date) string {
	from := d.ch.Days.From
	if d.ch.Now != 0 {
		from = d.ch.Now.Date()
	}
	if date >= from && date < from+7 {
		return d.weekday(date)
	}
	return d.short(date)
}

// and joins words: "Thursday, Friday and Monday".
func (l tongue) and(words []string) string {
	if n := len(words); n > 1 {
		return strings.Join(words[:n-1], ", ") + " " + l.word("and") + " " + words[n-1]
	}
	return strings.Join(words, "")
}

// announcedSentence says what else was announced and is different.
func (d *difference) announcedSentence() string {
	t := &d.ch.Besides
	n := t.Visits - t.Kept
	var p phrases
	p.say(t.Handed, d.word("say.other caregiver"), d.whole(int64(t.Handed)))
	p.say(t.Retimed, d.word("say.other time"), d.whole(int64(t.Retimed)), model.ToldFrom)
	p = append(p, d.movedServices(d.ch.Moves)...)
	p.say(t.Altered, d.word("say.altered"), d.whole(int64(t.Altered)))
	p.say(t.NotOwed, d.word("say.not owed"), t.NotOwed)
	p.say(t.Gone-t.NotOwed, d.word("say.gone"), d.whole(int64(t.Gone-t.NotOwed)))
	switch {
	case n == 0 && len(d.ch.Out) > 0:
		return fmt.Sprintf(d.word("say.rest kept"), d.count(t.Visits, "visit")) + d.newOnes(t) + "."
	case n == 0:
		return fmt.Sprintf(d.word("say.all kept"), d.count(t.Visits, "visit")) + d.newOnes(t) + "."
	}
	format := d.word("say.changed")
	if len(d.ch.Out) > 0 {
		format = d.word("say.besides")
	}
	return fmt.Sprintf(format, d.whole(int64(n)), d.count(t.Visits, "visit")) + ": " + p.String() + "; " + d.word("say.others kept") + d.newOnes(t) + "."
}

func (d *difference) newOnes(t *model.Totals) string {
	if t.New == 0 {
		return ""
	}
	return "; " + fmt.Sprintf(d.word("say.new"), d.count(t.New, "new one"))
}

// costSentence says what citizens and travel bear.
func (d *difference) costSentence() string {
	homes, late := map[model.HomeID]bool{}, 0
	for i := range d.ch.Calls {
		c := &d.ch.Calls[i]
		if c.New() {
			homes[c.Home] = true
		}
		if c.Late {
			late++
		}
	}
	p := phrases{fmt.Sprintf(d.word("say.calls"), d.count(len(homes), "citizen"))}
	if len(homes) == 0 {
		p = phrases{d.word("say.no calls")}
	}
	p.say(late, d.word("say.late"), late)
	p = append(p, d.word("travel")+" "+d.change(d.travelMore())+" min")
	if n := d.ch.Totals.Faces + d.ch.Later.Faces; n > 0 {
		p = append(p, fmt.Sprintf(d.word("say.faces"), d.count(n, "citizen")))
	} else {
		p = append(p, d.word("say.no faces"))
	}
	p.say(len(d.ch.Certificates.New), d.word("say.uncovered"), len(d.ch.Certificates.New))
	return capital(p.String()) + "."
}

// travelMore is how many more minutes the whole plan travels.
func (d *difference) travelMore() int64 {
	for _, f := range d.ch.Measures {
		if f.Key == "travel" {
			return int64(f.Is - f.Was)
		}
	}
	return 0
}

// change is a whole figure with its sign, also where it is more.
func (l tongue) change(n int64) string {
	if n > 0 {
		return "+" + l.whole(n)
	}
	if n < 0 {
		return "−" + l.whole(-n)
	}
	return "±0"
}

// phrases are parts of a sentence.
type phrases []string

// say adds a part where there is anything to count.
func (p *phrases) say(n int, format string, a ...any) {
	if n > 0 {
		*p = append(*p, fmt.Sprintf(format, a...))
	}
}

func (p phrases) String() string { return strings.Join(p, ", ") }
