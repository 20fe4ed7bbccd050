package model

import "slices"

// Deal gives each of a batch of events to the plans that it concerns: who is
// sick to the plan of the caregiver, who is away to all plans with visits there,
// what is void to those that have it.
// The batches come in the order of the plans, each event numbered by its row in
// the whole batch; an event that concerns none is a fault. Where there is one
// plan it gets them all, and [Intake] judges them.
func Deal(c *Case, plans []*Plan, batch []Event) ([][]Event, []EventFault) {
	dealt, batch := make([][]Event, len(plans)), slices.Clone(batch)
	for i := range batch {
		batch[i].Number = i + 1
	}
	if len(plans) == 1 {
		dealt[0] = batch
		return dealt, nil
	}
	d := newDealer(c)
	var faults []EventFault
	for i := range batch {
		if batch[i].Kind == VoidEvent {
			if fault := dealVoid(&batch[i], plans, dealt); fault != nil {
				faults = append(faults, *fault)
			}
			continue
		}
		concerned := false
		for k, p := range plans {
			if d.concerns(&batch[i], p) {
				dealt[k] = append(dealt[k], batch[i])
				concerned = true
			}
		}
		if !concerned {
			faults = append(faults, EventFault{Number: i + 1, Field: "kind", Text: Text{
				Da: "ingen af planerne kender, hvem eller hvad hændelsen handler om: ret id'et", En: "none of the plans knows whom or what the event is about: correct the id"}})
		}
	}
	return dealt, faults
}

// dealer knows whose each id of a case is.
type dealer struct {
	caregivers map[CaregiverID]*Caregiver
	shifts     map[ShiftID]*Shift
	homes      map[HomeID]*Home
	grants     map[GrantID]*Grant
}

func newDealer(c *Case) *dealer {
	d := &dealer{map[CaregiverID]*Caregiver{}, map[ShiftID]*Shift{}, map[HomeID]*Home{}, map[GrantID]*Grant{}}
	for i := range c.Caregivers {
		d.caregivers[c.Caregivers[i].ID] = &c.Caregivers[i]
	}
	for i := range c.Shifts {
		d.shifts[c.Shifts[i].ID] = &c.Shifts[i]
	}
	for i := range c.Homes {
		d.homes[c.Homes[i].ID] = &c.Homes[i]
	}
	for i := range c.Grants {
		d.grants[c.Grants[i].ID] = &c.Grants[i]
	}
	return d
}

// concerns asks by what says most: a visit, then who works, then what was
// granted, then where.
func (d *dealer) concerns(e *Event, p *Plan) bool {
	switch g := d.grants[e.Grant]; {
	case e.Visit != "":
		return slices.ContainsFunc(p.Visits, func(v Visit) bool { return v.ID == e.Visit })
	case e.Kind == ShiftEvent && e.What == ShiftLent:
		return d.worksFor(d.whose(e), p) || d.caregivers[d.whose(e)] != nil && d.caregivers[d.whose(e)].Provider == p.Made.Provider && p.hasDistrict(e.District)
	case d.whose(e) != "":
		return d.worksFor(d.whose(e), p)
	case g != nil:
		return d.plans(g.Home, p) && g.servedBy(p.Made.Provider, p.Made.Horizon.From, p.Made.Horizon.End()-1)
	case e.Home != "" && e.Provider != "":
		return d.plans(e.Home, p) && e.Provider == p.Made.Provider
	case e.Home != "":
		return d.plans(e.Home, p) && slices.ContainsFunc(p.Visits, func(v Visit) bool { return v.Home == e.Home })
	}
	return false
}

// whose is the caregiver whom an event is about, by itself or by the shift.
func (d *dealer) whose(e *Event) CaregiverID {
	if s := d.shifts[e.Shift]; e.Caregiver == "" && s != nil {
		return s.Caregiver
	}
	return e.Caregiver
}

func (d *dealer) worksFor(who CaregiverID, p *Plan) bool {
	c := d.caregivers[who]
	return c != nil && c.Provider == p.Made.Provider && p.hasDistrict(c.District)
}

func (d *dealer) plans(home HomeID, p *Plan) bool {
	h := d.homes[home]
	return h != nil && p.hasDistrict(h.District)
}

func (p *Plan) hasDistrict(d DistrictID) bool {
	return len(p.Made.Districts) == 0 || slices.Contains(p.Made.Districts, d)
}
