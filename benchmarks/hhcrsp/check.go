package hhcrsp

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
)

// near is by how much times may differ that should be equal: files are rounded.
const near = 1e-2

// Check judges a solution by the starts that it states.
func (i *instance) Check(text []byte) (cost float64, faults []string) {
	var f form
	if err := json.Unmarshal(text, &f); err != nil {
		return math.NaN(), []string{err.Error()}
	}
	c := checker{i: i, done: map[[2]string][]done{}}
	for k := range f.Routes {
		c.route(&f.Routes[k])
	}
	for k := range i.Patients {
		c.patient(&i.Patients[k])
	}
	return math.Round((c.travel+c.tardy+c.largest)/3*decimals) / decimals, c.faults
}

// decimals are those that costs are rounded to, as the best known ones are: four.
const decimals = 1e4

// done is who did a service, and when.
type done struct {
	by    string
	start float64
}

type checker struct {
	i                      *instance
	done                   map[[2]string][]done // by patient and service
	on                     []string             // caregivers with a route
	travel, tardy, largest float64
	faults                 []string
}

func (c *checker) fault(format string, a ...any) {
	c.faults = append(c.faults, fmt.Sprintf(format, a...))
}

// route walks one caregiver's services.
func (c *checker) route(r *route) {
	if len(r.Visits) == 0 {
		return
	}
	who := slices.IndexFunc(c.i.Caregivers, func(g caregiver) bool { return g.ID == r.Caregiver })
	if who < 0 {
		c.fault("there is no caregiver %q", r.Caregiver)
		return
	}
	if slices.Contains(c.on, r.Caregiver) {
		c.fault("%s has two routes", r.Caregiver)
	}
	c.on = append(c.on, r.Caregiver)
	at, free := 0, 0.0
	for _, v := range r.Visits {
		k := slices.IndexFunc(c.i.Patients, func(p patient) bool { return p.ID == v.Patient })
		if k < 0 {
			c.fault("%s: there is no patient %q", r.Caregiver, v.Patient)
			continue
		}
		way := c.i.Distances[at][k+1]
		if v.Arrival < free+way-near {
			c.fault("%s: at %s at %v, and can't be before %v", r.Caregiver, v.Patient, v.Arrival, free+way)
		}
		c.service(who, &c.i.Patients[k], &v)
		c.travel += way
		at, free = k+1, v.Departure
	}
	c.travel += c.i.Distances[at][0]
}

// service judges one service by itself.
func (c *checker) service(who int, p *patient, v *visit) {
	g := &c.i.Caregivers[who]
	n := slices.IndexFunc(p.Needs, func(d need) bool { return d.Service == v.Service })
	switch {
	case n < 0:
		c.fault("%s: %s needs no %q", g.ID, p.ID, v.Service)
		return
	case !slices.Contains(g.Skill, v.Service):
		c.fault("%s can't do %s, for %s", g.ID, v.Service, p.ID)
	}
	if took := v.Departure - v.Arrival; math.Abs(took-p.Needs[n].Duration) > near {
		c.fault("%s: %s for %s takes %v, not %v", g.ID, v.Service, p.ID, took, p.Needs[n].Duration)
	}
	if v.Arrival < p.Window[0]-near {
		c.fault("%s: at %s at %v, before %v", g.ID, p.ID, v.Arrival, p.Window[0])
	}
	over := max(0, v.Arrival-p.Window[1])
	c.tardy += over
	c.largest = max(c.largest, over)
	key := [2]string{p.ID, v.Service}
	c.done[key] = append(c.done[key], done{g.ID, v.Arrival})
}

// patient judges whether a patient has all services, and two in order.
func (c *checker) patient(p *patient) {
	var had []done
	for _, n := range p.Needs {
		d := c.done[[2]string{p.ID, n.Service}]
		if len(d) != 1 {
			c.fault("%s has %s %d times", p.ID, n.Service, len(d))
		}
		had = append(had, d...)
	}
	if p.Sync == nil || len(had) != 2 {
		return
	}
	if had[0].by == had[1].by {
		c.fault("%s has both services by %s", p.ID, had[0].by)
	}
	least, most := 0.0, 0.0
	if p.Sync.Type == after {
		least, most = p.Sync.Gap[0], p.Sync.Gap[1]
	}
	if gap := had[1].start - had[0].start; gap < least-near || gap > most+near {
		c.fault("%s: the second service starts %v after the first, not %v to %v", p.ID, gap, least, most)
	}
}
