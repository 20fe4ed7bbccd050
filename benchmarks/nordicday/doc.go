// Package nordicday is the set of one instance: the published day of Swedish
// municipal home care as an exact optimisation problem, in seconds.
//
//   - Every visit starts within an hour of its planned start. A visit by two is
//     done by two different caregivers whose starts keep the planned offset.
//   - A caregiver's visits lie in the shift. Those who begin at the office travel
//     from it and back to it within the shift; the others begin and end at their
//     first and last visit. Each travels by the table of the own mode.
//   - A caregiver with visits takes all planned breaks, each whole, each within an
//     hour of its planned start, inside the shift and between two visits, before
//     the first or after the last. Travel is not done in a break, but may lie
//     before it, after it or both.
//   - A caregiver never comes to a client with whom there is a conflict.
//
// The cost is the seconds travelled, 600 for each visit that is not done by one
// of the client's usual caregivers, and 36,000 for each visit that is not done;
// of a visit by two each part counts as one, and none is done alone.
//
// A solution is a table: visit, caregiver, start in minutes after midnight; the
// word break instead of a visit gives the start of one of the caregiver's breaks.
package nordicday
