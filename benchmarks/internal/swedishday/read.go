package swedishday

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"strconv"
	"strings"
	"time"
)

const tasks = "hemtjanst_tasks.csv"

// rows reads a CSV file row by row, by names of columns.
func rows(path string, columns []string, row func(func(string) string) error) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	in := csv.NewReader(bytes.NewReader(data))
	head, err := in.Read()
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
		values, err := in.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		if err := row(func(name string) string { return values[at[name]] }); err != nil {
			line, _ := in.FieldPos(0)
			return fmt.Errorf("%s, line %d: %w", path, line, err)
		}
	}
}

func (d *Day) client(get func(string) string) error {
	c := Client{ID: get("ID")}
	var err1, err2 error
	c.X, err1 = strconv.ParseFloat(get("x"), 64)
	c.Y, err2 = strconv.ParseFloat(get("y"), 64)
	err3 := json.Unmarshal([]byte(get("Requirements")), &c.Needs)
	d.Clients = append(d.Clients, c)
	return errors.Join(err1, err2, err3)
}

func (d *Day) caregiver(get func(string) string) error {
	c := Caregiver{ID: get("ID"), Mode: get("ModeOfTransport"), Office: get("StartLocation") == "HQ"}
	if _, ok := matrices[c.Mode]; !ok {
		return fmt.Errorf("no mode %q", c.Mode)
	}
	var err1, err2 error
	c.From, err1 = time.Parse(time.RFC3339, get("EarliestStartTime"))
	c.To, err2 = time.Parse(time.RFC3339, get("LatestEndTime"))
	err3 := json.Unmarshal([]byte(get("Attributes")), &c.Attributes)
	d.Caregivers = append(d.Caregivers, c)
	return errors.Join(err1, err2, err3)
}

var number = regexp.MustCompile(`\d+`)

func (d *Day) continuity(get func(string) string) error {
	d.Usual[get("ID")] = number.FindAllString(get("MostVisits"), -1)
	return nil
}

func (d *Day) task(get func(string) string) error {
	from, err1 := time.Parse(time.RFC3339, get("StartTime"))
	to, err2 := time.Parse(time.RFC3339, get("EndTime"))
	if err := errors.Join(err1, err2); err != nil {
		return err
	}
	if !to.After(from) {
		return fmt.Errorf("ends at %s, before it starts", to)
	}
	if get("ClientID") == "" {
		d.Breaks = append(d.Breaks, Break{get("PlannedCaregiverID"), from, to})
		return nil
	}
	id, err := strconv.ParseFloat(get("ClientID"), 64) // 1661.0
	if err != nil {
		return err
	}
	d.Visits = append(d.Visits, Visit{ID: get("ID"), Client: strconv.Itoa(int(id)), Caregiver: get("PlannedCaregiverID"),
		From: from, To: to, Kind: get("TaskType")})
	return nil
}

// table reads a square table of seconds whose first row and column are ids.
func table(path string) (Table, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return Table{}, err
	}
	lines, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		return Table{}, fmt.Errorf("%s: %w", path, err)
	}
	if len(lines) == 0 || len(lines[0]) != len(lines) {
		return Table{}, fmt.Errorf("%s: not a square table", path)
	}
	t := Table{IDs: lines[0][1:]}
	for i, line := range lines[1:] {
		if line[0] != t.IDs[i] {
			return Table{}, fmt.Errorf("%s: row %d is of %q, column %d of %q", path, i+1, line[0], i+1, t.IDs[i])
		}
		for j, cell := range line[1:] {
			s, err := strconv.ParseFloat(cell, 64)
			if err != nil {
				return Table{}, fmt.Errorf("%s: from %s to %s: %w", path, line[0], t.IDs[j], err)
			}
			t.Seconds = append(t.Seconds, s)
		}
	}
	return t, nil
}
