package solver

import (
	"cmp"
	"encoding/binary"
	"slices"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/solver/vrp"
)

// mostRiders is how many floating needs one visit is offered: its table has a
// line for each set of them.
const mostRiders = 8

// riding states which needs may ride on which, with tables shared between
// carriers of one home that ask for the same.
type riding struct {
	*Map
	tables map[string]int32 // what carrier and riders ask for → first combo
	shapes map[string]int32 // what a need asks for, whatever its dates
	shape  []int32          // by need
	home   int              // whose tables these are
}

// buildRides offers floating needs to the visits that may carry them:
// a ride for each date, a combo for each set of riders.
func (m *Map) buildRides() error {
	r := &riding{Map: m, shapes: map[string]int32{}, shape: make([]int32, len(m.Demand.Needs)), home: -1}
	for i := range r.shape {
		r.shape[i] = vrp.Never
	}
	for i := range m.Demand.Needs {
		if len(m.Demand.Needs[i].Carries) > 0 {
			r.carrier(i)
		}
	}
	return nil
}

// carrier offers rides on one need.
func (r *riding) carrier(i int) {
	n := &r.Demand.Needs[i]
	riders := r.riders(i)
	if len(riders) == 0 {
		return
	}
	stop := r.first[i]
	combo := r.table(i, riders)
	r.Problem.Stops[stop].Combo = combo
	for bit, rider := range riders {
		if !r.possible(combo, len(riders), bit) {
			continue
		}
		for d := range n.Days {
			r.rideOn(stop, &n.Days[d], rider, uint8(bit))
		}
	}
}

// riders lists who may ride on a need, by index; of too many those that have
// the fewest other days.
func (r *riding) riders(i int) []int {
	n := &r.Demand.Needs[i]
	var riders []int
	for _, c := range n.Carries {
		rider := &r.Demand.Needs[c.Need]
		switch {
		case rider.Home != n.Home || c.Need == i:
		case len(rider.Legs) > 1: // a visit by two is a visit of its own
		case n.NoTravel && !rider.NoTravel:
		case !sharesDate(n, rider):
		default:
			riders = append(riders, c.Need)
		}
	}
	if len(riders) > mostRiders {
		r.leave("need %s: %d needs could ride on it, only %d are offered", n.ID, len(riders), mostRiders)
		slices.SortFunc(riders, func(a, b int) int {
			return cmp.Or(cmp.Compare(len(r.Demand.Needs[a].Days), len(r.Demand.Needs[b].Days)), cmp.Compare(a, b))
		})
		riders = riders[:mostRiders]
	}
	slices.Sort(riders)
	return riders
}

func sharesDate(a, b *model.Need) bool {
	return slices.ContainsFunc(a.Days, func(d model.NeedDay) bool { return dayOf(b, d.Date) != nil })
}

func dayOf(n *model.Need, d model.Date) *model.NeedDay {
	i, ok := slices.BinarySearchFunc(n.Days, d, func(a model.NeedDay, d model.Date) int { return cmp.Compare(a.Date, d) })
	if !ok {
		return nil
	}
	return &n.Days[i]
}

// possible says whether any set with this rider is.
func (r *riding) possible(combo int32, riders, bit int) bool {
	for set := range int32(1) << riders {
		if set>>bit&1 == 1 && r.Problem.Combos[combo+set].Dur >= 0 {
			return true
		}
	}
	return false
}

// table finds or makes the combos of a carrier: duration and class with each
// set of riders.
func (r *riding) table(i int, riders []int) int32 {
	if home := r.Demand.Needs[i].Home; home != r.home {
		r.home, r.tables = home, map[string]int32{}
	}
	key := binary.LittleEndian.AppendUint32(nil, uint32(r.shapeOf(i)))
	for _, rider := range riders {
		key = binary.LittleEndian.AppendUint32(key, uint32(r.shapeOf(rider)))
	}
	if combo, ok := r.tables[string(key)]; ok {
		return combo
	}
	combo := int32(len(r.Problem.Combos))
	r.tables[string(key)] = combo
	chosen, needs := make([]int, 0, len(riders)), make([]*model.Need, 0, len(riders)+1)
	for set := range 1 << len(riders) {
		chosen, needs = chosen[:0], append(needs[:0], &r.Demand.Needs[i])
		for bit, rider := range riders {
			if set>>bit&1 == 1 {
				chosen, needs = append(chosen, rider), append(needs, &r.Demand.Needs[rider])
			}
		}
		v := vrp.Combo{Dur: -1, Class: r.Problem.Stops[r.first[i]].Class}
		if length, ok := r.together(i, chosen); ok {
			v.Dur, v.Class = int32(length), r.class(needs...)
		}
		r.Problem.Combos = append(r.Problem.Combos, v)
	}
	return combo
}

// shapeOf numbers what a need asks for: needs of one shape take equally long,
// with the same riders, for the same staff.
func (r *riding) shapeOf(i int) int32 {
	if r.shape[i] >= 0 {
		return r.shape[i]
	}
	var key []byte
	n := &r.Demand.Needs[i]
	key = binary.LittleEndian.AppendUint32(key, uint32(n.Home))
	for _, l := range n.Legs {
		key = binary.LittleEndian.AppendUint32(key, uint32(l.Offset))
		key = binary.LittleEndian.AppendUint32(key, uint32(l.Minutes))
	}
	text := func(s string) { key = append(append(key, s...), 0) }
	for _, t := range n.Tasks {
		task := &r.Demand.Tasks[t]
		text(string(task.Grant.ID))
		text(string(task.Service.ID))
		key = append(key, byte(task.Piece))
		for _, s := range task.Steps {
			key = binary.LittleEndian.AppendUint32(key, uint32(s.Active))
			key = binary.LittleEndian.AppendUint32(key, uint32(s.Passive))
		}
	}
	for _, q := range n.Requires {
		text(string(q))
	}
	for _, who := range n.Only {
		text(string(who))
	}
	for _, mode := range n.Modes {
		text(string(mode))
	}
	shape, ok := r.shapes[string(key)]
	if !ok {
		shape = int32(len(r.shapes))
		r.shapes[string(key)] = shape
	}
	r.shape[i] = shape
	return shape
}

// together is how long a visit of a carrier with riders lasts, if it can be.
func (r *riding) together(carrier int, riders []int) (model.Minutes, bool) {
	length := r.Demand.Needs[carrier].Legs[0].Minutes
	for _, rider := range riders {
		length += r.Demand.Needs[rider].Legs[0].Minutes
	}
	return length, true
}

// rideOn offers a rider to a carrier on one of the carrier's dates: the
// carrier's start must suit the rider's services.
func (r *riding) rideOn(stop int32, on *model.NeedDay, rider int, bit uint8) {
	day := dayOf(&r.Demand.Needs[rider], on.Date)
	if day == nil {
		return
	}
	s := &r.Problem.Stops[stop]
	for c := s.First; c < s.Last; c++ {
		if r.Dates[c] != on.Date {
			continue
		}
		for _, limit := range r.limits(day) {
			r.Problem.Rides = append(r.Problem.Rides, vrp.Ride{Rider: r.first[rider], Carrier: stop, Day: r.Problem.Choices[c].Day,
				Bit: bit, Lo: limit.Lo, Hi: limit.Hi, Price: limit.Price})
		}
	}
}

// limits are the intervals of starts that a rider's services allow on a date,
// each once, at the price of that date alone: a rider has no time of its own.
func (r *riding) limits(day *model.NeedDay) []vrp.Window {
	if len(day.Windows) == 0 {
		return nil
	}
	price := int64(cheapest(day.Windows).Price)
	var out []vrp.Window
	for i := range day.Windows {
		w := r.window(&day.Windows[i])
		if w.Floor > -far {
			w.Lo, w.Hi = w.Floor, w.Ceil
		}
		if w.Lo <= w.Hi && !slices.ContainsFunc(out, func(o vrp.Window) bool { return o.Lo == w.Lo && o.Hi == w.Hi }) {
			out = append(out, vrp.Window{Lo: w.Lo, Hi: w.Hi, Price: price})
		}
	}
	return out
}
