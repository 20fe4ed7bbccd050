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
	tasks  []int            // scratch
	edges  map[model.HomeID][]model.Time
}

// buildRides offers floating needs to the visits that may carry them:
// a ride for each date, a combo for each set of riders.
func (m *Map) buildRides() error {
	r := &riding{Map: m, shapes: map[string]int32{}, shape: make([]int32, len(m.Demand.Needs)), home: -1, edges: homeEdges(m.Demand.Case)}
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
	carries := r.riders(i)
	if len(carries) == 0 {
		return
	}
	riders := make([]int, len(carries))
	for bit := range carries {
		riders[bit] = carries[bit].Need
	}
	stop := &r.Problem.Stops[r.first[i]]
	stop.Combo = r.table(i, riders)
	for bit := range carries {
		if r.possible(stop.Combo, len(riders), bit) {
			r.rideOn(i, &carries[bit], uint8(bit))
		}
	}
}

// riders lists who may ride on a need, by index; of too many those that have
// the fewest other days.
func (r *riding) riders(i int) []model.Carry {
	n := &r.Demand.Needs[i]
	var riders []model.Carry
	for _, c := range n.Carries {
		rider := &r.Demand.Needs[c.Need]
		switch {
		case rider.Home != n.Home || c.Need == i || len(c.Days) == 0:
		case len(rider.Legs) > 1: // a visit by two is a visit of its own
		case n.NoTravel && !rider.NoTravel:
		default:
			riders = append(riders, c)
		}
	}
	if len(riders) > mostRiders {
		r.leave("need %s: %d needs could ride on it, only %d are offered", n.ID, len(riders), mostRiders)
		slices.SortFunc(riders, func(a, b model.Carry) int {
			return cmp.Or(cmp.Compare(len(r.Demand.Needs[a.Need].Days), len(r.Demand.Needs[b.Need].Days)), cmp.Compare(a.Need, b.Need))
		})
		riders = riders[:mostRiders]
	}
	slices.SortFunc(riders, func(a, b model.Carry) int { return cmp.Compare(a.Need, b.Need) })
	return riders
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
	edges := r.near(i)
	own := int32(vrp.Never)
	if len(edges) > 0 { // a table of its own
		own = int32(i)
	}
	key := binary.LittleEndian.AppendUint32(nil, uint32(own))
	key = binary.LittleEndian.AppendUint32(key, uint32(r.shapeOf(i)))
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
		if length, ok := r.together(i, chosen); ok && !r.runsInto(edges, i, chosen, length) {
			v.Dur, v.Class = int32(length), r.class(needs...)
		}
		r.Problem.Combos = append(r.Problem.Combos, v)
	}
	return combo
}

// homeEdges are, of each home, when its citizen goes away, and when other help
// comes that visits must be over for (R-5.3c, R-5.5c).
func homeEdges(c *model.Case) map[model.HomeID][]model.Time {
	edges := map[model.HomeID][]model.Time{}
	for i := range c.External {
		if e := &c.External[i]; e.Soft == 0 && (e.Relation == model.Avoid || e.Relation == model.Before) {
			edges[e.Home] = append(edges[e.Home], e.From)
		}
	}
	for i := range c.Absences {
		if a := &c.Absences[i]; a.Home != "" {
			edges[a.Home] = append(edges[a.Home], a.From)
		}
	}
	return edges
}

// near are the edges of its home that a carrier could run into with riders.
func (r *riding) near(carrier int) []model.Time {
	n := &r.Demand.Needs[carrier]
	var near []model.Time
	for _, edge := range r.edges[r.homeOf(n).ID] {
		if slices.ContainsFunc(n.Carries, func(c model.Carry) bool {
			return slices.ContainsFunc(c.Days, func(d model.CarryDay) bool { return d.From < edge && edge <= d.To.Add(mostMinutes) })
		}) {
			near = append(near, edge)
		}
	}
	return near
}

const mostMinutes = 720 // that any visit with riders lasts

// runsInto says whether a visit with several riders could last past an edge from
// a start that suits each of them alone. The engine has no start limits for a set
// of riders: such a set is not offered.
func (r *riding) runsInto(edges []model.Time, carrier int, riders []int, length model.Minutes) bool {
	if len(riders) < 2 {
		return false
	}
	for _, edge := range edges {
		for at := edge.Add(1 - length); at < edge; at++ {
			if !slices.ContainsFunc(riders, func(rider int) bool { return !r.suits(carrier, rider, at) }) {
				return true
			}
		}
	}
	return false
}

// suits says whether a rider may ride on a carrier that starts then.
func (r *riding) suits(carrier, rider int, at model.Time) bool {
	for _, c := range r.Demand.Needs[carrier].Carries {
		if c.Need == rider && slices.ContainsFunc(c.Days, func(d model.CarryDay) bool { return d.From <= at && at <= d.To }) {
			return true
		}
	}
	return false
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
	for _, who := range r.barred[n.ID] {
		text("not " + string(who))
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
	if len(riders) == 0 { // with other staff the first leg is the length of the visit
		return r.Demand.Needs[carrier].Legs[0].Minutes, true
	}
	r.tasks = append(r.tasks[:0], r.Demand.Needs[carrier].Tasks...)
	for _, rider := range riders {
		r.tasks = append(r.tasks, r.Demand.Needs[rider].Tasks...)
	}
	return r.Demand.Length(r.tasks)
}

// rideOn offers a rider to a carrier: a ride for each interval of the carrier's
// starts, on each day whose tours could hold them.
func (r *riding) rideOn(carrier int, c *model.Carry, bit uint8) {
	p := r.Problem
	s := &p.Stops[r.first[carrier]]
	for k := s.First; k < s.Last; k++ {
		choice := &p.Choices[k]
		for i := range c.Days {
			d := &c.Days[i]
			if !slices.Contains(r.Dates[choice.First:choice.Last], d.Date) {
				continue
			}
			p.Rides = append(p.Rides, vrp.Ride{Rider: r.first[c.Need], Carrier: r.first[carrier], Day: choice.Day,
				Bit: bit, Lo: r.tick(d.From), Hi: r.tick(d.To), Price: int64(d.Price)})
			r.postride = append(r.postride, d.Kind == model.Postponed)
		}
	}
}
