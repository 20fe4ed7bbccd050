package sheets

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/hjemvej/hjemvej/model"
)

// summary is a plan on one screen.
type summary struct {
	Title, Days  string
	Case, Made   string
	Certificates []owedCertificate
	More         int // certificates beyond those shown
	Bill         []billRow
	Total        string
	Figures      []figure
	Unserved     []unservedRow
	Owed         []figure
}

type billRow struct {
	Name, Count, Unit, Price string
	price                    model.Price
	unserved                 bool
}

// billRow is a line of the bill; metres are shown as kilometres.
func (v *view) billRow(b model.BillLine) billRow {
	r := billRow{Name: v.billName(b.Line), Count: v.whole(b.Count), Unit: v.unit(b.Unit, b.Count), Price: v.kroner(b.Price), price: b.Price,
		unserved: strings.HasPrefix(b.Line, "unserved")}
	if b.Unit == "metre" {
		r.Count, r.Unit = v.decimal(float64(b.Count)/1000, 1), "km"
	}
	return r
}

// unit is what a line counts, in one or many.
func (v *view) unit(unit string, n int64) string {
	if one, ok := words["unit.one."+unit]; ok && n == 1 {
		return one.In(v.lang)
	}
	return v.word("unit." + unit)
}

type figure struct{ Name, Value, Beside string }

type unservedRow struct {
	Class model.CareClass
	Name  string
	Count int
	Bad   bool
}

// summary collects the page; at most most certificates are shown, 0 for all.
func (v *view) summary(most int) summary {
	m := v.p.Made
	s := summary{Title: v.provider(), Case: v.c.Name, Days: v.span(m.Horizon), Made: v.made()}
	s.Certificates = v.owed().Certificates
	if most > 0 && len(s.Certificates) > most {
		s.More = len(s.Certificates) - most
		s.Certificates = s.Certificates[:most]
	}
	var total model.Price
	for _, b := range v.p.Bill {
		if b.Count != 0 || b.Price != 0 {
			s.Bill = append(s.Bill, v.billRow(b))
		}
		total += b.Price
	}
	slices.SortStableFunc(s.Bill, func(a, b billRow) int { return firstOf(cmp.Compare(b.price, a.price), cmpStr(a.Name, b.Name)) })
	s.Total = v.kroner(total)
	s.Figures = v.figures(v.p.Measures.All)
	for _, c := range []model.CareClass{model.NeverCancelled, model.Replaced, model.Priced} {
		n := v.p.Measures.All.Unserved[c]
		s.Unserved = append(s.Unserved, unservedRow{c, v.word("class." + string(c)), n, n > 0 && c == model.NeverCancelled})
	}
	debts := 0
	for _, r := range v.p.Replacements {
		if r.Visit == "" {
			debts++
		}
	}
	s.Owed = []figure{
		{v.word("calls"), v.whole(int64(len(v.p.Calls))), ""},
		{v.word("briefings"), v.whole(int64(len(v.p.Briefings))), ""},
		{v.word("replacements"), v.whole(int64(len(v.p.Replacements))), ""},
	}
	if debts > 0 {
		s.Owed[2].Beside = fmt.Sprintf(v.word("of which debts"), debts)
	}
	return s
}

// made says how the plan came about: enough to make it again.
func (v *view) made() string {
	m := v.p.Made
	parts := []string{strings.TrimSpace(v.word("standard") + " " + m.Standard + " " + m.StandardVersion)}
	if len(m.CaseHash) >= 8 {
		parts = append(parts, v.word("case")+" "+m.CaseHash[:8])
	}
	parts = append(parts, fmt.Sprintf("%s %d", v.word("seed"), m.Seed), v.whole(m.Iterations)+" "+v.word("iterations"))
	if m.Program != "" {
		parts = append(parts, "hjemvej "+m.Program)
	}
	return strings.Join(parts, " · ")
}

// billName is a price's name; "travel_minute.car" is travel minutes by car.
func (l tongue) billName(line string) string {
	price, of, found := strings.Cut(line, ".")
	name := l.word("bill." + price)
	switch {
	case !found:
		return name
	case price == "unserved":
		return name + ", " + l.word("class."+of)
	}
	return name + ", " + l.mode(model.Mode(of))
}

// figures are the measures worth a line each.
func (v *view) figures(f model.Figures) []figure {
	fs := []figure{
		{v.word("plan size"), v.count(f.Visits, "visit"), v.count(f.Tours, "tour") + " · " + v.count(f.Homes, "home")},
		{v.word("citizen time"), v.percent(int64(f.WithCitizens), int64(f.Attendance)),
			fmt.Sprintf(v.word("of"), v.hours(f.WithCitizens), v.hours(f.Attendance))},
		{v.word("by named"), v.percent(int64(f.ByNamed), int64(f.NamedVisits)),
			fmt.Sprintf(v.word("at most"), v.percent(int64(f.ByNamedBound), int64(f.NamedVisits)))},
		{v.word("distinct"), "–", v.word("distinct none")},
	}
	if f.DistinctHomes > 0 {
		fs[3].Value, fs[3].Beside = v.decimal(f.Distinct, 1), fmt.Sprintf(v.word("distinct homes"), f.DistinctHomes, f.DistinctAbove7)
		if f.DistinctRota7 > 0 {
			fs[3].Beside += fmt.Sprintf(v.word("no seven"), f.DistinctRota7)
		}
	}
	for _, m := range model.Modes {
		if f.TravelMinutes[m] > 0 || f.Kilometres[m] > 0 {
			fs = append(fs, figure{v.heading("travel") + ", " + v.mode(m), v.hours(f.TravelMinutes[m]), v.decimal(f.Kilometres[m], 1) + " km"})
		}
	}
	fs = append(fs, figure{v.heading("waiting"), v.hours(f.Waiting), v.word("idle") + " " + v.hours(f.Idle) + " · " + v.word("overtime") + " " + v.hours(f.Overtime)},
		figure{v.word("new faces"), v.whole(int64(f.NewFaces)), ""},
		figure{v.word("postponed"), v.whole(int64(f.Postponed)), v.word("replaced") + " " + v.whole(int64(f.Replaced))})
	if f.FrameLeft > 0 || f.FrameOver > 0 {
		fs = append(fs, figure{v.word("frame left"), v.hours(f.FrameLeft), v.word("frame over") + " " + v.hours(f.FrameOver)})
	}
	return fs
}
