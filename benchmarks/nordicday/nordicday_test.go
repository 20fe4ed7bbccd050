package nordicday

import (
	"context"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/hjemvej/hjemvej/benchmarks/bench"
	"github.com/hjemvej/hjemvej/benchmarks/internal/swedishday"
	"github.com/hjemvej/hjemvej/benchmarks/internal/swedishday/sample"
	"github.com/hjemvej/hjemvej/solver/search"
)

// right is a solution of the invented day: caregiver 1 travels 100+240+250+110
// seconds, caregiver 3 300+310, and visits 102 and 106 are by unusual ones.
const right = `visit,caregiver,start
101,1,480
102,1,520
103,2,515
104,1,600
break,1,660
106,3,1020
`

const rightCost = 700 + 610 + 2*600

// bestCost is when caregiver 1 sees to client 11 first: 100+240+210 seconds.
const bestCost = rightCost - 150

func only(t *testing.T, change map[string]string) bench.Instance {
	t.Helper()
	all, err := Set.Read(sample.Folder(t, change))
	if err != nil || len(all) != 1 {
		t.Fatalf("%d instances, %v", len(all), err)
	}
	return all[0]
}

func TestInstance(t *testing.T) {
	i := only(t, nil)
	if i.Name() != "nordic-day" || i.File() != "nordic-day.csv" || i.Size() != 5 || !math.IsNaN(i.Best()) {
		t.Errorf("%s, %s, %d visits, best %g", i.Name(), i.File(), i.Size(), i.Best())
	}
}

func TestCheckPricesARightSolution(t *testing.T) {
	for name, c := range map[string]struct {
		old, new string
		cost     float64
	}{
		"all done":               {"", "", rightCost},
		"rows in any order":      {"101,1,480\n102,1,520\n", "102,1,520\n101,1,480\n", rightCost},
		"an undone visit":        {"106,3,1020\n", "", rightCost - 610 - 600 + 36_000},
		"both parts undone":      {"102,1,520\n103,2,515\n", "", rightCost - 240 - 250 - 600 + 2*36_000},
		"a break before a visit": {"break,1,660", "break,1,625", rightCost},
		"an hour off":            {"104,1,600\nbreak,1,660", "104,1,660\nbreak,1,675", rightCost},
		"half a second early":    {"102,1,520\n103,2,515", "102,1,513.99\n103,2,509", rightCost},
	} {
		cost, faults := only(t, nil).Check([]byte(strings.Replace(right, c.old, c.new, 1)))
		if len(faults) > 0 || cost != c.cost {
			t.Errorf("%s: %g, want %g; %v", name, cost, c.cost, faults)
		}
	}
}

func TestCheckFindsEveryFault(t *testing.T) {
	two := "ID,ClientID,StartTime,EndTime,TaskType,PlannedCaregiverID\n" +
		"101,11.0,2025-03-05T08:00:00+01:00,2025-03-05T08:30:00+01:00,Hemtjänst,1\n" +
		"105,,2025-03-05T11:00:00+01:00,2025-03-05T11:30:00+01:00,EGEN RAST,1\n" +
		"106,,2025-03-05T11:30:00+01:00,2025-03-05T11:40:00+01:00,EGEN RAST,1\n"
	for _, c := range []struct {
		old, new string
		change   map[string]string
		fault    string
	}{
		{"visit,caregiver,start", "visit,start,caregiver", nil, "not a table of visit, caregiver, start"},
		{"101,1,480", "999,1,480", nil, `line 2: no visit "999"`},
		{"101,1,480", "101,9,480", nil, `line 2: no caregiver "9"`},
		{"101,1,480", "101,1,soon", nil, `line 2: no start "soon"`},
		{"101,1,480", "101,1,NaN", nil, `line 2: no start "NaN"`},
		{"104,1,600", "104,1,600\n104,1,630", nil, "visit 104 is done twice"},
		{"101,1,480", "101,1,451", nil, "caregiver 1 can't reach the first visit"},
		{"", "", map[string]string{"caregivers.csv": sample.Staff("15:30", "07:30", "17:16")}, "caregiver 3 is back too late"},
		{"", "", map[string]string{"caregivers.csv": sample.Staff("15:30", "08:36", "22:00")}, "caregiver 2 works outside the shift"},
		{"106,3,1020", "106,2,1020", nil, "caregiver 2 works outside the shift"},
		{"break,1,660\n", "", nil, "caregiver 1 takes 0 breaks of 1"},
		{"break,1,660", "break,1,730", nil, "caregiver 1 has a break moved by 70 minutes"},
		{"", "", map[string]string{"caregivers.csv": sample.Staff("11:20", "07:30", "22:00")}, "caregiver 1 has a break outside the shift"},
		{"break,1,660", "break,1,605", nil, "caregiver 1 has a break in visit 104"},
		{right[22:], "101,1,480\nbreak,1,660\nbreak,1,680\n", map[string]string{"hemtjanst_tasks.csv": two}, "caregiver 1 has two breaks at once"},
		{"104,1,600\nbreak,1,660", "104,1,660\nbreak,1,675", map[string]string{"caregivers.csv": sample.Staff("11:45", "07:30", "22:00")},
			"caregiver 1 has a break on the way from or to the office"},
		{"102,1,520\n103,2,515", "102,1,513\n103,2,508", nil, "caregiver 1 is late at visit 102"},
		{right[32:], "102,1,580\n103,2,575\nbreak,1,610\n104,1,642\n", nil, "caregiver 1 is late at visit 104"}, // no time to travel besides the break
		{"106,3,1020", "106,3,1090", nil, "visit 106 is moved by 70 minutes"},
		{"104,1,600", "104,2,600", nil, "visit 104 is by caregiver 2, with whom there is a conflict"},
		{"103,2,515\n", "", nil, "visit 102 by two is half done"},
		{"103,2,515\n", "103,2,518\n", nil, "visit 102 by two is not done together"},
		{"103,2,515\n", "103,1,515\n", nil, "visit 103 by two is not done together"},
	} {
		_, faults := only(t, c.change).Check([]byte(strings.Replace(right, c.old, c.new, 1)))
		if !strings.Contains(strings.Join(faults, "\n")+"\n", c.fault+"\n") {
			t.Errorf("%q → %q: faults %q, want %q among them", c.old, c.new, faults, c.fault)
		}
	}
}

// A caregiver whose break does not fit into the shift can't be used.
func TestBreakOutsideTheShift(t *testing.T) {
	i := only(t, map[string]string{"caregivers.csv": sample.Staff("09:30", "07:30", "22:00")})
	p, err := i.Problem()
	if err != nil {
		t.Fatal(err)
	}
	s, _ := search.Run(context.Background(), p, nil, search.Options{Iterations: 500, Seed: 1, Workers: 1})
	cost, faults := i.Check(i.Write(p, s))
	if len(faults) > 0 || len(s.Tours[0]) > 0 || cost < 2*unserved {
		t.Errorf("%g, %v, tour %v", cost, faults, s.Tours[0])
	}
}

func TestSearchSolvesTheDay(t *testing.T) {
	for seed := range uint64(3) {
		i := only(t, nil)
		p, err := i.Problem()
		if err != nil {
			t.Fatal(err)
		}
		s, _ := search.Run(context.Background(), p, nil, search.Options{Iterations: 2000, Seed: seed, Workers: 1})
		cost, faults := i.Check(i.Write(p, s))
		if len(faults) > 0 || cost != bestCost || float64(s.Price) != cost {
			t.Errorf("seed %d: %g, the search says %d, want %d; %v", seed, cost, s.Price, bestCost, faults)
		}
	}
}

// A larger day, drawn at random: what the search finds has no fault and the
// cost that it says.
func TestSearchAndCheckAgree(t *testing.T) {
	d := crowd(24, 6)
	p, err := d.Problem()
	if err != nil {
		t.Fatal(err)
	}
	s, _ := search.Run(context.Background(), p, nil, search.Options{Iterations: 3000, Seed: 1, Workers: 1})
	form := d.Write(p, s)
	cost, faults := d.Check(form)
	if len(faults) > 0 || float64(s.Price) != cost {
		t.Errorf("%g, the search says %d, %v\n%s", cost, s.Price, faults, form)
	}
}

// crowd is a day of clients with two visits each, the second by two, and of
// caregivers with a break.
func crowd(clients, staff int) *day {
	d := &day{tables: map[string][]int32{}}
	for i := range clients + 1 {
		d.ids = append(d.ids, fmt.Sprint(i))
	}
	for m, mode := range modes {
		for i := range len(d.ids) * len(d.ids) {
			d.tables[mode] = append(d.tables[mode], int32((m+1)*(60+i*7919%400)))
		}
	}
	for c := range clients {
		start := int32(8*3600 + c*977%20_000)
		usual := []string{fmt.Sprint("c", c%staff), fmt.Sprint("c", (c+2)%staff), fmt.Sprint("c", (c+3)%staff)}
		v := visit{id: fmt.Sprint("v", c), client: c + 1, planned: start, dur: 900, other: -1, needs: []int{c % 2, 0}, usual: usual[:c%4]}
		d.visits = append(d.visits, v)
		if c%3 == 0 {
			n := len(d.visits)
			v.planned += 7200
			v.id, v.other = fmt.Sprint("a", c), n+1
			w := v
			w.id, w.other, w.planned, w.dur = fmt.Sprint("b", c), n, v.planned-300, 600
			d.visits = append(d.visits, v, w)
		}
	}
	for k := range staff {
		d.staff = append(d.staff, caregiver{id: fmt.Sprint("c", k), mode: modes[k%3], attributes: []int{(k + 1) % 2, 1}, from: 7 * 3600, to: 16 * 3600,
			office: k%2 == 0, breaks: []rest{{11 * 3600, 1800}}})
	}
	return d
}

func TestReadRefuses(t *testing.T) {
	for want, change := range map[string]map[string]string{
		"different places":     {"duration_matrix_WALK.csv": ",0,11,12,14\n0,0,1,1,1\n11,1,0,1,1\n12,1,1,0,1\n14,1,1,1,0\n"},
		"takes -1 seconds":     {"duration_matrix_WALK.csv": ",0,11,12,13\n0,0,-1,1,1\n11,1,0,1,1\n12,1,1,0,1\n13,1,1,1,0\n"},
		"not a square table":   {"duration_matrix_WALK.csv": ",0\n"},
		"caregiver 1 stands":   {"caregivers.csv": sample.Staff("15:30", "07:30", "22:00") + "1,car,[0],2025-03-05T07:30:00+01:00,2025-03-05T08:30:00+01:00,HQ,HQ\n"},
		"no mode \"balloon\"":  {"caregivers.csv": strings.Replace(sample.Staff("15:30", "07:30", "22:00"), "car,", "balloon,", 1)},
		"is not in the tables": {"clients.csv": "ID,Requirements,x,y\n11,[0],0,0\n12,[0],0,0\n13,[0],0,0\n77,[0],0,0\n", "hemtjanst_tasks.csv": "ID,ClientID,StartTime,EndTime,TaskType,PlannedCaregiverID\n1,77.0,2025-03-05T08:00:00+01:00,2025-03-05T08:30:00+01:00,Hemtjänst,1\n"},
	} {
		if _, err := Set.Read(sample.Folder(t, change)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want one that says %q", err, want)
		}
	}
}

// The second person's part is found beside the overlapping row.
func TestVisitByTwo(t *testing.T) {
	raw, err := swedishday.Read(sample.Folder(t, nil))
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range raw.Visits {
		want := map[string]string{"102": "103", "103": "102"}[v.ID]
		if got := v.Other; got < 0 && want != "" || got >= 0 && raw.Visits[got].ID != want {
			t.Errorf("visit %s goes with %d, want %q", v.ID, got, want)
		}
	}
}

// The day as plain data prices what the search finds as the check does.
func TestPlainDataAgrees(t *testing.T) {
	d := crowd(24, 6)
	plain, err := d.Plain()
	if err != nil {
		t.Fatal(err)
	}
	p, err := d.Problem()
	if err != nil {
		t.Fatal(err)
	}
	s, _ := search.Run(context.Background(), p, nil, search.Options{Iterations: 1000, Seed: 1, Workers: 1})
	cost, faults := plain.Check(plain.Write(s))
	if want, _ := d.Check(d.Write(p, s)); len(faults) > 0 || cost != want || plain.Unit != "s" {
		t.Errorf("%g %s, the check says %g; %v", cost, plain.Unit, want, faults)
	}
}
