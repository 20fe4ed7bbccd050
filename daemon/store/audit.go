package store

import (
	"context"
	"iter"
	"time"
)

// Entry is a line of the audit: who did what, from where and why.
type Entry struct {
	Number  int64 // from 1, without gaps
	At      time.Time
	Token   string
	Remote  string // address
	Action  string
	Objects []string // ids
	Why     string
}

const entryColumns = `SELECT number, at, token, remote, action, objects, why FROM audit`

func (e *Entry) scan(row scanner) error {
	return row.Scan(&e.Number, moment{&e.At}, &e.Token, &e.Remote, &e.Action, fromJSON{&e.Objects}, &e.Why)
}

// Audit notes an entry, which is written at the end of the transaction: all
// take their numbers from one counter, and it is held as shortly as can be.
func (t *Tx) Audit(e Entry) { t.audit = append(t.audit, e) }

func (t *Tx) writeAudit(ctx context.Context) error {
	if len(t.audit) == 0 {
		return nil
	}
	last, err := value[int64](ctx, t.Reader, `UPDATE counters SET n = n + $1 WHERE name = 'audit' RETURNING n`, len(t.audit))
	if err != nil {
		return err
	}
	for i, e := range t.audit {
		number := last - int64(len(t.audit)-1-i)
		err := t.exec(ctx, `INSERT INTO audit (number, at, token, remote, action, objects, why) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
			number, micros(t.now), e.Token, e.Remote, e.Action, list(e.Objects), e.Why)
		if err != nil {
			return err
		}
	}
	return nil
}

// AuditAfter goes through the audit after a number, in order. It asks for a part
// at a time, so a slow reader holds nobody up.
func (r Reader) AuditAfter(ctx context.Context, number int64) iter.Seq2[Entry, error] {
	return func(yield func(Entry, error) bool) {
		for {
			part, err := many[Entry](ctx, r, entryColumns+` WHERE number > $1 ORDER BY number`+upTo(500), number)
			if err != nil {
				yield(Entry{}, err)
				return
			}
			for _, e := range part {
				if !yield(e, nil) {
					return
				}
				number = e.Number
			}
			if len(part) == 0 {
				return
			}
		}
	}
}
