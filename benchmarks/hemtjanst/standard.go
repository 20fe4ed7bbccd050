package hemtjanst

import (
	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/model/casefile"
)

// standard is the day's own: one service of any length at any hour, breaks only
// where they are given, no overtime, times to five minutes; prices as those of
// the embedded standard, to compare.
func standard() (*model.Standard, error) {
	s, err := casefile.Standard("copenhagen-2008")
	if err != nil {
		return nil, err
	}
	own := *s
	own.ID, own.Version, own.Source = "hemtjanst-day", "1", "a real day of Swedish municipal home care"
	own.Name = model.Text{Da: "Svensk hjemmepleje, en dag", En: "Swedish home care, one day"}
	own.Prices.PairChange, own.Prices.Face = 20_000, 0 // a day shows too little of a fortnight to change names or count faces on it
	own.Parts = []model.Part{{ID: wholeDay, Name: model.Text{Da: "døgnet", En: "day and night"}, Hours: model.DayHours, From: 0, To: 1440}}
	own.Services = []model.Service{{
		ID: help, Name: model.Text{Da: "Hjemtjeneste", En: "Home care"}, Class: model.NeverCancelled,
		Steps: []model.Step{{Active: 15}}, Staff: 1, Parts: []model.PartID{wholeDay}, Hours: []model.Hours{model.DayHours},
	}}
	own.ClosingDays = nil
	own.Rules.BreakOnlyGiven = true
	own.Rules.BreakMargin = 0
	own.Rules.OvertimeMost = 0
	own.Rules.AgreedGrid = 5
	return &own, nil
}
