package work

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/hjemvej/hjemvej/daemon/records"
	"github.com/hjemvej/hjemvej/daemon/store"
	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/model/casefile"
)

// Open are the events of an area that no published plan knows yet, judged
// against the plan that stands.
type Open struct {
	Rows   []store.Event
	Taken  []model.Event      // as the log keeps them, numbered on from the plan's
	Faults []model.EventFault // instead, where some contradict the plan
}

// Last is the number of the last of them, or of the last that the plan knows.
func (o *Open) Last(known int64) int64 {
	if n := len(o.Rows); n > 0 {
		return o.Rows[n-1].Number
	}
	return known
}

// OpenEvents reads the open events of an area, and takes them in after its plan's log.
func OpenEvents(ctx context.Context, r store.Reader, p *records.Plan) (*Open, error) {
	rows, err := r.Events(ctx, p.Area, 0, store.EventOpen, 0)
	if err != nil {
		return nil, err
	}
	events, err := EventsOf(rows)
	if err != nil {
		return nil, err
	}
	o := &Open{Rows: rows}
	o.Taken, o.Faults = model.Intake(p.Seen, p.Of, events)
	return o, nil
}

// EventsOf reads the bodies of events.
func EventsOf(rows []store.Event) ([]model.Event, error) {
	bodies := make([][]byte, len(rows))
	for i := range rows {
		bodies[i] = rows[i].Body
	}
	if len(rows) == 0 {
		return nil, nil
	}
	events, faults := casefile.ParseEvents("events.json", casefile.EventsJSON(bodies))
	if faults.Broken() {
		return nil, fmt.Errorf("events of %s can't be read any more: %s", rows[0].Area, faults[0].In("en"))
	}
	return events, nil
}

// consistent takes in the open events of an area. Those that contradict the plan,
// which was published after they were accepted, are made void with the reason.
func (w *Work) consistent(ctx context.Context, p *records.Plan) (*Open, error) {
	for {
		o, err := OpenEvents(ctx, w.store.Reader, p)
		if err != nil || len(o.Faults) == 0 {
			return o, err
		}
		err = w.write(ctx, func(tx *store.Tx) error {
			for _, f := range o.Faults {
				row := o.Rows[f.Number-1]
				err := tx.VoidEvent(ctx, row.Area, row.Number, f.Text)
				if err != nil {
					return err
				}
				tx.Audit(store.Entry{Action: "void", Objects: []string{row.Area, fmt.Sprint(row.Number)}, Why: "it contradicts the plan published meanwhile"})
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
}

// now is when a mend is made: as it was asked for, or by the clock while the
// case's days last, but never before something became known.
func now(asked model.Time, p *records.Plan, log []model.Event) model.Time {
	at := asked
	if at == 0 {
		clock := model.Time(time.Now().Unix() / 60)
		if h := p.Base.Of.Horizon; clock >= model.At(h.From, 0) && clock < model.At(h.End(), 0) {
			at = clock
		}
	}
	at = max(at, p.Of.Made.Now)
	for i := range log {
		at = max(at, log[i].Known)
	}
	return at
}

// seen is a plan's case after more events, and its whole log.
func seen(p *records.Plan, o *Open, at model.Time) (*model.Case, []model.Event) {
	log := slices.Concat(p.Of.Log, o.Taken)
	return model.Fold(model.RollOn(p.Base.Of, &p.Of.Carried), log, now(at, p, log)), log
}
