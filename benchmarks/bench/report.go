package bench

import (
	"cmp"
	"math"
	"slices"
	"strconv"
)

// Figure is a number that may be missing: NaN, and null in JSON.
type Figure float64

// MarshalJSON writes null for what is missing.
func (f Figure) MarshalJSON() ([]byte, error) {
	if !f.Known() {
		return []byte("null"), nil
	}
	return strconv.AppendFloat(nil, float64(f), 'g', -1, 64), nil
}

// Known says that the number is there.
func (f Figure) Known() bool { return !math.IsNaN(float64(f)) && !math.IsInf(float64(f), 0) }

var missing = Figure(math.NaN())

// same is how far costs may differ, by a share, and still be one: they are sums
// of decimals.
const same = 1e-9

// below says that a cost is truly less than another.
func below(a, b Figure) bool { return float64(a) < float64(b)-same*math.Abs(float64(b)) }

// Report sums the results of a set up.
type Report struct {
	Set, Unit string
	Program   string // and its version
	Machine   Machine
	Budget    Budget
	Cores     int
	Seeds     []uint64
	Rows      []Row
	Groups    []Sum
	Total     Sum
	Wrong     []Fault    // solutions that the check refused
	Hopeless  []Hopeless // instances that have no solution: nobody searched
	Results   []Result   `json:"-"`
}

// Row is one instance over all seeds. A wrong solution is worse than any right one.
type Row struct {
	Group, Name       string
	Size, Runs, Wrong int
	Known             Figure // best known cost
	Median, Best      Figure // of an even number of runs the worse of the two middle ones
	Worst             Figure
	Costs             []Figure // by run, in the order of seeds
	Gap               Figure   // of the median to the best known, per cent
	Iterations        int64    // mean of the runs
	PerSecond         Figure
	Seconds           Figure // mean of the runs
}

// Fault is a solution that the check refused.
type Fault struct {
	Name   string
	Seed   uint64
	Faults []string
}

// Sum is the figures of a group. Gaps are in per cent of the best known costs,
// and of instances that have one.
type Sum struct {
	Group            string
	Instances, Runs  int
	Known            int    // instances with a best known cost
	Gap              Figure // mean of the gaps of the medians
	GapMean          Figure // mean of the gaps of all runs
	GapWorst         Figure // the largest gap of a run
	Spread           Figure // mean over instances of worst less best run, in per cent of the best run
	AsGood           int    // instances whose median is the best known cost or less
	New              int    // instances whose best run is below the best known cost
	Median, KnownAll Figure // mean cost of the medians, and mean best known cost, of the instances that have both
	Seconds          Figure // of all runs together
	Wrong            int    // runs that the check refused
}

// Sums fills in the report from its results.
func (r *Report) Sums() {
	r.Rows, r.Groups, r.Wrong = nil, nil, []Fault{}
	for from := 0; from < len(r.Results); {
		to := from + 1
		for to < len(r.Results) && r.Results[to].Instance == r.Results[from].Instance {
			to++
		}
		r.Rows = append(r.Rows, rowOf(r.Results[from:to]))
		from = to
	}
	for i := range r.Results {
		if x := &r.Results[i]; !x.Right() {
			r.Wrong = append(r.Wrong, Fault{x.Instance.Name(), x.Seed, x.Faults})
		}
	}
	var names []string
	for i := range r.Rows {
		if !slices.Contains(names, r.Rows[i].Group) {
			names = append(names, r.Rows[i].Group)
		}
	}
	for _, n := range names {
		r.Groups = append(r.Groups, sumOf(n, r.Rows, func(row *Row) bool { return row.Group == n }))
	}
	r.Total = sumOf("", r.Rows, func(*Row) bool { return true })
}

func rowOf(runs []Result) Row {
	i := runs[0].Instance
	row := Row{Group: i.Group(), Name: i.Name(), Size: i.Size(), Runs: len(runs), Known: Figure(i.Best())}
	var seconds float64
	var iterations int64
	for k := range runs {
		x := &runs[k]
		cost := Figure(x.Cost)
		if !x.Right() {
			cost = Figure(math.Inf(1))
			row.Wrong++
		}
		row.Costs = append(row.Costs, cost)
		seconds += x.Seconds
		iterations += x.Iterations
	}
	sorted := slices.SortedFunc(slices.Values(row.Costs), func(a, b Figure) int { return cmp.Compare(a, b) })
	row.Best, row.Median, row.Worst = sorted[0], sorted[len(sorted)/2], sorted[len(sorted)-1]
	row.Gap = gap(row.Median, row.Known)
	row.Iterations = iterations / int64(len(runs))
	row.Seconds = Figure(seconds / float64(len(runs)))
	row.PerSecond = missing
	if seconds > 0 {
		row.PerSecond = Figure(float64(iterations) / seconds)
	}
	return row
}

// gap is how far a cost is above another, per cent.
func gap(cost, base Figure) Figure {
	if !cost.Known() || !base.Known() || base == 0 {
		return missing
	}
	return 100 * (cost - base) / base
}

func sumOf(group string, rows []Row, in func(*Row) bool) Sum {
	s := Sum{Group: group, GapWorst: missing}
	var gaps, all, spreads, medians, knowns mean
	for i := range rows {
		row := &rows[i]
		if !in(row) {
			continue
		}
		s.Instances++
		s.Runs += row.Runs
		s.Wrong += row.Wrong
		s.Seconds += row.Seconds * Figure(row.Runs)
		gaps.add(row.Gap)
		spreads.add(gap(row.Worst, row.Best))
		if row.Known.Known() {
			s.Known++
			if row.Median.Known() {
				medians.add(row.Median)
				knowns.add(row.Known)
			}
		}
		for _, c := range row.Costs {
			g := gap(c, row.Known)
			all.add(g)
			if g.Known() && !(s.GapWorst >= g) {
				s.GapWorst = g
			}
		}
		if row.Known.Known() && row.Median.Known() && !below(row.Known, row.Median) {
			s.AsGood++
		}
		if row.Known.Known() && below(row.Best, row.Known) {
			s.New++
		}
	}
	s.Gap, s.GapMean, s.Spread, s.Median, s.KnownAll = gaps.of(), all.of(), spreads.of(), medians.of(), knowns.of()
	return s
}

// mean averages the figures that are known.
type mean struct {
	sum Figure
	n   int
}

func (m *mean) add(f Figure) {
	if f.Known() {
		m.sum += f
		m.n++
	}
}

func (m *mean) of() Figure {
	if m.n == 0 {
		return missing
	}
	return m.sum / Figure(m.n)
}
