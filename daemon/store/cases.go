package store

import (
	"context"
	"time"

	"github.com/hjemvej/hjemvej/model"
)

// Case is an export of the care record.
type Case struct {
	ID       string
	Name     string // exports of one name follow each other
	AsOf     time.Time
	Horizon  model.Horizon
	Hash     string // of what it says: casefile.Hash
	Blob     string
	Uploaded time.Time
	Token    string
	Newest   string // the export of this name that counts: its own id, or that of a later one
}

// Of two exports with the same as_of, the one uploaded later counts.
const caseColumns = `SELECT id, name, as_of, first_day, days, hash, blob, uploaded, token,
	(SELECT n.id FROM cases n WHERE n.name = cases.name ORDER BY n.as_of DESC, n.id DESC LIMIT 1) AS newest FROM cases`

func (c *Case) scan(row scanner) error {
	return row.Scan(&c.ID, &c.Name, moment{&c.AsOf}, &c.Horizon.From, &c.Horizon.Days, &c.Hash, &c.Blob, moment{&c.Uploaded}, &c.Token, &c.Newest)
}

// AddCase keeps an export. The same one again is the one there is.
func (t *Tx) AddCase(ctx context.Context, c Case) (Case, error) {
	err := t.exec(ctx, `INSERT INTO cases (id, name, as_of, first_day, days, hash, blob, uploaded, token)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (name, as_of, hash) DO NOTHING`,
		newID("case"), c.Name, micros(c.AsOf), c.Horizon.From, c.Horizon.Days, c.Hash, c.Blob, micros(t.now), c.Token)
	if err != nil {
		return Case{}, err
	}
	return one[Case](ctx, t.Reader, caseColumns+` WHERE name = $1 AND as_of = $2 AND hash = $3`, c.Name, micros(c.AsOf), c.Hash)
}

// Case gives one export.
func (r Reader) Case(ctx context.Context, id string) (Case, error) {
	return one[Case](ctx, r, caseColumns+` WHERE id = $1`, id)
}

// NewestCase gives the export of a name that counts.
func (r Reader) NewestCase(ctx context.Context, name string) (Case, error) {
	return one[Case](ctx, r, caseColumns+` WHERE name = $1 ORDER BY as_of DESC, id DESC LIMIT 1`, name)
}

// Cases lists exports as they came in, the last first.
func (r Reader) Cases(ctx context.Context, q Query) (Page[Case], error) {
	var w where
	w.equal("name", q.Name)
	return page[Case](ctx, r, "case", caseColumns, w, q, func(c Case) string { return c.ID })
}
