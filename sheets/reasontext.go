package sheets

import (
	"fmt"
	"io"
	"strings"

	"github.com/hjemvej/hjemvej/model"
)

// WriteWho writes who could take a visit, cheapest first, and why the others
// can't, as text in a language, "da" or "en".
func WriteWho(w io.Writer, c *model.Case, p *model.Plan, who *model.Who, lang string) error {
	v := newView(c, p, Options{Lang: lang})
	var b strings.Builder
	fmt.Fprintf(&b, "%s · %s %s–%s\n", who.Visit, v.date(who.Date), clock(who.Start), clock(who.Start.Add(who.Length)))
	for i := range who.Legs {
		v.whoText(&b, who, &who.Legs[i])
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (v *view) whoText(b *strings.Builder, who *model.Who, l *model.WhoLeg) {
	fmt.Fprintf(b, "\n%s: %s (%s)", v.word("has it"), v.caller(l.Caregiver), v.roleIn(who.Home, l.Caregiver))
	if len(who.Legs) > 1 {
		fmt.Fprintf(b, " · "+v.word("place"), l.Leg+1, len(who.Legs))
	}
	b.WriteString("\n\n")
	if len(l.Offers) == 0 {
		fmt.Fprintln(b, v.word("nobody else could"))
	} else {
		fmt.Fprintf(b, "%s (%d)\n", strings.ToUpper(v.word("could take")), len(l.Offers))
		t := &table{head: v.headings("col.caregiver", "", "starts", "bill difference", "more travel", "what follows"), right: []bool{false, false, true, true, true}}
		for i := range l.Offers {
			o := &l.Offers[i]
			t.add(v.caller(o.Caregiver), v.roleIn(who.Home, o.Caregiver), clock(o.Start), v.signed(o.Price), fmt.Sprintf("%+d", o.Travel), strings.Join(v.follows(o), "\n"))
		}
		b.WriteString(t.String())
	}
	if len(l.Refusals) > 0 {
		fmt.Fprintf(b, "\n%s (%d)\n", strings.ToUpper(v.word("could not")), len(l.Refusals))
		t := &table{head: v.headings("col.caregiver", "rule", "reason")}
		for i := range l.Refusals {
			v.refusalRows(t, &l.Refusals[i])
		}
		b.WriteString(t.String())
	}
}

// follows lists what an offer does: the lines of the bill, calls, what moves,
// what is given up.
func (v *view) follows(o *model.Offer) []string {
	var lines, bill []string
	for _, l := range o.Bill {
		if l.Price != 0 {
			bill = append(bill, v.billName(l.Line)+" "+v.signed(l.Price))
		}
	}
	for len(bill) > 0 { // three to a line
		n := min(3, len(bill))
		lines = append(lines, strings.Join(bill[:n], " · "))
		bill = bill[n:]
	}
	for _, c := range o.Calls {
		lines = append(lines, fmt.Sprintf(v.word("call to"), c.Home, clock(c.Latest), clock(c.Agreed), clock(c.New)))
	}
	lines = append(lines, v.moves(o.Moves)...)
	for _, g := range o.GivesUp {
		if g.Visit == "" {
			lines = append(lines, fmt.Sprintf(v.word("gives up reserve"), clock(g.From), clock(g.To)))
		} else {
			lines = append(lines, fmt.Sprintf(v.word("gives up"), g.Visit, clock(g.From), clock(g.To)))
		}
	}
	return lines
}

const mostMoves = 3 // are told one by one

// moves tells what moves: each, where they are few, else how many and by how
// much at most.
func (v *view) moves(all []model.Move) []string {
	var lines []string
	if len(all) > mostMoves {
		far := model.Minutes(0)
		for _, m := range all {
			far = max(far, m.To.Sub(m.From), m.From.Sub(m.To))
		}
		return []string{fmt.Sprintf(v.word("move"), len(all), far)}
	}
	for _, m := range all {
		lines = append(lines, fmt.Sprintf(v.word("moves"), m.Visit, clock(m.From), clock(m.To)))
	}
	return lines
}

func (v *view) refusalRows(t *table, r *model.Refusal) {
	for i, o := range r.Obstacles {
		who := ""
		if i == 0 {
			who = v.caller(r.Caregiver)
		}
		t.add(who, o.Rule, o.Text.In(v.lang))
	}
}

// signed is an amount with its sign: what a bill differs by.
func (v *view) signed(p model.Price) string {
	if p > 0 {
		return "+" + v.kroner(p)
	}
	return v.kroner(p)
}

// roleIn is what a caregiver is in a home.
func (v *view) roleIn(home model.HomeID, who model.CaregiverID) string {
	role := model.SubstituteRole
	switch n := v.named[home]; who {
	case n.Contact:
		role = model.ContactRole
	case n.Second:
		role = model.SecondRole
	}
	return v.word("role." + string(role))
}

// caller is a caregiver by id and name.
func (v *view) caller(id model.CaregiverID) string {
	if g := v.caregivers[id]; g != nil && g.Name != "" {
		return string(id) + " " + g.Name
	}
	return string(id)
}

// WriteWhy writes why a visit stands where it stands, or why not elsewhere, as
// text in a language, "da" or "en".
func WriteWhy(w io.Writer, c *model.Case, p *model.Plan, why *model.Why, lang string) error {
	v := newView(c, p, Options{Lang: lang})
	var b strings.Builder
	agreed := v.word("no agreed time")
	if why.Agreed != 0 {
		agreed = fmt.Sprintf(v.word("agreed with citizen"), clock(why.Agreed))
	}
	fmt.Fprintf(&b, "%s · %s %s · %s\n", why.Visit, v.date(why.Date), clock(why.Start), agreed)
	for i := range why.Legs {
		v.whyText(&b, why, &why.Legs[i])
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (v *view) whyText(b *strings.Builder, why *model.Why, l *model.WhyLeg) {
	fmt.Fprintf(b, "\n%s: %s (%s)\n", v.word("has it"), v.caller(l.Caregiver), v.word("role."+string(l.Role)))
	if l.Asked != nil {
		v.answerText(b, l.Asked)
		return
	}
	if l.Next == nil {
		fmt.Fprintln(b, v.word("nobody else could"))
	} else {
		key := "next best"
		if l.Next.Price < 0 {
			key = "next cheaper"
		}
		next := fmt.Sprintf("%s (%s, %s)", v.caller(l.Next.Caregiver), v.roleIn(why.Home, l.Next.Caregiver), clock(l.Next.Start))
		fmt.Fprintf(b, v.word(key)+"\n", next, v.signed(l.Next.Price))
		v.indented(b, v.follows(l.Next))
	}
	sums := []string{fmt.Sprintf(v.word("able"), l.Able)}
	for _, r := range l.Unable {
		sums = append(sums, fmt.Sprintf(v.word("unable"), r.Count, r.Rule))
	}
	fmt.Fprintln(b, strings.Join(sums, " · "))
}

func (v *view) answerText(b *strings.Builder, a *model.Answer) {
	who := fmt.Sprintf("%s (%s)", v.caller(a.Caregiver), v.word("role."+string(a.Role)))
	switch {
	case a.Offer != nil:
		fmt.Fprintf(b, v.word("could at")+"\n", who, clock(a.Offer.Start), v.signed(a.Offer.Price))
		v.indented(b, v.follows(a.Offer))
		if len(a.Offer.Bill) == 0 {
			v.indented(b, []string{v.word("costs nothing")})
		}
	case a.Refusal == nil:
		fmt.Fprintf(b, v.word("has it already")+"\n", who)
		return
	default:
		if a.Start != 0 {
			fmt.Fprintf(b, v.word("cannot at")+"\n", who, clock(a.Start))
		} else {
			fmt.Fprintf(b, v.word("cannot")+"\n", who)
		}
		for _, o := range a.Refusal.Obstacles {
			v.indented(b, []string{o.Rule + "  " + o.Text.In(v.lang)})
		}
	}
	if a.Nearest != 0 {
		fmt.Fprintf(b, v.word("nearest start")+"\n", clock(a.Nearest))
	}
}

func (v *view) indented(b *strings.Builder, lines []string) {
	for _, l := range lines {
		fmt.Fprintf(b, "  %s\n", l)
	}
}
