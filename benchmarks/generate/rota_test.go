package generate

import (
	"testing"

	"github.com/hjemvej/hjemvej/model"
)

// Every rota drives each of its lanes once a day, lets nobody do two things,
// and gives each member the weekends that it promises.
func TestRotas(t *testing.T) {
	monday := model.DateOf(2026, 11, 23)
	for _, x := range []struct {
		name     string
		kind     rota
		members  int
		lanes    int
		weekends int // of six
		least    int // shifts in six weeks
		most     int
	}{
		{"four", four, 4, 2, 3, 27, 27},
		{"two", two, 2, 1, 3, 19, 23},
		{"plain", plain, 1, 0, 0, 30, 30},
	} {
		team := &team{kind: x.kind, members: make([]int, x.members), lanes: make([]*lane, x.lanes)}
		shifts, weekends := make([]int, x.members), make([]int, x.members)
		for d := monday; d < monday+42; d++ {
			driven := make([]int, x.lanes)
			outings := 0
			for who, what := range team.duty(d) {
				switch {
				case what >= 0:
					driven[what]++
				case what == -1:
					outings++
				default:
					continue
				}
				shifts[who]++
				if d.Weekday() == 6 {
					weekends[who]++
				}
			}
			for l, n := range driven {
				if n != 1 {
					t.Errorf("%s: lane %d is driven %d times on %s", x.name, l, n, d)
				}
			}
			if weekend := (int(d-monday))%7 >= 5; outings > 1 || weekend && outings > 0 {
				t.Errorf("%s: %d outings on %s", x.name, outings, d)
			}
		}
		for who := range shifts {
			if shifts[who] < x.least || shifts[who] > x.most || weekends[who] != x.weekends {
				t.Errorf("%s: member %d has %d shifts and %d weekends of six", x.name, who, shifts[who], weekends[who])
			}
		}
	}
}

// Nobody works more than a full week on average, and nobody of a team far less
// than part time.
func TestWeeklyHours(t *testing.T) {
	c, _, err := Case(Options{Citizens: 190, Seed: 3})
	if err != nil {
		t.Fatal(err)
	}
	hours := map[model.CaregiverID]float64{}
	for _, s := range c.Shifts {
		hours[s.Caregiver] += float64(s.To.Sub(s.From)) / 60 / 2
	}
	within, all := 0, 0
	for _, k := range c.Caregivers {
		if len(k.Only) > 0 {
			continue // a self-chosen helper
		}
		all++
		if h := hours[k.ID]; h > 37.5 {
			t.Errorf("%s works %.1f hours a week", k.ID, h)
		} else if h >= 24 {
			within++
		}
	}
	if float64(within) < 0.8*float64(all) {
		t.Errorf("only %d of %d caregivers work 24 hours a week or more", within, all)
	}
}
