package casefile

import (
	"strings"

	"github.com/hjemvej/hjemvej/model"
)

// column is one column of a table whose rows are T: how it is named, read,
// written and explained.
type column[T any] struct {
	heading
	parse  func(s string, f *form, to *T) *model.Text
	format func(from *T, f *form) string
	unset  func(to *T) // for an empty cell, where that is not the zero of its type
}

// heading is what a column says of itself.
type heading struct {
	en, da  string
	kind    string // unit and form
	needed  bool   // the column must be there and no cell may be empty
	exempt  bool   // coordinates and timestamps (R-P.1)
	def     string // what an empty cell is read as, in plain form
	empty   string // what an empty cell means, where def does not say it
	about   string
	example string
	rule    string
}

// col makes a column of a codec and the place of its value in a row.
func col[T, V any](en, da string, c codec[V], at func(*T) *V) column[T] {
	return column[T]{
		heading: heading{en: en, da: da, kind: c.kind, exempt: c.exempt},
		parse: func(s string, f *form, to *T) *model.Text {
			v, bad := c.parse(s, f)
			if bad == nil {
				*at(to) = v
			}
			return bad
		},
		format: func(from *T, f *form) string { return c.format(*at(from), f) },
	}
}

// clockOrNone is a column of times of day; an empty cell is -1.
func clockOrNone[T any](en, da string, at func(*T) *model.Clock) column[T] {
	c := col(en, da, clockText(), at)
	c.unset = func(to *T) { *at(to) = -1 }
	return c
}

// must makes the column needed.
func (c column[T]) must() column[T] { c.needed = true; return c }

// or gives what an empty cell is read as.
func (c column[T]) or(def string) column[T] { c.def = def; return c }

// blank says what an empty cell means.
func (c column[T]) blank(means string) column[T] { c.empty = means; return c }

// doc explains the column: its meaning, an example and the rule it serves.
func (c column[T]) doc(about, example, rule string) column[T] {
	c.about, c.example, c.rule = about, example, rule
	return c
}

// headKey is a header as it is looked up: case, spaces and hyphens don't count.
func headKey(s string) string {
	return headSigns.Replace(strings.ToLower(strings.TrimSpace(s)))
}

var headSigns = strings.NewReplacer(" ", "_", "-", "_")
