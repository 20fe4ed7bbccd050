package generate

import "github.com/hjemvej/hjemvej/model"

// ask is a grant to be: what one home is granted, and the days on which the
// layout delivers it. Itemised grants are one ask each; the asks of a frame
// become the lines of its pattern.
type ask struct {
	home    *home
	service model.ServiceID
	part    model.PartID // of its series; "" for a float
	minutes int
	staff   int
	second  int // minutes of the second person's part, from the start; 0: the whole
	tol     model.Minutes
	cadence model.Cadence
	days    model.Weekdays // named in the grant or agreed
	on      []bool         // by day of the horizon
	dated   []int          // Dated: days of the horizon
	rides   bool           // a weekly ask that rides on a daily visit
	named   bool           // its days stand in the grant
	helper  model.CaregiverID
	firm    bool // by the private firm of practical help
	grant   model.GrantID
}

// stop is the visits of a home in one part of day: one series, one agreed time.
type stop struct {
	home   *home
	part   model.PartID
	phase  int
	lo, hi int // limits of the start, minutes after the date's midnight
	call   bool
	joint  bool // by two
	moved  bool // to the other part of its service
	asks   []*ask

	agreed int
	start  []int // by day of the horizon
}

// length is the visit's minutes on a day; 0: no visit.
func (s *stop) length(day int) int {
	n := 0
	for _, a := range s.asks {
		if a.on[day] {
			n += a.minutes
		}
	}
	return n
}

// own is the second person's minutes on a day.
func (s *stop) own(day int) int {
	n := s.length(day)
	for _, a := range s.asks {
		if a.on[day] && a.second > 0 {
			return min(n, a.second)
		}
	}
	return n
}

// within is how far a start may lie from the agreed time.
func (s *stop) within() int {
	n := 20
	for _, a := range s.asks {
		if a.tol > 0 {
			n = min(n, int(a.tol))
		}
	}
	return n
}

// float is a service whose day is the planner's to choose: it stands alone in
// the layout, in one visit or, for laundry, in two.
type float struct {
	ask    *ask
	lo, hi int
	gap    int // minutes from the end of the first piece to the start of the second; 0: one piece
	pieces []int
	every2 bool // once a fortnight, in weeks of parity
	parity int
}

// home is one citizen with care.
type home struct {
	index    int
	id       model.HomeID
	at       address
	place    model.PlaceID
	road     int
	provider int
	district int
	group    int
	weight   weight
	frame    bool
	cash     bool
	helper   model.CaregiverID // §94
	absent   []bool
	asks     []*ask
	flex     *ask // its one daily visit, whose part of day is still open
	stops    []*stop
	floats   []*float
}

// weight is how much help a citizen has, by granted weekly hours.
type weight int

const (
	light   weight = iota // below 2 hours
	medium                // 2–8
	heavy                 // 8–20
	heavier               // 20 and more
)

// stopIn finds the home's visits in a part, nil if it has none there.
func (h *home) stopIn(part model.PartID) *stop {
	for _, s := range h.stops {
		if s.part == part {
			return s
		}
	}
	return nil
}

// daily adds an ask for every day in a part to the home's visit there.
func (b *builder) daily(h *home, part model.PartID, service model.ServiceID, minutes int) *ask {
	a := &ask{home: h, service: service, part: part, minutes: minutes, staff: 1, cadence: model.Cadence{Unit: model.PerDay, Count: 1}}
	a.on = make([]bool, b.opt.Days)
	for d := range a.on {
		a.on[d] = !h.absent[d]
	}
	h.asks = append(h.asks, a)
	s := h.stopIn(part)
	if s == nil {
		s = &stop{home: h, part: part, start: make([]int, b.opt.Days)}
		h.stops = append(h.stops, s)
	}
	s.asks = append(s.asks, a)
	b.limits(s)
	return a
}

// limits sets when a visit may start: inside its part, meals near mealtimes,
// calls and nights where the tours have room for them.
func (b *builder) limits(s *stop) {
	lo, hi := int(b.std.Part(s.part).From), int(b.std.Part(s.part).To)-1
	phase := 0
	switch s.part {
	case "midday":
		phase = 1
		for _, a := range s.asks {
			if a.service == "meal" || a.service == "eat-drink" {
				lo, phase = 10*60+30, 2
				break
			}
		}
	case "afternoon":
		phase = 3
	case "evening":
		for _, a := range s.asks {
			if a.service == "meal" || a.service == "eat-drink" {
				lo, phase = 16*60+30, 1
				break
			}
		}
	case "late":
		phase = 2
	case "night":
		lo, hi = 20, 6*60+15
	}
	s.lo, s.hi, s.phase = lo, hi, phase
	for _, a := range s.asks {
		s.call = s.call || b.std.Service(a.service).NoTravel
		s.joint = s.joint || a.staff > 1
	}
}

// band says in which tours a part of the day is served.
func bandOf(part model.PartID) band {
	switch part {
	case "evening", "late":
		return evening
	case "night":
		return night
	}
	return day
}

type band int

const (
	day band = iota
	evening
	night
)
