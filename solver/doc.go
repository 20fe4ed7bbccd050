// Package solver turns a case's demand into a plan: who comes when, and
// everything that the plan owes because of it.
//
// The way through it:
//
//   - [Build] states a demand as a [vrp.Problem], in flat arrays that know no
//     home care, and keeps a [Map] of what each stop, tour and cluster stands
//     for. One file a subject: build_tours.go (shifts, absences, rest),
//     build_places.go (legs), build_class.go (who may), build_clusters.go
//     (named staff), build_stops.go (visits), build_rides.go (services that
//     ride on visits), build_work.go (breaks, activities, reserves).
//   - solver/search looks for a good [vrp.Solution].
//   - [Map.Plan] settles it (settle.go: halves of split services out, breaks in,
//     starts towards their agreed times) and reads it back as a [model.Plan]
//     (extract*.go) with what it owes: calls, briefings (R-6.2b),
//     replacements and debts. [Map.Solution] goes the other way
//     (solution.go), from any plan, dropping what no longer fits.
//   - Care that stands in no tour gets a certificate (certify*.go): the rule
//     that stands in the way for each caregiver, whether that is proved, and the
//     nearest remedy, tried before it is named.
//   - [Plan] does it all; [Begin] and [Together] do it for several providers who
//     take turns on one machine.
//
// Two choices of this room. A visit that costs a call still stays within the
// call limit of its part of the day: a call excuses lateness, not a morning's
// help in the evening. And a night shift is asked for a neighbouring day's visit
// only if it can keep near the agreed time.
//
// Invariants. Ticks are minutes since local midnight of the first day, so that
// clock changes need no care. A visit by several is a group of consecutive
// stops; the price of leaving it out lies on its legs and sums up to the whole.
// Every price of the engine is a line of the bill: [Map.Price] prices a
// solution from scratch, and the bill of the plan read from it comes to the
// same øre.
package solver
