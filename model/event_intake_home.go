package model

// absent: the citizen is away until they are expected back, or until further
// notice (R-5.5c).
func (in *intake) absent(e *Event) {
	if in.hearth(e) == nil {
		return
	}
	if e.From == 0 {
		e.From = e.Known
	}
	to := e.To
	if to == 0 {
		to = in.c.afterHorizon()
	}
	switch {
	case to <= e.From:
		in.fault("from", "%s er ikke før %s: skriv et tidligere tidspunkt", "%s is not before %s: write an earlier time", e.From, to)
	case in.c.isAway(ofHome(e.Home), e.From, to):
		in.clash(e, "home", "borgeren er allerede fraværende til %s: skriv, hvis det varer længere, eller back", "the citizen is away until %s already: say so if it lasts longer, or write back", to)
	}
}

// back ends an absence that is under way or to come.
func (in *intake) back(e *Event) {
	if in.hearth(e) == nil {
		return
	}
	if e.From == 0 {
		e.From = e.Known
	}
	if !in.c.awayAfter(ofHome(e.Home), e.From) {
		in.clash(e, "home", "borgeren er ikke fraværende %s: kun den, der er væk, kan komme hjem", "the citizen is not away at %s: only who is away can come back", e.From)
	}
}

// cancelled: a visit, or some of what it gives, by the citizen before it begins
//
func (in *intake) cancelled(e *Event) {
	v := in.changeable(e)
	if v == nil {
		return
	}
	e.From = v.Start
	if e.Occurrences = in.meant(e, v); len(e.Occurrences) == 0 {
		in.gives(e, v)
	}
}

// changeable finds a visit to come that is still owed and finds the citizen at home.
func (in *intake) changeable(e *Event) *Visit {
	v, before := in.coming(e), len(in.faults)
	switch {
	case v == nil:
	case in.dropped(v):
		in.clash(e, "visit", "%s er allerede aflyst eller ændret: skriv void for den hændelse først", "%s is cancelled or changed already: void that event first", v.ID)
	case in.c.isAway(ofHome(v.Home), v.Start, v.Start+1):
		in.clash(e, "visit", "borgeren er fraværende da (R-5.5c): skriv back først, eller lad være", "the citizen is away then (R-5.5c): write back first, or leave it")
	}
	if len(in.faults) > before {
		return nil
	}
	return v
}

// noShow: nobody opens at a visit whose time has come. The first of its
// caregivers stays until the standard's time is up (R-5.5b).
func (in *intake) noShow(e *Event) {
	v := in.visit(e)
	if v == nil || len(v.Staff) == 0 {
		return
	}
	if e.Caregiver == "" {
		e.Caregiver = v.Staff[0].Caregiver
	}
	a := in.member(e, v)
	if a == nil {
		return
	}
	switch rules := &in.c.Standard.Rules; {
	case a.Start.Add(a.Minutes+rules.NoShowWithin) < e.Known:
		in.fault("visit", "%s var forbi %s: skriv absent, hvis borgeren er væk", "%s was over at %s: write absent if the citizen is away", v.ID, a.Start.Add(a.Minutes))
	case v.Start.Sub(e.Known) > rules.CallLimit:
		in.fault("visit", "%s er først %s: skriv et besøg, som nogen er ved", "%s is not before %s: write a visit that somebody is at", v.ID, v.Start)
	case in.recorded(v.ID, DoneEvent, "") != nil:
		in.clash(e, "visit", "%s er gjort: skriv void for det først", "%s is done: void that first", v.ID)
	case in.recorded(v.ID, NoShowEvent, "") != nil:
		in.clash(e, "visit", "%s er allerede meldt: sagen er åben", "%s is reported already: the case is open", v.ID)
	case in.dropped(v):
		in.clash(e, "visit", "%s er aflyst: skriv void for aflysningen først", "%s is cancelled: void the cancelling first", v.ID)
	default:
		e.From = in.c.heldUntil(a.Shift, a.Start.Add(a.Minutes))
		e.To = max(e.From, e.Known.Add(rules.NoShowWait))
		e.Place = in.c.home(v.Home).Place
	}
}

// provider: the citizen chooses another, from the 1st of a month on, with the
// standard's notice.
func (in *intake) provider(e *Event) {
	first := in.c.changeFrom(e.Known.Date())
	if e.From == 0 {
		e.From = At(first, 0)
	}
	_, _, day := e.From.Date().Civil()
	switch {
	case !in.c.hasProvider(e.Provider):
		in.fault("provider", "sagen har ingen leverandør %q: brug et id fra case.yaml", "the case has no provider %q: use an id of case.yaml", e.Provider)
	case day != 1 || e.From.Date() < first:
		in.fault("from", "%s: et skift gælder fra den 1. i en måned, tidligst %s (R-5.1)", "%s: a change holds from the 1st of a month, %s at the earliest (R-5.1)", e.From.Date(), first)
	case e.Grant == "" && e.Home == "":
		in.fault("grant", "skriv bevillingen, eller hjemmet for dem alle", "write the grant, or the home for all of them")
	case e.Grant == "":
		in.moveAll(e)
	default:
		in.moveOne(e)
	}
}

// changeFrom is from when a provider asked for on a date comes.
func (c *Case) changeFrom(asked Date) Date {
	y, m, day := asked.Civil()
	if day > 1 {
		m++
	}
	for range c.Standard.Rules.NoticeMonths {
		m++
	}
	return DateOf(y, m, 1)
}

func (c *Case) hasProvider(id ProviderID) bool {
	for i := range c.Providers {
		if c.Providers[i].ID == id {
			return true
		}
	}
	return false
}

// moveAll wants a home of which any grant moves.
func (in *intake) moveAll(e *Event) {
	if in.hearth(e) == nil {
		return
	}
	for i := range in.c.Grants {
		if g := &in.c.Grants[i]; g.Home == e.Home && g.mayChoose() && g.providerOn(e.From.Date()) != e.Provider {
			return
		}
	}
	in.clash(e, "home", "ingen af hjemmets bevillinger skifter til %s: de er der allerede, eller borgeren har egen hjælper eller kontanthjælp (R-5.2)",
		"none of the home's grants moves to %s: they are there already, or the citizen has a helper of their own or a grant in cash (R-5.2)", e.Provider)
}

// moveOne wants a grant that moves.
func (in *intake) moveOne(e *Event) {
	g := in.granted(e)
	switch {
	case g == nil:
	case !g.mayChoose():
		in.fault("grant", "%s er egen hjælper eller kontanthjælp (R-5.2): den har ingen leverandør at vælge", "%s is a helper of one's own or a grant in cash (R-5.2): it has no provider to choose", g.ID)
	case g.providerOn(e.From.Date()) == e.Provider:
		in.clash(e, "provider", "%s er allerede hos %s: skriv en anden", "%s is with %s already: write another", g.ID, e.Provider)
	}
}

// granted finds the grant that an event names, and fills in its home.
func (in *intake) granted(e *Event) *Grant {
	for i := range in.c.Grants {
		g := &in.c.Grants[i]
		switch {
		case g.ID != e.Grant:
			continue
		case e.Home != "" && e.Home != g.Home:
			in.fault("home", "bevillingen er hjemmet %s's, ikke %s's: ret det ene", "the grant is home %s's, not %s's: correct one of the two", g.Home, e.Home)
			return nil
		}
		e.Home = g.Home
		return g
	}
	in.fault("grant", "sagen har ingen bevilling %q: brug et id fra grants.csv", "the case has no grant %q: use an id of grants.csv", e.Grant)
	return nil
}
