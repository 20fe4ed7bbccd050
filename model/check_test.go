package model_test

import (
	"testing"

	"github.com/hjemvej/hjemvej/model"
)

func TestSoundPlanBreaksNoRule(t *testing.T) {
	c := checkCase()
	r, p := checkDraft(c).write()
	for _, v := range model.Check(c, r, p) {
		t.Error(v)
	}
	if len(p.Visits) != 7*8+3+7 {
		t.Errorf("%d visits", len(p.Visits))
	}
}
