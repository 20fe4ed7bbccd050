package model

import "testing"

// board of tasks: "10+75+10 split", fillers and others.
func taskOf(id string, s Service) Task {
	s.Bundles = []string{"x"}
	return Task{Occurrence: OccurrenceID(id), Grant: &Grant{ID: GrantID(id)}, Service: &s, Steps: s.Steps}
}

func visitLength(t *testing.T, tasks ...Task) (Minutes, bool) {
	t.Helper()
	d := &Demand{Tasks: tasks, Case: &Case{Standard: &Standard{Rules: Rules{SplitWait: 20}}}}
	var all []int
	for i := range tasks {
		all = append(all, i)
	}
	return d.Length(all)
}

func TestLength(t *testing.T) {
	wash := Service{Steps: []Step{{Active: 10}, {Passive: 75}, {Active: 10}}}
	split := wash
	split.Split = true
	clean := Service{Steps: act(45), Fills: true}
	shop := Service{Steps: act(40), Fills: true}
	round := Service{Steps: act(60), Fills: true}
	bath := Service{Steps: act(30)}
	soup := Service{Steps: []Step{{Active: 5}, {Passive: 20}}}
	warm := Service{Steps: []Step{{Passive: 15}, {Active: 5}}}
	for _, c := range []struct {
		name string
		does []Service
		want Minutes
		ok   bool
	}{
		{"one service", []Service{bath}, 30, true},
		{"two after one another", []Service{bath, shop}, 70, true},
		{"a machine waited for", []Service{wash}, 95, true},
		{"laundry with a round of 60 minutes: 95, not 155", []Service{wash, round}, 95, true},
		{"cleaning and shopping in the machine's time and beyond", []Service{wash, clean, shop}, 105, true},
		{"what does not fill comes before or after", []Service{wash, bath}, 125, true},
		{"split: nobody waits 75 minutes", []Service{split}, 0, false},
		{"split: nor 35", []Service{split, shop}, 0, false},
		{"split: with a round of 60 minutes it waits 15, so 95 and not 155", []Service{split, round}, 95, true},
		{"split: filled but for 0", []Service{split, clean, shop}, 105, true},
		{"passive minutes at the end are waited for", []Service{soup}, 25, true},
		{"unless they can be filled", []Service{soup, shop}, 45, true},
		{"passive minutes at the beginning", []Service{warm, shop}, 45, true},
		{"two machines one after the other", []Service{wash, wash}, 190, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			var tasks []Task
			for i, s := range c.does {
				tasks = append(tasks, taskOf(string(rune('a'+i)), s))
			}
			if got, ok := visitLength(t, tasks...); got != c.want || ok != c.ok {
				t.Errorf("%d, %v; want %d, %v", got, ok, c.want, c.ok)
			}
		})
	}
}
