package compare

import (
	"math"
	"math/bits"
	"math/rand/v2"
	"slices"

	"gonum.org/v1/gonum/stat"

	"github.com/hjemvej/hjemvej/model"
)

// draws are a side's sums by column: of its samples, and of so many samples
// drawn again with replacement, homes from the homes and tours from the tours.
type draws struct {
	columns []*column
	samples []model.Sample
	drawn   map[string]int // how many there are to draw
	whole   []float64
	again   [][]float64 // by column and resample
}

// The seed of every drawing: a comparison depends on nothing but its plans.
// Homes and tours are drawn from streams of their own, alike on every side, so
// that neither names nor the order of the sides change an interval.
const drawSeed = 20261123

func draw(samples []model.Sample, columns []*column, resamples int) *draws {
	d := &draws{columns: columns, samples: samples, drawn: map[string]int{}, whole: make([]float64, len(columns))}
	for range columns {
		d.again = append(d.again, make([]float64, resamples))
	}
	for stream, kind := range []string{homes, tours, ""} {
		var some []int
		for i := range samples {
			if kindOf(&samples[i]) == kind {
				some = append(some, i)
			}
		}
		d.drawn[kind] = len(some)
		d.drawKind(kind, some, rand.NewPCG(drawSeed, uint64(stream)))
	}
	return d
}

// drawKind adds the sums of one kind of samples, and of drawings from them.
// What belongs to neither homes nor tours is added as it is.
func (d *draws) drawKind(kind string, some []int, random *rand.PCG) {
	table, used := d.table(some)
	wide := len(used)
	if wide == 0 {
		return
	}
	sums := make([]float64, wide)
	add := func(row int) {
		for k, x := range table[row*wide:][:wide] {
			sums[k] += x
		}
	}
	for i := range some {
		add(i)
	}
	for k, c := range used {
		d.whole[c] += sums[k]
	}
	for b := range d.again[0] {
		if kind != "" {
			clear(sums)
			for range some {
				at, _ := bits.Mul64(random.Uint64(), uint64(len(some)))
				add(int(at))
			}
		}
		for k, c := range used {
			d.again[c][b] += sums[k]
		}
	}
}

// table has a row for each sample and a column for each of those that are not
// nothing everywhere.
func (d *draws) table(some []int) (table []float64, used []int) {
	var values [][]float64
	for c := range d.columns {
		column, holds := make([]float64, len(some)), false
		for i, at := range some {
			column[i] = d.columns[c].of(&d.samples[at])
			holds = holds || column[i] != 0
		}
		if holds {
			used, values = append(used, c), append(values, column)
		}
	}
	table = make([]float64, 0, len(some)*len(used))
	for i := range some {
		for _, column := range values {
			table = append(table, column[i])
		}
	}
	return table, used
}

// value is a measure of the side, with the middle of its drawings as interval.
func (d *draws) value(m *measure, drawings []float64) model.ComparedValue {
	x := m.value(func(c *column) float64 { return d.whole[c.at] })
	if math.IsNaN(x) {
		return model.ComparedValue{}
	}
	v := model.ComparedValue{Has: true, Value: x}
	if m.drawn == "" {
		return v
	}
	if v.Drawn, v.Why = d.enough(m); v.Why != "" {
		return v
	}
	v.Low, v.High = interval(drawings)
	v.Interval = true
	return v
}

// enough counts the samples behind a figure, and says why they are too few to
// draw from.
func (d *draws) enough(m *measure) (n int, why string) {
	events, others := 0, 0
	for i := range d.samples {
		s := &d.samples[i]
		kind := kindOf(s)
		if kind == "" || m.drawn != both && kind != m.drawn {
			continue
		}
		counts, event, other := false, false, false
		for _, t := range m.terms {
			of, over := t.of.of(s), 1.0
			if t.over != nil {
				over = t.over.of(s)
			}
			counts = counts || of != 0 || over != 0
			event = event || of != 0
			other = other || of != over
		}
		n, events, others = n+one(counts), events+one(event), others+one(counts && other)
	}
	fewest := n
	if m.drawn == both {
		fewest = min(d.drawn[homes], d.drawn[tours])
	}
	switch {
	case fewest < method.LeastDrawn:
		return n, "few"
	case events < method.LeastEvents || m.share && others < method.LeastEvents:
		return n, "rare"
	}
	return n, ""
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

// value adds up a measure's terms; NaN where there is nothing to divide by.
func (m *measure) value(sum func(*column) float64) float64 {
	x := 0.0
	for _, t := range m.terms {
		of := m.scale * sum(t.of)
		if t.over == nil {
			x += of
			continue
		}
		switch over := sum(t.over); {
		case over > 0:
			x += of / over
		case of != 0 || len(m.terms) == 1:
			return math.NaN()
		}
	}
	return x
}

// drawings are a measure's values by drawing; NaN where there was nothing to
// divide by.
func (d *draws) drawings(m *measure) []float64 {
	values := make([]float64, len(d.again[0]))
	for b := range values {
		values[b] = m.value(func(c *column) float64 { return d.again[c.at][b] })
	}
	return values
}

// interval is the percentile interval of drawings.
func interval(drawings []float64) (low, high float64) {
	values := make([]float64, 0, len(drawings))
	for _, x := range drawings {
		if !math.IsNaN(x) {
			values = append(values, x)
		}
	}
	return percentiles(values, method.Confidence)
}

// percentiles are the values between which the middle share of them lies; it
// sorts them.
func percentiles(values []float64, share float64) (low, high float64) {
	slices.Sort(values)
	tail := (1 - share) / 2
	return stat.Quantile(tail, stat.LinInterp, values, nil), stat.Quantile(1-tail, stat.LinInterp, values, nil)
}
