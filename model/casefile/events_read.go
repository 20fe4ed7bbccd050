package casefile

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing/fstest"

	"github.com/hjemvej/hjemvej/model"
)

// eventsFile is a file of events as people and other programs write it: the
// columns of a plan's log but those that are filled in when it is taken in.
var eventsFile = sheet[model.Event]{
	name:   "events",
	about:  "What happened since the plan was made, in the order in which it became known.",
	needed: true,
	columns: slices.DeleteFunc(slices.Clone(planEvents.columns), func(c column[model.Event]) bool {
		return slices.Contains([]string{"number", "occurrences", "caregivers"}, c.en)
	}),
}

// ReadEvents reads a file of events in the order of its rows: a table (.csv) or
// a list (.yaml, .yml, .json). All faults are reported at once, and with one of them
// no event is given. Whether an event fits case and plan is for model.Intake to
// say; PlaceEventFaults tells where in the file. The error is of the disk alone.
func ReadEvents(path string) ([]model.Event, Faults, error) {
	b, faults, err := readBatch(path)
	if err != nil {
		return nil, nil, fmt.Errorf("read events: %w", err)
	}
	if faults.Broken() {
		return nil, faults, nil
	}
	return b.values(), faults, nil
}

// ParseEvents reads events like [ReadEvents], from the text of a file of that
// name. A list may be JSON: that is YAML too.
func ParseEvents(name string, text []byte) ([]model.Event, Faults) {
	b, faults := parseBatch(name, text)
	if faults.Broken() {
		return nil, faults
	}
	return b.values(), faults
}

// PlaceEventFaults tells where in a file of events lies what model.Intake found
// wrong with the events of it. The error is of the disk alone.
func PlaceEventFaults(path string, found []model.EventFault) (Faults, error) {
	b, _, err := readBatch(path)
	if err != nil {
		return nil, fmt.Errorf("read events: %w", err)
	}
	return b.place(found), nil
}

// PlaceParsedFaults tells where lies what model.Intake found wrong with events
// that [ParseEvents] read.
func PlaceParsedFaults(name string, text []byte, found []model.EventFault) Faults {
	b, _ := parseBatch(name, text)
	return b.place(found)
}

func (b *batch) place(found []model.EventFault) Faults {
	var faults Faults
	for _, f := range found {
		fault := Fault{File: b.file, Column: f.Field, Expected: f.Text, Stated: true}
		if i := f.Number - 1; i >= 0 && i < len(b.all) {
			fault.Row, fault.Column = b.at(i, f.Field)
			fault.Value = b.value(i, f.Field)
		}
		faults = append(faults, fault)
	}
	return faults.sorted()
}

// batch is a file of events as read.
type batch struct {
	*lines[model.Event]
	keys []map[string]cellKey // of a list: where each key of an event stands
}

// cellKey is a key of a list as written, and its line.
type cellKey struct {
	row  int
	head string
}

// at is where a column of an event stands in the file, or would stand.
func (b *batch) at(i int, column string) (row int, head string) {
	if i < len(b.keys) {
		if k, there := b.keys[i][column]; there {
			return k.row, k.head
		}
	}
	return b.all[i].row, b.head(column)
}

// fault reports a fault of a column of an event.
func (b *batch) fault(r *reader, i int, column string, want model.Text) {
	row, head := b.at(i, column)
	r.fault(b.file, row, head, b.value(i, column), want, "")
}

// value is what an event has in a column, as it is written.
func (b *batch) value(i int, column string) string {
	at := eventsFile.find(column)
	if at < 0 {
		return ""
	}
	return eventsFile.columns[at].format(&b.all[i].v, &form{comma: b.danish, danish: b.danish})
}

func readBatch(path string) (*batch, Faults, error) {
	folder, file := filepath.Split(path)
	if folder == "" {
		folder = "."
	}
	if info, err := os.Stat(path); err != nil || info.IsDir() {
		return nil, nil, errors.Join(err, notAFile(path, err))
	}
	r := newReader(os.DirFS(folder))
	b := r.readBatchOf(file)
	if r.err != nil {
		return nil, nil, r.err
	}
	return b, r.faults.sorted(), nil
}

// parseBatch reads a batch from memory, which never fails to be read.
func parseBatch(name string, text []byte) (*batch, Faults) {
	r := newReader(fstest.MapFS{name: {Data: text}})
	b := r.readBatchOf(name)
	return b, r.faults.sorted()
}

func notAFile(path string, err error) error {
	if err == nil {
		return fmt.Errorf("%s is a folder, not a file of events", path)
	}
	return nil
}

func (r *reader) readBatchOf(file string) *batch {
	b := &batch{lines: &lines[model.Event]{file: file}}
	switch strings.ToLower(filepath.Ext(file)) {
	case ".csv":
		s := eventsFile
		s.path = file
		b.lines = readLines(r, &s)
	case ".yaml", ".yml", ".json":
		r.readList(b)
	default:
		r.fault(file, 0, "", "", model.Text{Da: "en fil, der ender på .csv, .yaml, .yml eller .json", En: "a file that ends in .csv, .yaml, .yml or .json"}, "")
		return b
	}
	b.checkFields(r)
	return b
}
