package oneday

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/hjemvej/hjemvej/solver/vrp"
)

// Of states a problem of one day as plain data, with names of its stops and
// tours. It fails where prices of stops depend on each other, where starts have
// a price of lateness or tours a capacity, and where there are several days.
func Of(p *vrp.Problem, stops, tours []string) (*Day, error) {
	if p.Days() > 1 || len(p.Rides) > 0 || p.Flows() {
		return nil, errors.New("oneday: several days, rides or lateness")
	}
	d := &Day{Per: 1, Links: []Link{}}
	place := d.places(p)
	for i := range p.Tours {
		t := &p.Tours[i]
		d.Tours = append(d.Tours, Tour{tours[i], t.Worker, t.Mode, place[t.Start], place[t.End], t.Open, t.Close, t.Late, t.LatePrice, t.Price})
	}
	for i := range p.Stops {
		if err := d.stop(p, int32(i), stops[i], place); err != nil {
			return nil, err
		}
	}
	for _, l := range p.Links {
		if l.Kind != vrp.Gap && l.Kind != vrp.Others {
			return nil, errors.New("oneday: a link between days")
		}
		d.Links = append(d.Links, Link{l.A, l.B, l.Kind == vrp.Others, l.Min, l.Max})
	}
	return d, nil
}

// places numbers the places that are used, and states the ways between them.
func (d *Day) places(p *vrp.Problem) map[int32]int32 {
	number := map[int32]int32{0: 0}
	all := []int32{0}
	use := func(place int32) {
		if _, ok := number[place]; !ok {
			number[place] = int32(len(all))
			all = append(all, place)
		}
	}
	for i := range p.Tours {
		use(p.Tours[i].Start)
		use(p.Tours[i].End)
	}
	for i := range p.Stops {
		use(p.Stops[i].Place)
	}
	for m := range p.Modes {
		var mode Mode
		for _, a := range all {
			ticks, prices := make([]int32, len(all)), make([]int32, len(all))
			for k, b := range all {
				l := p.Modes[m].Leg(a, b)
				ticks[k], prices[k] = l.Ticks, l.Price
			}
			mode.Ticks, mode.Prices = append(mode.Ticks, ticks), append(mode.Prices, prices)
		}
		d.Modes = append(d.Modes, mode)
	}
	return number
}

func (d *Day) stop(p *vrp.Problem, i int32, name string, place map[int32]int32) error {
	st := &p.Stops[i]
	lead := st
	if st.Group >= 0 {
		lead = &p.Stops[p.Groups[st.Group].First]
	}
	if lead.Last-lead.First > 1 || st.Load != 0 || st.Series >= 0 && p.Series[st.Series].Min != p.Series[st.Series].Max {
		return fmt.Errorf("oneday: stop %s has several choices, a load or a movable window", name)
	}
	s := Stop{ID: name, Place: place[st.Place], Dur: st.Dur, Group: st.Group, Offset: st.Offset, Unserved: st.Unserved, Windows: []Window{}, By: []By{}}
	for c := lead.First; c < lead.Last; c++ {
		for _, w := range p.Windows[p.Choices[c].First:p.Choices[c].Last] {
			v := Window{w.Lo + st.Offset, w.Hi + st.Offset, w.Price}
			if lead != st {
				v.Price = 0
			}
			s.Windows = append(s.Windows, v)
		}
	}
	for t := range p.Tours {
		if !p.Allows(st.Class, int32(t)) {
			continue
		}
		price := st.Alone
		if st.Cluster >= 0 {
			cl, w := &p.Clusters[st.Cluster], p.Tours[t].Worker
			tie := p.Tie(st.Cluster, w)
			if tie.First != 0 || !cl.Locked {
				return fmt.Errorf("oneday: what stop %s costs depends on others", name)
			}
			price += int64(tie.Always)
			if cl.Pair[0] != w && cl.Pair[1] != w {
				price += int64(tie.Other)
			}
		}
		s.By = append(s.By, By{int32(t), price})
	}
	d.Stops = append(d.Stops, s)
	return nil
}

// Write puts a solution of the problem into a table.
func (d *Day) Write(s *vrp.Solution) []byte {
	var out bytes.Buffer
	out.WriteString("stop,tour,start\n")
	for t, stops := range s.Tours {
		for _, stop := range stops {
			fmt.Fprintf(&out, "%s,%s,%d\n", d.Stops[stop].ID, d.Tours[t].ID, s.Start[stop])
		}
	}
	return out.Bytes()
}
