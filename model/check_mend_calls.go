package model

// wrongLatest says whether a call owed has another deadline than it should. A
// mend tells the very minute; a plan made ahead may ask for the call earlier.
func (k *checker) wrongLatest(c *Call, v *checkVisit, agreed Time) bool {
	latest := min(agreed, v.Start).Add(-k.c.Standard.Rules.CallLead)
	if k.mend == nil {
		return c.Latest > latest
	}
	if latest < k.mend.now && v.Start > agreed { // a delay, found out late
		latest = agreed.Add(k.c.Standard.Rules.CallLateWithin)
	}
	return c.Latest != latest
}
