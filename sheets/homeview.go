package sheets

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/hjemvej/hjemvej/model"
)

// homeSheet is a home's horizon for the co-operation book.
type homeSheet struct {
	ID, Address  string
	Contact      string
	Second       string
	Days         []homeDay
	Agreed       []string // standing times: "Morgen 08:00"
	Replacements []string // practical help moved to another day
	Visits       string
}

// homeDay is one day of a home, visits or none.
type homeDay struct {
	Weekday, Date string
	Short         string
	Free          bool // Saturday or Sunday
	Visits        []homeVisit
}

// homeVisit is one visit, or other help in the home.
type homeVisit struct {
	From, To string
	Minutes  string
	What     []string
	Who      []homeStaff
	Call     bool   // by telephone
	Other    string // other help in the home: its kind
	start    model.Time
}

// homeStaff is one who comes: contact person, named, or a substitute.
type homeStaff struct {
	Name       string
	Role       string
	Substitute bool
	Part       string // own part of the visit, where it is not the whole
}

// homeSheets are the books of the homes that the filter keeps and the plan
// visits, by id. A home asked for by name has one even without visits.
func (v *view) homeSheets() []homeSheet {
	byHome := map[model.HomeID][]*model.Visit{}
	for i := range v.p.Visits {
		x := &v.p.Visits[i]
		if v.hasHome(x.Home) && v.hasDate(x.Date) && v.comes(x) {
			byHome[x.Home] = append(byHome[x.Home], x)
		}
	}
	if h := v.o.Filter.Home; h != "" && byHome[h] == nil {
		byHome[h] = nil
	}
	ids := make([]model.HomeID, 0, len(byHome))
	for id := range byHome {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	sheets := make([]homeSheet, 0, len(ids))
	for _, id := range ids {
		sheets = append(sheets, v.homeSheet(id, byHome[id]))
	}
	return sheets
}

// comes says whether the caregiver filtered for, if any, is among a visit's staff.
func (v *view) comes(x *model.Visit) bool {
	for _, a := range x.Staff {
		if v.forCaregiver(a.Caregiver) {
			return true
		}
	}
	return v.o.Filter.Caregiver == ""
}

func (v *view) homeSheet(id model.HomeID, visits []*model.Visit) homeSheet {
	n := v.named[id]
	s := homeSheet{ID: string(id), Address: v.address(id), Visits: v.count(len(visits), "visit")}
	if n.Contact != "" {
		s.Contact = v.caregiver(n.Contact)
	}
	if n.Second != "" {
		s.Second = v.caregiver(n.Second)
	}
	agreed := slices.Clone(v.agreed[id])
	slices.SortStableFunc(agreed, func(a, b model.Agreed) int { return int(a.Start - b.Start) })
	for _, a := range agreed {
		if a.Start >= 0 {
			s.Agreed = append(s.Agreed, v.agreedName(a)+" "+a.Start.String())
		}
	}
	for _, r := range v.replacements[id] {
		s.Replacements = append(s.Replacements, v.replacementText(r))
	}
	h := v.p.Made.Horizon
	for d := h.From; d < h.End(); d++ {
		if v.hasDate(d) {
			s.Days = append(s.Days, v.homeDay(id, d, visits))
		}
	}
	return s
}

func (v *view) agreedName(a model.Agreed) string {
	if a.Service != "" {
		return v.service(model.Done{Service: a.Service})
	}
	return v.part(a.Part)
}

// part is the name of a part of the day, else its id.
func (v *view) part(id model.PartID) string {
	if v.c.Standard != nil {
		if p := v.c.Standard.Part(id); p != nil && p.Name.In(v.lang) != "" {
			return p.Name.In(v.lang)
		}
	}
	return string(id)
}

// replacementText says where moved practical help went.
func (v *view) replacementText(r model.Replacement) string {
	to := v.word("owed by") + " " + v.short(r.Latest)
	if x := v.visits[r.Visit]; x != nil {
		to = v.short(x.Date)
	}
	return fmt.Sprintf("%s: %s → %s", v.granted(r.Grant), v.short(r.Agreed), to)
}

// granted is the service that a grant gives, else its id.
func (v *view) granted(id model.GrantID) string {
	if g := v.grants[id]; g != nil && g.Service != "" {
		return v.service(model.Done{Service: g.Service})
	}
	return string(id)
}

// homeDay is a day's visits and other help in order of time.
func (v *view) homeDay(id model.HomeID, d model.Date, visits []*model.Visit) homeDay {
	day := homeDay{Weekday: v.weekday(d), Date: v.dayMonth(d), Short: v.short(d), Free: d.Weekday() == 0 || d.Weekday() == 6}
	for _, x := range visits {
		if x.Date == d {
			day.Visits = append(day.Visits, v.homeVisit(x))
		}
	}
	for _, e := range v.external[id] {
		if e.From.Date() == d && v.o.Filter.Caregiver == "" {
			day.Visits = append(day.Visits, homeVisit{From: clock(e.From), To: clock(e.To), Other: v.word(e.Kind), start: e.From})
		}
	}
	slices.SortStableFunc(day.Visits, func(a, b homeVisit) int { return int(a.start - b.start) })
	return day
}

func (v *view) homeVisit(x *model.Visit) homeVisit {
	hv := homeVisit{From: clock(x.Start), To: clock(x.End()), Minutes: fmt.Sprint(int(x.Length)), What: v.does(x), Call: v.isCall(x), start: x.Start}
	for _, a := range x.Staff {
		s := homeStaff{Name: v.caregiver(a.Caregiver), Role: v.role(x.Home, a.Caregiver)}
		s.Substitute = !hv.Call && !v.isNamed(x.Home, a.Caregiver)
		if a.Start != x.Start || a.Minutes != x.Length {
			s.Part = clock(a.Start) + "–" + clock(a.Start.Add(a.Minutes))
		}
		hv.Who = append(hv.Who, s)
	}
	return hv
}

// role is what a caregiver is to a home.
func (v *view) role(h model.HomeID, id model.CaregiverID) string {
	switch n := v.named[h]; {
	case id == n.Contact:
		return v.word("contact person")
	case id == n.Second:
		return v.word("named")
	}
	return v.word("substitute")
}

// isCall says whether all that a visit does is done by telephone.
func (v *view) isCall(x *model.Visit) bool {
	for _, d := range x.Does {
		if s := v.services[d.Service]; s == nil || !s.NoTravel {
			return false
		}
	}
	return len(x.Does) > 0
}

// homesText writes homes' books for a terminal.
func homesText(w io.Writer, v *view) error {
	var b strings.Builder
	sheets := v.homeSheets()
	if len(sheets) == 0 {
		fmt.Fprintln(&b, v.word("no visits"))
	}
	for i, s := range sheets {
		if i > 0 {
			b.WriteString("\n\n")
		}
		v.homeText(&b, s)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (v *view) homeText(b *strings.Builder, s homeSheet) {
	fmt.Fprintf(b, "%s %s", v.heading("home"), s.ID)
	if s.Address != "" {
		fmt.Fprintf(b, " · %s", s.Address)
	}
	fmt.Fprintf(b, " · %s · %s\n", v.span(v.p.Made.Horizon), s.Visits)
	fmt.Fprintf(b, "%s: %s · %s: %s\n", v.word("contact person"), orDash(s.Contact), v.word("named"), orDash(s.Second))
	if len(s.Agreed) > 0 {
		fmt.Fprintf(b, "%s: %s\n", v.word("agreed times"), strings.Join(s.Agreed, ", "))
	}
	for _, r := range s.Replacements {
		fmt.Fprintf(b, "%s: %s\n", v.word("moved"), r)
	}
	b.WriteString("\n")
	t := &table{head: v.headings("day", "from", "to", "what", "who")}
	for _, d := range s.Days {
		day := d.Short
		if len(d.Visits) == 0 {
			t.add(day, "–", "", "", "")
		}
		for _, x := range d.Visits {
			t.add(day, x.From, x.To, x.text(v), x.staff())
			day = ""
		}
	}
	b.WriteString(t.String())
}

func (x homeVisit) text(v *view) string {
	if x.Other != "" {
		return "(" + x.Other + ")"
	}
	s := strings.Join(x.What, between)
	if x.Call {
		s = v.word("item.call") + ": " + s
	}
	return s
}

func (x homeVisit) staff() string {
	var names []string
	for _, s := range x.Who {
		n := s.Name
		if s.Substitute {
			n += " (" + s.Role + ")"
		}
		if s.Part != "" {
			n += " " + s.Part
		}
		names = append(names, n)
	}
	return strings.Join(names, "\n")
}

func orDash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}
