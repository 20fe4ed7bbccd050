package model

// WorksIn is the district that a shift of a caregiver is worked in: the one that
// has borrowed it, else the caregiver's own.
func (s *Shift) WorksIn(who *Caregiver) DistrictID {
	if s.Lent != "" {
		return s.Lent
	}
	return who.District
}
