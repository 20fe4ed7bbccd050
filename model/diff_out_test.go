package model

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// annaOut is the base with anna gone from the first day: one visit to bo with
// its cleaning on Tuesday, her part of one by two to cleo, one to cleo.
func annaOut() *Plan {
	var cleaning Done
	is := diffBase().change("H1/morning@0", func(v *Visit) {
		handTo(0, "bo")(v)
		cleaning, v.Does = v.Does[1], v.Does[:1]
	})
	is.change("H1/morning@1", func(v *Visit) { v.Does = append(v.Does, cleaning) })
	return is.change("H2/morning@0", handTo(0, "cleo")).change("H3/morning@0", handTo(0, "cleo"))
}

func TestDiffOut(t *testing.T) {
	sick := []Event{{Number: 1, Kind: SickEvent, Caregiver: "anna"}}
	anna := Out{Caregiver: "anna", Shifts: []ShiftID{"anna0"}}
	tests := []struct {
		name string
		edit func(*Plan)
		want func(*Out)
	}{
		{"handed on", func(*Plan) {}, func(o *Out) { o.Visits, o.Handed, o.To, o.Seconds = 3, 2, by("bo", "cleo"), 1 }},
		{"sick", func(p *Plan) { p.Log = sick }, func(o *Out) {
			o.Why, o.Visits, o.Handed, o.To, o.Seconds = SickEvent, 3, 2, by("bo", "cleo"), 1
		}},
		{"the shift taken away", func(p *Plan) {
			p.Log = append(sick, Event{Number: 2, Kind: ShiftEvent, What: ShiftRemoved, Shift: "anna0"})
		}, func(o *Out) {
			o.Why, o.Visits, o.Handed, o.To, o.Seconds = ShiftEvent, 3, 2, by("bo", "cleo"), 1
		}},
		{"only what was still to be done", func(p *Plan) {
			p.change("H1/morning@0", handTo(0, "anna"))
			p.Made.Now = At(diffDay, 530)
		}, func(o *Out) { o.Visits, o.Handed, o.To, o.Seconds = 2, 1, by("cleo"), 1 }},
		{"nobody in her place", func(p *Plan) {
			p.change("H2/morning@0", func(v *Visit) { v.Staff = v.Staff[1:] })
		}, func(o *Out) { o.Visits, o.Handed, o.To, o.Alone = 3, 2, by("bo", "cleo"), 1 }},
		{"moved", func(p *Plan) { p.change("H3/morning@0", moveTo(2, 600)) }, func(o *Out) {
			o.Visits, o.Handed, o.To, o.Seconds, o.Moved = 3, 1, by("bo"), 1, 1
			o.Services = []ServiceDays{{"care", 1, []Date{diffDay + 2}}}
		}},
		{"into another visit", func(p *Plan) {
			var care Done
			p.change("H3/morning@0", func(v *Visit) { care = v.Does[0]; drop(v) })
			p.change("H3/~cleaning@4", func(v *Visit) { v.Does = append(v.Does, care) })
		}, func(o *Out) {
			o.Visits, o.Handed, o.To, o.Seconds, o.Moved = 3, 1, by("bo"), 1, 1
			o.Services = []ServiceDays{{"care", 1, []Date{diffDay}}}
		}},
		{"booked, certified, not owed", func(p *Plan) {
			p.change("H1/morning@0", drop).change("H2/morning@0", drop).change("H3/morning@0", drop)
			p.Replacements = []Replacement{{Occurrence: "H2-care#2/morning@0"}}
			p.Certificates = []Certificate{{Occurrence: "H3-care#3/morning@0"}}
		}, func(o *Out) { // of the first the cleaning is done on the second day
			o.Visits, o.Moved, o.Booked, o.Certified = 3, 1, 1, 1
			o.Services = []ServiceDays{{"cleaning", 1, []Date{diffDay + 1}}}
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			is := annaOut()
			tt.edit(is)
			want := anna
			tt.want(&want)
			if diff := cmp.Diff([]Out{want}, Diff(diffBase(), is, nil).Out); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// Of a tour that keeps a visit, or lies after what was announced, nobody is out.
func TestDiffNobodyOut(t *testing.T) {
	is := annaOut().change("H3/morning@0", handTo(0, "anna"))
	if o := Diff(diffBase(), is, nil).Out; o != nil {
		t.Errorf("%+v", o)
	}
	if o := Diff(diffBase(), annaOut(), &Case{AnnouncedUntil: At(diffDay, 0)}).Out; o != nil {
		t.Errorf("not announced: %+v", o)
	}
}

// What is told of those who are out is not told again; a service taken out of a
// visit that stands is.
func TestDiffBesides(t *testing.T) {
	is := annaOut().change("H3/~cleaning@4", moveTo(3, 600)).change("H1/morning@1", moveTo(1, 500))
	ch := Diff(diffBase(), is, nil)
	if want := (Totals{Visits: 3, Moved: 1, Retimed: 1, Kept: 1}); ch.Besides != want {
		t.Errorf("besides %+v, want %+v", ch.Besides, want)
	}
	want := []ServiceDays{{"cleaning", 2, []Date{diffDay + 1, diffDay + 3}}}
	if diff := cmp.Diff(want, ch.Moves); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestDiffTourItems(t *testing.T) {
	at := func(c Clock) Time { return At(diffDay, c) }
	was := []Item{{Kind: ActivityItem, Text: "meeting", From: at(420)}, {Kind: BreakItem, From: at(690)}, {Kind: ActivityItem, Text: "meeting", From: at(840)}}
	is := []Item{{Kind: ActivityItem, Text: "meeting", From: at(425)}, {Kind: ActivityItem, Text: "training", From: at(500)}, {Kind: BreakItem, From: at(696)}}
	want := []ItemChange{{ActivityItem, "meeting", at(840), 0}, {ActivityItem, "training", 0, at(500)}, {BreakItem, "", at(690), at(696)}}
	if diff := cmp.Diff(want, itemChanges(was, is)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if got := itemChanges(was, is[:2]); len(got) != 2 {
		t.Errorf("a break that falls away with the visits around it: %+v", got)
	}
}

func TestDiffTourHeads(t *testing.T) {
	is := diffBase()
	is.Tours[0].Overtime, is.Tours[0].Mode = 10, Bicycle
	ch := Diff(diffBase(), is, nil)
	if len(ch.Caregivers) != 1 || len(ch.Caregivers[0].Tours) != 1 {
		t.Fatalf("%+v", ch.Caregivers)
	}
	if got := ch.Caregivers[0].Tours[0]; got.IsOvertime != 10 || got.WasMode != Car || got.IsMode != Bicycle {
		t.Errorf("%+v", got)
	}
	if ch.Same() {
		t.Error("the same")
	}
}
