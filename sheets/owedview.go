package sheets

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/hjemvej/hjemvej/model"
)

// owed is everything a plan owes, each list in the order it falls due.
type owed struct {
	Scope        string
	Calls        []owedCall
	Briefings    []owedBriefing
	Replacements []owedReplacement
	Certificates []owedCertificate
}

type owedCall struct {
	Latest, Home, Visit, Agreed, New, By string
	Late                                 bool     // of a mend: it can't be made in time
	Notes                                []string // that it is late; what earlier calls came to
	raw                                  model.Call
}

// Note is all notes in one.
func (c owedCall) Note() string { return strings.Join(c.Notes, " · ") }

type owedBriefing struct {
	Before, Home, Visit, Caregiver, By string
	raw                                model.Briefing
}

type owedReplacement struct {
	Agreed, Home, Service, To, Latest string
	Debt                              bool
	raw                               model.Replacement
}

type owedCertificate struct {
	Rule, Home, Service, Occurrence, Date, Grade string
	Proved                                       bool
	Reasons                                      []string
	Remedy                                       string
	raw                                          model.Certificate
}

// owed collects what the filter keeps; its date is the day something is due.
func (v *view) owed() owed {
	o := owed{Scope: v.scope(), Calls: v.owedCalls(), Briefings: v.owedBriefings(), Replacements: v.owedReplacements(), Certificates: v.owedCertificates()}
	slices.SortFunc(o.Calls, func(a, b owedCall) int {
		return firstOf(int(a.raw.Latest-b.raw.Latest), cmpStr(a.raw.Home, b.raw.Home), cmpStr(a.raw.Visit, b.raw.Visit))
	})
	slices.SortFunc(o.Briefings, func(a, b owedBriefing) int {
		return firstOf(int(a.raw.Before-b.raw.Before), cmpStr(a.raw.Home, b.raw.Home), cmpStr(a.raw.Caregiver, b.raw.Caregiver))
	})
	slices.SortFunc(o.Replacements, func(a, b owedReplacement) int {
		return firstOf(int(a.raw.Agreed-b.raw.Agreed), cmpStr(a.raw.Occurrence, b.raw.Occurrence))
	})
	slices.SortFunc(o.Certificates, func(a, b owedCertificate) int {
		return firstOf(int(a.raw.Date-b.raw.Date), cmpStr(a.raw.Occurrence, b.raw.Occurrence))
	})
	return o
}

func (v *view) owedCalls() []owedCall {
	var out []owedCall
	said, late := model.Outcomes(v.p.Log), v.lateCalls()
	for _, c := range v.p.Calls {
		if v.hasHome(c.Home) && v.hasDate(c.Latest.Date()) && v.forCaregiver(c.By) {
			x := owedCall{Latest: v.moment(c.Latest), Home: string(c.Home), Visit: v.visitText(c.Visit),
				Agreed: v.moment(c.Agreed), New: v.moment(c.New), By: v.caregiver(c.By), Late: late[c.Visit], raw: c}
			if x.Late {
				x.Notes = append(x.Notes, v.word("too late"))
			}
			if said[c.Visit].Told {
				x.Notes = append(x.Notes, v.word("told another time"))
			}
			x.Notes = append(x.Notes, v.tried(said[c.Visit])...)
			out = append(out, x)
		}
	}
	return out
}

// lateCalls are the calls of a mend that can't be made before their latest minute.
func (v *view) lateCalls() map[model.VisitID]bool {
	late := map[model.VisitID]bool{}
	if v.c.Standard != nil {
		for _, t := range model.CallTimes(v.c, v.p) {
			late[t.Visit] = t.Late
		}
	}
	return late
}

func (v *view) owedBriefings() []owedBriefing {
	var out []owedBriefing
	for _, b := range v.p.Briefings {
		if v.hasHome(b.Home) && v.hasDate(b.Before.Date()) && v.forCaregiver(b.By, b.Caregiver) {
			out = append(out, owedBriefing{Before: v.moment(b.Before), Home: string(b.Home), Visit: v.visitText(b.Visit),
				Caregiver: v.caregiver(b.Caregiver), By: v.caregiver(b.By), raw: b})
		}
	}
	return out
}

func (v *view) owedReplacements() []owedReplacement {
	var out []owedReplacement
	for _, r := range v.p.Replacements {
		x := v.visits[r.Visit]
		if !v.hasHome(r.Home) || !v.hasDate(r.Agreed) || x != nil && !v.comes(x) || x == nil && v.o.Filter.Caregiver != "" {
			continue
		}
		o := owedReplacement{Agreed: v.short(r.Agreed), Home: string(r.Home), Service: v.granted(r.Grant), Latest: v.short(r.Latest),
			Debt: x == nil, To: v.word("debt"), raw: r}
		if x != nil {
			o.To = v.moment(x.Start)
		}
		out = append(out, o)
	}
	return out
}

func (v *view) owedCertificates() []owedCertificate {
	var out []owedCertificate
	for _, c := range v.p.Certificates {
		if v.hasHome(c.Home) && v.hasDate(c.Date) && v.o.Filter.Caregiver == "" {
			out = append(out, v.certificate(c))
		}
	}
	return out
}

func (v *view) certificate(c model.Certificate) owedCertificate {
	o := owedCertificate{Rule: c.Rule, Home: string(c.Home), Service: v.granted(c.Grant), Occurrence: string(c.Occurrence),
		Date: v.short(c.Date), Grade: v.word("grade." + string(c.Grade)), Proved: c.Grade == model.Proved,
		Remedy: v.remedy(c.Remedy), raw: c}
	for _, r := range c.Reasons {
		o.Reasons = append(o.Reasons, fmt.Sprintf("%s: %s (%s)", v.caregiver(r.Caregiver), r.Text.In(v.lang), r.Rule))
	}
	return o
}

// remedy is the nearest way out in words, in the plan's own where it has some.
func (v *view) remedy(r model.Remedy) string {
	if t := r.Text.In(v.lang); t != "" {
		if name, found := strings.CutPrefix(t, string(r.Caregiver)); found && r.Caregiver != "" {
			t = v.caregiver(r.Caregiver) + name // the plan knows no names
		}
		return t
	}
	if r.Kind == "" || r.Kind == "none" {
		return v.word("no remedy")
	}
	s := v.word("remedy." + r.Kind)
	if r.Caregiver != "" {
		s += " " + v.caregiver(r.Caregiver)
	}
	if r.From != 0 {
		s += " " + v.moment(r.From) + "–" + clock(r.To)
	}
	if r.Qualification != "" {
		s += " (" + string(r.Qualification) + ")"
	}
	return s
}

// visitText is what a visit does, else its id.
func (v *view) visitText(id model.VisitID) string {
	if x := v.visits[id]; x != nil {
		return strings.Join(v.does(x), between)
	}
	return string(id)
}

// owedText writes everything owed for a terminal.
func owedText(w io.Writer, v *view) error {
	o := v.owed()
	var b strings.Builder
	section := func(title string, n int, t *table) {
		fmt.Fprintf(&b, "%s (%d)\n", strings.ToUpper(v.word(title)), n)
		b.WriteString(t.String())
		b.WriteString("\n")
	}
	t := &table{head: v.headings("call before", "home", "visit", "agreed", "new time", "caller", "")}
	for _, c := range o.Calls {
		t.add(c.Latest, c.Home, c.Visit, c.Agreed, c.New, c.By, c.Note())
	}
	section("calls", len(o.Calls), t)
	t = &table{head: v.headings("before", "home", "visit", "substitute", "briefed by")}
	for _, c := range o.Briefings {
		t.add(c.Before, c.Home, c.Visit, c.Caregiver, c.By)
	}
	section("briefings", len(o.Briefings), t)
	t = &table{head: v.headings("agreed", "home", "service", "new time", "latest")}
	for _, c := range o.Replacements {
		t.add(c.Agreed, c.Home, c.Service, c.To, c.Latest)
	}
	section("replacements", len(o.Replacements), t)
	t = &table{head: v.headings("rule", "day", "home", "service", "grade", "reasons")}
	for _, c := range o.Certificates {
		t.add(c.Rule, c.Date, c.Home, c.Service, c.Grade, strings.Join(append(slices.Clone(c.Reasons), v.word("nearest remedy")+": "+c.Remedy), "\n"))
	}
	section("certificates", len(o.Certificates), t)
	_, err := io.WriteString(w, strings.TrimRight(b.String(), "\n")+"\n")
	return err
}
