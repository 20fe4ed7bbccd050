// Package casefile reads and writes a case and a plan as folders on disk, and
// reads files of events.
//
// Each table of a case is declared once, as a list of columns (tables_*.go):
// names in English and Danish, how a cell is read and written, default,
// meaning and the rule served. One engine (column.go, table.go) reads, writes,
// sorts, hashes and documents them all; docs/case-format.md is checked against
// the same lists. What can be wrong between rows and tables is in check_*.go.
//
// A file of events is a table, or a list whose keys are the columns of that
// table (events_*.go); what was taken in stands in the log of a plan.
//
// Reading reports every fault at once and gives no case when there is one.
// Start with ReadCase in read.go.
package casefile
