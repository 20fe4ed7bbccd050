package model

import (
	"cmp"
	"fmt"
	"slices"
)

// FormRule is the id under which a plan that contradicts itself is reported:
// no rule of the municipality, but the form every plan must have.
const FormRule = "P-form"

// BillRule is the id under which a wrong bill is reported.
const BillRule = "P-bill"

// Violation is one broken rule of a plan, by name.
type Violation struct {
	Rule      string // as in docs/rules.md; P-form, P-bill for the plan's own form
	Home      HomeID
	Caregiver CaregiverID
	Visit     VisitID
	Grant     GrantID
	Shift     ShiftID // of a tour; "" of a home or of the plan as a whole
	At        Time    // when it happens; 0 when it has no time
	Text      Text
	// Escalation marks what may happen but never in silence (class E): the
	// plan owed a certificate that it lacks. All else is a hard rule broken.
	Escalation bool
}

// String names the violation in English, on one line.
func (v Violation) String() string {
	s := v.Rule
	for _, id := range []string{string(v.Home), string(v.Caregiver), string(v.Visit), string(v.Grant)} {
		if id != "" {
			s += " " + id
		}
	}
	if v.At != 0 {
		s += " " + v.At.String()
	}
	return s + ": " + v.Text.En
}

// Check reports every rule that a plan breaks, sorted by rule, home, time,
// caregiver, visit, grant and shift; nil for a sound plan. It judges from the case
// and the plan alone: it neither expands grants nor asks the solver, so that a
// fault in either shows here. It accepts any plan, also one that refers to
// what does not exist.
func Check(c *Case, r *Roads, p *Plan) []Violation {
	k := newChecker(c, r, p)
	k.checkAll()
	k.checkBill()
	return k.sorted()
}

// checkAll looks at everything but the bill.
func (k *checker) checkAll() {
	k.checkForm()
	k.checkTours()
	k.checkStaff()
	k.checkTimes()
	k.checkLengths()
	k.checkBundles()
	k.checkSpacing()
	k.checkExternal()
	k.checkOwed()
	k.checkFirst()
	k.checkCertificates()
	k.checkCalls()
	k.checkPins()
	k.checkBarred()
	k.checkMend()
	k.checkBriefings()
}

// sorted is what was found, in order, each once.
func (k *checker) sorted() []Violation {
	slices.SortFunc(k.found, compareViolations)
	return slices.CompactFunc(k.found, func(a, b Violation) bool { return a == b })
}

func compareViolations(a, b Violation) int {
	return cmp.Or(
		cmp.Compare(a.Rule, b.Rule),
		cmp.Compare(a.Home, b.Home),
		cmp.Compare(a.At, b.At),
		cmp.Compare(a.Caregiver, b.Caregiver),
		cmp.Compare(a.Visit, b.Visit),
		cmp.Compare(a.Grant, b.Grant),
		cmp.Compare(a.Shift, b.Shift),
		cmp.Compare(a.Text.En, b.Text.En),
		cmp.Compare(a.Text.Da, b.Text.Da),
	)
}

// report notes a violation; da and en are formats of the same arguments.
func (k *checker) report(v Violation, da, en string, args ...any) {
	if k.scope != nil && !k.scope.covers(&v) {
		return
	}
	v.Text = Text{Da: fmt.Sprintf(da, args...), En: fmt.Sprintf(en, args...)}
	k.found = append(k.found, v)
}

// of is a violation of a rule by a visit as a whole.
func (v *checkVisit) breaks(rule string) Violation {
	return Violation{Rule: rule, Home: v.Home, Visit: v.ID, At: v.Start}
}

// breaks is a violation of a rule by what was done for one grant.
func (d *delivery) breaks(rule string) Violation {
	v := d.visit.breaks(rule)
	v.Grant = d.line.grant.ID
	return v
}
