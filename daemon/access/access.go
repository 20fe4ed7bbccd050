// Package access says who may do what: roles, each limited to providers and
// districts, and the operations that the service offers. It knows no HTTP and
// no store, so that bearers may come from tokens today and from OpenID Connect
// tomorrow.
//
// What no line of [Least] allows is refused.
package access

import (
	"fmt"
	"slices"
)

// Role is what a bearer may do, each role with all that the ones before it may.
type Role string

// The roles, weakest first.
const (
	Reader  Role = "reader"  // looks at plans, lists and measures
	Planner Role = "planner" // mends plans, and answers for the day
	Manager Role = "manager" // plans, publishes, hands out feeds, reads the audit
	Admin   Role = "admin"   // tokens, retention, profiles of the running program
)

var roles = []Role{Reader, Planner, Manager, Admin}

// RoleOf reads a role.
func RoleOf(s string) (Role, error) {
	if r := Role(s); slices.Contains(roles, r) {
		return r, nil
	}
	return "", fmt.Errorf("%q is no role; reader, planner, manager and admin are", s)
}

// atLeast says whether a role may do what another may. Unknown roles may nothing.
func (r Role) atLeast(least Role) bool {
	have, want := slices.Index(roles, r), slices.Index(roles, least)
	return want >= 0 && have >= want
}

// Operation is one thing that may be asked of the service.
type Operation string

// The operations.
const (
	ReadCases     Operation = "cases.read"
	WriteCases    Operation = "cases.write"
	ReadPlans     Operation = "plans.read"
	PublishPlans  Operation = "plans.publish"
	ReadAddresses Operation = "addresses.read" // of homes whose address is protected (R-P.2)
	ReadEvents    Operation = "events.read"
	WriteEvents   Operation = "events.write"
	ReadJobs      Operation = "jobs.read"
	Mend          Operation = "jobs.replan" // and check and compare, which change nothing
	Plan          Operation = "jobs.plan"
	CancelJobs    Operation = "jobs.cancel"
	ReadFeeds     Operation = "feeds.read"
	WriteFeeds    Operation = "feeds.write"
	ReadAudit     Operation = "audit.read"
	ReadMetrics   Operation = "metrics.read"
	WriteTokens   Operation = "tokens.write"
	Retain        Operation = "jobs.retention"
	Profile       Operation = "profile.read"
)

// Least is the weakest role that may do each operation.
var Least = map[Operation]Role{
	ReadCases: Reader, ReadPlans: Reader, ReadEvents: Reader, ReadJobs: Reader, ReadMetrics: Reader,
	ReadAddresses: Planner, WriteEvents: Planner, Mend: Planner, CancelJobs: Planner,
	WriteCases: Manager, PublishPlans: Planner, Plan: Manager, ReadFeeds: Manager, WriteFeeds: Manager, ReadAudit: Manager,
	WriteTokens: Admin, Retain: Admin, Profile: Admin,
}

// Scope is what an operation is about; the zero scope is the whole service.
type Scope struct {
	Provider  string
	Districts []string // all of them; none: every district of the provider
}

// Bearer is somebody who asks.
type Bearer struct {
	ID        string // opaque: what the audit writes down
	Role      Role
	Providers []string // none: all
	Districts []string // none: all
}

// Refusal is an operation that a bearer may not do.
type Refusal struct {
	Operation Operation
	Role      Role // of the bearer
	Foreign   bool // the role would do, the provider or district is another's
}

func (r *Refusal) Error() string {
	if r.Foreign {
		return fmt.Sprintf("%s: not for this provider or district", r.Operation)
	}
	return fmt.Sprintf("%s: not for the role %s", r.Operation, r.Role)
}

// May says nil, or why a bearer may not do an operation on a scope. Whoever is
// limited to districts has no say over what concerns other districts with them.
func (b *Bearer) May(op Operation, on Scope) error {
	least, known := Least[op]
	if !known || !b.Role.atLeast(least) {
		return &Refusal{Operation: op, Role: b.Role}
	}
	if !covers(b.Providers, one(on.Provider)) || !covers(b.Districts, on.Districts) {
		return &Refusal{Operation: op, Role: b.Role, Foreign: true}
	}
	return nil
}

// one is a name as a list; none for no name.
func one(name string) []string {
	if name == "" {
		return nil
	}
	return []string{name}
}

// covers says whether a limit lets all of some names through. Of no names, which
// stand for all, only no limit does.
func covers(limit, names []string) bool {
	if len(limit) == 0 {
		return true
	}
	if len(names) == 0 {
		return false
	}
	return !slices.ContainsFunc(names, func(n string) bool { return !slices.Contains(limit, n) })
}
