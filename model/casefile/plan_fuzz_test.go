package casefile

import (
	"maps"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// Whatever two of a plan's files hold, reading ends with faults, or with a plan
// that reads back as itself; never with a panic.
func FuzzPlan(f *testing.F) {
	files, err := planFiles(tinyPlan())
	if err != nil {
		f.Fatal(err)
	}
	f.Add(files[planVisits.file()], files[planTours.file()])
	f.Add(files[planFile], files[certificatesFile])
	f.Add(files[planEvents.file()], files[planAnnounced.file()])
	f.Add(files[planEvents.file()], files[planRaised.file()])
	f.Fuzz(func(t *testing.T, one, two []byte) {
		for _, pair := range [][2]string{{planVisits.file(), planTours.file()}, {planFile, certificatesFile}, {planCalls.file(), agreedSheet.file()},
			{planEvents.file(), planAnnounced.file()}, {planEvents.file(), planRaised.file()}} {
			changed := maps.Clone(files)
			changed[pair[0]], changed[pair[1]] = one, two
			checkPlanReading(t, changed)
		}
	})
}

func checkPlanReading(t *testing.T, files map[string][]byte) {
	p, faults, err := readPlan(asFolder(files))
	if err != nil || (p == nil) != faults.Broken() {
		t.Fatalf("plan %v, error %v, faults\n%s", p, err, faults.In("en"))
	}
	if p == nil {
		return
	}
	again, err := planFiles(p)
	if err != nil {
		t.Fatalf("write what was read: %v", err)
	}
	got, faults, err := readPlan(asFolder(again))
	if err != nil || len(faults) > 0 {
		t.Fatalf("read back: %v\n%s", err, faults.In("en"))
	}
	if d := cmp.Diff(p, got, cmpopts.EquateEmpty()); d != "" {
		t.Fatalf("read back (-wrote +read)\n%s", d)
	}
}
