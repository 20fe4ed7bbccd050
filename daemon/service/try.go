package service

import (
	"context"
	"errors"
	"time"

	"github.com/hjemvej/hjemvej/daemon/store"
	"github.com/hjemvej/hjemvej/model"
)

// Trial is what the series of exports of a trial is called.
const Trial = "try"

// Try takes a case in, unless it is there, and makes a token for a day that may
// do all: for somebody who wants to see the service.
func (s *Service) Try(ctx context.Context, c *model.Case) (secret string, err error) {
	newest, err := s.store.NewestCase(ctx, Trial)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return "", err
	}
	if newest.Hash != c.Hash {
		if _, err := s.records.Keep(ctx, Trial, c, store.By{}); err != nil {
			return "", err
		}
	}
	secret, hash := store.NewSecret()
	err = s.store.Write(ctx, func(tx *store.Tx) error {
		k, err := tx.AddToken(ctx, store.Token{Name: Trial, Role: store.RoleAdmin, Expires: time.Now().AddDate(0, 0, 1)}, hash)
		tx.Audit(store.Entry{Action: "add-token", Objects: []string{k.ID}, Why: Trial})
		return err
	})
	return secret, err
}
