package model

// homeCaregiver is one who comes to a home.
type homeCaregiver struct {
	home      HomeID
	caregiver CaregiverID
}

// met are the caregivers who come to each home in this plan. Nobody comes by
// telephone.
func (x *ledger) met() map[homeCaregiver]struct{} {
	met := map[homeCaregiver]struct{}{}
	for i := range x.p.Visits {
		v := &x.p.Visits[i]
		if x.isCall(v) {
			continue
		}
		for _, a := range v.Staff {
			met[homeCaregiver{v.Home, a.Caregiver}] = struct{}{}
		}
	}
	return met
}

// strangers are those of them whom the home did not know: no past visit, and
// not named so far.
func (x *ledger) strangers() map[homeCaregiver]struct{} {
	strangers := x.met()
	for i := range x.c.History.Visits {
		v := &x.c.History.Visits[i]
		delete(strangers, homeCaregiver{v.Home, v.Caregiver})
	}
	for _, n := range x.c.History.Named {
		delete(strangers, homeCaregiver{n.Home, n.Contact})
		delete(strangers, homeCaregiver{n.Home, n.Second})
	}
	return strangers
}
