package hemtjanst

import (
	"cmp"
	"slices"
	"time"

	"github.com/hjemvej/hjemvej/benchmarks/internal/swedishday"
	"github.com/hjemvej/hjemvej/model"
)

// day is the day in the words of the model.
type day struct {
	date       model.Date
	clients    []swedishday.Client
	caregivers []caregiver
	usual      map[string][]string // by client
	pairs      []pair
	breaks     []pause
	matrices   map[model.Mode]model.Matrix
}

type caregiver struct {
	id         string
	mode       model.Mode
	attributes []int
	from, to   model.Time
	office     bool
}

// part is one person's part of a visit.
type part struct {
	client, caregiver string
	from, to          model.Time
}

type pause struct {
	caregiver string
	from, to  model.Time
}

var modes = map[string]model.Mode{"car": model.Car, "pedestrian": model.Foot, "bicycle": model.Bicycle}

// instant is a time to the minute.
func instant(t time.Time) model.Time { return model.Time(t.Unix() / 60) }

func read(dir string) (*day, error) {
	raw, err := swedishday.Read(dir)
	if err != nil {
		return nil, err
	}
	d := &day{clients: raw.Clients, usual: raw.Usual, pairs: pairUp(raw.Visits), matrices: map[model.Mode]model.Matrix{}}
	d.date = instant(raw.Visits[0].From).Date()
	for _, c := range raw.Caregivers {
		d.caregivers = append(d.caregivers, caregiver{c.ID, modes[c.Mode], c.Attributes, instant(c.From), instant(c.To), c.Office})
	}
	for _, b := range raw.Breaks {
		d.breaks = append(d.breaks, pause{b.Caregiver, instant(b.From), instant(b.To)})
	}
	for mode, t := range raw.Tables {
		d.matrices[modes[mode]] = matrix(&t)
	}
	return d, nil
}

// matrix is a table with its places sorted, as a case has them.
func matrix(t *swedishday.Table) model.Matrix {
	n := len(t.IDs)
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	id := func(i int) model.PlaceID {
		if t.IDs[i] == swedishday.Office {
			return office
		}
		return model.PlaceID(t.IDs[i])
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(id(a), id(b)) })
	m := model.Matrix{Seconds: make([]float64, 0, n*n)}
	for _, i := range order {
		m.Places = append(m.Places, id(i))
		for _, j := range order {
			m.Seconds = append(m.Seconds, t.Seconds[i*n+j])
		}
	}
	return m
}

// pair is one visit with its second person's part, or none.
type pair struct {
	first  part
	second *part
}

func (p *pair) from() model.Time {
	if p.second != nil {
		return min(p.first.from, p.second.from)
	}
	return p.first.from
}

func (p *pair) to() model.Time {
	if p.second != nil {
		return max(p.first.to, p.second.to)
	}
	return p.first.to
}

// pairUp puts the parts of each visit together.
func pairUp(visits []swedishday.Visit) []pair {
	of := func(v *swedishday.Visit) part { return part{v.Client, v.Caregiver, instant(v.From), instant(v.To)} }
	var pairs []pair
	for i := range visits {
		v := &visits[i]
		if v.Other < 0 {
			pairs = append(pairs, pair{first: of(v)})
			continue
		}
		o := &visits[v.Other]
		if v.Kind == swedishday.Second && o.Kind != swedishday.Second || v.Kind == o.Kind && v.Other < i {
			continue // comes with the other
		}
		second := of(o)
		pairs = append(pairs, pair{first: of(v), second: &second})
	}
	return pairs
}
