package sheets

import (
	"strings"
	"testing"

	"github.com/hjemvej/hjemvej/model"
)

// aWho is an answer with one of everything.
func aWho(f *invented) (*model.Who, *model.Offer) {
	at := model.At(f.from, 8*60)
	o := model.Offer{Caregiver: "C2", Start: at.Add(75), Price: 15300, Travel: -2,
		Bill:    []model.BillLine{{Line: "travel_minute.car", Count: -2, Price: -1600}, {Line: "travel_km.bicycle", Count: 3}, {Line: "call", Count: 1, Price: 16900}},
		Calls:   []model.Call{{Home: "H1", Visit: "H1/morning@2026-11-23", Agreed: at, New: at.Add(75), Latest: at.Add(-20)}},
		Moves:   []model.Move{{Visit: "H2/morning@2026-11-23", Home: "H2", From: at, To: at.Add(5)}},
		GivesUp: []model.Forgone{{Visit: "H3/day@2026-11-23", Home: "H3", From: at.Add(300), To: at.Add(320)}, {From: at.Add(60), To: at.Add(90)}}}
	w := &model.Who{Visit: "H1/morning@2026-11-23", Home: "H1", Date: f.from, Start: at, Length: 20, Legs: []model.WhoLeg{
		{Caregiver: "C1", Start: at, Minutes: 20, Offers: []model.Offer{o}, Refusals: []model.Refusal{{Caregiver: "C3",
			Obstacles: []model.Obstacle{{Rule: "R-6.7", Text: model.Text{Da: "mangler medicine", En: "needs medicine"}}, {Rule: "R-W.1", Short: 12, Text: model.Text{Da: "mangler 12 minutter", En: "12 minutes short"}}}}}},
		{Leg: 1, Caregiver: "C4", Start: at, Minutes: 20},
	}}
	return w, &o
}

// holdsAll says which of some lines a text lacks.
func holdsAll(t *testing.T, text string, lines ...string) {
	t.Helper()
	for _, l := range lines {
		if !strings.Contains(text, l) {
			t.Errorf("no %q in\n%s", l, text)
		}
	}
}

func TestWhoAsText(t *testing.T) {
	f := invent(small)
	w, _ := aWho(f)
	for lang, lines := range map[string][]string{
		"da": {"mandag 23. november 2026 08:00–08:20", "plads 2 af 2", "KAN TAGE BESØGET (1)", "+153,00", "Opkald", "ring til H1 senest 07:40: 08:00 → 09:15",
			"H2/morning@2026-11-23 flytter 08:00 → 08:05", "opgiver H3/day@2026-11-23 13:00–13:20", "opgiver reserve 09:00–09:30", "KAN IKKE (1)", "mangler medicine", "Ingen anden på vagt"},
		"en": {"Monday 23 November 2026 08:00–08:20", "place 2 of 2", "COULD TAKE THE VISIT (1)", "+153.00", "call H1 before 07:40: 08:00 → 09:15",
			"H2/morning@2026-11-23 moves 08:00 → 08:05", "gives up H3/day@2026-11-23 13:00–13:20", "gives up a reserve 09:00–09:30", "needs medicine", "12 minutes short", "Nobody else on duty"},
	} {
		var b strings.Builder
		if err := WriteWho(&b, f.c, f.p, w, lang); err != nil {
			t.Fatal(err)
		}
		holdsAll(t, b.String(), lines...)
		if strings.Contains(b.String(), " 0,00") || strings.Contains(b.String(), " 0.00") {
			t.Errorf("lines that cost nothing are shown:\n%s", b.String())
		}
	}
}

func TestWhyAsText(t *testing.T) {
	f := invent(small)
	w, o := aWho(f)
	refusal := &w.Legs[0].Refusals[0]
	cheaper := *o
	cheaper.Price = -500
	for name, c := range map[string]struct {
		leg model.WhyLeg
		en  []string
	}{
		"here":           {model.WhyLeg{Caregiver: "C1", Role: model.ContactRole, Next: o, Able: 3, Unable: []model.RuleSum{{Rule: "R-6.7", Count: 2}}}, []string{"(contact person)", "The next best is C2", "+153.00", "3 others could", "2 can't (R-6.7)"}},
		"not the best":   {model.WhyLeg{Caregiver: "C1", Role: model.SecondRole, Next: &cheaper}, []string{"would be cheaper"}},
		"nobody else":    {model.WhyLeg{Caregiver: "C1", Role: model.SecondRole}, []string{"Nobody else"}},
		"there":          {model.WhyLeg{Caregiver: "C1", Asked: &model.Answer{Caregiver: "C2", Role: model.SubstituteRole, Offer: o}}, []string{"could at 09:15, at +153.00 kr.", "call H1"}},
		"not there":      {model.WhyLeg{Caregiver: "C1", Asked: &model.Answer{Caregiver: "C3", Refusal: refusal}}, []string{"can't:", "R-6.7  needs medicine", "R-W.1  12 minutes short"}},
		"not then":       {model.WhyLeg{Caregiver: "C1", Asked: &model.Answer{Caregiver: "C3", Start: w.Start, Refusal: refusal, Nearest: w.Start + 15}}, []string{"can't at 08:00", "The nearest possible start: 08:15"}},
		"has it already": {model.WhyLeg{Caregiver: "C1", Asked: &model.Answer{Caregiver: "C1"}}, []string{"has the visit"}},
	} {
		t.Run(name, func(t *testing.T) {
			var b strings.Builder
			why := &model.Why{Visit: w.Visit, Home: w.Home, Date: w.Date, Start: w.Start, Agreed: w.Start + 10, Legs: []model.WhyLeg{c.leg}}
			if err := WriteWhy(&b, f.c, f.p, why, "en"); err != nil {
				t.Fatal(err)
			}
			holdsAll(t, b.String(), append(c.en, "agreed 08:10")...)
		})
	}
}
