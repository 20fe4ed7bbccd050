package hhcrsp

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"github.com/hjemvej/hjemvej/solver/search"
)

// tiny makes an instance of three patients, five services and three caregivers.
func tiny(seed uint64) *instance {
	r := rand.New(rand.NewPCG(seed, 3))
	i := &instance{name: "A" + strconv.FormatUint(seed, 10), best: math.NaN(), Services: []kind{{ID: "a"}, {ID: "b"}},
		Offices: make([]struct {
			ID string `json:"id"`
		}, 1),
		Caregivers: []caregiver{{"c1", []string{"a"}}, {"c2", []string{"b"}}, {"c3", []string{"a", "b"}}}}
	for range 4 {
		row := make([]float64, 4)
		for b := range row {
			row[b] = float64(5 + r.IntN(20))
		}
		i.Distances = append(i.Distances, row)
	}
	for k := range 3 {
		at := float64(r.IntN(60))
		p := patient{ID: "p" + strconv.Itoa(k), Window: [2]float64{at, at + float64(r.IntN(40))},
			Needs: []need{{"a", float64(5 + r.IntN(20))}, {"b", float64(5 + r.IntN(20))}}}
		switch k {
		case 0:
			p.Needs = p.Needs[:1]
		case 1:
			p.Sync = &sync{Type: together}
		case 2:
			least := float64(r.IntN(30))
			p.Sync = &sync{Type: after, Gap: []float64{least, least + float64(r.IntN(10))}}
		}
		i.Patients = append(i.Patients, p)
	}
	return i
}

// job is a service in the enumeration.
type job struct {
	patient int
	need    need
}

// bruteForce tries every order of the services for every caregiver.
func bruteForce(i *instance) float64 {
	var jobs []job
	for k, p := range i.Patients {
		for _, n := range p.Needs {
			jobs = append(jobs, job{k, n})
		}
	}
	best := math.Inf(1)
	routes := make([][]int, len(i.Caregivers))
	var put func(j int)
	put = func(j int) {
		if j == len(jobs) {
			best = min(best, scheduled(i, jobs, routes))
			return
		}
		for c, g := range i.Caregivers {
			if !slices.Contains(g.Skill, jobs[j].need.Service) || slices.ContainsFunc(routes[c], func(o int) bool { return jobs[o].patient == jobs[j].patient }) {
				continue
			}
			for at := 0; at <= len(routes[c]); at++ {
				routes[c] = slices.Insert(routes[c], at, j)
				put(j + 1)
				routes[c] = slices.Delete(routes[c], at, at+1)
			}
		}
	}
	put(0)
	return best
}

// scheduled is what routes cost with the earliest starts; infinite where they
// wait for each other.
func scheduled(i *instance, jobs []job, routes [][]int) float64 {
	start := make([]float64, len(jobs))
	for j := range jobs {
		start[j] = i.Patients[jobs[j].patient].Window[0]
	}
	travel := 0.0
	for round := 0; ; round++ {
		moved := false
		raise := func(j int, to float64) {
			if start[j] < to {
				start[j], moved = to, true
			}
		}
		travel = 0
		for _, route := range routes {
			at, free := 0, 0.0
			for _, j := range route {
				raise(j, free+i.Distances[at][jobs[j].patient+1])
				travel += i.Distances[at][jobs[j].patient+1]
				at, free = jobs[j].patient+1, start[j]+jobs[j].need.Duration
			}
			travel += i.Distances[at][0]
			if len(route) == 0 {
				travel -= i.Distances[0][0]
			}
		}
		for j := 1; j < len(jobs); j++ { // the two of a patient stand side by side
			if s := i.Patients[jobs[j].patient].Sync; s != nil && jobs[j-1].patient == jobs[j].patient {
				least, most := 0.0, 0.0
				if s.Type == after {
					least, most = s.Gap[0], s.Gap[1]
				}
				raise(j, start[j-1]+least)
				raise(j-1, start[j]-most)
			}
		}
		if !moved {
			break
		}
		if round > 50 {
			return math.Inf(1)
		}
	}
	var sum, worst float64
	for j := range jobs {
		over := max(0, start[j]-i.Patients[jobs[j].patient].Window[1])
		sum += over
		worst = max(worst, over)
	}
	return (travel + sum + worst) / 3
}

// TestSearchFindsWhatTryingAllFinds, on instances so small that all can be tried.
func TestSearchFindsWhatTryingAllFinds(t *testing.T) {
	for seed := range uint64(40) {
		i := tiny(seed)
		if err := i.validate(); err != nil {
			t.Fatal(err)
		}
		p, err := i.Problem()
		if err != nil {
			t.Fatal(err)
		}
		s, _ := search.Run(context.Background(), p, nil, search.Options{Iterations: 1500, Seed: seed, Workers: 1})
		cost, faults := i.Check(i.Write(p, s))
		if want := bruteForce(i); len(faults) > 0 || math.Abs(cost-want) > 1/decimals {
			t.Errorf("seed %d: %v found, %v by trying all: %v", seed, cost, want, faults)
		}
	}
}
