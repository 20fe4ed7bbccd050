package vrp

// Barred says whether a stop may not be served in a tour because its worker
// serves, or carries, another that is linked to it by Others.
func (e *Editor) Barred(stop, tour int32) bool {
	if !e.P.index.flow.others {
		return false
	}
	for _, k := range e.P.index.links.of(stop) {
		if l := &e.P.Links[k]; l.Kind == Others {
			if w := e.S.worker(l.A + l.B - stop); w >= 0 && w == e.P.Tours[tour].Worker {
				return true
			}
		}
	}
	return false
}

// worker is who serves a stop, or carries it; Never: nobody.
func (s *State) worker(stop int32) int32 {
	sp := &s.Spots[stop]
	if sp.Carrier >= 0 {
		sp = &s.Spots[sp.Carrier]
	}
	if sp.Tour < 0 {
		return Never
	}
	return s.P.Tours[sp.Tour].Worker
}
