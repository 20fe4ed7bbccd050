package model

import (
	"cmp"
	"maps"
	"slices"
)

// Sample is the part of a plan's figures that came about in one home, or on one
// tour: what statistics draw from. Added up over all samples, figures, visits and
// bill are those of the whole plan.
type Sample struct {
	Home  HomeID  // of a home; "" of a tour
	Shift ShiftID // of a tour; "" of a home. A sample with neither is a group's: its reserve is billed to nobody

	District DistrictID // where it counts (see Figures); "" unknown
	Group    GroupID
	Provider ProviderID

	Figures Figures
	Visits  float64          // of a tour: each visit shared evenly by those who make it
	Granted float64          // minutes granted of what these visits do, shared likewise
	Bill    map[string]Price // øre by line, those of price 0 left out
}

// Samples measures and bills a plan home by home and tour by tour: homes with
// anything to count by id, then all tours by shift, then groups.
func Samples(c *Case, r *Roads, p *Plan) []Sample {
	m := newMeasurer(c, p)
	s := &splitter{ledger: m.ledger, homes: map[HomeID]*part{}, tours: map[*Tour]*part{}, groups: map[GroupID]*part{}}
	m.split = s
	m.tours(r)
	m.homesVisited()
	m.dates()
	m.owed()
	m.frames()
	m.disturbed()

	b := newBiller(m.ledger)
	b.split = s
	b.all(r)
	s.visits()
	return s.samples()
}

// splitter gathers what is measured and billed by where it came about.
type splitter struct {
	*ledger
	homes  map[HomeID]*part
	tours  map[*Tour]*part
	groups map[GroupID]*part
}

// part is a sample being added up.
type part struct {
	*tally
	visits, granted float64
	bill            map[string]Price
}

func newPart() *part { return &part{tally: newTally(), bill: map[string]Price{}} }

func partOf[K comparable](of map[K]*part, key K) *part {
	have := of[key]
	if have == nil {
		have = newPart()
		of[key] = have
	}
	return have
}

func (s *splitter) home(id HomeID) *part   { return partOf(s.homes, id) }
func (s *splitter) tour(t *Tour) *part     { return partOf(s.tours, t) }
func (s *splitter) group(id GroupID) *part { return partOf(s.groups, id) }

// charge adds to a line of the part's bill.
func (p *part) charge(line string, price Price) {
	if price != 0 {
		p.bill[line] += price
	}
}

// visits shares the visits and the minutes granted of what they do between
// homes, and between the tours of those who make them.
func (s *splitter) visits() {
	for i := range s.p.Visits {
		v := &s.p.Visits[i]
		h := s.home(v.Home)
		h.visits++
		h.granted += float64(s.grantedMinutes(v))
	}
	for i := range s.p.Tours {
		t := &s.p.Tours[i]
		f := s.tour(t)
		for j := range t.Items {
			it := &t.Items[j]
			v := s.ledger.visits[it.Visit]
			if v == nil || it.Kind != VisitItem && it.Kind != CallItem {
				continue
			}
			share := 1 / float64(max(1, len(v.Staff)))
			f.visits += share
			f.granted += share * float64(s.grantedMinutes(v))
		}
	}
}

// grantedMinutes is the citizen's granted time of what a visit does: the grant's
// own minutes, those of its pattern's line, or the service's active ones. Help
// of two at once counts once, a split occurrence with its first piece.
func (x *ledger) grantedMinutes(v *Visit) Minutes {
	var sum Minutes
	for i := range v.Does {
		d := &v.Does[i]
		g, s := x.grants[d.Grant], x.services[d.Service]
		switch {
		case d.Piece > 1 || g == nil:
		case g.Service == "":
			sum += x.patternMinutes(g, d)
		case g.Minutes > 0:
			sum += g.Minutes
		case s != nil:
			sum += s.Active()
		}
	}
	return sum
}

func (s *splitter) samples() []Sample {
	var list []Sample
	for _, id := range slices.Sorted(maps.Keys(s.homes)) {
		u := s.homes[id].sample()
		u.Home = id
		u.Provider = s.p.Made.Provider
		if h := s.ledger.homes[id]; h != nil {
			u.District, u.Group = h.District, h.Group
		}
		list = append(list, u)
	}
	tours := slices.SortedFunc(maps.Keys(s.tours), func(a, b *Tour) int {
		return cmp.Or(cmp.Compare(a.Shift, b.Shift), cmp.Compare(a.Caregiver, b.Caregiver))
	})
	for _, t := range tours {
		u := s.tours[t].sample()
		u.Shift = t.Shift
		if g := s.caregivers[t.Caregiver]; g != nil {
			u.District, u.Group, u.Provider = g.District, g.Group, g.Provider
		}
		list = append(list, u)
	}
	for _, id := range slices.Sorted(maps.Keys(s.groups)) {
		u := s.groups[id].sample()
		u.Group, u.District, u.Provider = id, s.districtOf(id), s.p.Made.Provider
		list = append(list, u)
	}
	return list
}

func (p *part) sample() Sample {
	return Sample{Figures: p.figures(), Visits: p.visits, Granted: p.granted, Bill: p.bill}
}

func (s *splitter) districtOf(id GroupID) DistrictID {
	for i := range s.c.Districts {
		d := &s.c.Districts[i]
		if slices.ContainsFunc(d.Groups, func(g Group) bool { return g.ID == id }) {
			return d.ID
		}
	}
	return ""
}
