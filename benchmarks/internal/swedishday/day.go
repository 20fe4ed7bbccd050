package swedishday

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"time"
)

// Day is the folder as read.
type Day struct {
	Clients    []Client            // by id
	Caregivers []Caregiver         // by id
	Usual      map[string][]string // by client: her usual caregivers, at work or not
	Visits     []Visit             // by start, id
	Breaks     []Break             // by caregiver, start
	Tables     map[string]Table    // by mode: car, bicycle, pedestrian
}

// Office is the id of the office in the tables.
const Office = "0"

// Client is one who is visited.
type Client struct {
	ID    string
	Needs []int // a 1 where a caregiver has one too is a conflict
	X, Y  float64
}

// Caregiver is one who is at work.
type Caregiver struct {
	ID, Mode   string
	Attributes []int
	From, To   time.Time
	Office     bool // starts and ends there, else at home
}

// Visit is one person's part of a visit.
type Visit struct {
	ID, Client, Caregiver string
	From, To              time.Time
	Kind                  string
	Other                 int // index of the second person's part, or the first's; -1: a visit by one
}

// Second is the kind of a second person's part.
const Second = "Dubbelbemanning"

// Break is a break of a caregiver.
type Break struct {
	Caregiver string
	From, To  time.Time
}

// Table is the seconds between clients, and the office.
type Table struct {
	IDs     []string
	Seconds []float64 // row by row, from a row's id
}

var matrices = map[string]string{"car": "DRIVE", "pedestrian": "WALK", "bicycle": "BICYCLE"}

// Read reads a folder. Every error names the file.
func Read(dir string) (*Day, error) {
	d := &Day{Usual: map[string][]string{}, Tables: map[string]Table{}}
	steps := []struct {
		file    string
		columns []string
		row     func(func(string) string) error
	}{
		{"clients.csv", []string{"ID", "Requirements", "x", "y"}, d.client},
		{"caregivers.csv", []string{"ID", "ModeOfTransport", "Attributes", "EarliestStartTime", "LatestEndTime", "StartLocation"}, d.caregiver},
		{"continuity.csv", []string{"ID", "MostVisits"}, d.continuity},
		{tasks, []string{"ID", "ClientID", "StartTime", "EndTime", "TaskType", "PlannedCaregiverID"}, d.task},
	}
	for _, s := range steps {
		if err := rows(filepath.Join(dir, s.file), s.columns, s.row); err != nil {
			return nil, err
		}
	}
	for mode, file := range matrices {
		t, err := table(filepath.Join(dir, "duration_matrix_"+file+".csv"))
		if err != nil {
			return nil, err
		}
		d.Tables[mode] = t
	}
	if len(d.Visits) == 0 {
		return nil, fmt.Errorf("%s: no visits", filepath.Join(dir, tasks))
	}
	d.sort()
	pair(d.Visits)
	return d, d.refer()
}

func (d *Day) sort() {
	slices.SortFunc(d.Visits, func(a, b Visit) int { return cmp.Or(a.From.Compare(b.From), cmp.Compare(a.ID, b.ID)) })
	slices.SortFunc(d.Clients, func(a, b Client) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(d.Caregivers, func(a, b Caregiver) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(d.Breaks, func(a, b Break) int {
		return cmp.Or(cmp.Compare(a.Caregiver, b.Caregiver), a.From.Compare(b.From))
	})
}

// refer makes sure that what is referred to exists, once.
func (d *Day) refer() error {
	clients, caregivers, visits := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, c := range d.Clients {
		clients[c.ID] = true
	}
	for _, c := range d.Caregivers {
		if caregivers[c.ID] {
			return fmt.Errorf("caregivers.csv: caregiver %s stands there twice", c.ID)
		}
		caregivers[c.ID] = true
	}
	for _, v := range d.Visits {
		switch {
		case visits[v.ID]:
			return fmt.Errorf("%s: visit %s stands there twice", tasks, v.ID)
		case !clients[v.Client]:
			return fmt.Errorf("%s: visit %s is to client %s, who is not in clients.csv", tasks, v.ID, v.Client)
		case !caregivers[v.Caregiver]:
			return fmt.Errorf("%s: visit %s is by caregiver %s, who is not in caregivers.csv", tasks, v.ID, v.Caregiver)
		}
		visits[v.ID] = true
	}
	for _, b := range d.Breaks {
		if !caregivers[b.Caregiver] {
			return fmt.Errorf("%s: a break of caregiver %s, who is not in caregivers.csv", tasks, b.Caregiver)
		}
	}
	return nil
}

// pair finds the visits by two: a second person's part beside the overlapping
// row of the same client, or two equal rows. Visits come sorted by start.
func pair(visits []Visit) {
	for i := range visits {
		visits[i].Other = -1
	}
	for i := range visits {
		for j := range visits {
			a, b := &visits[i], &visits[j]
			if i == j || a.Client != b.Client || a.Other >= 0 || b.Other >= 0 {
				continue
			}
			overlap := a.From.Before(b.To) && b.From.Before(a.To)
			twins := i < j && a.Kind == b.Kind && a.From.Equal(b.From) && a.To.Equal(b.To)
			if overlap && (a.Kind == Second && b.Kind != Second || twins) {
				a.Other, b.Other = j, i
			}
		}
	}
}
