package oneday

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"
)

// judge checks one solution.
type judge struct {
	*Day
	served []*visit
	tours  [][]*visit
	price  int64
	faults []string
}

// visit is a stop as a solution has it.
type visit struct{ stop, tour, start int }

func (j *judge) fault(format string, a ...any) {
	j.faults = append(j.faults, fmt.Sprintf(format, a...))
}

// Check judges a table of stops, by the data alone: its cost in the day's unit
// and its faults.
func (d *Day) Check(form []byte) (cost float64, faults []string) {
	j := &judge{Day: d, served: make([]*visit, len(d.Stops)), tours: make([][]*visit, len(d.Tours))}
	j.read(form)
	for t := range j.tours {
		j.tour(t)
	}
	groups := map[int32][]int{}
	for i := range d.Stops {
		j.stop(i)
		if g := d.Stops[i].Group; g >= 0 {
			groups[g] = append(groups[g], i)
		}
	}
	for g := range int32(len(d.Stops)) { // in their order
		j.group(groups[g])
	}
	for i := range d.Links {
		j.link(&d.Links[i])
	}
	return float64(j.price) / float64(d.Per), j.faults
}

func (j *judge) read(form []byte) {
	lines, err := csv.NewReader(bytes.NewReader(form)).ReadAll()
	if err != nil || len(lines) == 0 || !slices.Equal(lines[0], []string{"stop", "tour", "start"}) {
		j.fault("not a table of stop, tour, start")
		return
	}
	stops, tours := map[string]int{}, map[string]int{}
	for i := range j.Stops {
		stops[j.Stops[i].ID] = i
	}
	for i := range j.Tours {
		tours[j.Tours[i].ID] = i
	}
	for n, l := range lines[1:] {
		stop, known := stops[l[0]]
		tour, works := tours[l[1]]
		start, err := strconv.ParseInt(l[2], 10, 32)
		switch {
		case !known:
			j.fault("line %d: no stop %q", n+2, l[0])
		case !works:
			j.fault("line %d: no tour %q", n+2, l[1])
		case err != nil:
			j.fault("line %d: no start %q", n+2, l[2])
		case j.served[stop] != nil:
			j.fault("stop %s is served twice", l[0])
		default:
			j.served[stop] = &visit{stop, tour, int(start)}
			j.tours[tour] = append(j.tours[tour], j.served[stop])
		}
	}
}

// tour judges times along a tour and adds its price up. Visits of one start
// stand as the table has them.
func (j *judge) tour(k int) {
	t, visits := &j.Tours[k], j.tours[k]
	slices.SortStableFunc(visits, func(a, b *visit) int { return a.start - b.start })
	travels := slices.ContainsFunc(visits, func(v *visit) bool { return j.Stops[v.stop].Place != 0 })
	at, clock := t.Start, int(t.Open)
	travel := func(to int32) {
		if travels {
			clock += int(j.Modes[t.Mode].Ticks[at][to])
			j.price += int64(j.Modes[t.Mode].Prices[at][to])
		}
		at = to
	}
	for _, v := range visits {
		s := &j.Stops[v.stop]
		if s.Place != 0 {
			travel(s.Place)
		}
		if v.start < clock {
			j.fault("tour %s comes to stop %s %d ticks late", t.ID, s.ID, clock-v.start)
		}
		clock = max(clock, v.start) + int(s.Dur)
	}
	travel(t.End)
	if clock > int(t.Late) {
		j.fault("tour %s ends %d ticks too late", t.ID, clock-int(t.Late))
	}
	j.price += int64(max(0, clock-int(t.Close))) * t.LatePrice
	if travels {
		j.price += t.Price
	}
}

// stop judges who serves a stop and when.
func (j *judge) stop(i int) {
	s, v := &j.Stops[i], j.served[i]
	if v == nil {
		j.price += s.Unserved
		return
	}
	if by := slices.IndexFunc(s.By, func(b By) bool { return int(b.Tour) == v.tour }); by >= 0 {
		j.price += s.By[by].Price
	} else {
		j.fault("tour %s may not serve stop %s", j.Tours[v.tour].ID, s.ID)
	}
	w := slices.IndexFunc(s.Windows, func(w Window) bool { return int(w.Lo) <= v.start && v.start <= int(w.Hi) })
	if w < 0 {
		j.fault("stop %s starts outside its windows", s.ID)
		return
	}
	j.price += s.Windows[w].Price
}

// group judges stops that belong together.
func (j *judge) group(members []int) {
	for k, m := range members[min(1, len(members)):] {
		lead, v := j.served[members[0]], j.served[m]
		if (lead == nil) != (v == nil) {
			j.fault("stop %s is served without its group", j.Stops[m].ID)
			continue
		}
		if v == nil {
			continue
		}
		if v.start-int(j.Stops[m].Offset) != lead.start-int(j.Stops[members[0]].Offset) {
			j.fault("stop %s does not start with its group", j.Stops[m].ID)
		}
		for _, o := range members[:k+1] {
			if w := j.served[o]; w != nil && j.Tours[w.tour].Worker == j.Tours[v.tour].Worker {
				j.fault("stops %s and %s are by one worker", j.Stops[o].ID, j.Stops[m].ID)
			}
		}
	}
}

func (j *judge) link(l *Link) {
	a, b := j.served[l.A], j.served[l.B]
	switch {
	case a == nil || b == nil:
	case l.Apart && j.Tours[a.tour].Worker == j.Tours[b.tour].Worker:
		j.fault("stops %s and %s are by one worker", j.Stops[l.A].ID, j.Stops[l.B].ID)
	case !l.Apart && (b.start-a.start < int(l.Min) || b.start-a.start > int(l.Max)):
		j.fault("stop %s starts %d ticks after stop %s, not %d to %d", j.Stops[l.B].ID, b.start-a.start, j.Stops[l.A].ID, l.Min, l.Max)
	}
}
