package casefile

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/hjemvej/hjemvej/model"
)

// A matrix is a table with the ids of places across and down; its first cell
// says what the numbers are. Metres lie in a file beside that of the seconds:
// car.csv and car.metres.csv.

// metresFile is the file of metres beside one of seconds.
func metresFile(file string) string { return strings.TrimSuffix(file, ".csv") + ".metres.csv" }

func (r *reader) readMatrices(c *model.Case, at *yamlReader) {
	if c.Travel.Source != "matrix" {
		return
	}
	for _, mode := range model.Modes {
		file, ok := c.Travel.Matrices[mode]
		if !ok || file == "" {
			continue
		}
		ids, seconds, there := r.readMatrix(file)
		if !there {
			path := "travel.matrices." + string(mode)
			r.fault(caseFile, at.lines[path], path, file, model.Text{Da: "en fil i mappen", En: "a file in the folder"}, "")
			continue
		}
		m := model.Matrix{Places: ids, Seconds: seconds}
		if metreIDs, metres, there := r.readMatrix(metresFile(file)); there {
			m.Metres = metres
			if !slices.Equal(ids, metreIDs) {
				r.fault(metresFile(file), 1, "", "", model.Text{Da: "de samme steder som " + file, En: "the same places as " + file}, "")
			}
		}
		if c.Travel.Tables == nil {
			c.Travel.Tables = map[model.Mode]model.Matrix{}
		}
		c.Travel.Tables[mode] = m
	}
}

// readMatrix reads one table of numbers, its places in order of their ids.
func (r *reader) readMatrix(file string) (ids []model.PlaceID, values []float64, there bool) {
	records, f, there := r.records(file)
	if !there || len(records) == 0 {
		return nil, nil, there
	}
	m := &matrixReader{r: r, file: file, f: f, column: map[string]int{}}
	sound := m.header(records[0])
	for _, rec := range records[1:] {
		m.record(rec)
	}
	if !sound {
		return nil, nil, true
	}
	return m.sorted()
}

// matrixReader reads one matrix.
type matrixReader struct {
	r      *reader
	file   string
	f      form
	ids    []string
	column map[string]int
	rows   [][]float64 // by place of the header; nil: not seen
}

func (m *matrixReader) header(rec record) bool {
	for i, id := range rec.cells[1:] {
		id = strings.TrimSpace(id)
		want, rule := (*model.Text)(nil), ""
		if _, bad := idText[model.PlaceID]().parse(id, &m.f); bad != nil {
			want = bad
		}
		switch _, twice := m.column[id]; {
		case HasCPR(id):
			want, rule = &wantNoCPR, "R-P.1"
		case id == "":
			want = &wantSomething
		case twice:
			want = &model.Text{Da: "hvert sted kun én gang", En: "each place only once"}
		}
		if want != nil {
			m.r.fault(m.file, rec.row, letters(i+1), id, *want, rule)
			continue
		}
		m.column[id] = i
	}
	m.ids = rec.cells[1:]
	m.rows = make([][]float64, len(m.ids))
	return len(m.column) == len(m.ids)
}

func (m *matrixReader) record(rec record) {
	id := strings.TrimSpace(rec.cells[0])
	i, ok := m.column[id]
	switch {
	case HasCPR(id):
		m.r.fault(m.file, rec.row, "A", id, wantNoCPR, "R-P.1")
		return
	case !ok:
		m.r.fault(m.file, rec.row, "A", id, model.Text{Da: "et af stederne i række 1", En: "one of the places in row 1"}, "")
		return
	case m.rows[i] != nil:
		m.r.fault(m.file, rec.row, "A", id, model.Text{Da: "hvert sted kun én gang", En: "each place only once"}, "")
		return
	}
	m.rows[i] = make([]float64, len(m.ids))
	if len(rec.cells) != len(m.ids)+1 {
		m.r.fault(m.file, rec.row, "", strconv.Itoa(len(rec.cells)-1), model.Text{
			Da: fmt.Sprintf("%d tal, et for hvert sted", len(m.ids)), En: fmt.Sprintf("%d numbers, one for each place", len(m.ids)),
		}, "")
		return
	}
	for j, cell := range rec.cells[1:] {
		m.rows[i][j] = m.number(rec.row, j+1, strings.TrimSpace(cell))
	}
}

var wantWay = model.Text{Da: "et tal fra 0 til 10 millioner", En: "a number from 0 to 10 million"}

func (m *matrixReader) number(row, column int, cell string) float64 {
	if HasCPR(cell) {
		m.r.fault(m.file, row, letters(column), cell, wantNoCPR, "R-P.1")
		return 0
	}
	v, bad := decimal("").parse(cell, &m.f)
	if bad == nil && (v < 0 || v > 1e7) {
		bad = &wantWay
	}
	if bad != nil {
		m.r.fault(m.file, row, letters(column), cell, *bad, "")
	}
	return v
}

// sorted is the matrix in order of ids. Rows that are missing are reported.
func (m *matrixReader) sorted() ([]model.PlaceID, []float64, bool) {
	order := make([]int, len(m.ids))
	for i := range order {
		order[i] = i
		m.ids[i] = strings.TrimSpace(m.ids[i])
		if m.rows[i] == nil {
			m.r.fault(m.file, 0, "A", m.ids[i], model.Text{Da: "en række for hvert sted", En: "a row for each place"}, "")
			m.rows[i] = make([]float64, len(m.ids))
		}
	}
	slices.SortFunc(order, func(a, b int) int { return strings.Compare(m.ids[a], m.ids[b]) })
	ids, values := make([]model.PlaceID, len(order)), make([]float64, 0, len(order)*len(order))
	for k, i := range order {
		ids[k] = model.PlaceID(m.ids[i])
		for _, j := range order {
			values = append(values, m.rows[i][j])
		}
	}
	return ids, values, true
}

// writeMatrix is a table of numbers between places.
func writeMatrix(what string, ids []model.PlaceID, values []float64, f *form) []byte {
	records := make([][]string, 0, len(ids)+1)
	head := []string{what}
	for _, id := range ids {
		head = append(head, string(id))
	}
	records = append(records, head)
	for i, id := range ids {
		row := []string{string(id)}
		for _, v := range values[i*len(ids) : (i+1)*len(ids)] {
			row = append(row, formatDecimal(v, f))
		}
		records = append(records, row)
	}
	return joinTable(records, f)
}
