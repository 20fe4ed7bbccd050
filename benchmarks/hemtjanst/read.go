package hemtjanst

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/hjemvej/hjemvej/model"
)

// day is the folder as read.
type day struct {
	date       model.Date
	clients    []client
	caregivers []caregiver
	usual      map[string][]string // by client
	visits     []visit             // by start, id
	breaks     []pause
	matrices   map[model.Mode]model.Matrix
}

type client struct {
	id    string
	needs []int
	x, y  float64
}

type caregiver struct {
	id         string
	mode       model.Mode
	attributes []int
	from, to   model.Time
	office     bool
}

type visit struct {
	id, client, caregiver string
	from, to              model.Time
	double                bool
}

type pause struct {
	caregiver string
	from, to  model.Time
}

var modes = map[string]model.Mode{"car": model.Car, "pedestrian": model.Foot, "bicycle": model.Bicycle}

// read reads the folder. Every error names the file.
func read(dir string) (*day, error) {
	d := &day{usual: map[string][]string{}, matrices: map[model.Mode]model.Matrix{}}
	steps := []struct {
		file    string
		columns []string
		row     func(func(string) string) error
	}{
		{"clients.csv", []string{"ID", "Requirements", "x", "y"}, d.client},
		{"caregivers.csv", []string{"ID", "ModeOfTransport", "Attributes", "EarliestStartTime", "LatestEndTime", "StartLocation"}, d.caregiver},
		{"continuity.csv", []string{"ID", "MostVisits"}, d.continuity},
		{"hemtjanst_tasks.csv", []string{"ID", "ClientID", "StartTime", "EndTime", "TaskType", "PlannedCaregiverID"}, d.task},
	}
	for _, s := range steps {
		if err := table(filepath.Join(dir, s.file), s.columns, s.row); err != nil {
			return nil, err
		}
	}
	for file, mode := range map[string]model.Mode{"DRIVE": model.Car, "WALK": model.Foot, "BICYCLE": model.Bicycle} {
		m, err := matrix(filepath.Join(dir, "duration_matrix_"+file+".csv"))
		if err != nil {
			return nil, err
		}
		d.matrices[mode] = m
	}
	if len(d.visits) == 0 {
		return nil, fmt.Errorf("%s: no visits", filepath.Join(dir, "hemtjanst_tasks.csv"))
	}
	slices.SortFunc(d.visits, func(a, b visit) int {
		return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.id, b.id))
	})
	slices.SortFunc(d.clients, func(a, b client) int { return cmp.Compare(a.id, b.id) })
	slices.SortFunc(d.caregivers, func(a, b caregiver) int { return cmp.Compare(a.id, b.id) })
	slices.SortFunc(d.breaks, func(a, b pause) int {
		return cmp.Or(cmp.Compare(a.caregiver, b.caregiver), cmp.Compare(a.from, b.from))
	})
	d.date = d.visits[0].from.Date()
	return d, d.refer()
}

// refer makes sure that what is referred to exists.
func (d *day) refer() error {
	clients, caregivers := map[string]bool{}, map[string]bool{}
	for _, c := range d.clients {
		clients[c.id] = true
	}
	for _, c := range d.caregivers {
		caregivers[c.id] = true
	}
	for _, v := range d.visits {
		if !clients[v.client] {
			return fmt.Errorf("hemtjanst_tasks.csv: visit %s is to client %s, who is not in clients.csv", v.id, v.client)
		}
		if !caregivers[v.caregiver] {
			return fmt.Errorf("hemtjanst_tasks.csv: visit %s is by caregiver %s, who is not in caregivers.csv", v.id, v.caregiver)
		}
	}
	for _, p := range d.breaks {
		if !caregivers[p.caregiver] {
			return fmt.Errorf("hemtjanst_tasks.csv: a break of caregiver %s, who is not in caregivers.csv", p.caregiver)
		}
	}
	return nil
}

// table reads a CSV file row by row, by names of columns.
func table(path string, columns []string, row func(func(string) string) error) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	rows := csv.NewReader(bytes.NewReader(data))
	head, err := rows.Read()
	if err != nil {
		return fmt.Errorf("%s: no heading: %w", path, err)
	}
	at := map[string]int{}
	for i, name := range head {
		at[strings.TrimPrefix(name, "\ufeff")] = i
	}
	for _, name := range columns {
		if _, ok := at[name]; !ok {
			return fmt.Errorf("%s: column %q is missing", path, name)
		}
	}
	for {
		values, err := rows.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		if err := row(func(name string) string { return values[at[name]] }); err != nil {
			line, _ := rows.FieldPos(0)
			return fmt.Errorf("%s, line %d: %w", path, line, err)
		}
	}
}

func (d *day) client(get func(string) string) error {
	c := client{id: get("ID")}
	x, err1 := strconv.ParseFloat(get("x"), 64)
	y, err2 := strconv.ParseFloat(get("y"), 64)
	c.x, c.y = x, y
	d.clients = append(d.clients, c)
	return errors.Join(err1, err2, json.Unmarshal([]byte(get("Requirements")), &d.clients[len(d.clients)-1].needs))
}

func (d *day) caregiver(get func(string) string) error {
	mode, ok := modes[get("ModeOfTransport")]
	if !ok {
		return fmt.Errorf("no mode %q", get("ModeOfTransport"))
	}
	c := caregiver{id: get("ID"), mode: mode, office: get("StartLocation") == "HQ"}
	var err1, err2 error
	c.from, err1 = instant(get("EarliestStartTime"))
	c.to, err2 = instant(get("LatestEndTime"))
	err3 := json.Unmarshal([]byte(get("Attributes")), &c.attributes)
	d.caregivers = append(d.caregivers, c)
	return errors.Join(err1, err2, err3)
}

var number = regexp.MustCompile(`\d+`)

func (d *day) continuity(get func(string) string) error {
	d.usual[get("ID")] = number.FindAllString(get("MostVisits"), -1)
	return nil
}

func (d *day) task(get func(string) string) error {
	from, err1 := instant(get("StartTime"))
	to, err2 := instant(get("EndTime"))
	if err := errors.Join(err1, err2); err != nil {
		return err
	}
	if to <= from {
		return fmt.Errorf("ends at %s, before it starts", to)
	}
	if get("ClientID") == "" {
		d.breaks = append(d.breaks, pause{get("PlannedCaregiverID"), from, to})
		return nil
	}
	id, err := strconv.ParseFloat(get("ClientID"), 64) // 1661.0
	if err != nil {
		return err
	}
	d.visits = append(d.visits, visit{
		id: get("ID"), client: strconv.Itoa(int(id)), caregiver: get("PlannedCaregiverID"),
		from: from, to: to, double: get("TaskType") == "Dubbelbemanning",
	})
	return nil
}

// instant reads a time with its offset, to the minute.
func instant(s string) (model.Time, error) {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return 0, err
	}
	return model.Time(t.Unix() / 60), nil
}

// matrix reads a square table of seconds whose first row and column are ids.
// The ids come out sorted.
func matrix(path string) (model.Matrix, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return model.Matrix{}, err
	}
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		return model.Matrix{}, fmt.Errorf("%s: %w", path, err)
	}
	if len(rows) == 0 || len(rows[0]) != len(rows) {
		return model.Matrix{}, fmt.Errorf("%s: not a square table", path)
	}
	n := len(rows) - 1
	order := make([]int, n)
	for i := range order {
		order[i] = i + 1
	}
	id := func(i int) string {
		if rows[0][i] == "0" {
			return string(office)
		}
		return rows[0][i]
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(id(a), id(b)) })
	m := model.Matrix{Seconds: make([]float64, 0, n*n)}
	for _, i := range order {
		if rows[i][0] != rows[0][i] {
			return model.Matrix{}, fmt.Errorf("%s: row %d is of %q, column %d of %q", path, i, rows[i][0], i, rows[0][i])
		}
		m.Places = append(m.Places, model.PlaceID(id(i)))
		for _, j := range order {
			s, err := strconv.ParseFloat(rows[i][j], 64)
			if err != nil {
				return model.Matrix{}, fmt.Errorf("%s: from %s to %s: %w", path, id(i), id(j), err)
			}
			m.Seconds = append(m.Seconds, s)
		}
	}
	return m, nil
}
