// Package model holds the words of municipal home care and nothing that needs
// a solver: the quality standard, the case, what its grants ask for (Demand),
// the plan, the check of a plan against every rule, and its measures.
//
// Where to start reading: [Standard] and [Case] are what a municipality hands
// over, [Expand] turns grants into a [Demand], a [Plan] is the answer, and
// [Check], [Bill] and [Measure] judge a plan from the case alone. What happens
// after a plan was made is an [Event]: [Fold] writes a log of them into the case,
// [Diff] says what a newer plan changes, [CheckMended] holds a mended plan to the one it came of, and [CheckTouched]
// checks a part of one for whoever can't wait.
//
// Invariants: a [Case] that was read without faults refers only to things that
// exist; times are absolute minutes ([Time]) and dates civil days ([Date]) in
// Europe/Copenhagen; money is whole øre ([Price]); order of slices is the order
// of ids, never the order of input rows.
package model
