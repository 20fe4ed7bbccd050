package casefile

import (
	"github.com/paulmach/orb"

	"github.com/hjemvej/hjemvej/model"
)

// placeRow is a place as its table has it.
type placeRow struct {
	ID       model.PlaceID
	Lat, Lon degree
	Address  string
}

func (p *placeRow) point() orb.Point { return orb.Point{p.Lon.v, p.Lat.v} }

var placesSheet = sheet[placeRow]{
	name:  "places",
	about: "Points with an address. May be left out where `homes` gives the coordinates.",
	key:   []string{"id"},
	columns: []column[placeRow]{
		col("id", "id", idText[model.PlaceID](), func(p *placeRow) *model.PlaceID { return &p.ID }).must().
			doc("the place's own id; neither an office's nor another place's", "P17", ""),
		col("lat", "bredde", degrees(), func(p *placeRow) *degree { return &p.Lat }).must().
			doc("latitude, north positive", "55.1037", ""),
		col("lon", "længde", degrees(), func(p *placeRow) *degree { return &p.Lon }).must().
			doc("longitude, east positive", "14.7065", ""),
		col("address", "adresse", freeText(), func(p *placeRow) *string { return &p.Address }).
			doc("street, number, door: for the caregiver's list", "Storegade 1, 2. tv", "R-P.2"),
	},
	of: func(c *model.Case) []placeRow {
		out := make([]placeRow, len(c.Places))
		for i, p := range c.Places {
			out[i] = placeRow{p.ID, degree{true, p.Point.Lat()}, degree{true, p.Point.Lon()}, p.Address}
		}
		return out
	},
}

// homeRow is a home with the coordinates that its row may carry.
type homeRow struct {
	model.Home
	Lat, Lon degree
	Address  string
}

var homesSheet = sheet[homeRow]{
	name:   "homes",
	about:  "One row for each citizen's home. A home either names a place of `places` or carries coordinates itself; homes that carry the same place id share the place, and then one of them need carry the coordinates.",
	needed: true,
	key:    []string{"id"},
	columns: []column[homeRow]{
		col("id", "id", idText[model.HomeID](), func(h *homeRow) *model.HomeID { return &h.ID }).must().
			doc("the municipality's own id, never a CPR number", "H0042", "R-P.1"),
		col("district", "distrikt", idText[model.DistrictID](), func(h *homeRow) *model.DistrictID { return &h.District }).must().
			doc("a district of `case.yaml`", "D1", "R-10.2"),
		col("group", "gruppe", idText[model.GroupID](), func(h *homeRow) *model.GroupID { return &h.Group }).
			blank("no group").doc("a group of the district", "D1-A", "R-10.2"),
		col("place", "sted", idText[model.PlaceID](), func(h *homeRow) *model.PlaceID { return &h.Place }).
			blank("a place of its own with the home's id").doc("several homes may share a place: no travel between them", "P17", "R-3.4"),
		col("lat", "bredde", degrees(), func(h *homeRow) *degree { return &h.Lat }).
			blank("the place's").doc("latitude, north positive", "55.1037", ""),
		col("lon", "længde", degrees(), func(h *homeRow) *degree { return &h.Lon }).
			blank("the place's").doc("longitude, east positive", "14.7065", ""),
		col("address", "adresse", freeText(), func(h *homeRow) *string { return &h.Address }).
			blank("the place's").doc("street and number, for the caregiver's list; homes that share a place share its address, and floor and door stand in `note`", "Storegade 1", "R-P.2"),
		col("protected", "beskyttet", yesNo(), func(h *homeRow) *bool { return &h.Protected }).or("no").
			doc("protected name and address: routed, never shown beyond what the visit needs", "yes", "R-P.2"),
		col("needs", "krav", setOf(idText[model.Qualification]()), func(h *homeRow) *[]model.Qualification { return &h.Needs }).
			blank("none").doc("qualifications that every visit needs", "dementia", "R-6.7"),
		col("traits", "forhold", setOf(idText[model.Trait]()), func(h *homeRow) *[]model.Trait { return &h.Traits }).
			blank("none").doc("what some caregivers can't bear", "dog|smoke", "R-6.7"),
		col("preferred", "ønskede", setOf(idText[model.CaregiverID]()), func(h *homeRow) *[]model.CaregiverID { return &h.Preferred }).
			blank("none").doc("caregivers the citizen wishes for", "C07", "R-6.2"),
		col("unwanted", "uønskede", setOf(idText[model.CaregiverID]()), func(h *homeRow) *[]model.CaregiverID { return &h.Unwanted }).
			blank("none").doc("caregivers the citizen does not want", "C11", "R-6.2"),
		col("note", "note", freeText(), func(h *homeRow) *string { return &h.Note }).
			doc("for the caregiver's list only", "key box at the back door", "R-P.3"),
	},
	of: func(c *model.Case) []homeRow {
		out := make([]homeRow, len(c.Homes))
		for i, h := range c.Homes {
			out[i].Home = h
		}
		return out
	},
}
