package casefile

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/hjemvej/hjemvej/model"
)

// sortedItems are the rows of the tours by shift and number.
func sortedItems(ls *lines[itemRow]) []line[itemRow] {
	all := slices.Clone(ls.all)
	slices.SortStableFunc(all, func(a, b line[itemRow]) int {
		return cmp.Or(cmp.Compare(a.v.Shift, b.v.Shift), cmp.Compare(a.v.Number, b.v.Number))
	})
	return all
}

var wantVisit = model.Text{Da: "et besøg i visits.csv", En: "a visit of visits.csv"}

// checkItems wants the visits of tours to be there, with the caregiver meant.
func (r *reader) checkItems(ls *lines[itemRow], staff map[model.VisitID]int) {
	for i := range ls.all {
		l := &ls.all[i]
		it := &l.v.Item
		if it.Kind != "" && it.From == 0 || it.Kind != "" && it.To == 0 {
			r.fault(ls.file, l.row, ls.head("from"), "", wantSomething, "")
		}
		if it.Visit == "" && it.Kind != model.VisitItem && it.Kind != model.CallItem {
			continue
		}
		n, there := staff[it.Visit]
		switch {
		case !there:
			r.fault(ls.file, l.row, ls.head("visit"), string(it.Visit), wantVisit, "")
		case it.Leg >= n:
			r.fault(ls.file, l.row, ls.head("leg"), strconv.Itoa(it.Leg), model.Text{
				Da: "et nummer mindre end antallet af besøgets medarbejdere", En: "a number below the count of the visit's caregivers"}, "R-11.1.1b")
		}
	}
}

// checkVisits wants the visits that a table names to be there.
func checkVisits[T any](r *reader, ls *lines[T], known map[model.VisitID]int, of func(*T) model.VisitID) {
	for i := range ls.all {
		l := &ls.all[i]
		if id := of(&l.v); id != "" {
			if _, there := known[id]; !there {
				r.fault(ls.file, l.row, ls.head("visit"), string(id), wantVisit, "")
			}
		}
	}
}
