package casefile

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"github.com/hjemvej/hjemvej/model"
)

// drawText is what people write in a field, separators and quotes included.
func drawText(t *rapid.T, label string) string {
	s := rapid.StringMatching(`[a-zÆøå0-9 ,;"'#|/\n.:=-]{0,12}`).Filter(func(s string) bool { return !HasCPR(s) }).Draw(t, label)
	return strings.TrimSpace(s)
}

// drawIDs are distinct ids in order.
func drawIDs[V ~string](t *rapid.T, label, prefix string, least int) []V {
	ids := rapid.SliceOfNDistinct(rapid.StringMatching(`[A-Za-zæøå0-9._:+=-][A-Za-z0-9. -]{0,5}[a-z]`), least, 5, rapid.ID[string]).Draw(t, label)
	out := make([]V, len(ids))
	for i, id := range ids {
		out[i] = V(prefix + id)
	}
	slices.Sort(out)
	return out
}

func oneOfThem[V any](t *rapid.T, label string, from []V) V {
	return rapid.SampledFrom(from).Draw(t, label)
}

// someOf is none or some of them, in order.
func someOf[V ~string](t *rapid.T, label string, from []V) []V {
	var out []V
	for _, v := range from {
		if rapid.Bool().Draw(t, label) {
			out = append(out, v)
		}
	}
	return out
}

func orNone[V any](t *rapid.T, label string, v V) (none V) {
	if rapid.Bool().Draw(t, label) {
		return v
	}
	return none
}

// drawCase is any case of a small place that has no faults. Its horizon
// crosses the night in which summer time ends.
func drawCase(t *rapid.T, standard *model.Standard) *model.Case {
	first := model.DateOf(2026, 10, 19)
	c := &model.Case{Name: "x" + drawText(t, "name"), Horizon: model.Horizon{From: first, Days: 14}, AsOf: model.At(first, 0), AnnouncedUntil: model.At(first, 720), Standard: standard}
	for _, id := range drawIDs[model.ProviderID](t, "provider", "", 1) {
		c.Providers = append(c.Providers, model.Provider{ID: id, Name: drawText(t, "name"), Municipal: rapid.Bool().Draw(t, "municipal"),
			TravelShown: oneOfThem(t, "shown", []model.TravelShown{model.Between, model.Blocks, model.Inside})})
	}
	for _, id := range drawIDs[model.DistrictID](t, "district", "", 1) {
		d := model.District{ID: id, Name: drawText(t, "name")}
		for _, g := range drawIDs[model.GroupID](t, "group", string(id)+"-", 0) {
			d.Groups = append(d.Groups, model.Group{ID: g, Name: drawText(t, "name")})
		}
		c.Districts = append(c.Districts, d)
	}
	c.Travel = model.Travel{Source: "crow-fly", Modes: map[model.Mode]model.TravelMode{}}
	for _, m := range model.Modes {
		c.Travel.Modes[m] = model.TravelMode{SpeedKmh: rapid.Float64Range(0.5, 100).Draw(t, "speed"), Detour: rapid.Float64Range(1, 2).Draw(t, "detour"),
			Arrival: float64(rapid.IntRange(0, 300).Draw(t, "arrival"))}
	}
	drawHomes(t, c)
	drawStaff(t, c)
	drawGrants(t, c)
	drawRest(t, c)
	return c
}

func drawTeam(t *rapid.T, c *model.Case) (model.DistrictID, model.GroupID) {
	d := oneOfThem(t, "district", c.Districts)
	if len(d.Groups) == 0 || !rapid.Bool().Draw(t, "grouped") {
		return d.ID, ""
	}
	return d.ID, oneOfThem(t, "group", d.Groups).ID
}

func drawHomes(t *rapid.T, c *model.Case) {
	for _, id := range drawIDs[model.PlaceID](t, "place", "P", 1) {
		c.Places = append(c.Places, model.Place{ID: id, Address: drawText(t, "address"),
			Point: orb.Point{rapid.Float64Range(14, 15).Draw(t, "lon"), rapid.Float64Range(55, 56).Draw(t, "lat")}})
	}
	for _, id := range drawIDs[model.HomeID](t, "home", "H", 1) {
		h := model.Home{ID: id, Place: oneOfThem(t, "place", c.Places).ID, Protected: rapid.Bool().Draw(t, "protected"), Note: drawText(t, "note"),
			Traits: someOf(t, "traits", []model.Trait{"cat", "dog", "smoke"}), Needs: someOf(t, "needs", []model.Qualification{"dementia", "medicine"})}
		h.District, h.Group = drawTeam(t, c)
		c.Homes = append(c.Homes, h)
	}
}

func drawStaff(t *rapid.T, c *model.Case) {
	for _, id := range drawIDs[model.CaregiverID](t, "caregiver", "C", 1) {
		g := model.Caregiver{ID: id, Name: drawText(t, "name"), Provider: oneOfThem(t, "provider", c.Providers).ID, CantBear: someOf(t, "bears", []model.Trait{"cat", "dog"}),
			HomePlace: orNone(t, "place", c.Places[0].ID)}
		g.District, g.Group = drawTeam(t, c)
		c.Caregivers = append(c.Caregivers, g)
		at := model.At(c.Horizon.From, 0)
		for n := range rapid.IntRange(0, 8).Draw(t, "shifts") {
			at = at.Add(model.Minutes(rapid.IntRange(0, 2000).Draw(t, "pause")))
			s := model.Shift{ID: model.ShiftID(fmt.Sprintf("%s %d", id, n)), Caregiver: id, From: at, Mode: oneOfThem(t, "mode", model.Modes),
				Start: orNone(t, "start", c.Places[0].ID), End: orNone(t, "end", c.Places[0].ID), Overtime: model.Minutes(rapid.IntRange(-1, 60).Draw(t, "overtime"))}
			s.To = at.Add(model.Minutes(rapid.IntRange(180, 900).Draw(t, "length")))
			if rapid.Bool().Draw(t, "break") {
				s.Break = &model.Window{From: at.Add(60), To: at.Add(model.Minutes(rapid.IntRange(60, 120).Draw(t, "until")))}
				s.BreakLen = model.Minutes(rapid.IntRange(0, 40).Draw(t, "minutes"))
			}
			at = s.To
			if !c.Horizon.Has(s.From.Date()) {
				break
			}
			c.Shifts = append(c.Shifts, s)
		}
	}
	slices.SortFunc(c.Shifts, func(a, b model.Shift) int { return cmp.Compare(a.ID, b.ID) })
	for i := range c.Homes {
		ids := make([]model.CaregiverID, len(c.Caregivers))
		for j, g := range c.Caregivers {
			ids[j] = g.ID
		}
		c.Homes[i].Preferred = someOf(t, "preferred", ids)
	}
}

func drawGrants(t *rapid.T, c *model.Case) {
	from := model.DateOf(2026, 9, 1)
	for _, id := range drawIDs[model.GrantID](t, "grant", "G", 1) {
		g := model.Grant{ID: id, Home: oneOfThem(t, "home", c.Homes).ID, Provider: oneOfThem(t, "provider", c.Providers).ID, From: from,
			To: orNone(t, "to", from+365), Decided: orNone(t, "decided", from-3), FollowUp: orNone(t, "follow up", from+100)}
		switch rapid.IntRange(0, 3).Draw(t, "shape") {
		case 0:
			g.Law, g.Service, g.Parts = model.SEL83, "bath", someOf(t, "parts", []model.PartID{"morning"})
			g.Cadence = model.Cadence{Unit: model.PerWeek, Count: rapid.IntRange(1, 7).Draw(t, "count")}
			g.Days = orNone(t, "days", model.AllDays)
			g.Minutes, g.Staff = model.Minutes(rapid.IntRange(0, 60).Draw(t, "minutes")), rapid.IntRange(0, 4).Draw(t, "staff")
		case 1:
			g.Law, g.Service, g.Cadence = model.SUL, "medicine", model.Cadence{Unit: model.PerKDays, Count: rapid.IntRange(1, 366).Draw(t, "count")}
			g.Dates, g.Tolerance = []model.Date{from + 70, from + 71}, model.Minutes(rapid.IntRange(0, 60).Draw(t, "tolerance"))
		case 2:
			g.Law, g.Hours = model.SEL95, float64(rapid.IntRange(1, 99).Draw(t, "hours"))+0.25
		default:
			g.Law, g.FrameMinutes = model.AEL, 240
			for range rapid.IntRange(1, 12).Draw(t, "lines") {
				g.Pattern = append(g.Pattern, model.Pattern{Days: model.Weekdays(rapid.IntRange(1, 127).Draw(t, "days")), Part: "morning", Service: "bath",
					Minutes: model.Minutes(rapid.IntRange(1, 60).Draw(t, "minutes")), Every: rapid.IntRange(1, 4).Draw(t, "every")})
			}
		}
		if rapid.Bool().Draw(t, "change") {
			g.Changes = []model.ProviderChange{{Provider: c.Providers[0].ID, From: model.DateOf(2026, 10, 1)}, {Provider: c.Providers[0].ID, From: model.DateOf(2026, 12, 1), Asked: model.DateOf(2026, 10, 31)}}
		}
		c.Grants = append(c.Grants, g)
	}
}

// lastNumber is the highest number that a delivery of a day may bear.
func lastNumber(g *model.Grant, on model.Date) int {
	switch n := g.Cadence.Count; {
	case g.Cadence.Unit == model.PerWeek:
		return (on.Week()-g.From.Week())*n + n - 1
	case g.Cadence.Unit == model.PerDay:
		return int(on-g.From)*n + n - 1
	case len(g.Dates) > 0 && g.Cadence.Unit == model.Dated:
		return len(g.Dates) - 1
	}
	return 100
}

func drawRest(t *rapid.T, c *model.Case) {
	h, g, who := c.Homes[0].ID, c.Grants[0], c.Caregivers[0].ID
	at := model.At(c.Horizon.From, 0).Add(model.Minutes(rapid.IntRange(0, 14*1440).Draw(t, "at")))
	to := at.Add(model.Minutes(rapid.IntRange(1, 3000).Draw(t, "length")))
	if rapid.Bool().Draw(t, "all of it") {
		c.Absences = []model.Absence{{Home: h, From: at, To: to, Kind: drawText(t, "kind")}}
		c.External = []model.External{{Home: h, From: at, To: to, Kind: drawText(t, "kind"), Relation: model.Together, Within: 30, Soft: 100}}
		c.Pins = []model.Pin{{Home: h, Part: "morning", Start: model.Clock(rapid.IntRange(0, 1440).Draw(t, "clock")), Reason: "x" + drawText(t, "reason")}}
		c.Reserves = []model.Reserve{{Caregiver: who, From: at, To: to, Price: model.Price(rapid.IntRange(0, 100000).Draw(t, "price"))}}
		c.History.Visits = []model.PastVisit{{Home: h, Caregiver: who, Date: c.Horizon.From - 1}}
		c.History.Last = []model.LastDelivery{{Grant: g.ID, Date: c.Horizon.From - 2, Number: rapid.IntRange(0, lastNumber(&g, c.Horizon.From-2)).Draw(t, "number")}}
		c.History.Named = []model.Named{{Home: h, Contact: who}}
		c.History.Agreed = []model.Agreed{{Home: h, Service: "cleaning", Start: model.Clock(rapid.IntRange(-1, 1440).Draw(t, "clock")), Days: 1 << 3}}
		c.History.Debts = []model.Replacement{{Home: g.Home, Grant: g.ID, Occurrence: model.OccurrenceID(g.ID) + "#3", Agreed: c.Horizon.From - 4, Latest: c.Horizon.From + 3}}
	}
	if len(c.Shifts) > 0 {
		s := c.Shifts[0]
		c.Activities = []model.Activity{{Shift: s.ID, Kind: "x" + drawText(t, "kind"), From: s.From, To: s.From.Add(60), Minutes: model.Minutes(rapid.IntRange(1, 60).Draw(t, "minutes"))}}
	}
}

// TestRoundTripOfAny: what is written, in any form, reads back as the same
// case with the same hash.
func TestRoundTripOfAny(t *testing.T) {
	standard := mustStandard(t, "frame-2025")
	root := t.TempDir()
	rapid.Check(t, func(rt *rapid.T) {
		want := drawCase(rt, standard)
		f := oneOfThem(rt, "form", []*form{&plainForm, &excelForm, &latinForm})
		dir := filepath.Join(root, "case")
		if err := os.RemoveAll(dir); err != nil {
			rt.Fatal(err)
		}
		if err := writeCase(dir, want, f); err != nil {
			rt.Fatal(err)
		}
		got, faults, err := ReadCase(dir)
		if err != nil || faults.Broken() {
			rt.Fatalf("%v\n%s", err, faults.In("en"))
		}
		want.Hash = Hash(want)
		if diff := gocmp.Diff(want, got); diff != "" {
			rt.Fatal(diff)
		}
	})
}
