package bredstrom

import "testing"

// FuzzRead: whatever a file says it is refused or can be stated and checked.
func FuzzRead(f *testing.F) {
	f.Add(street, "Route #1: 1 2\nRoute #2: 3 4\nCost 80")
	f.Add("param NO_Staff = 1; param NO_Visits = 1; param T_MAX = 5; param : a b := 1 0 5; param Duration [*] := 1 3;\n"+
		"param TimeMatrix [*,*,1]\n: 0 1 2 :=\n0 0 1 0\n1 1 0 1\n2 0 1 0\n;", "Route #1: 1 1")
	f.Fuzz(func(t *testing.T, file, form string) {
		i, err := parse("1S", file)
		if err != nil || i.visits > 100 {
			return
		}
		if _, err := i.Problem(); err != nil {
			t.Fatalf("read, but not stated: %v", err)
		}
		i.Impossible()
		i.Check([]byte(form))
	})
}
