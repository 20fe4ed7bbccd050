package casefile

import (
	"testing"

	"github.com/hjemvej/hjemvej/model"
)

// A pinned minute at which the service may not start is a fault, not a wish.
func TestPinnedMinuteInTheServicesHours(t *testing.T) {
	std := mustStandard(t, "copenhagen-2008")
	s := spot{k: &checker{c: &model.Case{Standard: std}}}
	for _, c := range []struct {
		service model.ServiceID
		at      model.Clock
		want    bool
	}{
		{"bath", 7 * 60, true}, {"bath", 15 * 60, false}, {"toilet", 2 * 60, true},
		{"unpacking", 8 * 60, true}, {"unpacking", 7*60 + 59, false}, {"unpacking", 18 * 60, false}, {"evening-care", 22*60 + 59, true},
	} {
		if got := s.startsAt(std.Service(c.service), c.at); got != c.want {
			t.Errorf("%s at %s: %v", c.service, c.at, got)
		}
	}
}
