package records

import (
	"cmp"
	"context"

	"github.com/hjemvej/hjemvej/daemon/store"
	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/model/casefile"
)

// Keep keeps an export that has no faults, under a name or its own, and writes
// down who brought it.
func (r *Records) Keep(ctx context.Context, name string, c *model.Case, by store.By) (store.Case, error) {
	packed, err := casefile.PackCase(c)
	if err != nil {
		return store.Case{}, err
	}
	row := store.Case{Name: cmp.Or(name, c.Name), AsOf: c.AsOf.Local(), Horizon: c.Horizon, Hash: c.Hash, Token: by.Token}
	var kept store.Case
	err = r.store.Write(ctx, func(tx *store.Tx) (err error) {
		if row.Blob, err = tx.PutBlob(ctx, packed); err != nil {
			return err
		}
		kept, err = tx.AddCase(ctx, row)
		tx.Audit(store.Entry{Token: by.Token, Remote: by.Remote, Action: "upload-case", Objects: []string{kept.ID}})
		return err
	})
	return kept, err
}
