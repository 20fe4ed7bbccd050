package sheets

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/hjemvej/hjemvej/model"
)

// WriteAlternatives writes mends of one plan side by side and where they differ,
// as text in a language, "da" or "en". The first is the standard's. The case is
// the one as it now stands.
func WriteAlternatives(w io.Writer, c *model.Case, all []model.Alternative, lang string) error {
	v := newView(c, all[0].Plan, Options{Lang: lang})
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", capital(fmt.Sprintf(v.word("alternatives of"), v.provider())))
	t := &table{head: v.headings("aim", "way calls", "way late", "way changed", "way faces", "way travel", "way overtime", "way undone", "way disturbance", "way bill"),
		right: []bool{false, true, true, true, true, true, true, true, true, true}}
	for i := range all {
		a := &all[i]
		t.add(v.aim(a.Aim), fmt.Sprint(a.Calls), fmt.Sprint(a.LateCalls), fmt.Sprint(a.ChangedCaregivers), fmt.Sprintf("%+d", a.ByNewFaces),
			fmt.Sprintf("%+d", a.ByTravel), fmt.Sprintf("%+d", a.ByOvertime), v.signed(a.ByUndone), v.kroner(a.Disturbance), v.signed(a.ByBill))
	}
	b.WriteString(t.String())
	fmt.Fprintln(&b, v.word("way against"))
	for i := range all[1:] {
		v.way(&b, all, i+1)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (l tongue) aim(a model.Aim) string { return l.word("aim." + a.Word()) }

// mostApart visits are told one by one.
const mostApart = 12

// way tells where one alternative stands otherwise than the standard's.
func (v *view) way(b *strings.Builder, all []model.Alternative, i int) {
	a, name := &all[i], capital(v.aim(all[i].Aim))
	b.WriteString("\n")
	if a.Plan == all[0].Plan {
		fmt.Fprintf(b, v.word("way is standard")+"\n", name)
		return
	}
	if k := slices.IndexFunc(all[:i], func(o model.Alternative) bool { return o.Plan == a.Plan }); k >= 0 {
		fmt.Fprintf(b, v.word("way is other")+"\n", name, v.aim(all[k].Aim))
		return
	}
	told := a.Told(v.c.AnnouncedUntil)
	fmt.Fprintf(b, v.word("way stands")+"\n", name, len(a.Apart), len(told), model.ToldFrom)
	t := &table{head: v.headings("way visit", "way there", "way here")}
	for k := range min(mostApart, len(told)) {
		x := &told[k]
		t.add(string(x.Visit), v.stands(&x.Standard), v.stands(&x.Here))
	}
	b.WriteString(t.String())
	if more := len(told) - mostApart; more > 0 {
		fmt.Fprintf(b, v.word("way more")+"\n", more)
	}
}

// stands is a time and who comes.
func (v *view) stands(s *model.Stands) string {
	if s.Start == 0 {
		return v.word("way none")
	}
	var who []string
	for _, id := range s.Caregivers {
		who = append(who, v.caregiver(id))
	}
	return v.moment(s.Start) + " " + strings.Join(who, ", ")
}

// WriteAlternativesJSON writes alternatives for programs, those of each provider
// one after the other, with ids alone (R-P.3).
func WriteAlternativesJSON(w io.Writer, each [][]model.Alternative) error {
	list := []jsonAlternative{}
	for _, all := range each {
		for i := range all {
			a := &all[i]
			list = append(list, jsonAlternative{a.Plan.Made.Provider, a.Aim.Word(), a.Found.Word(), a.MendFigures, mapped(a.Apart, jsonApartOf)})
		}
	}
	return json.NewEncoder(w).Encode(list)
}

// jsonAlternative is one mend among several for programs.
type jsonAlternative struct {
	Provider model.ProviderID
	Aim      string
	Found    string // the aim under which its plan was found
	model.MendFigures
	Apart []jsonApart // from the standard's
}

type jsonApart struct {
	Visit          model.VisitID
	Home           model.HomeID
	Standard, Here jsonStands
}

type jsonStands struct {
	Start      string `json:",omitempty"`
	Caregivers []model.CaregiverID
}

func jsonApartOf(a model.StandsApart) jsonApart {
	of := func(s model.Stands) jsonStands { return jsonStands{iso(s.Start), mapped(s.Caregivers, same)} }
	return jsonApart{a.Visit, a.Home, of(a.Standard), of(a.Here)}
}
