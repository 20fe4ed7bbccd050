package casefile

import (
	"fmt"
	"strconv"

	"github.com/hjemvej/hjemvej/model"
)

// joinVisits puts the lists of each row together.
func (r *reader) joinVisits(ls *lines[visitRow]) []model.Visit {
	if len(ls.all) == 0 {
		return nil
	}
	visits := make([]model.Visit, len(ls.all))
	for i := range ls.all {
		row, v := &ls.all[i], &visits[i]
		*v = row.v.Visit
		sameLength(r, ls, row.row, "services", len(row.v.Services), map[string]int{
			"grants": len(row.v.Grants), "occurrences": len(row.v.Occurrences), "pieces": orAs(row.v.Pieces, row.v.Services)})
		sameLength(r, ls, row.row, "caregivers", len(row.v.Caregivers), map[string]int{
			"shifts": len(row.v.Shifts), "offsets": orAs(row.v.Offsets, row.v.Caregivers), "minutes": len(row.v.Minutes)})
		for k, s := range row.v.Services {
			v.Does = append(v.Does, model.Done{Service: s, Grant: nth(row.v.Grants, k),
				Occurrence: nth(row.v.Occurrences, k), Piece: nth(row.v.Pieces, k)})
		}
		v.Staff = staffOf(v.Start, row.v.Caregivers, row.v.Shifts, row.v.Offsets, row.v.Minutes)
	}
	return visits
}

// orAs is the length of a list, or of the other where it is left out.
func orAs[A, B any](list []A, other []B) int {
	if len(list) == 0 {
		return len(other)
	}
	return len(list)
}

func nth[T any](list []T, k int) (v T) {
	if k < len(list) {
		v = list[k]
	}
	return v
}

// sameLength wants lists side by side to have as many values as the first.
func sameLength[T any](r *reader, ls *lines[T], row int, first string, n int, others map[string]int) {
	for name, m := range others {
		if m != n {
			r.fault(ls.file, row, ls.head(name), strconv.Itoa(m), model.Text{
				Da: fmt.Sprintf("%d værdier, lige så mange som i %s", n, ls.head(first)),
				En: fmt.Sprintf("%d values, as many as in %s", n, ls.head(first))}, "")
		}
	}
}

// staffOf puts the lists of those who come together.
func staffOf(start model.Time, who []model.CaregiverID, shifts []model.ShiftID, offsets, minutes []model.Minutes) []model.Assignment {
	var staff []model.Assignment
	for k, c := range who {
		staff = append(staff, model.Assignment{Caregiver: c, Shift: nth(shifts, k), Start: start.Add(nth(offsets, k)), Minutes: nth(minutes, k)})
	}
	return staff
}

func (r *reader) joinAnnounced(ls *lines[announcedRow]) []model.Announced {
	var all []model.Announced
	for i := range ls.all {
		v := &ls.all[i].v
		sameLength(r, ls, ls.all[i].row, "caregivers", len(v.Caregivers), map[string]int{
			"shifts": len(v.Shifts), "offsets": orAs(v.Offsets, v.Caregivers), "minutes": len(v.Minutes)})
		v.Staff = staffOf(v.Start, v.Caregivers, v.Shifts, v.Offsets, v.Minutes)
		all = append(all, v.Announced)
	}
	return all
}
