package model_test

import (
	"testing"

	"github.com/hjemvej/hjemvej/model"
)

func TestAgreedNamesItsSeries(t *testing.T) {
	for want, a := range map[model.SeriesID]model.Agreed{
		"h1/morning":   {Home: "h1", Part: "morning"},
		"h1/evening":   {Home: "h1", Part: "evening", Number: 1},
		"h1/morning/2": {Home: "h1", Part: "morning", Number: 2},
		"":             {Home: "h1", Service: "clean"},
	} {
		if got := a.Series(); got != want {
			t.Errorf("%+v is of series %q, want %q", a, got, want)
		}
	}
}
