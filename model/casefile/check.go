package casefile

import (
	"fmt"
	"strings"

	"github.com/hjemvej/hjemvej/model"
)

// checker finds what single cells can't tell: how rows and tables fit together.
type checker struct {
	*reader
	c  *model.Case
	t  *tables
	at *yamlReader

	homes      map[model.HomeID]*model.Home // nil where the table can't tell: see known
	grants     map[model.GrantID]*model.Grant
	caregivers map[model.CaregiverID]*model.Caregiver
	shifts     map[model.ShiftID]*model.Shift
	places     map[model.PlaceID]bool
	providers  map[model.ProviderID]bool
	groups     map[model.GroupID]model.DistrictID
	districts  map[model.DistrictID]bool
}

// check reports every fault between rows and tables. Where a table is missing,
// nothing that refers to it is reported: that fault is enough.
func check(r *reader, c *model.Case, t *tables, at *yamlReader) {
	k := &checker{reader: r, c: c, t: t, at: at}
	k.homes = known(t.homes, c.Homes, func(h *model.Home) model.HomeID { return h.ID })
	k.grants = known(t.grants, c.Grants, func(g *model.Grant) model.GrantID { return g.ID })
	k.caregivers = known(t.caregivers, c.Caregivers, func(c *model.Caregiver) model.CaregiverID { return c.ID })
	k.shifts = known(t.shifts, c.Shifts, func(s *model.Shift) model.ShiftID { return s.ID })
	k.checkCaseFile()
	k.checkPlaces()
	k.checkHomes()
	k.checkGrants()
	k.checkPatterns()
	k.checkChanges()
	k.checkCaregivers()
	k.checkShifts()
	k.checkRests()
	k.checkActivities()
	k.checkEvents()
	k.checkHistory()
	k.checkTravel()
	sortLists(c)
}

func known[T, V any, K comparable](ls *lines[T], rows []V, id func(*V) K) map[K]*V {
	if _, ok := ls.heads["id"]; !ok {
		return nil
	}
	m := make(map[K]*V, len(rows))
	for i := range rows {
		m[id(&rows[i])] = &rows[i]
	}
	return m
}

// spot is a row of a table while it is checked.
type spot struct {
	k     *checker
	file  string
	row   int
	heads map[string]string
	form  form
}

func spotOf[T any](k *checker, ls *lines[T], l *line[T]) spot {
	return spot{k, ls.file, l.row, ls.heads, form{danish: ls.danish}}
}

// fault reports a column of the row, named in English, and what was expected.
func (s spot) fault(column, value, rule, da, en string) {
	if h, ok := s.heads[column]; ok {
		column = h
	}
	s.k.fault(s.file, s.row, column, value, model.Text{Da: da, En: en}, rule)
}

// warn reports what does not stop the case.
func (s spot) warn(column, value, rule, da, en string) {
	s.fault(column, value, rule, da, en)
	s.k.faults[len(s.k.faults)-1].Severity = Warning
}

func (s spot) home(column string, id model.HomeID) *model.Home {
	return refer(s, column, id, s.k.homes, "et hjem i homes.csv", "a home of homes.csv")
}

func (s spot) grant(column string, id model.GrantID) *model.Grant {
	return refer(s, column, id, s.k.grants, "en bevilling i grants.csv", "a grant of grants.csv")
}

func (s spot) caregiver(column string, id model.CaregiverID) *model.Caregiver {
	return refer(s, column, id, s.k.caregivers, "en medarbejder i caregivers.csv", "a caregiver of caregivers.csv")
}

func (s spot) shift(column string, id model.ShiftID) *model.Shift {
	return refer(s, column, id, s.k.shifts, "en vagt i shifts.csv", "a shift of shifts.csv")
}

// refer finds what an id stands for. Empty ids are others' fault.
func refer[K ~string, V any](s spot, column string, id K, in map[K]*V, da, en string) *V {
	v := in[id]
	if v == nil && id != "" && in != nil {
		s.fault(column, string(id), "", da, en)
	}
	return v
}

func (s spot) provider(column string, id model.ProviderID) {
	s.listed(column, string(id), s.k.providers[id], s.k.providers != nil, "en leverandør i case.yaml", "a provider of case.yaml")
}

func (s spot) place(column string, id model.PlaceID) {
	s.listed(column, string(id), s.k.places[id], s.k.told(""), "et sted eller et kontor", "a place or an office")
}

func (s spot) listed(column, id string, ok, told bool, da, en string) {
	if id != "" && !ok && told {
		s.fault(column, id, "", da, en)
	}
}

// team checks a district and, if there is one, its group.
func (s spot) team(district model.DistrictID, group model.GroupID) {
	s.listed("district", string(district), s.k.districts[district], s.k.districts != nil, "et distrikt i case.yaml", "a district of case.yaml")
	if group == "" || !s.k.districts[district] {
		return
	}
	if s.k.groups[group] != district {
		s.fault("group", string(group), "R-10.2", "en gruppe i distriktet "+string(district), "a group of district "+string(district))
	}
}

// service finds a service of the standard; without a standard none is missed.
func (s spot) service(column string, id model.ServiceID) *model.Service {
	if s.k.c.Standard == nil || id == "" {
		return nil
	}
	v := s.k.c.Standard.Service(id)
	if v == nil {
		s.fault(column, string(id), "", "en ydelse i kvalitetsstandarden "+s.k.c.Standard.ID, "a service of the standard "+s.k.c.Standard.ID)
	}
	return v
}

func (s spot) part(column string, id model.PartID) *model.Part {
	if s.k.c.Standard == nil || id == "" {
		return nil
	}
	v := s.k.c.Standard.Part(id)
	if v == nil {
		ids := make([]string, len(s.k.c.Standard.Parts))
		for i, p := range s.k.c.Standard.Parts {
			ids[i] = string(p.ID)
		}
		list := strings.Join(ids, ", ")
		s.fault(column, string(id), "", "en del af døgnet i kvalitetsstandarden: "+list, "a part of the day of the standard: "+list)
	}
	return v
}

// span wants an end after the beginning.
func (s spot) span(from, to model.Time, rule string) bool {
	if from == 0 || to == 0 || from < to {
		return true
	}
	s.fault("to", formatTime(to, &s.form), rule, "et tidspunkt efter "+formatTime(from, &s.form), "a time after "+formatTime(from, &s.form))
	return false
}

// hoursMinutes is a length of time for people: 8:05.
func hoursMinutes(m model.Minutes) string { return fmt.Sprintf("%d:%02d", m/60, m%60) }
