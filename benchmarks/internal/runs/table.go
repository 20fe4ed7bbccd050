package runs

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// Table writes rows as a markdown table: the first column to the left, figures
// to the right.
func Table(w io.Writer, head []string, rows [][]string) error {
	var b strings.Builder
	row := func(cells []string) { b.WriteString("| " + strings.Join(cells, " | ") + " |\n") }
	row(head)
	b.WriteString("|---|" + strings.Repeat("--:|", len(head)-1) + "\n")
	for _, r := range rows {
		row(r)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// Median is the middle of the values, the mean of the two middle ones where
// they are even in number; 0 of none.
func Median(values []float64) float64 {
	v := slices.Sorted(slices.Values(values))
	n := len(v)
	if n == 0 {
		return 0
	}
	return (v[(n-1)/2] + v[n/2]) / 2
}

// Seeds is a flag value: a list of seeds separated by commas.
type Seeds []uint64

// String and Set make Seeds a flag.Value.
func (s *Seeds) String() string { return joined(*s) }

// Set reads the list; it may not be empty.
func (s *Seeds) Set(text string) error {
	return set((*[]uint64)(s), text, func(t string) (uint64, error) { return strconv.ParseUint(t, 10, 64) })
}

// Factors is a flag value: a list of factors, none below 0, separated by commas.
type Factors []float64

// String and Set make Factors a flag.Value.
func (f *Factors) String() string { return joined(*f) }

// Set reads the list; it may not be empty.
func (f *Factors) Set(text string) error {
	return set((*[]float64)(f), text, func(t string) (float64, error) {
		x, err := strconv.ParseFloat(t, 64)
		if err == nil && (x < 0 || x > 1000 || x != x) {
			err = fmt.Errorf("factor %s: 0 to 1000 expected", t)
		}
		return x, err
	})
}

func joined[T any](list []T) string {
	words := make([]string, len(list))
	for i, x := range list {
		words[i] = fmt.Sprint(x)
	}
	return strings.Join(words, ",")
}

func set[T any](list *[]T, text string, read func(string) (T, error)) error {
	*list = nil
	for _, word := range strings.Split(text, ",") {
		x, err := read(strings.TrimSpace(word))
		if err != nil {
			return err
		}
		*list = append(*list, x)
	}
	return nil
}
