// Package caseset has generated or real cases as sets of instances.
//
// Set is whole horizons: an instance for each provider of each case, named
// CASE-PROVIDER. Its solutions are plan folders, zipped. They are judged by
// model.Check, and cost the variable lines of model.Bill (what the search
// decides rather than the case, as in package steady) with what is unserved.
//
// Days is single days of them, CASE-PROVIDER@DATE, for engines that can't do
// the whole: see [solver.Map.Day] for what is in a day, and package oneday for
// how it is stated and judged.
package caseset
