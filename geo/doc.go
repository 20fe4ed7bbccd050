// Package geo says how far it is and how long it takes: travel between points
// for a mode of transport.
//
// There is one question and one interface for it: a [Source] gives seconds and
// metres between places for a mode, row by row, so that nobody has to hold a
// table of a whole municipality twice. [CrowFly] answers from coordinates
// alone and needs no set-up; [Matrices] answer from tables that somebody
// measured.
//
// Invariants: a way from a place to itself takes 0 seconds and 0 metres;
// crow-fly ways are equally long in both directions, measured ways need not
// be, nor need they obey the triangle inequality. What is paid at each arrival
// (parking, stairs, locking the bicycle) is not in these figures: package model
// adds it when it makes planned minutes of them. Every figure that a plan
// depends on is rounded in one place and computed without fused operations, so
// that all machines agree.
//
// Start reading at [Source]; then [CrowFly.Rows].
//
// The package imports no other room of the house: modes are plain strings here.
package geo
