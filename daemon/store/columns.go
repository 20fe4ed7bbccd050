package store

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"time"
)

// now is the clock, to what a column holds.
func now() time.Time { return kept(time.Now()) }

// kept is a time as it comes back out of a column.
func kept(t time.Time) time.Time { return t.UTC().Truncate(time.Microsecond) }

// micros is how a time stands in a column: 0 for none.
func micros(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMicro()
}

// moment reads what micros wrote.
type moment struct{ *time.Time }

func (m moment) Scan(value any) error {
	us, ok := value.(int64)
	if !ok {
		return fmt.Errorf("%T is no time", value)
	}
	*m.Time = time.Time{}
	if us != 0 {
		*m.Time = time.UnixMicro(us).UTC()
	}
	return nil
}

// optional is an id that may be none, in a column that refers to another table.
func optional(id string) sql.NullString { return sql.NullString{String: id, Valid: id != ""} }

// option reads what optional wrote.
type option struct{ *string }

func (o option) Scan(value any) error {
	var s sql.NullString
	err := s.Scan(value)
	*o.string = s.String
	return err
}

// list is how a list of words stands in a column.
func list(words []string) string {
	if words == nil {
		words = []string{}
	}
	text, _ := json.Marshal(words) // strings always marshal
	return string(text)
}

// fromJSON reads a column of JSON.
type fromJSON struct{ into any }

func (j fromJSON) Scan(value any) error {
	text, ok := value.(string)
	if !ok {
		return fmt.Errorf("%T is no text", value)
	}
	return json.Unmarshal([]byte(text), j.into)
}

// raw reads a column of JSON as it stands; "" is none.
type raw struct{ *json.RawMessage }

func (r raw) Scan(value any) error {
	text, ok := value.(string)
	if !ok {
		return fmt.Errorf("%T is no text", value)
	}
	*r.RawMessage = nil
	if text != "" {
		*r.RawMessage = json.RawMessage(text)
	}
	return nil
}
