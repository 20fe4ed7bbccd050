package store

import (
	"context"
	"time"
)

// Role is what a token may do. Each may do what those before it may.
type Role string

// The roles, from least to most.
const (
	RoleReader  Role = "reader"
	RolePlanner Role = "planner"
	RoleManager Role = "manager"
	RoleAdmin   Role = "admin"
)

// Token lets somebody in.
type Token struct {
	ID        string
	Name      string
	Role      Role
	Providers []string // that it sees; none: all
	Districts []string // likewise
	Created   time.Time
	Expires   time.Time // zero: never
	Revoked   time.Time
	Used      time.Time // last, to the hour
}

const tokenColumns = `SELECT id, name, role, providers, districts, created, expires, revoked, used FROM tokens`

func (k *Token) scan(row scanner) error {
	return row.Scan(&k.ID, &k.Name, &k.Role, fromJSON{&k.Providers}, fromJSON{&k.Districts},
		moment{&k.Created}, moment{&k.Expires}, moment{&k.Revoked}, moment{&k.Used})
}

// Valid says whether a token opens at a time.
func (k Token) Valid(at time.Time) bool {
	return k.Revoked.IsZero() && (k.Expires.IsZero() || at.Before(k.Expires))
}

// AddToken keeps a token under the hash of its secret. Name, Role, Providers,
// Districts and Expires are the caller's.
func (t *Tx) AddToken(ctx context.Context, k Token, hash string) (Token, error) {
	k.ID, k.Created, k.Expires, k.Revoked, k.Used = newID("token"), t.now, kept(k.Expires), time.Time{}, time.Time{}
	return k, t.exec(ctx, `INSERT INTO tokens (id, name, hash, role, providers, districts, created, expires, revoked, used)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, 0)`,
		k.ID, k.Name, hash, k.Role, list(k.Providers), list(k.Districts), micros(k.Created), micros(k.Expires))
}

// TokenOf gives the token of a secret, by its hash, whether valid or not.
func (r Reader) TokenOf(ctx context.Context, hash string) (Token, error) {
	return one[Token](ctx, r, tokenColumns+` WHERE hash = $1`, hash)
}

// Tokens lists tokens, the last first.
func (r Reader) Tokens(ctx context.Context, q Query) (Page[Token], error) {
	return page[Token](ctx, r, "token", tokenColumns, where{}, q, func(k Token) string { return k.ID })
}

// RevokeToken shuts a token out, for good. Doing it again changes nothing.
func (t *Tx) RevokeToken(ctx context.Context, id string) (Token, error) {
	if err := t.exec(ctx, `UPDATE tokens SET revoked = $2 WHERE id = $1 AND revoked = 0`, id, micros(t.now)); err != nil {
		return Token{}, err
	}
	return one[Token](ctx, t.Reader, tokenColumns+` WHERE id = $1`, id)
}

// UseToken notes the hour in which a token was used. It writes at most once an hour.
func (s *Store) UseToken(ctx context.Context, k Token) error {
	hour := now().Truncate(time.Hour)
	if !k.Used.Before(hour) {
		return nil
	}
	return s.Write(ctx, func(tx *Tx) error {
		return tx.exec(ctx, `UPDATE tokens SET used = $2 WHERE id = $1 AND used < $2`, k.ID, micros(hour))
	})
}
