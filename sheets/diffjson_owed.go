package sheets

import "github.com/hjemvej/hjemvej/model"

type jsonCaregiver struct {
	Caregiver model.CaregiverID
	Announced bool
	Tours     []jsonTour
}

type jsonTour struct {
	Shift                   model.ShiftID
	From                    string
	Announced, Emptied      bool
	Reordered               bool
	Stops                   []jsonStop
	Others                  []jsonItem
	WasOvertime, IsOvertime model.Minutes
	Nudged                  int
}

type jsonStop struct {
	Kind                  model.StopKind
	Home                  model.HomeID
	Visit                 model.VisitID
	Was, Is               string `json:",omitempty"`
	WasMinutes, IsMinutes model.Minutes
	Others                []model.CaregiverID
	Lost, Gained          []jsonMove
}

type jsonItem struct {
	Kind    model.ItemKind
	Text    string `json:",omitempty"`
	Was, Is string `json:",omitempty"`
}

func jsonCaregiverOf(g model.CaregiverChange) jsonCaregiver {
	return jsonCaregiver{g.Caregiver, g.Announced, mapped(g.Tours, func(t model.TourChange) jsonTour {
		return jsonTour{Shift: t.Shift, From: iso(t.From), Announced: t.Announced, Emptied: t.Emptied, Reordered: t.Reordered, Stops: mapped(t.Stops, jsonStopOf),
			WasOvertime: t.WasOvertime, IsOvertime: t.IsOvertime, Nudged: t.Nudged,
			Others: mapped(t.Others, func(o model.ItemChange) jsonItem { return jsonItem{o.Kind, o.Text, iso(o.Was), iso(o.Is)} })}
	})}
}

func jsonStopOf(s model.StopChange) jsonStop {
	j := jsonStop{Kind: s.Kind, Home: s.Home, Visit: s.Visit, Others: mapped(s.Others, same), Lost: mapped(s.Lost, jsonMoveOf), Gained: mapped(s.Gained, jsonMoveOf)}
	if s.Was != nil {
		j.Was, j.WasMinutes = iso(s.Was.Start), s.Was.Minutes
	}
	if s.Is != nil {
		j.Is, j.IsMinutes = iso(s.Is.Start), s.Is.Minutes
	}
	return j
}

type jsonCall struct {
	Home                model.HomeID
	Visit               model.VisitID
	Change              string // new, changed, kept or gone
	Agreed, New, Latest string
	By                  model.CaregiverID // "": the office
	Told, Refused, Late bool
	Tried               int
}

func jsonCallOf(c model.CallChange) jsonCall {
	return jsonCall{c.Home, c.Visit, callID(&c), iso(c.Agreed), iso(c.Call.New), iso(c.Latest), c.By, c.Told, c.Refused, c.Late, c.Tried}
}

func jsonCallOver(c model.CallChange) jsonCall {
	j := jsonCallOf(c)
	j.Change = "gone"
	return j
}

type jsonBriefing struct {
	Home          model.HomeID
	Visit         model.VisitID
	Caregiver, By model.CaregiverID
	Before        string
}

func jsonBriefingOf(b model.Briefing) jsonBriefing {
	return jsonBriefing{b.Home, b.Visit, b.Caregiver, b.By, iso(b.Before)}
}

type jsonReplacement struct {
	Home           model.HomeID
	Occurrence     model.OccurrenceID
	Agreed, Latest string
	Visit          model.VisitID // "": owed by the next plan
}

func jsonReplacementOf(r model.Replacement) jsonReplacement {
	return jsonReplacement{r.Home, r.Occurrence, r.Agreed.String(), r.Latest.String(), r.Visit}
}

type jsonCertificate struct {
	Rule       string
	Home       model.HomeID
	Occurrence model.OccurrenceID
	Date       string
	Grade      model.Grade
}

func jsonCertificateOf(c model.Certificate) jsonCertificate {
	return jsonCertificate{c.Rule, c.Home, c.Occurrence, c.Date.String(), c.Grade}
}

type jsonTask struct {
	Rule         string
	Home         model.HomeID
	Visit        model.VisitID `json:",omitempty"`
	Since, Until string        `json:",omitempty"`
}

func jsonTaskOf(r model.Raised) jsonTask {
	return jsonTask{r.Rule, r.Home, r.Visit, iso(r.Since), iso(r.Until)}
}
