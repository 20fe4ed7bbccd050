package nordicday

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"
)

// slack is what rounding to hundredths of a minute may hide, seconds.
const slack = 1

// row is a visit or a break as a solution has it; seconds after midnight.
type row struct {
	visit int
	start float64
}

// judge checks one solution.
type judge struct {
	*day
	rows   [][]row     // by caregiver: visits
	breaks [][]float64 // by caregiver
	done   []*row      // by visit
	who    []int       // by visit: caregiver
	travel int64
	faults []string
}

func (j *judge) fault(format string, a ...any) {
	j.faults = append(j.faults, fmt.Sprintf(format, a...))
}

// Check judges a table of visits and breaks.
func (d *day) Check(form []byte) (cost float64, faults []string) {
	j := &judge{day: d, rows: make([][]row, len(d.staff)), breaks: make([][]float64, len(d.staff)),
		done: make([]*row, len(d.visits)), who: make([]int, len(d.visits))}
	j.read(form)
	for c := range d.staff {
		if len(j.rows[c]) > 0 {
			j.tour(c)
		}
	}
	sum := j.travel
	for v := range d.visits {
		sum += j.visit(v)
	}
	return float64(sum), j.faults
}

// read takes the rows in, and names those that make no sense.
func (j *judge) read(form []byte) {
	in := csv.NewReader(bytes.NewReader(form))
	lines, err := in.ReadAll()
	if err != nil || len(lines) == 0 || !slices.Equal(lines[0], []string{"visit", "caregiver", "start"}) {
		j.fault("not a table of visit, caregiver, start")
		return
	}
	visits, staff := map[string]int{}, map[string]int{}
	for i := range j.visits {
		visits[j.visits[i].id] = i
	}
	for i := range j.staff {
		staff[j.staff[i].id] = i
	}
	for n, l := range lines[1:] {
		v, known := visits[l[0]]
		c, works := staff[l[1]]
		minutes, err := strconv.ParseFloat(l[2], 64)
		switch {
		case l[0] != "break" && !known:
			j.fault("line %d: no visit %q", n+2, l[0])
		case !works:
			j.fault("line %d: no caregiver %q", n+2, l[1])
		case err != nil || minutes-minutes != 0: // not finite
			j.fault("line %d: no start %q", n+2, l[2])
		case !known:
			j.breaks[c] = append(j.breaks[c], minutes*60)
		default:
			if j.done[v] != nil {
				j.fault("visit %s is done twice", l[0])
			}
			r := row{v, minutes * 60}
			j.done[v], j.who[v] = &r, c
			j.rows[c] = append(j.rows[c], r)
		}
	}
}

func (j *judge) end(r row) float64 { return r.start + float64(j.visits[r.visit].dur) }

// way is the seconds from place to place for a caregiver.
func (j *judge) way(c *caregiver, from, to int) float64 {
	if from == to {
		return 0
	}
	return float64(j.tables[c.mode][from*len(j.ids)+to])
}

// tour judges a caregiver's day and adds up the travel.
func (j *judge) tour(k int) {
	c, rows := &j.staff[k], j.rows[k]
	slices.SortFunc(rows, func(a, b row) int {
		switch {
		case a.start < b.start:
			return -1
		case a.start > b.start:
			return 1
		}
		return a.visit - b.visit
	})
	first, last := rows[0], rows[len(rows)-1]
	from, to := float64(c.from), float64(c.to)
	if first.start < from-slack || j.end(last) > to+slack {
		j.fault("caregiver %s works outside the shift", c.id)
	}
	rests := j.rests(k)
	if c.office {
		out, home := j.way(c, j.office, j.visits[first.visit].client), j.way(c, j.visits[last.visit].client, j.office)
		j.travel += int64(out + home)
		if from+out > first.start+slack {
			j.fault("caregiver %s can't reach the first visit", c.id)
		}
		if j.end(last)+home > to+slack {
			j.fault("caregiver %s is back too late", c.id)
		}
		before, after := resting(rests, from, first.start), resting(rests, j.end(last), to)
		if before > 0 && from+before+out > first.start+slack || after > 0 && j.end(last)+after+home > to+slack {
			j.fault("caregiver %s has a break on the way from or to the office", c.id)
		}
	}
	for i := 1; i < len(rows); i++ {
		a, b := rows[i-1], rows[i]
		way := j.way(c, j.visits[a.visit].client, j.visits[b.visit].client)
		j.travel += int64(way)
		if j.end(a)+way+resting(rests, j.end(a), b.start) > b.start+slack {
			j.fault("caregiver %s is late at visit %s", c.id, j.visits[b.visit].id)
		}
	}
}

// pause is a break as it is taken.
type pause struct{ from, to float64 }

// resting is how long the breaks that lie in a span last.
func resting(rests []pause, from, to float64) float64 {
	sum := 0.0
	for _, r := range rests {
		if r.from >= from-slack && r.to <= to+slack {
			sum += r.to - r.from
		}
	}
	return sum
}

// rests judges a caregiver's breaks, which are taken in the order planned.
func (j *judge) rests(k int) []pause {
	c := &j.staff[k]
	starts := slices.Sorted(slices.Values(j.breaks[k]))
	if len(starts) != len(c.breaks) {
		j.fault("caregiver %s takes %d breaks of %d", c.id, len(starts), len(c.breaks))
		return nil
	}
	var rests []pause
	for i, s := range starts {
		r := pause{s, s + float64(c.breaks[i].dur)}
		if moved := s - float64(c.breaks[i].planned); moved > reach+slack || moved < -reach-slack {
			j.fault("caregiver %s has a break moved by %.0f minutes", c.id, moved/60)
		}
		if r.from < float64(c.from)-slack || r.to > float64(c.to)+slack {
			j.fault("caregiver %s has a break outside the shift", c.id)
		}
		for _, v := range j.rows[k] {
			if r.from < j.end(v)-slack && v.start < r.to-slack {
				j.fault("caregiver %s has a break in visit %s", c.id, j.visits[v.visit].id)
			}
		}
		if i > 0 && r.from < rests[i-1].to-slack {
			j.fault("caregiver %s has two breaks at once", c.id)
		}
		rests = append(rests, r)
	}
	return rests
}

// visit judges one visit, and says what it costs besides travel.
func (j *judge) visit(i int) int64 {
	v, r := &j.visits[i], j.done[i]
	if r == nil {
		return unserved
	}
	if moved := r.start - float64(v.planned); moved > reach+slack || moved < -reach-slack {
		j.fault("visit %s is moved by %.0f minutes", v.id, moved/60)
	}
	c := &j.staff[j.who[i]]
	for k := range min(len(v.needs), len(c.attributes)) {
		if v.needs[k]*c.attributes[k] != 0 {
			j.fault("visit %s is by caregiver %s, with whom there is a conflict", v.id, c.id)
			break
		}
	}
	if v.other >= 0 {
		j.pair(i)
	}
	if slices.Contains(v.usual, c.id) {
		return 0
	}
	return unusual
}

// pair judges a part of a visit by two against the other part.
func (j *judge) pair(i int) {
	v, r, o := &j.visits[i], j.done[i], j.done[j.visits[i].other]
	if o == nil {
		j.fault("visit %s by two is half done", v.id)
		return
	}
	off := (o.start - r.start) - float64(j.visits[v.other].planned-v.planned)
	if off > slack || off < -slack || j.who[i] == j.who[v.other] {
		j.fault("visit %s by two is not done together", v.id)
	}
}
