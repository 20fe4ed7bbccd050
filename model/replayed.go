package model

// Replayed is what a replay found of one plan of a chain, held against the plan
// before it.
type Replayed struct {
	Provider   ProviderID
	Place      int         // in the chain: 1 is the plan after the first
	Verdict    Verdict     // what came of it
	Now        Time        // of the mend; 0: it is none
	Events     int         // that the plan before did not know
	Why        Text        // where the verdict is not Same
	Differs    []string    // files in which it comes out otherwise
	Violations []Violation // of the rules, by this plan
	Hash       string      // of this plan
	From       string      // of the plan that it says it was made from
}

// Verdict is what a replay says of a plan.
type Verdict string

// The verdicts, the best first.
const (
	Same     Verdict = "same"     // made again, it is the same to the byte
	Kept     Verdict = "kept"     // no event concerned it: it is the plan before
	Verified Verdict = "verified" // it can't be made again; its hashes and all rules hold
	Differs  Verdict = "differs"  // made again, it is another
	Broken   Verdict = "broken"   // not made from the plan before, or against a rule
)

// Holds says whether nothing speaks against a plan.
func (v Verdict) Holds() bool { return v != Differs && v != Broken }

// Broken counts the rules broken, and what is owed without certificate.
func (r *Replayed) Broken() (broken, owed int) {
	for i := range r.Violations {
		if r.Violations[i].Escalation {
			owed++
		} else {
			broken++
		}
	}
	return broken, owed
}
