package store

import (
	"context"
	"slices"
	"time"
)

// Area is a provider with a set of districts: what is planned together. Its
// published plans follow each other in a chain.
type Area struct {
	ID        string
	Name      string
	Provider  string
	Districts []string
	Epoch     int64  // grows by one with every plan published
	Plan      string // the published one; "" before the first
	Events    int64  // the number of the last event
	Created   time.Time
}

const areaColumns = `SELECT id, name, provider, districts, epoch, events, created,
	(SELECT p.id FROM plans p WHERE p.area = areas.id AND p.state = 'published') AS plan FROM areas`

func (a *Area) scan(row scanner) error {
	return row.Scan(&a.ID, &a.Name, &a.Provider, fromJSON{&a.Districts}, &a.Epoch, &a.Events, moment{&a.Created}, option{&a.Plan})
}

// AddArea begins a chain. Names are unique (ErrExists).
func (t *Tx) AddArea(ctx context.Context, name, provider string, districts []string) (Area, error) {
	districts = slices.Sorted(slices.Values(districts))
	a := Area{ID: newID("area"), Name: name, Provider: provider, Districts: districts, Created: t.now}
	n, err := t.count(ctx, `INSERT INTO areas (id, name, provider, districts, epoch, events, created)
		VALUES ($1, $2, $3, $4, 0, 0, $5) ON CONFLICT (name) DO NOTHING`, a.ID, name, provider, list(districts), micros(t.now))
	if err == nil && n == 0 {
		err = ErrExists
	}
	return a, err
}

// Area gives one area.
func (r Reader) Area(ctx context.Context, id string) (Area, error) {
	return one[Area](ctx, r, areaColumns+` WHERE id = $1`, id)
}

// AreaNamed gives the area of a name.
func (r Reader) AreaNamed(ctx context.Context, name string) (Area, error) {
	return one[Area](ctx, r, areaColumns+` WHERE name = $1`, name)
}

// Areas lists all areas by name. There are as many as a municipality has districts and providers.
func (r Reader) Areas(ctx context.Context) ([]Area, error) {
	return many[Area](ctx, r, areaColumns+` ORDER BY name`)
}
