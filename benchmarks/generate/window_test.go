package generate

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/model/casefile"
)

// TestWindow: whatever day it begins on, a window is a case without faults, with
// every shift once: inside, or outside.
func TestWindow(t *testing.T) {
	c, _, err := Case(Options{Citizens: 30, Days: 8, Seed: 4})
	if err != nil {
		t.Fatal(err)
	}
	for day := range model.Date(8) {
		from := c.Horizon.From + day
		w := Window(c, from, 8-int(day))
		if got, want := len(w.Shifts)+len(w.History.Outside), len(c.Shifts)+len(c.History.Outside); got != want {
			t.Errorf("%d days on: %d shifts, want %d", day, got, want)
		}
		for _, s := range w.Shifts {
			if s.From < model.At(from, 0) {
				t.Errorf("%d days on: %s begins %v", day, s.ID, s.From)
			}
		}
		dir := t.TempDir()
		if err := casefile.WriteCase(dir, w); err != nil {
			t.Fatal(err)
		}
		read, faults, err := casefile.ReadCase(dir)
		if err != nil || faults.Broken() {
			t.Fatalf("%d days on: %v\n%s", day, err, faults.In("en"))
		}
		if d := cmp.Diff(w.Horizon, read.Horizon); d != "" || read.AnnouncedUntil != w.AnnouncedUntil {
			t.Errorf("%d days on: announced until %v %s", day, read.AnnouncedUntil, d)
		}
	}
}
