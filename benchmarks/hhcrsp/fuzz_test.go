package hhcrsp

import (
	"strings"
	"testing"
)

// FuzzRead: whatever a file says it is refused or can be stated and checked.
func FuzzRead(f *testing.F) {
	f.Add(lane, right)
	f.Add(`{"patients": [{"id": "p", "time_window": [0, 1], "required_caregivers": [{"service": "s"}]}], "services": [{"id": "s"}],
"caregivers": [{"id": "c", "abilities": []}], "central_offices": [{}], "distances": [[0, 1], [1, 0]]}`,
		`{"routes": [{"caregiver_id": "c", "locations": [{"patient": "p", "service": "s"}, {"patient": "q"}]}]}`)
	f.Fuzz(func(t *testing.T, file, form string) {
		i, err := parse("A1", strings.NewReader(file))
		if err != nil || len(i.Patients) > 100 || len(i.Caregivers) > 1000 {
			return
		}
		if _, err := i.Problem(); err != nil {
			t.Fatalf("read, but not stated: %v", err)
		}
		i.Check([]byte(form))
	})
}
