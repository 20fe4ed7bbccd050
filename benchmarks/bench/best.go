package bench

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"strconv"
)

// KnownFile is the table of best known costs, in a set's folder or the one above.
const KnownFile = "best-known.csv"

// Known are the best known costs of a set's instances by name.
type Known map[string]float64

// Of is the best known cost of an instance, NaN if there is none.
func (k Known) Of(name string) float64 {
	if v, ok := k[name]; ok {
		return v
	}
	return math.NaN()
}

// ReadKnown reads the best known costs from dir or the folder above it: the
// column "instance" and the lowest number in the columns named. What is no
// number there is no cost. Without a file nothing is known.
func ReadKnown(dir string, columns ...string) (Known, error) {
	name := filepath.Join(dir, KnownFile)
	if _, err := os.Stat(name); errors.Is(err, fs.ErrNotExist) {
		name = filepath.Join(dir, "..", KnownFile)
	}
	f, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return Known{}, nil
	}
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	r := csv.NewReader(f)
	r.FieldsPerRecord = -1
	rows, err := r.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	known := Known{}
	if len(rows) == 0 {
		return known, nil
	}
	at := map[string]int{}
	for i, title := range rows[0] {
		at[title] = i
	}
	for _, title := range append([]string{"instance"}, columns...) {
		if _, ok := at[title]; !ok {
			return nil, fmt.Errorf("%s has no column %s", name, title)
		}
	}
	for _, row := range rows[1:] {
		for _, title := range columns {
			if at[title] >= len(row) {
				continue
			}
			v, err := strconv.ParseFloat(row[at[title]], 64)
			if old, ok := known[row[at["instance"]]]; err == nil && (!ok || v < old) {
				known[row[at["instance"]]] = v
			}
		}
	}
	return known, nil
}
