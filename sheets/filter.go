package sheets

import (
	"fmt"

	"github.com/hjemvej/hjemvej/model"
)

// known says which of the filter's names the case lacks: a slip of the keyboard
// must not look like an empty plan.
func (v *view) known() error {
	f := v.o.Filter
	if f.Caregiver != "" && v.caregivers[f.Caregiver] == nil {
		return fmt.Errorf("caregiver %q: %w", f.Caregiver, ErrUnknown)
	}
	if f.Home != "" && v.homes[f.Home] == nil {
		return fmt.Errorf("home %q: %w", f.Home, ErrUnknown)
	}
	district, group := f.District == "", f.Group == ""
	for _, d := range v.c.Districts {
		district = district || d.ID == f.District
		for _, g := range d.Groups {
			group = group || g.ID == f.Group
		}
	}
	if !district {
		return fmt.Errorf("district %q: %w", f.District, ErrUnknown)
	}
	if !group {
		return fmt.Errorf("group %q: %w", f.Group, ErrUnknown)
	}
	return nil
}

// tourDate is the day a tour belongs to: that on which its shift begins.
func (v *view) tourDate(t *model.Tour) model.Date { return v.tourFrom(t).Date() }

// tourFrom is when a tour's shift begins; without a shift, its first item.
func (v *view) tourFrom(t *model.Tour) model.Time {
	if s := v.shifts[t.Shift]; s != nil {
		return s.From
	}
	if len(t.Items) > 0 {
		return t.Items[0].From
	}
	return model.At(v.p.Made.Horizon.From, 0)
}

// tourTo is when a tour ends: with its shift, or later with its last item.
func (v *view) tourTo(t *model.Tour) model.Time {
	end := v.tourFrom(t)
	if s := v.shifts[t.Shift]; s != nil {
		end = s.To
	}
	if n := len(t.Items); n > 0 && t.Items[n-1].To > end {
		end = t.Items[n-1].To
	}
	return end
}

// tours are the plan's tours that the filter keeps; date 0 takes every day.
func (v *view) tours(date model.Date) []*model.Tour {
	var ts []*model.Tour
	for i := range v.p.Tours {
		t := &v.p.Tours[i]
		if (date == 0 || v.tourDate(t) == date) && v.hasCaregiver(t.Caregiver) && v.toursHome(t) {
			ts = append(ts, t)
		}
	}
	return ts
}

// hasCaregiver says whether the filter keeps a caregiver's work.
func (v *view) hasCaregiver(id model.CaregiverID) bool {
	f := v.o.Filter
	if f.Caregiver != "" && f.Caregiver != id {
		return false
	}
	if f.District == "" && f.Group == "" {
		return true
	}
	g := v.caregivers[id]
	return g != nil && (f.District == "" || g.District == f.District) && (f.Group == "" || g.Group == f.Group)
}

// toursHome says whether a tour visits the home filtered for, if any.
func (v *view) toursHome(t *model.Tour) bool {
	if v.o.Filter.Home == "" {
		return true
	}
	for _, it := range t.Items {
		if x := v.visits[it.Visit]; x != nil && x.Home == v.o.Filter.Home {
			return true
		}
	}
	return false
}

// hasHome says whether the filter keeps a home.
func (v *view) hasHome(id model.HomeID) bool {
	f := v.o.Filter
	if f.Home != "" && f.Home != id {
		return false
	}
	if f.District == "" && f.Group == "" {
		return true
	}
	h := v.homes[id]
	return h != nil && (f.District == "" || h.District == f.District) && (f.Group == "" || h.Group == f.Group)
}

// hasDate says whether the filter keeps a day.
func (v *view) hasDate(d model.Date) bool { return v.o.Filter.Date == 0 || v.o.Filter.Date == d }

// forCaregiver says whether the filter keeps what concerns one of these.
func (v *view) forCaregiver(ids ...model.CaregiverID) bool {
	if v.o.Filter.Caregiver == "" {
		return true
	}
	for _, id := range ids {
		if id == v.o.Filter.Caregiver {
			return true
		}
	}
	return false
}

// shownDay is the one day of a Gantt or a map: the filter's, else the first that
// has tours, else the first of the horizon.
func (v *view) shownDay() model.Date {
	if v.o.Filter.Date != 0 {
		return v.o.Filter.Date
	}
	first := model.Date(0)
	for _, t := range v.tours(0) {
		if d := v.tourDate(t); first == 0 || d < first {
			first = d
		}
	}
	if first == 0 {
		return v.p.Made.Horizon.From
	}
	return first
}

// scope says in words what the filter keeps, "" for everything.
func (v *view) scope() string {
	f := v.o.Filter
	s := ""
	add := func(word, name string) {
		if s != "" {
			s += " · "
		}
		s += v.word(word) + " " + name
	}
	if f.District != "" {
		add("district", v.district(f.District))
	}
	if f.Group != "" {
		add("group", v.group(f.Group))
	}
	if f.Home != "" {
		add("home", string(f.Home))
	}
	return s
}

func (v *view) district(id model.DistrictID) string {
	for _, d := range v.c.Districts {
		if d.ID == id && d.Name != "" {
			return d.Name
		}
	}
	return string(id)
}

func (v *view) group(id model.GroupID) string {
	for _, d := range v.c.Districts {
		for _, g := range d.Groups {
			if g.ID == id && g.Name != "" {
				return g.Name
			}
		}
	}
	return string(id)
}
