package casefile

import "github.com/hjemvej/hjemvej/model"

// What the plan before handed on has the columns that a case has for it. The
// files are there only in a plan that was made from one before it.
var (
	carriedVisits = handedOn(&visitsSheet, "carried_visits", "Who came to each home according to the plans before, the last time that each did.", "home", "caregiver")
	carriedLast   = handedOn(&lastSheet, "carried_last", "When each grant was last delivered according to the plans before.", "grant")
	carriedNamed  = handedOn(&namedSheet, "carried_named", "The named staff that the plan before had.", "home")
	carriedAgreed = handedOn(&agreedSheet, "carried_agreed", "What had been agreed in the plan before.", "home", "part", "number", "service")
	carriedDebts  = handedOn(&planReplacements, "carried_debts",
		"Practical help agreed for a day that has gone by: still to be given, or given in the visit named.", "occurrence")
)

var carriedPending = sheet[model.OccurrenceID]{
	name:  "carried_pending",
	about: "What the plan before has still to come, though its turn may have been before the first day.",
	key:   []string{"occurrence"},
	columns: []column[model.OccurrenceID]{
		col("occurrence", "forekomst", occurrenceText(), func(o *model.OccurrenceID) *model.OccurrenceID { return o }).must().
			doc("which time it fell due", "G0042#5", "R-4.2.4"),
	},
}

// handedOn is a table of a plan with the columns of another.
func handedOn[T any](like *sheet[T], name, about string, key ...string) sheet[T] {
	return sheet[T]{name: name, about: about, key: key, columns: like.columns}
}

// writeCarried adds the tables of what was handed on, those without rows apart.
func writeCarried(files map[string][]byte, h *model.History) {
	add(files, &carriedVisits, h.Visits)
	add(files, &carriedLast, h.Last)
	add(files, &carriedNamed, h.Named)
	add(files, &carriedAgreed, h.Agreed)
	add(files, &carriedDebts, h.Debts)
	add(files, &carriedPending, h.Pending)
}

func add[T any](files map[string][]byte, s *sheet[T], rows []T) {
	if len(rows) > 0 {
		files[s.file()] = s.table(rows, &plainForm)
	}
}

func (r *reader) readCarried() model.History {
	return model.History{
		Visits:  readLines(r, &carriedVisits).values(),
		Last:    readLines(r, &carriedLast).values(),
		Named:   readLines(r, &carriedNamed).values(),
		Agreed:  readLines(r, &carriedAgreed).values(),
		Debts:   readLines(r, &carriedDebts).values(),
		Pending: readLines(r, &carriedPending).values(),
	}
}
