package store

import (
	"context"
	"encoding/base64"
	"strconv"
	"strings"
)

// Query narrows a list down. What is left empty narrows nothing.
type Query struct {
	Areas []string // any of these; nil is every area, an empty list none
	Name  string   // of a case
	Kind  string   // of a job
	State string
	After string // where the page before ended: its Next
	Limit int    // of a page; 0 is 100, and 1000 the most
}

// Page is a part of a list, newest first. Next is "" on the last one.
type Page[T any] struct {
	Items []T
	Next  string
}

// Of an index into a list, a page gives what its last id hides.
func cursor(id string) string { return base64.RawURLEncoding.EncodeToString([]byte(id)) }

// fromCursor is strict: what isn't an id of the kind that a list has is no place in it.
func fromCursor(kind, text string) (string, error) {
	id, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil || !isID(kind, string(id)) {
		return "", ErrCursor
	}
	return string(id), nil
}

// where collects conditions and their arguments.
type where struct {
	conditions []string
	args       []any
}

// add wants a condition, in which ? is the value.
func (w *where) add(condition string, value any) {
	w.args = append(w.args, value)
	w.conditions = append(w.conditions, strings.Replace(condition, "?", "$"+strconv.Itoa(len(w.args)), 1))
}

// equal wants a column to be a value, where there is one.
func (w *where) equal(column, value string) {
	if value != "" {
		w.add(column+" = ?", value)
	}
}

// among wants a column to be one of some values; nil is no wish.
func among[V any](w *where, column string, values []V) {
	if values == nil {
		return
	}
	marks := make([]string, len(values))
	for i, v := range values {
		w.args = append(w.args, v)
		marks[i] = "$" + strconv.Itoa(len(w.args))
	}
	if len(marks) == 0 {
		marks = []string{"NULL"} // among none is nothing
	}
	w.conditions = append(w.conditions, column+" IN ("+strings.Join(marks, ", ")+")")
}

func (w *where) String() string {
	if len(w.conditions) == 0 {
		return ""
	}
	return " WHERE " + strings.Join(w.conditions, " AND ")
}

// page asks for one page of the rows that a table has, newest first. Kind is that of their ids.
func page[T any, P scanned[T]](ctx context.Context, r Reader, kind, from string, w where, q Query, id func(T) string) (Page[T], error) {
	const usual, most = 100, 1000
	limit := q.Limit
	if limit <= 0 {
		limit = usual
	}
	limit = min(limit, most)
	if q.After != "" {
		after, err := fromCursor(kind, q.After)
		if err != nil {
			return Page[T]{}, err
		}
		w.add("id < ?", after)
	}
	items, err := many[T, P](ctx, r, from+w.String()+" ORDER BY id DESC LIMIT "+strconv.Itoa(limit+1), w.args...)
	if err != nil || len(items) <= limit {
		return Page[T]{Items: items}, err
	}
	items = items[:limit]
	return Page[T]{items, cursor(id(items[limit-1]))}, nil
}

// upTo ends a query that gives a list: no more than limit, if that is any.
func upTo(limit int) string {
	if limit <= 0 {
		return ""
	}
	return " LIMIT " + strconv.Itoa(limit)
}
