package search

import "github.com/hjemvej/hjemvej/solver/vrp"

// journal is the tours of accepted solutions as a task met them.
type journal struct {
	on    bool
	alike bool
	lines []line
	stops []int32
}

// line is one of them: what it serves ends at end of stops.
type line struct {
	end   int
	price int64
}

// jot notes a tour as it is in a state: see met. One that serves nothing is
// noted only where tours are not alike.
func (j *journal) jot(s *vrp.State, tour int32) {
	from := len(j.stops)
	if !j.alike {
		j.stops = append(j.stops, int32(len(s.Spots))+tour)
	}
	j.stops = s.Serves(tour, j.stops)
	if len(j.stops) == from {
		return
	}
	j.lines = append(j.lines, line{len(j.stops), s.TourPrice(tour)})
}

// each calls do with every tour noted.
func (j *journal) each(do func(stops []int32, price int64)) {
	from := 0
	for _, l := range j.lines {
		do(j.stops[from:l.end], l.price)
		from = l.end
	}
}

func (j *journal) clear() { j.lines, j.stops = j.lines[:0], j.stops[:0] }
