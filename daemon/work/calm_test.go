package work

import (
	"runtime/debug"
	"testing"
)

// TestCalmly: the collector waits for as long as anybody asks, and is afterwards
// as it was.
func TestCalmly(t *testing.T) {
	percent := func() int {
		now := debug.SetGCPercent(100)
		debug.SetGCPercent(now)
		return now
	}
	usual := percent()
	one, two := calmly(), calmly()
	if got := percent(); got != calmPercent {
		t.Errorf("asked to wait: %d %%", got)
	}
	one()
	one()
	if got := percent(); got != calmPercent {
		t.Errorf("one of two still asks: %d %%", got)
	}
	two()
	if got := percent(); got != usual {
		t.Errorf("nobody asks any more: %d %%, not %d", got, usual)
	}
}
