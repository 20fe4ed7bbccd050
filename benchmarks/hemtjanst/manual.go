package hemtjanst

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/hjemvej/hjemvej/model"
)

// manual is the plan that people made. Travel is shown right after what comes
// before it, for as long as it takes: where it does not fit, the items of a
// tour overlap, and the check says so.
func (d *day) manual(c *model.Case, roads *model.Roads) *model.Plan {
	p := &model.Plan{Made: model.Made{
		Program: "people", Case: c.Name, CaseHash: c.Hash, Standard: c.Standard.ID, StandardVersion: c.Standard.Version,
		Provider: provider, Horizon: c.Horizon,
	}, Named: slices.Clone(c.History.Named), Agreed: slices.Clone(c.History.Agreed)}
	work := map[string][]model.Item{}
	pairs := d.pairs
	numbers := map[string]int{}
	for i, grant := range grantIDs(pairs) {
		v := &pairs[i]
		numbers[v.first.client]++
		visit := model.Visit{
			Home: model.HomeID(v.first.client), Date: d.date, Part: wholeDay, Start: v.from(), Length: v.to().Sub(v.from()),
			Series: model.SeriesID(v.first.client + "/" + string(wholeDay)),
			Does:   []model.Done{{Occurrence: model.OccurrenceID(string(grant) + "#0"), Grant: grant, Service: help}},
			Staff:  []model.Assignment{{Caregiver: model.CaregiverID(v.first.caregiver), Shift: shiftOf(v.first.caregiver), Start: v.from(), Minutes: v.to().Sub(v.from())}},
		}
		if n := numbers[v.first.client]; n > 1 {
			visit.Series += model.SeriesID("/" + strconv.Itoa(n))
		}
		visit.ID = model.VisitID(string(visit.Series) + "@" + d.date.String())
		if s := v.second; s != nil {
			visit.Staff = append(visit.Staff, model.Assignment{Caregiver: model.CaregiverID(s.caregiver), Shift: shiftOf(s.caregiver), Start: s.from, Minutes: s.to.Sub(s.from)})
		}
		for leg, a := range visit.Staff {
			place := model.PlaceID(v.first.client)
			work[string(a.Caregiver)] = append(work[string(a.Caregiver)], model.Item{
				Kind: model.VisitItem, From: a.Start, To: a.Start.Add(a.Minutes), Visit: visit.ID, Leg: leg, Start: place, End: place,
			})
		}
		p.Visits = append(p.Visits, visit)
	}
	first := map[string]bool{}
	for _, b := range d.breaks {
		item := model.Item{Kind: model.BreakItem, From: b.from, To: b.to}
		if first[b.caregiver] { // further ones are activities
			item = model.Item{Kind: model.ActivityItem, From: b.from, To: b.to, Text: "break"}
		}
		first[b.caregiver] = true
		work[b.caregiver] = append(work[b.caregiver], item)
	}
	for _, k := range d.caregivers {
		p.Tours = append(p.Tours, tour(&k, work[k.id], roads))
	}
	p.Sort()
	return p
}

// tour puts a caregiver's items in order, with the travel between them.
func tour(k *caregiver, items []model.Item, roads *model.Roads) model.Tour {
	slices.SortFunc(items, func(a, b model.Item) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To)) })
	t := model.Tour{Shift: shiftOf(k.id), Caregiver: model.CaregiverID(k.id), Mode: k.mode}
	visits := slices.ContainsFunc(items, func(it model.Item) bool { return it.Kind == model.VisitItem })
	at := model.PlaceID("")
	if k.office && visits {
		at = office
	}
	now := k.from
	travel := func(to model.PlaceID) {
		if minutes, metres := roads.Leg(k.mode, at, to); at != to && at != "" {
			t.Items = append(t.Items, model.Item{Kind: model.TravelItem, From: now, To: now.Add(minutes), Start: at, End: to, Metres: metres})
		}
		at = to
	}
	for _, it := range items {
		if it.Kind == model.VisitItem {
			travel(it.Start)
		}
		t.Items = append(t.Items, it)
		now = it.To
	}
	if k.office && visits {
		travel(office)
	}
	return t
}
