package generate

import (
	"fmt"
	"slices"

	"github.com/hjemvej/hjemvej/model"
)

// team is the caregivers who share some lanes, and by a fixed rota the weekday
// outings of their unit.
type team struct {
	unit    *unit
	group   int
	lanes   []*lane
	members []int // caregivers
	kind    rota
	slot    int // number of the weekday outing that the team gives; -1 none
}

// rota is a pattern of work.
type rota int

const (
	four  rota = iota // two lanes and four outings a week by four, every second weekend
	two               // one lane by two, every second weekend
	plain             // an outing, Monday to Friday
)

// Members of a team of four who are off, by week and weekday. In even weeks
// the first two work the weekend, in odd weeks the others.
var offFour = [2][5]int{{2, 3, 0, 1, 2}, {0, 1, 2, 3, 0}}

// resting says whether a team of four gives no outing on a weekday: one a week,
// not the same for all teams, so that nobody works more than nine shifts of
// eight hours a fortnight. On these days one of the first two pairs is off.
func (t *team) resting(wd int) bool {
	return t.kind == four && wd == []int{0, 2, 4}[max(0, t.slot)%3]
}

// duty says who drives what on a date: lane number by member, -1 the outing,
// -2 off.
func (t *team) duty(d model.Date) []int {
	week, wd := d.Week(), (int(d.Weekday())+6)%7 // Monday 0
	who := make([]int, len(t.members))
	for i := range who {
		who[i] = -2
	}
	switch t.kind {
	case four:
		if wd >= 5 {
			who[2*(week%2)], who[2*(week%2)+1] = 0, 1
			return who
		}
		off := offFour[week%2][wd]
		if t.resting(wd) { // the two who have fewer days off have this one too: nobody is left for the outing
			extra := 1 + 2*(week%2)
			who[2-off], who[4-extra] = 0, 1
			return who
		}
		for i := range who {
			if i != off {
				who[i] = -1
			}
		}
		// lane 0 belongs to members 0 and 2, lane 1 to 1 and 3
		for l := range 2 {
			driver, other := l, l+2
			if off == driver || off != other && (int(d)+l)%2 == 1 {
				driver = other
			}
			who[driver] = l
		}
	case two:
		late := wd == 2 || wd == 3
		if (week%2 == 1) != late {
			who[1] = 0
		} else {
			who[0] = 0
		}
	case plain:
		if wd < 5 {
			who[0] = -1
		}
	}
	return who
}

// makeTeams gives every lane a team, before the outings are laid out: teams of
// four for two day lanes, pairs for one and in evenings and nights.
func (b *builder) makeTeams(u *unit) {
	for _, t := range u.tandems {
		switch {
		case u.band != day:
			for _, l := range t.lanes {
				b.addTeam(&team{unit: u, group: l.group, lanes: []*lane{l}, kind: two, slot: -1}, 2)
			}
		case len(t.lanes) == 2:
			b.addTeam(&team{unit: u, group: t.lanes[0].group, lanes: t.lanes, kind: four, slot: u.slots}, 4)
			u.slots++
		default:
			b.addTeam(&team{unit: u, group: t.lanes[0].group, lanes: t.lanes, kind: two, slot: -1}, 2)
		}
	}
}

// addPlain gives the further outings of a unit their Monday–Friday staff.
func (b *builder) addPlain(u *unit) {
	for i := range u.plain {
		b.addTeam(&team{unit: u, group: u.group, kind: plain, slot: u.slots + i}, 1)
	}
}

var firstNames = []string{"Anne", "Bente", "Camilla", "Dorte", "Emma", "Freja", "Gitte", "Hanne", "Ida", "Jonas", "Karen", "Lars", "Mette",
	"Niels", "Olga", "Pia", "Rikke", "Sofie", "Tina", "Ulla", "Vibeke", "Yrsa", "Zahra", "Amir", "Birgit", "Christian", "Eva", "Hassan", "Inge", "Maja"}

func (b *builder) addTeam(t *team, n int) {
	for range n {
		t.members = append(t.members, b.newCaregiver(t.group, ""))
	}
	b.teams = append(b.teams, t)
}

// newCaregiver hires one for a group.
func (b *builder) newCaregiver(group int, only model.HomeID) int {
	i := len(b.caregivers)
	g := b.groups[group]
	c := model.Caregiver{
		ID:       model.CaregiverID(fmt.Sprintf("C%05d", i+1)),
		Name:     fmt.Sprintf("%s %c.", firstNames[b.rng.IntN(len(firstNames))], 'A'+rune(b.rng.IntN(26))),
		Provider: b.providers[g.provider].ID,
		District: b.districts[g.district].ID,
		Group:    g.id,
	}
	if only != "" {
		c.Only = []model.HomeID{only}
	}
	b.caregivers = append(b.caregivers, c)
	return i
}

// tour is one shift as the layout has it.
type tour struct {
	caregiver int
	unit      *unit
	day       int
	band      band
	mode      model.Mode
	office    int
	from, to  int  // minutes after the date's midnight
	helper    bool // by a self-chosen helper
	pause     int  // start of the break, -1 none
	end       int  // done, back at the office
	work      []work
	blocks    []block
	id        model.ShiftID
}

// work is one visit, or one's part of it, in a tour.
type work struct {
	stop   *stop
	float  *float
	piece  int
	second bool
	start  int
	length int
}

func (w *work) home() *home {
	if w.stop != nil {
		return w.stop.home
	}
	return w.float.ask.home
}

// block is an activity in a tour.
type block struct {
	kind     string
	from, to int // where it may lie; to-from == minutes when fixed
	minutes  int
	start    int // where it lies
	atOffice bool
}

// drive makes the tours of all teams on all days.
func (b *builder) drive() {
	for _, t := range b.teams {
		for d := range b.opt.Days {
			for i, what := range t.duty(b.date(d)) {
				switch {
				case what >= 0:
					b.driveLane(t, t.members[i], t.lanes[what], d)
				case what == -1 && b.weekday[d]:
					b.driveOuting(t, t.members[i], d)
				}
			}
		}
	}
}

// driveHelpers makes the tours of self-chosen helpers: no office, one home.
func (b *builder) driveHelpers() {
	for i := range b.homes {
		h := &b.homes[i]
		if h.helper == "" {
			continue
		}
		s := h.stopIn("morning")
		who := slices.IndexFunc(b.caregivers, func(c model.Caregiver) bool { return c.ID == h.helper })
		for d := range b.opt.Days {
			if n := s.length(d); n > 0 {
				b.tours = append(b.tours, tour{caregiver: who, unit: b.units[0], day: d, mode: model.Foot, office: h.road, helper: true,
					from: 8 * 60, to: 10 * 60, pause: -1, end: s.agreed + n, work: []work{{stop: s, start: s.agreed, length: n}}})
			}
		}
	}
}

func (b *builder) driveLane(t *team, who int, l *lane, d int) {
	r := tour{caregiver: who, unit: t.unit, day: d, band: t.unit.band, mode: l.mode, office: l.office, from: l.from, to: l.until(b.weekday[d]), pause: l.pause[d], end: l.end[d]}
	if r.to-r.from <= int(b.std.Rules.BreakFrom) {
		r.pause = -1
	}
	for _, s := range l.order {
		n := s.length(d)
		if n == 0 {
			continue
		}
		w := work{stop: s, start: s.start[d], length: n}
		if s.joint && t.laneIndex(l) == 1 {
			w.second, w.length = true, s.own(d)
		}
		r.work = append(r.work, w)
	}
	b.tours = append(b.tours, r)
}

// laneIndex is which lane of its tandem l is: the second does the second person's parts.
func (t *team) laneIndex(l *lane) int {
	for _, td := range t.unit.tandems {
		for i, x := range td.lanes {
			if x == l {
				return i
			}
		}
	}
	return 0
}

func (b *builder) driveOuting(t *team, who, d int) {
	g := b.groups[t.group]
	from, to := b.outingSpan(t.unit, t.slot)
	r := tour{caregiver: who, unit: t.unit, day: d, band: day, mode: model.Car, office: g.road, from: from, to: to, pause: -1}
	if t.slot < len(t.unit.outings[d]) {
		o := t.unit.outings[d][t.slot]
		r.mode, r.from, r.to, r.pause, r.end = o.mode, o.from, o.to, o.pause, o.end
		for _, e := range o.legs {
			r.work = append(r.work, work{float: e.float, piece: e.piece, start: e.start, length: e.float.pieces[e.piece]})
		}
	}
	if len(r.work) > 0 || t.slot < len(t.unit.outings[d]) {
		b.tours = append(b.tours, r)
	}
}
