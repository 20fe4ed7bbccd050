package model

// homeCaregiver is one who comes to a home.
type homeCaregiver struct {
	home      HomeID
	caregiver CaregiverID
}

// strangers are the caregivers who come to a home in this plan and whom it did
// not know: no past visit, and not named so far. Nobody comes by telephone.
func (x *ledger) strangers() map[homeCaregiver]struct{} {
	known := make(map[homeCaregiver]struct{}, len(x.c.History.Visits))
	for i := range x.c.History.Visits {
		v := &x.c.History.Visits[i]
		known[homeCaregiver{v.Home, v.Caregiver}] = struct{}{}
	}
	for _, n := range x.c.History.Named {
		known[homeCaregiver{n.Home, n.Contact}] = struct{}{}
		known[homeCaregiver{n.Home, n.Second}] = struct{}{}
	}
	strangers := map[homeCaregiver]struct{}{}
	for i := range x.p.Visits {
		v := &x.p.Visits[i]
		if x.isCall(v) {
			continue
		}
		for _, a := range v.Staff {
			who := homeCaregiver{v.Home, a.Caregiver}
			if _, met := known[who]; !met {
				strangers[who] = struct{}{}
			}
		}
	}
	return strangers
}
