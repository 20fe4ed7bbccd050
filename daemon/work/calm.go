package work

import (
	"runtime/debug"
	"sync"
)

// calmPercent is by how much the heap may grow while somebody waits for a first
// answer: to state a morning takes hundreds of megabytes, and to look through what
// is kept for what is not needed any more would take a core from the search. The
// limit of memory holds all the same.
const calmPercent = 400

// calm is a collector that several may ask to wait.
var calm struct {
	sync.Mutex
	asked, usual int
}

// calmly has the collector wait until end is called.
func calmly() (end func()) {
	calm.Lock()
	defer calm.Unlock()
	if calm.asked == 0 {
		calm.usual = debug.SetGCPercent(calmPercent)
	}
	calm.asked++
	return sync.OnceFunc(func() {
		calm.Lock()
		defer calm.Unlock()
		if calm.asked--; calm.asked == 0 {
			debug.SetGCPercent(calm.usual)
		}
	})
}
