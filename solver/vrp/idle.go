package vrp

// probes is how many tours are asked whether they are idle.
const probes = 16

// interchangeable says whether two tours that travel nowhere yet are the same
// to a stop that both may serve and that doesn't care for workers.
func (p *Problem) interchangeable(a, b int32) bool {
	x, y := p.Tours[a], p.Tours[b]
	x.Worker = y.Worker
	return len(p.Clusters) == 0 && x == y
}

// idleOn finds a tour of a day that travels nowhere yet and may serve a stop.
// It asks a few from where one was last found, round and round, so that it
// costs the same however many tours there are; Never where those few are at
// work.
func (e *Editor) idleOn(day int32, st *Stop) int32 {
	tours := e.P.ToursOn(day)
	at := int(e.idle[day])
	for range min(probes, len(tours)) {
		if at == len(tours) {
			at = 0
		}
		if t := tours[at]; e.Owns(t) && e.S.Routes[t].Placed == 0 && e.P.Allows(st.Class, t) && e.holds(t, st.Load) {
			e.idle[day] = int32(at)
			return t
		}
		at++
	}
	e.idle[day] = int32(at)
	return Never
}
