package compare

import (
	"slices"
	"strings"

	"github.com/hjemvej/hjemvej/model"
)

// size are the divisors themselves.
func (b *builder) size() {
	plain := func(key, unit string, of *column) {
		b.list = append(b.list, measure{key: key, section: "size", unit: unit, terms: []term{{of: of}}, scale: 1})
	}
	plain("visits", "visit", b.visits[homes])
	plain("granted_hours", "h", b.granted[homes])
	plain("tour_visits", "visit", b.visits[tours])
	plain("tour_granted_hours", "h", b.granted[tours])
	plain("tours", "tour", b.column(figure(func(f *model.Figures) int { return f.Tours })))
}

func (b *builder) time() {
	const at = "time"
	b.sum(at, "travel", "min", tours, model.Less, travel)
	b.eachMode("travel", "min", func(f *model.Figures, m model.Mode) float64 { return float64(f.TravelMinutes[m]) })
	b.sum(at, "kilometres", "km", tours, model.Less, kilometres)
	b.eachMode("kilometres", "km", func(f *model.Figures, m model.Mode) float64 { return f.Kilometres[m] })
	b.sum(at, "waiting", "min", tours, model.Less, figure(func(f *model.Figures) model.Minutes { return f.Waiting }))
	b.sum(at, "idle", "min", tours, model.Neither, figure(func(f *model.Figures) model.Minutes { return f.Idle }))
	b.sum(at, "overtime", "min", tours, model.Less, figure(func(f *model.Figures) model.Minutes { return f.Overtime }))
	citizens := figure(func(f *model.Figures) model.Minutes { return f.WithCitizens })
	attendance := figure(func(f *model.Figures) model.Minutes { return f.Attendance })
	b.share(at, "citizen_share", tours, model.More, b.column(citizens), b.column(attendance))
	b.sum(at, "with_citizens", "min", tours, model.Neither, citizens)
	b.sum(at, "attendance", "min", tours, model.Neither, attendance)
}

func travel(s *model.Sample) float64 {
	sum := model.Minutes(0)
	for _, m := range s.Figures.TravelMinutes {
		sum += m
	}
	return float64(sum)
}

func kilometres(s *model.Sample) float64 {
	sum := 0.0
	for _, m := range model.Modes { // in a fixed order: sums of fractions depend on it
		sum += s.Figures.Kilometres[m]
	}
	return sum
}

// eachMode adds a quantity by mode, where sides move in several ways.
func (b *builder) eachMode(key, unit string, of func(*model.Figures, model.Mode) float64) {
	var used []model.Mode
	for _, m := range model.Modes {
		if b.any(func(s *model.Sample) float64 { return of(&s.Figures, m) }) {
			used = append(used, m)
		}
	}
	if len(used) < 2 {
		return
	}
	for _, m := range used {
		b.sum("time", key+"."+string(m), unit, tours, model.Neither, func(s *model.Sample) float64 { return of(&s.Figures, m) })
	}
}

func (b *builder) continuity() {
	const at = "continuity"
	named := b.column(figure(func(f *model.Figures) int { return f.ByNamed }))
	bound := b.column(figure(func(f *model.Figures) int { return f.ByNamedBound }))
	places := b.column(figure(func(f *model.Figures) int { return f.NamedVisits }))
	counted := b.column(figure(func(f *model.Figures) int { return f.DistinctHomes }))
	above := b.column(figure(func(f *model.Figures) int { return f.DistinctAbove7 }))
	rota := b.column(figure(func(f *model.Figures) int { return f.DistinctRota7 }))
	distinct := b.column(func(s *model.Sample) float64 { return s.Figures.Distinct * float64(s.Figures.DistinctHomes) })
	b.list = append(b.list, measure{key: "staff_places", section: at, unit: "visit", terms: []term{{of: places}}, scale: 1},
		measure{key: "by_named", section: at, unit: "visit", terms: []term{{of: named}}, scale: 1})
	b.share(at, "named_share", homes, model.More, named, places)
	b.share(at, "named_bound", homes, model.Neither, bound, places)
	b.share(at, "named_reached", homes, model.More, named, bound)
	b.list = append(b.list,
		measure{key: "distinct", section: at, unit: "caregiver", better: model.Less, drawn: homes, ranked: true, terms: []term{{distinct, counted}}, scale: 1},
		measure{key: "distinct_homes", section: at, unit: "home", terms: []term{{of: counted}}, scale: 1},
		measure{key: "distinct_above_7", section: at, unit: "home", better: model.Less, drawn: homes, terms: []term{{of: above}}, scale: 1},
		measure{key: "distinct_rota_7", section: at, unit: "home", terms: []term{{of: rota}}, scale: 1})
	b.share(at, "distinct_above_7_share", homes, model.Less, above, counted)
	b.sum(at, "new_faces", "caregiver", homes, model.Less, figure(func(f *model.Figures) int { return f.NewFaces }))
}

func (b *builder) care() {
	const at = "care"
	b.sum(at, "calls", "call", homes, model.Less, figure(func(f *model.Figures) int { return f.Calls }))
	b.sum(at, "postponed", "occurrence", homes, model.Less, figure(func(f *model.Figures) int { return f.Postponed }))
	b.sum(at, "replaced", "occurrence", homes, model.Neither, figure(func(f *model.Figures) int { return f.Replaced }))
	b.sum(at, "debts", "occurrence", homes, model.Less, figure(func(f *model.Figures) int { return f.Debts }))
	for _, class := range []model.CareClass{model.NeverCancelled, model.Replaced, model.Priced} {
		b.sum(at, "unserved."+string(class), "occurrence", homes, model.Less, figure(func(f *model.Figures) int { return f.Unserved[class] }))
	}
	left := figure(func(f *model.Figures) model.Minutes { return f.FrameLeft })
	over := figure(func(f *model.Figures) model.Minutes { return f.FrameOver })
	if b.any(left) || b.any(over) {
		b.sum(at, "frame_left", "min", homes, model.Neither, left)
		b.sum(at, "frame_over", "min", homes, model.Neither, over)
	}
}

// bill adds the whole bill and each line that any side pays for, in kroner.
func (b *builder) bill() {
	b.sum("bill", "bill", "kr", both, model.Less, func(s *model.Sample) float64 {
		sum := model.Price(0)
		for _, p := range s.Bill {
			sum += p
		}
		return float64(sum) / 100
	})
	for _, line := range b.lines() {
		b.sum("bill", "bill."+line, "kr", drawnFor(line), betterFor(line), func(s *model.Sample) float64 { return float64(s.Bill[line]) / 100 })
	}
}

// lines are those that any side pays for, in the order of the bill.
func (b *builder) lines() []string {
	var order []string
	for _, s := range b.sides {
		for _, p := range s.in.Plans {
			if len(order) == 0 {
				for _, l := range model.Bill(s.in.Case, s.in.Roads, p) {
					order = append(order, l.Line)
				}
			}
		}
	}
	return slices.DeleteFunc(order, func(line string) bool {
		return !b.any(func(s *model.Sample) float64 { return float64(s.Bill[line]) })
	})
}

// betterFor says which way a line is better: less, but for ways by one mode,
// which are fewer where another mode is used more.
func betterFor(line string) model.Better {
	if strings.HasPrefix(line, "travel_") {
		return model.Neither
	}
	return model.Less
}

// drawnFor says where a line of the bill comes about. What a group's reserve
// lacks is neither a home's nor a tour's: nothing can be drawn for it.
func drawnFor(line string) string {
	switch base, _, _ := strings.Cut(line, "."); base {
	case "travel_minute", "travel_km", "overtime":
		return tours
	case "reserve_minute":
		return ""
	}
	return homes
}
