package model

import "math"

// notKept is how many minutes of a reserve share the plan did not keep free:
// on each date, the share of the minutes on duty of the group's tours in those
// hours, rounded down, less the reserve that the tours hold then.
func (x *ledger) notKept(s *ReserveShare) Minutes {
	var missing Minutes
	for d := x.c.Horizon.From; d < x.c.Horizon.End(); d++ {
		from, to := At(d, s.From), At(d, s.To)
		if s.To <= s.From {
			to = At(d+1, s.To)
		}
		var duty, kept Minutes
		for i := range x.p.Tours {
			t := &x.p.Tours[i]
			shift, who := x.shifts[t.Shift], x.caregivers[t.Caregiver]
			if shift == nil || who == nil || who.Group != s.Group || shift.To <= from || to <= shift.From {
				continue
			}
			duty += common(shift.From, shift.To, from, to)
			for j := range t.Items {
				if it := &t.Items[j]; it.Kind == ReserveItem {
					kept += common(it.From, it.To, from, to)
				}
			}
		}
		missing += max(0, Minutes(math.Floor(float64(duty)*s.Share+1e-6))-kept)
	}
	return missing
}

// common is how long two stretches of time have in common.
func common(from, to, begin, end Time) Minutes {
	return max(0, min(to, end).Sub(max(from, begin)))
}
