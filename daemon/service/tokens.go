package service

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/hjemvej/hjemvej/daemon/access"
	"github.com/hjemvej/hjemvej/daemon/gate"
	"github.com/hjemvej/hjemvej/daemon/store"
)

// tokens finds bearers by the tokens of the store.
type tokens struct {
	store *store.Store
	log   *slog.Logger
}

// Bearer is whoever has a token.
func (t *tokens) Bearer(ctx context.Context, secret string) (access.Bearer, error) {
	k, err := t.store.TokenOf(ctx, store.HashSecret(secret))
	if errors.Is(err, store.ErrNotFound) || err == nil && !k.Valid(time.Now()) {
		return access.Bearer{}, gate.ErrUnknown
	}
	if err != nil {
		return access.Bearer{}, err
	}
	if err := t.store.UseToken(ctx, k); err != nil { // it is said when it was used last; nobody is refused for it
		t.log.Warn("token", "id", k.ID, "error", err)
	}
	return access.Bearer{ID: k.ID, Role: access.Role(k.Role), Providers: k.Providers, Districts: k.Districts}, nil
}
