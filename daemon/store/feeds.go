package store

import (
	"context"
	"time"
)

// Feed is a calendar at an address that nobody guesses: one caregiver's tours.
type Feed struct {
	ID        string
	Area      string
	Caregiver string
	Created   time.Time
	Revoked   time.Time
}

const feedColumns = `SELECT id, area, caregiver, created, revoked FROM feeds`

func (f *Feed) scan(row scanner) error {
	return row.Scan(&f.ID, &f.Area, &f.Caregiver, moment{&f.Created}, moment{&f.Revoked})
}

// AddFeed keeps a feed under the hash of its address.
func (t *Tx) AddFeed(ctx context.Context, area, caregiver, hash string) (Feed, error) {
	f := Feed{ID: newID("feed"), Area: area, Caregiver: caregiver, Created: t.now}
	return f, t.exec(ctx, `INSERT INTO feeds (id, hash, area, caregiver, created, revoked) VALUES ($1, $2, $3, $4, $5, 0)`,
		f.ID, hash, area, caregiver, micros(t.now))
}

// FeedOf gives the feed at an address, by its hash, also a revoked one.
func (r Reader) FeedOf(ctx context.Context, hash string) (Feed, error) {
	return one[Feed](ctx, r, feedColumns+` WHERE hash = $1`, hash)
}

// Feeds lists feeds, the last first.
func (r Reader) Feeds(ctx context.Context, q Query) (Page[Feed], error) {
	var w where
	among(&w, "area", q.Areas)
	return page[Feed](ctx, r, "feed", feedColumns, w, q, func(f Feed) string { return f.ID })
}

// RevokeFeed shuts an address, for good. Doing it again changes nothing.
func (t *Tx) RevokeFeed(ctx context.Context, id string) (Feed, error) {
	if err := t.exec(ctx, `UPDATE feeds SET revoked = $2 WHERE id = $1 AND revoked = 0`, id, micros(t.now)); err != nil {
		return Feed{}, err
	}
	return one[Feed](ctx, t.Reader, feedColumns+` WHERE id = $1`, id)
}

// Feed gives one feed.
func (r Reader) Feed(ctx context.Context, id string) (Feed, error) {
	return one[Feed](ctx, r, feedColumns+` WHERE id = $1`, id)
}
