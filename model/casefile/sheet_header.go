package casefile

import (
	"fmt"
	"strings"

	"github.com/hjemvej/hjemvej/model"
)

// layout is where the columns of a sheet stand in a file.
type layout struct {
	places []int  // by column of the sheet; -1: nowhere
	headed []bool // by column of the file: it has a header
}

// readHeader finds the columns of a sheet and reports those that are unknown,
// repeated or missing.
func readHeader[T any](r *reader, s *sheet[T], ls *lines[T], rec record) layout {
	at := layout{make([]int, len(s.columns)), make([]bool, len(rec.cells))}
	for i := range at.places {
		at.places[i] = -1
	}
	ls.heads = map[string]string{}
	for i, cell := range rec.cells {
		name := strings.TrimSpace(cell)
		c := s.find(name)
		at.headed[i] = name != ""
		switch {
		case HasCPR(name):
			r.fault(ls.file, rec.row, letters(i), name, wantNoCPR, "R-P.1")
		case name == "": // Excel leaves empty columns at the right
		case c < 0:
			r.fault(ls.file, rec.row, name, "", s.wantColumn(), "")
		case at.places[c] >= 0:
			r.fault(ls.file, rec.row, name, "", model.Text{Da: "kolonnen kun én gang", En: "the column only once"}, "")
		default:
			at.places[c] = i
			ls.heads[s.columns[c].en] = name
		}
	}
	for i, c := range s.columns {
		if at.places[i] < 0 && c.needed {
			r.fault(ls.file, rec.row, c.en, "", model.Text{
				Da: fmt.Sprintf("kolonnen %s (%s), som mangler", c.da, c.en),
				En: fmt.Sprintf("the column %s (%s), which is missing", c.en, c.da),
			}, "")
		}
	}
	return at
}

func (s *sheet[T]) find(name string) int {
	key := headKey(name)
	for i, c := range s.columns {
		if key == headKey(c.en) || key == headKey(c.da) {
			return i
		}
	}
	return -1
}

func (s *sheet[T]) wantColumn() model.Text {
	var da, en []string
	for _, c := range s.columns {
		da, en = append(da, c.da), append(en, c.en)
	}
	return model.Text{Da: "en af kolonnerne " + strings.Join(da, ", "), En: "one of the columns " + strings.Join(en, ", ")}
}
