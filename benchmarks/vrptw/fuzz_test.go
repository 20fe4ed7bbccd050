package vrptw

import "testing"

// FuzzRead: whatever a file says it is refused or can be stated and checked.
func FuzzRead(f *testing.F) {
	f.Add(square, "Route #1: 1 3\nRoute #2: 2 4\nRoute #3: 5\nCost 167.4")
	f.Add("1 1\n0 0 0 0 0 9 0\n1 1e6 -1e6 1 0 9 0", "route 1: 1 1 0 -4 99999999999999999999")
	f.Fuzz(func(t *testing.T, file, form string) {
		if len(file) > 4000 {
			return // tables grow with the square
		}
		i, err := parse(file)
		if err != nil {
			return
		}
		if _, err := i.Problem(); err != nil {
			t.Fatalf("read, but not stated: %v", err)
		}
		i.Check([]byte(form))
	})
}
