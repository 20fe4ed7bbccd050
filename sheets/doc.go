// Package sheets writes what people read of a plan: the tour list (køreliste)
// of a caregiver, a home's fortnight for the co-operation book, the
// call list and everything else owed, a day's Gantt and map, the summary, and
// the exports (CSV, GeoJSON).
//
// Plans side by side are [Compare]'s, what a newer one changes is [Diff]'s.
//
// Start at [Write]. A sheet is made in two steps: a view (tourview.go,
// homeview.go …) collects from case and plan what a sheet says, in words and
// figures of its language; a writer (…text.go, html.go, csv.go) lays it out.
// What must not be shown never enters a view, so no writer can leak it:
//
//   - a protected home is an id and nothing more (R-P.2), except on the tour
//     list asked for one caregiver, who needs the address to get there;
//     nor is the exact length of a leg to it shown, from which it could be found;
//   - notes stand on tour lists only (R-P.3);
//   - exports and page titles hold ids, never names (R-P.3);
//   - where a caregiver lives is "home", on no sheet a place or a point.
//
// Every HTML page is one file that fetches nothing: it forbids it to itself by
// a content security policy.
package sheets
