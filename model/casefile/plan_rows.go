package casefile

import (
	"errors"
	"fmt"

	"github.com/hjemvej/hjemvej/model"
)

var errNameless = errors.New("a part of it has no service, grant, occurrence, caregiver or shift")

func visitRows(visits []model.Visit) ([]visitRow, error) {
	rows := make([]visitRow, len(visits))
	for i := range visits {
		v, row := &visits[i], &rows[i]
		row.Visit = *v
		for _, d := range v.Does {
			if d.Service == "" || d.Grant == "" || d.Occurrence == "" {
				return nil, fmt.Errorf("visit %s: %w", v.ID, errNameless)
			}
			row.Services, row.Grants = append(row.Services, d.Service), append(row.Grants, d.Grant)
			row.Occurrences = append(row.Occurrences, d.Occurrence)
			row.Pieces = append(row.Pieces, d.Piece)
		}
		row.Pieces = unlessZero(row.Pieces)
		var named bool
		if row.Caregivers, row.Shifts, row.Offsets, row.Minutes, named = staffLists(v.Start, v.Staff); !named {
			return nil, fmt.Errorf("visit %s: %w", v.ID, errNameless)
		}
	}
	return rows, nil
}

// staffLists are those who come as lists side by side. All must have a name and
// a shift: in a list there is no empty value.
func staffLists(start model.Time, staff []model.Assignment) (who []model.CaregiverID, shifts []model.ShiftID, offsets, minutes []model.Minutes, named bool) {
	for _, a := range staff {
		if a.Caregiver == "" || a.Shift == "" {
			return nil, nil, nil, nil, false
		}
		who, shifts = append(who, a.Caregiver), append(shifts, a.Shift)
		offsets, minutes = append(offsets, a.Start.Sub(start)), append(minutes, a.Minutes)
	}
	return who, shifts, unlessZero(offsets), minutes, true
}

func announcedRows(all []model.Announced) ([]announcedRow, error) {
	rows := make([]announcedRow, len(all))
	for i := range all {
		row, named := &rows[i], false
		row.Announced = all[i]
		if row.Caregivers, row.Shifts, row.Offsets, row.Minutes, named = staffLists(all[i].Start, all[i].Staff); !named {
			return nil, fmt.Errorf("announced visit %s: %w", all[i].Visit, errNameless)
		}
	}
	return rows, nil
}

// unlessZero is a list, or nil when it holds zeros alone.
func unlessZero[T ~int](list []T) []T {
	for _, v := range list {
		if v != 0 {
			return list
		}
	}
	return nil
}

func itemRows(tours []model.Tour) []itemRow {
	var rows []itemRow
	for i := range tours {
		t := &tours[i]
		row := itemRow{Shift: t.Shift, Caregiver: t.Caregiver, Mode: t.Mode, Overtime: t.Overtime}
		if len(t.Items) == 0 {
			rows = append(rows, row)
		}
		for k := range t.Items {
			row.Number, row.Item = k+1, t.Items[k]
			rows = append(rows, row)
		}
	}
	return rows
}
