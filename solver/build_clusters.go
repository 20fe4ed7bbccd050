package solver

import (
	"cmp"
	"slices"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/solver/vrp"
)

// buildClusters makes a cluster of every home that somebody comes to, with its
// named staff so far and the price of every caregiver there.
func (m *Map) buildClusters() error {
	c := m.Demand.Case
	m.cluster = make([]int32, len(c.Homes))
	for h := range m.cluster {
		m.cluster[h] = vrp.Never
	}
	for i := range m.Demand.Needs {
		if n := &m.Demand.Needs[i]; !n.NoTravel && m.cluster[n.Home] < 0 {
			m.cluster[n.Home] = int32(len(m.Homes))
			m.Homes = append(m.Homes, n.Home)
		}
	}
	m.namePairs()
	return m.tie()
}

// namePairs starts every home with the named staff it had. A name that is
// empty or no longer works here is a vacancy, a worker without tours: filling
// it is a change of the pair like any other.
func (m *Map) namePairs() {
	named := make(map[model.HomeID]model.Named, len(m.Demand.Case.History.Named))
	before := slices.Clone(m.Demand.Case.History.Named)
	slices.SortFunc(before, func(a, b model.Named) int { return cmp.Compare(a.Home, b.Home) })
	for _, n := range before {
		named[n.Home] = n
		for _, who := range []model.CaregiverID{n.Contact, n.Second} {
			if m.ours(m.case_.caregiver[who]) {
				m.workerOf(who)
			}
		}
	}
	if m.standing != nil {
		m.named = make(map[model.HomeID]model.Named, len(m.standing.Named))
		for _, n := range m.standing.Named {
			m.named[n.Home] = n
			for _, who := range []model.CaregiverID{n.Contact, n.Second} {
				if m.ours(m.case_.caregiver[who]) {
					m.workerOf(who)
				}
			}
		}
	}
	vacancy := int32(len(m.Workers))
	m.Workers = append(m.Workers, nil, nil)
	m.Problem.Workers = len(m.Workers)
	helper := m.soleHelpers()
	for _, h := range m.Homes {
		home := &m.Demand.Case.Homes[h]
		cl := vrp.Cluster{Pair: [2]int32{vrp.Never, vrp.Never}, Before: [2]int32{vrp.Never, vrp.Never},
			Change: int64(m.Demand.Case.Standard.Prices.PairChange), Locked: len(m.classes.named[h]) > 0}
		if n, ok := named[home.ID]; ok {
			cl.Before = [2]int32{vacancy, vacancy + 1}
			for k, who := range []model.CaregiverID{n.Contact, n.Second} {
				if m.ours(m.case_.caregiver[who]) {
					cl.Before[k] = m.worker[who]
				}
			}
			cl.Pair = cl.Before
		}
		if w := helper[h]; w >= 0 { // the helper and nobody else
			if cl.Before[0] >= 0 && !slices.Contains(cl.Before[:], w) {
				cl.Before = [2]int32{vacancy, vacancy + 1} // one name changes, the other falls away
				cl.Pair = [2]int32{w, vacancy + 1}
			} else {
				cl.Pair, cl.Before = [2]int32{w, vrp.Never}, [2]int32{vrp.Never, vrp.Never}
			}
			cl.Locked = true
		}
		m.Problem.Clusters = append(m.Problem.Clusters, cl)
	}
}

// soleHelpers finds the worker who alone may serve each home, or Never.
func (m *Map) soleHelpers() []int32 {
	const unseen = -2
	helper := make([]int32, len(m.Demand.Case.Homes))
	for h := range helper {
		helper[h] = unseen
	}
	for i := range m.Demand.Needs {
		n := &m.Demand.Needs[i]
		w := int32(vrp.Never)
		if len(n.Only) == 1 && m.case_.caregiver[n.Only[0]] != nil && len(m.case_.caregiver[n.Only[0]].Only) > 0 {
			if k, ok := m.worker[n.Only[0]]; ok {
				w = k
			}
		}
		if helper[n.Home] == unseen {
			helper[n.Home] = w
		} else if helper[n.Home] != w {
			helper[n.Home] = vrp.Never
		}
	}
	for h := range helper {
		helper[h] = max(helper[h], vrp.Never)
	}
	return helper
}

// tie prices every caregiver for every home.
func (m *Map) tie() error {
	prices := &m.Demand.Case.Standard.Prices
	p := m.Problem
	ties := make([]vrp.Tie, len(m.Homes)*p.Workers)
	for cl, h := range m.Homes {
		home := &m.Demand.Case.Homes[h]
		row := ties[cl*p.Workers : (cl+1)*p.Workers]
		for w, who := range m.Workers {
			if who == nil {
				continue
			}
			t := vrp.Tie{Other: int32(prices.Substitute), First: int32(prices.Face + prices.NewFace)}
			if who.Group != home.Group && who.Group != "" && home.Group != "" {
				t.Always += int32(prices.OutsideGroup)
			}
			if slices.Contains(home.Unwanted, who.ID) {
				t.Always += int32(prices.Unwanted)
			}
			if len(home.Preferred) > 0 && !slices.Contains(home.Preferred, who.ID) {
				t.Other += int32(prices.NotPreferred)
			}
			row[w] = t
		}
	}
	m.knowFaces(ties)
	return p.SetTies(ties)
}

// knowFaces takes the price of a new face from all whom a home has met.
func (m *Map) knowFaces(ties []vrp.Tie) {
	c := m.Demand.Case
	at := make(map[model.HomeID]int32, len(m.Homes))
	for cl, h := range m.Homes {
		at[c.Homes[h].ID] = int32(cl)
	}
	price := func(home model.HomeID, who model.CaregiverID, first model.Price) {
		cl, met := at[home]
		if w, works := m.worker[who]; met && works {
			ties[int(cl)*m.Problem.Workers+int(w)].First = int32(first)
		}
	}
	know := func(home model.HomeID, who model.CaregiverID) { price(home, who, c.Standard.Prices.Face) }
	for _, v := range c.History.Visits {
		know(v.Home, v.Caregiver)
	}
	for _, n := range c.History.Named {
		know(n.Home, n.Contact)
		know(n.Home, n.Second)
	}
	if m.part != nil {
		m.part.eachFaceElsewhere(func(home model.HomeID, who model.CaregiverID) { price(home, who, 0) }) // paid for there
	}
}
