package model

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestDiffCalls(t *testing.T) {
	at := func(c Clock) Time { return At(diffDay, c) }
	call := func(visit VisitID, agreed, is, latest Clock) Call {
		return Call{Home: HomeID(visit[:2]), Visit: visit, Agreed: at(agreed), New: at(is), Latest: at(latest)}
	}
	was, is := diffBase(), diffBase()
	was.Calls = []Call{call("H1/morning@0", 400, 480, 380), call("H2/morning@0", 460, 540, 440), call("H3/morning@0", 700, 600, 580)}
	is.Calls = []Call{call("H3/~cleaning@4", 560, 660, 540), call("H2/morning@0", 460, 550, 440), call("H3/morning@0", 700, 600, 580)}
	is.Made.Now = at(500)
	is.Log = []Event{
		{Number: 1, Kind: ToldEvent, Visit: "H2/morning@0"}, {Number: 2, Kind: NoAnswerEvent, Visit: "H3/morning@0"},
		{Number: 3, Kind: ToldEvent, Visit: "H3/~cleaning@4"}, {Number: 4, Kind: VoidEvent, Of: 3},
		{Number: 5, Kind: RefusedEvent, Visit: "H3/~cleaning@4"}, {Number: 6, Kind: ToldEvent, Visit: "H1/morning@0"},
	}
	ch := Diff(was, is, nil)
	want := []CallChange{
		{Call: is.Calls[1], Was: was.Calls[1], Outcome: Outcome{Told: true}, Late: true},
		{Call: is.Calls[0], Outcome: Outcome{Refused: true}},
		{Call: is.Calls[2], Was: was.Calls[2], Outcome: Outcome{Tried: 1}},
	}
	if diff := cmp.Diff(want, ch.Calls); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if !ch.Calls[0].New() || !ch.Calls[1].New() || ch.Calls[2].New() {
		t.Error("the first two are new, the third is as it was")
	}
	if diff := cmp.Diff([]CallChange{{Call: was.Calls[0], Outcome: Outcome{Told: true}}}, ch.CallsOver); diff != "" {
		t.Errorf("over, -want +got:\n%s", diff)
	}
	if len(ch.Events) != 6 || ch.Same() {
		t.Errorf("%d new events, the same %v", len(ch.Events), ch.Same())
	}
	if v := ch.Homes[0].Visits[0]; v.Visit != "H3/~cleaning@4" || v.Call == nil {
		t.Errorf("the visit that a call is owed for now: %+v", ch.Homes)
	}
	was.Log = is.Log[:4]
	if ch := Diff(was, is, nil); len(ch.Events) != 2 {
		t.Errorf("%d new events, want the last two", len(ch.Events))
	}
}

// With the case a call is late when the callers don't get to it in time.
func TestDiffLateCalls(t *testing.T) {
	was, is := diffBase(), diffBase()
	for i, v := range []VisitID{"H1/morning@0", "H2/morning@0", "H3/morning@0"} {
		is.Calls = append(is.Calls, Call{Home: HomeID(v[:2]), Visit: v, Agreed: At(diffDay, 470), New: At(diffDay, 600), Latest: At(diffDay, Clock(404+i))})
	}
	is.Made.Now = At(diffDay, 400)
	c := &Case{Standard: &Standard{Rules: Rules{CallMinutes: 3, Callers: 1}}}
	for _, tt := range []struct {
		c    *Case
		want []bool
	}{{c, []bool{false, true, true}}, {nil, []bool{false, false, false}}} {
		for i, x := range Diff(was, is, tt.c).Calls {
			if x.Late != tt.want[i] {
				t.Errorf("case known %v, call %d: late %v", tt.c != nil, i, x.Late)
			}
		}
	}
}

func TestDiffOwed(t *testing.T) {
	was, is := diffBase(), diffBase()
	was.Briefings = []Briefing{{Home: "H1", Visit: "a", Caregiver: "bo", By: "anna"}, {Home: "H1", Visit: "b", Caregiver: "bo"}}
	is.Briefings = []Briefing{{Home: "H1", Visit: "a", Caregiver: "bo", By: "cleo"}, {Home: "H1", Visit: "c", Caregiver: "bo"}}
	was.Replacements = []Replacement{{Occurrence: "x#1", Visit: ""}, {Occurrence: "x#2", Visit: "v"}}
	is.Replacements = []Replacement{{Occurrence: "x#1", Visit: "v"}, {Occurrence: "x#2", Visit: "v"}}
	was.Certificates = []Certificate{{Rule: "R-6.3", Occurrence: "y#1", Grade: NotFound}, {Rule: "R-6.3", Occurrence: "y#2", Grade: Proved, Reasons: []Reason{{Rule: "R-W.1"}}}}
	is.Certificates = []Certificate{{Rule: "R-6.3", Occurrence: "y#1", Grade: Proved}, {Rule: "R-6.3", Occurrence: "y#2", Grade: Proved}}
	is.Raised = []Raised{{Rule: "R-5.5b", Home: "H1"}}
	ch := Diff(was, is, nil)
	if diff := cmp.Diff(Delta[Briefing]{New: is.Briefings, Gone: was.Briefings[1:]}, ch.Briefings); diff != "" {
		t.Errorf("briefings, -want +got:\n%s", diff)
	}
	if diff := cmp.Diff(Delta[Replacement]{New: is.Replacements[:1]}, ch.Replacements); diff != "" {
		t.Errorf("replacements, -want +got:\n%s", diff)
	}
	if diff := cmp.Diff(Delta[Certificate]{New: is.Certificates[:1]}, ch.Certificates); diff != "" {
		t.Errorf("certificates, -want +got:\n%s", diff)
	}
	if diff := cmp.Diff(Delta[Raised]{New: is.Raised}, ch.Raised); diff != "" {
		t.Errorf("tasks, -want +got:\n%s", diff)
	}
}

func TestDiffFigures(t *testing.T) {
	was, is := diffBase(), diffBase()
	was.Bill = []BillLine{{Line: "call", Count: 2, Unit: "call", Price: 8000}, {Line: "edge", Count: 1, Price: 300}}
	is.Bill = []BillLine{{Line: "call", Count: 7, Unit: "call", Price: 28000}, {Line: "substitute", Count: 3, Price: 4800}}
	was.Measures.All = Figures{TravelMinutes: map[Mode]Minutes{Car: 60, Foot: 5}, WithCitizens: 30, Attendance: 60}
	is.Measures.All = Figures{TravelMinutes: map[Mode]Minutes{Car: 74, Foot: 5}, WithCitizens: 30, Attendance: 50, Unserved: map[CareClass]int{Replaced: 1}}
	ch := Diff(was, is, nil)
	bill := []BillChange{{"call", "call", 2, 7, 8000, 28000}, {"edge", "", 1, 0, 300, 0}, {"substitute", "", 0, 3, 0, 4800}}
	if diff := cmp.Diff(bill, ch.Bill); diff != "" {
		t.Errorf("bill, -want +got:\n%s", diff)
	}
	figures := []FigureChanged{{"travel", "min", 65, 79}, {"travel.car", "min", 60, 74}, {"travel.foot", "min", 5, 5},
		{"citizen_share", "percent", 50, 60}, {"unserved.replaced", "occurrence", 0, 1}}
	if diff := cmp.Diff(figures, ch.Measures); diff != "" {
		t.Errorf("measures, -want +got:\n%s", diff)
	}
}
