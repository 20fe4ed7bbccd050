package model

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"
)

// bruteLength tries every order of all active steps, each as early as its own
// steps and the caregiver let it, and lays the result against the rules minute
// by minute. It knows nothing of how Length searches.
func bruteLength(tasks []Task) (Minutes, bool) {
	var steps []bruteStep
	for j := range tasks {
		steps = append(steps, bruteSteps(j, &tasks[j])...)
	}
	best := Minutes(-1)
	permute(steps, 0, func(order []bruteStep) {
		if m, ok := layOut(tasks, order); ok && (best < 0 || m < best) {
			best = m
		}
	})
	return best, best >= 0
}

// bruteStep is active minutes of a job and the passive ones that follow.
type bruteStep struct {
	job, k          int
	active, passive Minutes
}

func bruteSteps(j int, t *Task) []bruteStep {
	var all []bruteStep
	for _, s := range t.Steps {
		if s.Active > 0 {
			all = append(all, bruteStep{job: j, k: len(all), active: s.Active})
		} else {
			all[len(all)-1].passive += s.Passive
		}
	}
	return all
}

func permute(s []bruteStep, at int, visit func([]bruteStep)) {
	if at == len(s) {
		visit(s)
		return
	}
	for i := at; i < len(s); i++ {
		s[at], s[i] = s[i], s[at]
		permute(s, at+1, visit)
		s[at], s[i] = s[i], s[at]
	}
}

// placed is a step with its time.
type placed struct {
	bruteStep
	from, to Minutes // active; passive until ready
	ready    Minutes
}

func layOut(tasks []Task, order []bruteStep) (Minutes, bool) {
	var done []placed
	now, end := Minutes(0), Minutes(0)
	for _, s := range order {
		at, k := now, 0
		for _, p := range done {
			switch {
			case p.job == s.job:
				at, k = max(at, p.ready), k+1
			case !tasks[s.job].Service.Fills && p.k == lastStep(&tasks[p.job]): // another's last passive minutes
				at = max(at, p.ready)
			}
		}
		if k != s.k {
			return 0, false
		}
		done = append(done, placed{s, at, at + s.active, at + s.active + s.passive})
		now = at + s.active
		end = max(end, now+s.passive)
	}
	return end, rulesKept(tasks, done)
}

func lastStep(t *Task) int { return len(bruteSteps(0, t)) - 1 }

// rulesKept: only what fills is done while another service is under way, and a
// split service waits no longer than allowed.
func rulesKept(tasks []Task, done []placed) bool {
	for j := range tasks {
		var first, last Minutes = -1, 0
		for _, p := range done {
			if p.job == j {
				if first < 0 {
					first = p.from
				}
				last = p.ready
			}
		}
		var waited Minutes
		for m := first; m < last; m++ {
			busy, own := false, false
			for _, p := range done {
				if p.from <= m && m < p.to {
					busy, own = true, p.job == j
					if !own && !tasks[p.job].Service.Fills {
						return false
					}
				}
			}
			if !busy && inPassive(done, j, m) {
				waited++
			}
		}
		if tasks[j].Service.Split && waited > 20 {
			return false
		}
	}
	return true
}

func inPassive(done []placed, j int, m Minutes) bool {
	for _, p := range done {
		if p.job == j && p.to <= m && m < p.ready {
			return true
		}
	}
	return false
}

func TestLengthIsTheShortestSchedule(t *testing.T) {
	minutes := rapid.Custom(func(t *rapid.T) Minutes { return Minutes(rapid.IntRange(1, 8).Draw(t, "m") * 5) })
	rapid.Check(t, func(t *rapid.T) {
		var tasks []Task
		steps := 0
		for i := range rapid.IntRange(1, 4).Draw(t, "tasks") {
			s := Service{Fills: rapid.Bool().Draw(t, "fills")}
			s.Steps = []Step{{Active: minutes.Draw(t, "a")}}
			for range rapid.IntRange(0, 2).Draw(t, "waits") {
				s.Steps = append(s.Steps, Step{Passive: minutes.Draw(t, "p")})
				if rapid.Bool().Draw(t, "on") {
					s.Steps = append(s.Steps, Step{Active: minutes.Draw(t, "b")})
				}
			}
			s.Split = len(s.Steps) > 2 && s.Steps[len(s.Steps)-1].Active > 0 && rapid.Bool().Draw(t, "split")
			tasks = append(tasks, taskOf(fmt.Sprint(i), s))
			if steps += len(bruteSteps(i, &tasks[i])); steps > 7 {
				t.Skip("too many orders")
			}
		}
		want, may := bruteLength(tasks)
		d := &Demand{Tasks: tasks, Case: &Case{Standard: &Standard{Rules: Rules{SplitWait: 20}}}}
		all := make([]int, len(tasks))
		for i := range all {
			all[i] = i
		}
		got, ok := d.Length(rapid.Permutation(all).Draw(t, "order"))
		if ok != may || ok && got != want {
			t.Fatalf("%d, %v; the shortest of all schedules is %d, %v", got, ok, want, may)
		}
	})
}

func TestPiecesTogetherAreTheWhole(t *testing.T) {
	wash := Service{Steps: []Step{{Active: 10}, {Passive: 45}, {Active: 5}, {Passive: 30}, {Active: 15}}, Split: true, Bundles: words("x")}
	shop := Service{Steps: act(70), Fills: true, Bundles: words("x")}
	whole := taskOf("a", wash)
	filler := taskOf("b", shop)
	var all []Task
	for i, steps := range cutSteps(whole.Steps) {
		p := whole
		p.Steps, p.Piece = steps, i+1
		all = append(all, p)
	}
	if len(all) != 3 {
		t.Fatalf("%d pieces", len(all))
	}
	for i, want := range []Minutes{10, 5, 15} {
		if got, ok := visitLength(t, all[i]); got != want || !ok {
			t.Errorf("piece %d alone: %d, %v", i+1, got, ok)
		}
	}
	want, ok := visitLength(t, whole, filler)
	got, also := visitLength(t, all[2], filler, all[0], all[1])
	if got != want || ok != also {
		t.Errorf("the pieces together %d, %v; the whole %d, %v", got, also, want, ok)
	}
	if _, ok := visitLength(t, all[0], all[2], filler); ok {
		t.Error("the first and the last piece without the one between")
	}
	if _, ok := visitLength(t, all[0], all[0]); ok {
		t.Error("a piece twice")
	}
}
