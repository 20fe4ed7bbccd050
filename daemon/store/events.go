package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/hjemvej/hjemvej/model"
)

// EventState is what became of an event.
type EventState string

// An event is open until a published plan has it folded in, or it is void: a newer
// case knows it, or it contradicts what was published meanwhile.
const (
	EventOpen    EventState = "open"
	EventApplied EventState = "applied"
	EventVoid    EventState = "void"
)

// Event is an entry of the log of an area.
type Event struct {
	Area     string
	Number   int64 // from 1, without gaps
	Received time.Time
	Known    time.Time
	Kind     string
	Token    string
	Batch    string // entries that came in together
	State    EventState
	Plan     string     // that it was folded into
	Why      model.Text // it is void
	Body     []byte     // JSON in its canonical form
}

const eventColumns = `SELECT area, number, received, known, kind, token, batch, state, plan, why, body FROM events`

func (e *Event) scan(row scanner) error {
	return row.Scan(&e.Area, &e.Number, moment{&e.Received}, moment{&e.Known}, &e.Kind, &e.Token, &e.Batch, &e.State, &e.Plan, fromJSON{&e.Why}, &e.Body)
}

// AppendEvents writes events to the log of an area, in their order. They get the
// next numbers; whoever appends to the same area waits until the transaction ends.
// Kind, Known and Body of each are the caller's.
func (t *Tx) AppendEvents(ctx context.Context, area, token, batch string, events []Event) ([]Event, error) {
	last, err := value[int64](ctx, t.Reader, `UPDATE areas SET events = events + $2 WHERE id = $1 RETURNING events`, area, len(events))
	if err != nil {
		return nil, err
	}
	logged := make([]Event, len(events))
	for i, e := range events {
		e.Number = last - int64(len(events)-1-i)
		e.Area, e.Received, e.Known, e.Token, e.Batch, e.State, e.Plan = area, t.now, kept(e.Known), token, batch, EventOpen, ""
		if err := t.insertEvent(ctx, &e); err != nil {
			return nil, err
		}
		logged[i] = e
	}
	return logged, nil
}

func (t *Tx) insertEvent(ctx context.Context, e *Event) error {
	return t.exec(ctx, `INSERT INTO events (area, number, received, known, kind, token, batch, state, plan, why, body)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, '{}', $10)`,
		e.Area, e.Number, micros(e.Received), micros(e.Known), e.Kind, e.Token, e.Batch, e.State, e.Plan, e.Body)
}

// Events lists the log of an area after a number, in order. State "" is any.
func (r Reader) Events(ctx context.Context, area string, after int64, state EventState, limit int) ([]Event, error) {
	var w where
	w.add("area = ?", area)
	w.add("number > ?", after)
	w.equal("state", string(state))
	return many[Event](ctx, r, eventColumns+w.String()+" ORDER BY number"+upTo(limit), w.args...)
}

// Event gives one entry of the log of an area.
func (r Reader) Event(ctx context.Context, area string, number int64) (Event, error) {
	return one[Event](ctx, r, eventColumns+` WHERE area = $1 AND number = $2`, area, number)
}

// VoidEvent takes an open event out of the log, and keeps why.
func (t *Tx) VoidEvent(ctx context.Context, area string, number int64, why model.Text) error {
	text, _ := json.Marshal(why) // texts always marshal
	n, err := t.count(ctx, `UPDATE events SET state = 'void', why = $3 WHERE area = $1 AND number = $2 AND state = 'open'`, area, number, string(text))
	if err != nil || n == 1 {
		return err
	}
	e, err := t.Event(ctx, area, number)
	if err != nil {
		return err
	}
	return &StateError{fmt.Sprintf("event %d of %s", number, area), string(e.State)}
}
