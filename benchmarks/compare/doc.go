// Package compare sets plans, or parts of plans, side by side: districts,
// groups, providers, weeks or standards, on every measure and line of the bill,
// in total, per visit and per hour granted.
//
// What happened in a home, or on a tour, is one sample (model.Samples). A figure
// of a side is a sum over its samples, or a quotient of two; its interval comes
// from drawing as many tours and as many homes again, with replacement
// (bootstrap.go). Sides are ranked only where their intervals part (rank.go).
// Start at [Of].
package compare
