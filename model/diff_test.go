package model

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// The plans compared here: two mornings in three homes.
var diffDay = DateOf(2026, 11, 23)

// diffVisit is a visit that begins at start on the day-th day.
func diffVisit(id VisitID, day Date, start Clock, length Minutes, staff []CaregiverID, services ...ServiceID) Visit {
	home, _, _ := strings.Cut(string(id), "/")
	v := Visit{ID: id, Home: HomeID(home), Date: diffDay + day, Start: At(diffDay+day, start), Length: length}
	for _, s := range services {
		grant := GrantID(home + "-" + string(s))
		v.Does = append(v.Does, Done{Occurrence: OccurrenceID(fmt.Sprintf("%s#%s", grant, strings.TrimLeft(string(id), "H"))), Grant: grant, Service: s})
	}
	for _, who := range staff {
		v.Staff = append(v.Staff, Assignment{Caregiver: who, Shift: ShiftID(fmt.Sprintf("%s%d", who, day)), Start: v.Start, Minutes: length})
	}
	return v
}

func by(ids ...CaregiverID) []CaregiverID { return ids }

// diffPlan makes a plan of visits, with a tour for each shift.
func diffPlan(visits ...Visit) *Plan {
	p := &Plan{Made: Made{Provider: "P1", Horizon: Horizon{From: diffDay, Days: 7}}, Visits: visits}
	tours := map[ShiftID]*Tour{}
	var ids []ShiftID
	slices.SortStableFunc(p.Visits, func(a, b Visit) int { return int(a.Start - b.Start) })
	for i := range p.Visits {
		v := &p.Visits[i]
		for leg, a := range v.Staff {
			if tours[a.Shift] == nil {
				tours[a.Shift] = &Tour{Shift: a.Shift, Caregiver: a.Caregiver, Mode: Car}
				ids = append(ids, a.Shift)
			}
			t := tours[a.Shift]
			t.Items = append(t.Items, Item{Kind: VisitItem, From: a.Start, To: a.Start.Add(a.Minutes), Visit: v.ID, Leg: leg})
		}
	}
	for _, id := range ids {
		p.Tours = append(p.Tours, *tours[id])
	}
	p.Sort()
	return p
}

// diffBase is the plan that the tests change.
func diffBase() *Plan {
	p := diffPlan(
		diffVisit("H1/morning@0", 0, 480, 30, by("anna"), "care", "cleaning"),
		diffVisit("H2/morning@0", 0, 540, 20, by("anna", "bo"), "care"),
		diffVisit("H3/morning@0", 0, 600, 20, by("anna"), "care"),
		diffVisit("H3/~cleaning@4", 0, 660, 45, by("bo"), "cleaning"),
		diffVisit("H1/morning@1", 1, 480, 20, by("anna"), "care"),
		diffVisit("H2/morning@1", 1, 540, 20, by("anna", "bo"), "care"),
	)
	p.Named = []Named{{"H1", "anna", "bo"}, {"H2", "bo", "anna"}, {"H3", "bo", ""}}
	p.Agreed = []Agreed{{Home: "H1", Part: "morning", Start: 480}, {Home: "H3", Service: "cleaning", Start: -1, Days: 2}}
	return p
}

// change edits the visit with an id, and with it its parts in tours.
func (p *Plan) change(id VisitID, edit func(*Visit)) *Plan {
	var visits []Visit
	for _, v := range p.Visits {
		if v.ID == id {
			v.Does, v.Staff = slices.Clone(v.Does), slices.Clone(v.Staff)
			edit(&v)
		}
		if v.ID != "" {
			visits = append(visits, v)
		}
	}
	q := diffPlan(visits...)
	p.Visits, p.Tours = q.Visits, q.Tours
	return p
}

func moveTo(day Date, start Clock) func(*Visit) {
	return func(v *Visit) {
		v.Date, v.Start = diffDay+day, At(diffDay+day, start)
		for i := range v.Staff {
			v.Staff[i].Start, v.Staff[i].Shift = v.Start, ShiftID(fmt.Sprintf("%s%d", v.Staff[i].Caregiver, day))
		}
	}
}

func handTo(leg int, who CaregiverID) func(*Visit) {
	return func(v *Visit) {
		v.Staff[leg].Caregiver = who
		v.Staff[leg].Shift = ShiftID(fmt.Sprintf("%s%d", who, v.Date-diffDay))
	}
}

func drop(v *Visit) { v.ID = "" }

// tell says what Diff found, a line for each visit and stop that is different.
func tell(ch *Changes) []string {
	var lines []string
	say := func(parts ...any) {
		lines = append(lines, strings.Join(strings.Fields(fmt.Sprintln(parts...)), " "))
	}
	for _, h := range ch.Homes {
		for _, v := range h.Visits {
			say(v.Visit, v.Fate, tellTimes(v.Was, v.Is), tellIDs("-", v.Left), tellIDs("+", v.Came), tellIDs("face ", v.Faces), tellMoves("lost ", v.Lost), tellMoves("got ", v.Gained))
		}
		if h.Named != nil {
			say(h.Home, "named", h.Named.Was, h.Named.Is)
		}
		for _, a := range h.Agreed {
			say(h.Home, "agreed", int(a.Was.Start), int(a.Is.Start), a.Was.Days, a.Is.Days)
		}
	}
	for _, g := range ch.Caregivers {
		for _, t := range g.Tours {
			note := ""
			if t.Reordered {
				note += "reordered "
			}
			if t.Emptied {
				note += "emptied "
			}
			say(t.Shift, note)
			for _, s := range t.Stops {
				say(" ", s.Kind, s.Visit, tellIDs("others ", s.Others), s.By())
			}
		}
	}
	return lines
}

func tellTimes(was, is *Visit) string {
	at := func(v *Visit) string {
		if v == nil {
			return "·"
		}
		return fmt.Sprintf("%d/%s", v.Date-diffDay, v.Start.Clock())
	}
	return at(was) + "→" + at(is)
}

func tellIDs(mark string, ids []CaregiverID) string {
	s := ""
	for _, id := range ids {
		s += " " + mark + string(id)
	}
	return s
}

func tellMoves(mark string, ms []ServiceMove) string {
	s := ""
	for _, m := range ms {
		s += " " + mark + string(m.Service) + " " + string(m.Ending)
		if m.Other != nil {
			s += " " + string(m.Other.ID)
		}
	}
	return s
}

func TestDiff(t *testing.T) {
	tests := []struct {
		name string
		edit func(*Plan)
		want []string
		sum  Totals
	}{
		{"nothing", func(*Plan) {}, nil, Totals{Visits: 6, Kept: 6}},
		{"a few minutes later", func(p *Plan) { p.change("H1/morning@0", moveTo(0, 485)) }, nil, Totals{Visits: 6, Kept: 6, Nudged: 1}},
		{"later", func(p *Plan) { p.change("H1/morning@0", moveTo(0, 486)) },
			[]string{"H1/morning@0 kept 0/08:00→0/08:06", "anna0", "changed H1/morning@0 6"},
			Totals{Visits: 6, Retimed: 1, Kept: 5, Homes: 1, Caregivers: 1}},
		{"in another order", func(p *Plan) { p.change("H1/morning@0", moveTo(0, 630)) },
			[]string{"H1/morning@0 kept 0/08:00→0/10:30", "anna0 reordered", "changed H1/morning@0 150"},
			Totals{Visits: 6, Retimed: 1, Kept: 5, Homes: 1, Caregivers: 1}},
		{"to a known colleague", func(p *Plan) { p.change("H1/morning@0", handTo(0, "bo")) },
			[]string{"H1/morning@0 kept 0/08:00→0/08:00 -anna +bo", "anna0", "given H1/morning@0 others bo 0", "bo0", "taken H1/morning@0 others anna 0"},
			Totals{Visits: 6, Handed: 1, Kept: 5, Homes: 1, Caregivers: 2}},
		{"to a stranger, twice", func(p *Plan) { p.change("H1/morning@0", handTo(0, "cleo")).change("H1/morning@1", handTo(0, "cleo")) },
			[]string{"H1/morning@0 kept 0/08:00→0/08:00 -anna +cleo face cleo", "H1/morning@1 kept 1/08:00→1/08:00 -anna +cleo",
				"anna0", "given H1/morning@0 others cleo 0", "anna1", "given H1/morning@1 others cleo 0",
				"cleo0", "taken H1/morning@0 others anna 0", "cleo1", "taken H1/morning@1 others anna 0"},
			Totals{Visits: 6, Handed: 2, Kept: 4, Homes: 1, Caregivers: 2, Faces: 1}},
		{"another second person", func(p *Plan) { p.change("H2/morning@0", handTo(1, "cleo")) },
			[]string{"H2/morning@0 kept 0/09:00→0/09:00 -bo +cleo face cleo",
				"anna0", "changed H2/morning@0 others cleo 0", "bo0", "given H2/morning@0 others cleo 0", "cleo0", "taken H2/morning@0 others bo 0"},
			Totals{Visits: 6, Handed: 1, Kept: 5, Homes: 1, Caregivers: 3, Faces: 1}},
		{"to another day", func(p *Plan) { p.change("H3/~cleaning@4", moveTo(1, 600)) },
			[]string{"H3/~cleaning@4 moved 0/11:00→1/10:00", "bo0", "given H3/~cleaning@4 others bo 0", "bo1", "taken H3/~cleaning@4 others bo 0"},
			Totals{Visits: 6, Moved: 1, Kept: 5, Homes: 1, Caregivers: 1}},
		{"gone, owed by the next plan", func(p *Plan) {
			p.change("H3/~cleaning@4", drop)
			p.Replacements = []Replacement{{Home: "H3", Occurrence: "H3-cleaning#3/~cleaning@4"}}
		}, []string{"H3/~cleaning@4 gone 0/11:00→· -bo lost cleaning booked", "bo0", "given H3/~cleaning@4 0"},
			Totals{Visits: 6, Gone: 1, Kept: 5, Homes: 1, Caregivers: 1}},
		{"gone, certified", func(p *Plan) {
			p.change("H3/morning@0", drop)
			p.Certificates = []Certificate{{Occurrence: "H3-care#3/morning@0"}}
		}, []string{"H3/morning@0 gone 0/10:00→· -anna lost care certified", "anna0", "given H3/morning@0 0"},
			Totals{Visits: 6, Gone: 1, Kept: 5, Homes: 1, Caregivers: 1}},
		{"cancelled by the citizen", func(p *Plan) { p.change("H3/morning@0", drop) },
			[]string{"H3/morning@0 gone 0/10:00→· -anna lost care not-owed", "anna0", "given H3/morning@0 0"},
			Totals{Visits: 6, Gone: 1, NotOwed: 1, Kept: 5, Homes: 1, Caregivers: 1}},
		{"its cleaning on another day", func(p *Plan) {
			var taken Done
			p.change("H1/morning@0", func(v *Visit) { taken, v.Does = v.Does[1], v.Does[:1] })
			p.change("H1/morning@1", func(v *Visit) { v.Does = append(v.Does, taken) })
		}, []string{"H1/morning@0 kept 0/08:00→0/08:00 lost cleaning carried H1/morning@1", "H1/morning@1 kept 1/08:00→1/08:00 got cleaning H1/morning@0",
			"anna0", "changed H1/morning@0 0", "anna1", "changed H1/morning@1 0"},
			Totals{Visits: 6, Altered: 2, Kept: 4, Homes: 1, Caregivers: 1}},
		{"the same service by another grant", func(p *Plan) {
			p.change("H1/morning@0", func(v *Visit) { v.Does[0].Grant, v.Does[0].Occurrence = "H1-care~E3", "H1-care~E3#0" })
		}, nil, Totals{Visits: 6, Kept: 6}},
		{"the same service once more", func(p *Plan) {
			p.change("H1/morning@0", func(v *Visit) {
				v.Does = append([]Done{{Occurrence: "A#1", Grant: "A", Service: "care"}}, v.Does...)
			})
		}, []string{"H1/morning@0 kept 0/08:00→0/08:00 got care", "anna0", "changed H1/morning@0 0"},
			Totals{Visits: 6, Altered: 1, Kept: 5, Homes: 1, Caregivers: 1}},
		{"longer", func(p *Plan) {
			p.change("H1/morning@0", func(v *Visit) { v.Length, v.Staff[0].Minutes = 40, 40 })
		}, []string{"H1/morning@0 kept 0/08:00→0/08:00", "anna0", "changed H1/morning@0 0"},
			Totals{Visits: 6, Altered: 1, Kept: 5, Homes: 1, Caregivers: 1}},
		{"one more visit", func(p *Plan) {
			p.Visits = append(p.Visits, diffVisit("H2/evening@0", 0, 1200, 15, by("bo"), "care"))
			p.change("", nil)
		}, []string{"H2/evening@0 new ·→0/20:00 +bo got care", "bo0", "taken H2/evening@0 0"},
			Totals{Visits: 6, Kept: 6, New: 1, Homes: 1, Caregivers: 1}},
		{"named and agreed", func(p *Plan) {
			p.Named = []Named{{"H1", "anna", "cleo"}, {"H2", "bo", "anna"}, {"H3", "bo", ""}, {"H4", "bo", ""}}
			p.Agreed = []Agreed{{Home: "H1", Part: "morning", Start: 495}, {Home: "H3", Service: "cleaning", Start: -1, Days: 4}}
		}, []string{"H1 named {H1 anna bo} {H1 anna cleo}", "H1 agreed 480 495 0 0", "H3 agreed -1 -1 2 4"}, Totals{Visits: 6, Kept: 6}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			is := diffBase()
			tt.edit(is)
			ch := Diff(diffBase(), is, nil)
			if diff := cmp.Diff(tt.want, tell(ch)); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
			if diff := cmp.Diff(tt.sum, ch.Totals); diff != "" {
				t.Errorf("totals, -want +got:\n%s", diff)
			}
			if ch.Same() != (tt.want == nil && tt.sum.Nudged == 0) {
				t.Errorf("the same: %v", ch.Same())
			}
		})
	}
}

// What was announced and what was not is told apart: by the case, else by what
// a mend says.
func TestDiffAnnounced(t *testing.T) {
	is := diffBase().change("H1/morning@0", handTo(0, "cleo")).change("H1/morning@1", handTo(0, "bo"))
	until := At(diffDay+1, 0)
	mended := diffBase().change("H1/morning@0", handTo(0, "cleo")).change("H1/morning@1", handTo(0, "bo"))
	mended.Announced = []Announced{{Visit: "H1/morning@0", Home: "H1", Start: At(diffDay, 480)}}
	for name, ch := range map[string]*Changes{
		"by the case": Diff(diffBase(), is, &Case{AnnouncedUntil: until}),
		"by the mend": Diff(diffBase(), mended, nil),
	} {
		if ch.Until != until {
			t.Errorf("%s: until %v, want %v", name, ch.Until, until)
		}
		if want := (Totals{Visits: 4, Handed: 1, Kept: 3, Homes: 1, Caregivers: 2, Faces: 1}); ch.Totals != want {
			t.Errorf("%s: %+v, want %+v", name, ch.Totals, want)
		}
		if want := (Totals{Visits: 2, Handed: 1, Kept: 1, Caregivers: 1}); ch.Later != want {
			t.Errorf("%s, later: %+v, want %+v", name, ch.Later, want)
		}
	}
}

// The day of a mend was announced, whatever the case says.
func TestDiffToday(t *testing.T) {
	is := diffBase()
	is.Made.Now = At(diffDay+1, 375)
	for _, c := range []*Case{nil, {AnnouncedUntil: At(diffDay, 0)}} {
		if ch := Diff(diffBase(), is, c); ch.Until != At(diffDay+2, 0) {
			t.Errorf("until %v", ch.Until)
		}
	}
	if ch := Diff(diffBase(), is, &Case{AnnouncedUntil: At(diffDay+5, 0)}); ch.Until != At(diffDay+5, 0) {
		t.Errorf("until %v", ch.Until)
	}
}

// Whom a home knows: who came before by the case, and nobody by telephone.
func TestDiffFaces(t *testing.T) {
	c := &Case{History: History{Visits: []PastVisit{{Home: "H1", Caregiver: "cleo"}}, Named: []Named{{Home: "H3", Contact: "dan"}}}}
	is := diffBase().change("H1/morning@0", handTo(0, "cleo")).change("H3/morning@0", handTo(0, "dan"))
	if n := Diff(diffBase(), is, c).Totals.Faces; n != 0 {
		t.Errorf("%d homes with a new face, and all are known", n)
	}
	if n := Diff(diffBase(), is, nil).Totals.Faces; n != 2 {
		t.Errorf("without the case %d homes with a new face, want 2", n)
	}
	for i := range is.Tours {
		for j := range is.Tours[i].Items {
			is.Tours[i].Items[j].Kind = CallItem
		}
	}
	if n := Diff(diffBase(), is, nil).Totals.Faces; n != 0 {
		t.Errorf("%d faces seen by telephone", n)
	}
}

// A rolled horizon compares the days that both plan.
func TestDiffRolled(t *testing.T) {
	is := diffBase().change("H1/morning@0", drop).change("H2/morning@0", drop).change("H3/morning@0", drop).change("H3/~cleaning@4", drop)
	is.Made.Horizon = Horizon{From: diffDay + 1, Days: 7}
	is.Visits = append(is.Visits, diffVisit("H1/morning@7", 7, 480, 20, by("anna"), "care"))
	ch := Diff(diffBase(), is, nil)
	if want := (Horizon{From: diffDay + 1, Days: 6}); ch.Days != want {
		t.Errorf("compared %v, want %v", ch.Days, want)
	}
	if !ch.Same() || ch.Totals.Visits != 2 {
		t.Errorf("%+v, %v", ch.Totals, tell(ch))
	}
	is.Made.Horizon.From += 30
	if ch := Diff(diffBase(), is, nil); ch.Days.Days != 0 || !ch.Same() {
		t.Errorf("days apart: %v, %v", ch.Days, tell(ch))
	}
}

// drawnPlan is a plan of some of ten visits on two days, by anyone.
func drawnPlan(t *rapid.T, name string) *Plan {
	var visits []Visit
	for i := range 10 {
		if !rapid.Bool().Draw(t, name+" has") {
			continue
		}
		staff := rapid.SliceOfNDistinct(rapid.SampledFrom(by("anna", "bo", "cleo", "dan")), 1, 2, rapid.ID[CaregiverID]).Draw(t, name+" staff")
		services := rapid.SliceOfNDistinct(rapid.SampledFrom([]ServiceID{"care", "bath", "cleaning"}), 1, 3, rapid.ID[ServiceID]).Draw(t, name+" does")
		v := diffVisit(VisitID(fmt.Sprintf("H%d/~%d", i%3, i)), Date(rapid.IntRange(0, 2).Draw(t, name+" day")), Clock(rapid.IntRange(400, 420).Draw(t, name+" start")), 20, staff, services...)
		visits = append(visits, v)
	}
	return diffPlan(visits...)
}

// Whatever the plans: every visit is counted once, nothing is told of a plan
// and itself, and what one direction loses the other gains.
func TestDiffProperties(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		was, is := drawnPlan(r, "was"), drawnPlan(r, "is")
		there, back := Diff(was, is, nil), Diff(is, was, nil)
		for _, s := range []Totals{there.Totals, back.Totals} {
			if s.Visits != s.Gone+s.Moved+s.Handed+s.Retimed+s.Altered+s.Kept {
				r.Fatalf("visits counted twice or not at all: %+v", s)
			}
		}
		if there.Totals.Visits != len(was.Visits) || there.Totals.Gone != back.Totals.New || there.Totals.Handed != back.Totals.Handed || there.Totals.Moved != back.Totals.Moved {
			r.Fatalf("there %+v, back %+v", there.Totals, back.Totals)
		}
		if ch := Diff(was, was, nil); !ch.Same() {
			r.Fatalf("a plan differs from itself: %v", tell(ch))
		}
		for _, o := range there.Out {
			if o.Visits != o.Handed+o.Seconds+o.Alone+o.Moved+o.Booked+o.Certified+o.NotOwed {
				r.Fatalf("visits counted twice or not at all: %+v", o)
			}
		}
		if given, taken := stopsOf(there), stopsOf(back); given[GivenStop] != taken[TakenStop] || given[ChangedStop] != taken[ChangedStop] {
			r.Fatalf("there %v, back %v", given, taken)
		}
	})
}

func stopsOf(ch *Changes) map[StopKind]int {
	n := map[StopKind]int{}
	for _, g := range ch.Caregivers {
		for _, t := range g.Tours {
			for _, s := range t.Stops {
				n[s.Kind]++
			}
		}
	}
	return n
}

// What is told of visits and tours is what two plain looks at the plans find: no
// difference is missing, and none is made up.
func TestDiffIsWhole(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		was, is := drawnPlan(r, "was"), drawnPlan(r, "is")
		before := fmt.Sprintf("%+v %+v", was, is)
		ch := Diff(was, is, nil)
		if after := fmt.Sprintf("%+v %+v", was, is); after != before {
			r.Fatalf("the plans were changed from %s to %s", before, after)
		}
		told := map[VisitID]bool{}
		for _, h := range ch.Homes {
			for _, v := range h.Visits {
				told[v.Visit] = true
			}
		}
		stops := map[string]StopKind{}
		for _, g := range ch.Caregivers {
			for _, t := range g.Tours {
				for _, s := range t.Stops {
					stops[string(g.Caregiver)+" "+string(t.Shift)+" "+string(s.Visit)] = s.Kind
				}
			}
		}
		want := map[string]StopKind{}
		for i := range 10 {
			id := VisitID(fmt.Sprintf("H%d/~%d", i%3, i))
			a, b := plainly(was, id), plainly(is, id)
			if differs := a.what != b.what || a.start-b.start > Time(ToldFrom) || b.start-a.start > Time(ToldFrom); told[id] != differs {
				r.Fatalf("%s: told %v of %v and %v", id, told[id], a, b)
			}
			for key := range a.tours {
				if _, kept := b.tours[key]; !kept {
					want[key+" "+string(id)] = GivenStop
				}
			}
			for key := range b.tours {
				switch _, had := a.tours[key]; {
				case !had:
					want[key+" "+string(id)] = TakenStop
				case a.what != b.what || a.start-b.start > Time(ToldFrom) || b.start-a.start > Time(ToldFrom):
					want[key+" "+string(id)] = ChangedStop
				}
			}
		}
		if diff := cmp.Diff(want, stops); diff != "" {
			r.Fatalf("stops, -want +got:\n%s", diff)
		}
	})
}

// plain is a visit as far as anybody notices.
type plain struct {
	start Time
	what  string
	tours map[string]bool
}

func plainly(p *Plan, id VisitID) plain {
	x := plain{tours: map[string]bool{}}
	for _, v := range p.Visits {
		if v.ID != id {
			continue
		}
		x.start = v.Start
		var words []string
		for _, d := range v.Does {
			words = append(words, string(d.Service))
		}
		for _, a := range v.Staff {
			words = append(words, string(a.Caregiver))
			x.tours[string(a.Caregiver)+" "+string(a.Shift)] = true
		}
		slices.Sort(words)
		x.what = fmt.Sprint(v.Date, v.Length, words)
	}
	return x
}
