package access

import (
	"errors"
	"testing"
)

// TestEveryOperationByEveryRole is the whole table: what each role may do in its
// own district, and that it may do nothing in another's.
func TestEveryOperationByEveryRole(t *testing.T) {
	may := map[Operation]string{ // r p m a
		ReadCases: "rpma", ReadPlans: "rpma", ReadEvents: "rpma", ReadJobs: "rpma", ReadMetrics: "rpma",
		ReadAddresses: "pma", WriteEvents: "pma", Mend: "pma", CancelJobs: "pma", PublishPlans: "pma",
		WriteCases: "ma", Plan: "ma", ReadFeeds: "ma", WriteFeeds: "ma", ReadAudit: "ma",
		WriteTokens: "a", Retain: "a", Profile: "a",
	}
	if len(may) != len(Least) {
		t.Errorf("%d operations are looked at, there are %d", len(may), len(Least))
	}
	home, away := Scope{"municipal", []string{"north"}}, []Scope{
		{"municipal", []string{"south"}}, {"other", []string{"north"}}, {"municipal", []string{"north", "south"}},
		{"municipal", nil}, {"", []string{"north"}}, {},
	}
	for op, who := range may {
		for _, role := range roles {
			limited := Bearer{Role: role, Providers: []string{"municipal"}, Districts: []string{"north"}}
			free := Bearer{Role: role}
			want := contains(who, role[0])
			if got := limited.May(op, home) == nil; got != want {
				t.Errorf("%s by %s at home: %t", op, role, got)
			}
			for _, s := range append(away, home) {
				if got := free.May(op, s) == nil; got != want {
					t.Errorf("%s by %s who is not limited, on %v: %t", op, role, s, got)
				}
			}
			for _, s := range away {
				var no *Refusal
				if err := limited.May(op, s); !errors.As(err, &no) || no.Foreign != want {
					t.Errorf("%s by %s on %v: %v", op, role, s, err)
				}
			}
		}
	}
}

func contains(s string, b byte) bool {
	for i := range len(s) {
		if s[i] == b {
			return true
		}
	}
	return false
}

func TestUnknownRolesAndOperationsAreRefused(t *testing.T) {
	for _, b := range []Bearer{{}, {Role: "root"}} {
		for op := range Least {
			if b.May(op, Scope{}) == nil {
				t.Errorf("%q may do %s", b.Role, op)
			}
		}
	}
	if (&Bearer{Role: Admin}).May("cases.burn", Scope{}) == nil {
		t.Error("an unknown operation is allowed")
	}
	for s, ok := range map[string]bool{"reader": true, "planner": true, "manager": true, "admin": true, "": false, "Admin": false} {
		if _, err := RoleOf(s); (err == nil) != ok {
			t.Errorf("%q: %v", s, err)
		}
	}
}
