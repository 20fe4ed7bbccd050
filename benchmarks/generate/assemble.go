package generate

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/model/casefile"
)

// result puts the case together.
func (b *builder) result() (*model.Case, []*model.Plan, Stats, error) {
	c := &model.Case{
		Name:      fmt.Sprintf("generated-%d-%d", b.opt.Citizens, b.opt.Seed),
		Horizon:   model.Horizon{From: b.opt.From, Days: b.opt.Days},
		AsOf:      model.At(b.opt.From-3, 12*60),
		Standard:  b.std,
		Providers: b.providers,
		Districts: b.districts,
		Travel:    travel(),
		Places:    b.places,
	}
	c.AnnouncedUntil = model.At(b.opt.From, 0)
	for i := range b.groups {
		g := &b.groups[i]
		c.Offices = append(c.Offices, model.Office{ID: g.office, Name: "Kontor " + g.name, Point: g.point})
	}
	slices.SortFunc(c.Offices, func(x, y model.Office) int { return strings.Compare(string(x.ID), string(y.ID)) })
	b.agreeNames()
	b.makeGrants(c)
	b.qualify()
	b.makeHomes(c)
	b.makeShifts(c)
	b.agree(c)
	b.remember(c)
	c.Caregivers, c.Absences = b.caregivers, append(c.Absences, b.absences...)
	b.colour(c)
	stats := b.measure()
	stats.Grants = len(c.Grants)
	c.Hash = casefile.Hash(c)
	stats.Hash = c.Hash
	return c, b.plans(c), stats, nil
}

// agreeNames decides which weekly services have their days named in the grant.
func (b *builder) agreeNames() {
	for i := range b.homes {
		for _, a := range b.homes[i].asks {
			a.named = a.cadence.Unit == model.PerWeek && b.chance(0.2)
		}
	}
}

// qualify gives caregivers what their visits in the layout need, and some more.
func (b *builder) qualify() {
	for i := range b.tours {
		t := &b.tours[i]
		for _, w := range t.work {
			if w.stop == nil {
				continue
			}
			for _, a := range w.stop.asks {
				if q := b.std.Service(a.service).Qualification; q != "" {
					b.qualified(t.caregiver, q)
				}
			}
		}
	}
	for i := range b.caregivers {
		if b.chance(0.5) && len(b.caregivers[i].Only) == 0 {
			b.qualified(i, "medicine")
		}
	}
}

func (b *builder) qualified(caregiver int, q model.Qualification) {
	c := &b.caregivers[caregiver]
	if !slices.Contains(c.Qualifications, q) {
		c.Qualifications = append(c.Qualifications, q)
		slices.Sort(c.Qualifications)
	}
}

func (b *builder) makeHomes(c *model.Case) {
	for i := range b.homes {
		h := &b.homes[i]
		g := &b.groups[h.group]
		c.Homes = append(c.Homes, model.Home{
			ID: h.id, District: b.districts[g.district].ID, Group: g.id, Place: h.place, Protected: b.chance(0.02),
		})
		for d := 0; d < b.opt.Days; d++ {
			if !h.absent[d] {
				continue
			}
			to := d
			for to < b.opt.Days && h.absent[to] {
				to++
			}
			kind := "hospital"
			if b.chance(0.4) {
				kind = "travel"
			}
			c.Absences = append(c.Absences, model.Absence{Home: h.id, From: model.At(b.date(d), 0), To: model.At(b.date(to), 0), Kind: kind})
			d = to
		}
	}
}

// at is the instant of minutes after a day's midnight, before or after it too.
func (b *builder) at(day, minutes int) model.Time {
	d := b.date(day)
	for minutes < 0 {
		d, minutes = d-1, minutes+1440
	}
	for minutes > 1440 {
		d, minutes = d+1, minutes-1440
	}
	return model.At(d, model.Clock(minutes))
}

// makeShifts writes the tours as shifts with their meetings and documentation.
func (b *builder) makeShifts(c *model.Case) {
	offices := map[int]model.PlaceID{}
	for i := range b.groups {
		offices[b.groups[i].road] = b.groups[i].office
	}
	for i := range b.tours {
		t := &b.tours[i]
		s := model.Shift{Caregiver: b.caregivers[t.caregiver].ID, Mode: t.mode, Start: offices[t.office], End: offices[t.office]}
		from, to := t.span()
		s.From, s.To = b.at(t.day, from), b.at(t.day, to)
		s.ID = model.ShiftID(fmt.Sprintf("%s-%s", s.Caregiver, b.date(t.day)))
		t.id = s.ID
		c.Shifts = append(c.Shifts, s)
		for _, x := range t.blocks {
			a := model.Activity{Shift: s.ID, Kind: x.kind, From: b.at(t.day, x.from), To: b.at(t.day, x.to), Minutes: model.Minutes(x.minutes)}
			if x.atOffice {
				a.Place = offices[t.office]
			}
			c.Activities = append(c.Activities, a)
		}
	}
	slices.SortFunc(c.Shifts, func(x, y model.Shift) int { return strings.Compare(string(x.ID), string(y.ID)) })
	slices.SortStableFunc(c.Activities, func(x, y model.Activity) int { return strings.Compare(string(x.Shift), string(y.Shift)) })
}

// span is the shift of a tour. A night's shift begins at 23 the evening before
// and ends at 7, but the first one begins with the horizon.
func (t *tour) span() (from, to int) {
	if t.band != night {
		return t.from, t.to
	}
	if t.day == 0 {
		return 0, 6 * 60
	}
	return t.from, 7 * 60
}
