package model

// district is where a shift is worked: in the district that has borrowed it,
// else in its caregiver's own.
func (s *Shift) district(who *Caregiver) DistrictID {
	if s.Lent != "" {
		return s.Lent
	}
	return who.District
}
