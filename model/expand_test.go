package model

import (
	"slices"
	"testing"
	"time"
)

func TestCadence(t *testing.T) {
	for _, c := range []struct {
		name  string
		grant Grant
		want  []int // dates of the first occurrences, days after the horizon's first
		n     int   // in all
	}{
		{"daily", daily("care", 1), []int{0, 1, 2}, 14},
		{"every day, days named", Grant{Service: "care", Cadence: Cadence{PerDay, 1}, Days: on(time.Saturday, time.Sunday)}, []int{5, 6, 12}, 4},
		{"weekdays only", daily("talk", 1), []int{0, 1, 2, 3, 4, 7}, 10},
		{"weekly on its days", Grant{Service: "bath", Cadence: Cadence{PerWeek, 2}, Days: on(time.Tuesday, time.Friday)}, []int{1, 4, 8, 11}, 4},
		{"every day of the week counted", weekly("care", 7), []int{0, 1, 2}, 14},
		{"dated", Grant{Service: "escort", Cadence: Cadence{Unit: Dated}, Dates: []Date{mondayOf2026 + 9, mondayOf2026 - 3, mondayOf2026 + 2, mondayOf2026 + 2}}, []int{2, 9}, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := expand(t, testCase(c.grant))
			var got []int
			for i := range d.Needs {
				if d.Needs[i].Series < 0 {
					t.Fatalf("%s floats", d.Needs[i].ID)
				}
				got = append(got, datesOf(&d.Needs[i])...)
			}
			slices.Sort(got)
			if len(got) != c.n || !slices.Equal(got[:len(c.want)], c.want) {
				t.Errorf("%v; want %d beginning %v", got, c.n, c.want)
			}
		})
	}
}
