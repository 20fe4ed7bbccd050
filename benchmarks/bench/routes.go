package bench

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// Routes is a solution in the form of CVRPLIB: a line "Route #1: 5 3 9" a tour,
// and the cost.
type Routes struct {
	Tours [][]int
	Cost  string // as written; empty: not said
}

// Bytes writes the form. Tours without a stop are left out.
func (r *Routes) Bytes() []byte {
	var b bytes.Buffer
	n := 0
	for _, tour := range r.Tours {
		if len(tour) == 0 {
			continue
		}
		n++
		fmt.Fprintf(&b, "Route #%d:", n)
		for _, stop := range tour {
			fmt.Fprintf(&b, " %d", stop)
		}
		b.WriteByte('\n')
	}
	if r.Cost != "" {
		fmt.Fprintf(&b, "Cost %s\n", r.Cost)
	}
	return b.Bytes()
}

var (
	routeLine = regexp.MustCompile(`(?i)^route\s*#?\s*\d+\s*:(.*)$`)
	costLine  = regexp.MustCompile(`(?i)^cost\s*:?\s*(\S+)$`)
)

// ReadRoutes reads the form, and says what in it is no part of it. Lines that
// are neither a route nor the cost are passed over.
func ReadRoutes(form []byte) (r Routes, faults []string) {
	for line := range strings.Lines(string(form)) {
		line = strings.TrimSpace(line)
		if m := costLine.FindStringSubmatch(line); m != nil {
			r.Cost = m[1]
		}
		m := routeLine.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		var tour []int
		for _, word := range strings.Fields(m[1]) {
			stop, err := strconv.Atoi(word)
			if err != nil {
				faults = append(faults, fmt.Sprintf("route %d: %q is no number", len(r.Tours)+1, word))
				continue
			}
			tour = append(tour, stop)
		}
		if len(tour) > 0 {
			r.Tours = append(r.Tours, tour)
		}
	}
	return r, faults
}
