package solver_test

import (
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/model/casefile"
)

// names renames the ids of a case, kind by kind.
type names map[reflect.Type]map[string]string

// kinds are the ids that a municipality chooses. Those of the standard stay.
var kinds = []reflect.Type{
	reflect.TypeFor[model.HomeID](), reflect.TypeFor[model.PlaceID](), reflect.TypeFor[model.GrantID](), reflect.TypeFor[model.ProviderID](),
	reflect.TypeFor[model.DistrictID](), reflect.TypeFor[model.GroupID](), reflect.TypeFor[model.CaregiverID](), reflect.TypeFor[model.ShiftID](),
}

// composed are the ids made of those, with the kind that they begin with.
var composed = map[reflect.Type]reflect.Type{
	reflect.TypeFor[model.SeriesID]():     reflect.TypeFor[model.HomeID](),
	reflect.TypeFor[model.VisitID]():      reflect.TypeFor[model.HomeID](),
	reflect.TypeFor[model.OccurrenceID](): reflect.TypeFor[model.GrantID](),
}

// rename copies a value with all ids in it changed.
func rename[T any](of *T, change func(kind reflect.Type, id string) string) *T {
	v := renamed(reflect.ValueOf(of), change)
	return v.Interface().(*T)
}

func renamed(v reflect.Value, change func(reflect.Type, string) string) reflect.Value {
	out := reflect.New(v.Type()).Elem()
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			out.Set(reflect.New(v.Type().Elem()))
			out.Elem().Set(renamed(v.Elem(), change))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			out.Field(i).Set(renamed(v.Field(i), change))
		}
	case reflect.Slice:
		if !v.IsNil() {
			out.Set(reflect.MakeSlice(v.Type(), v.Len(), v.Len()))
			for i := range v.Len() {
				out.Index(i).Set(renamed(v.Index(i), change))
			}
		}
	case reflect.Array:
		for i := range v.Len() {
			out.Index(i).Set(renamed(v.Index(i), change))
		}
	case reflect.Map:
		if !v.IsNil() {
			out.Set(reflect.MakeMap(v.Type()))
			for _, k := range v.MapKeys() {
				out.SetMapIndex(renamed(k, change), renamed(v.MapIndex(k), change))
			}
		}
	case reflect.String:
		id, rest, kind := v.String(), "", v.Type()
		if first, ok := composed[kind]; ok {
			kind = first
			if at := strings.IndexAny(id, "/#."); at >= 0 {
				id, rest = id[:at], id[at:]
			}
		}
		if id != "" && slices.Contains(kinds, kind) {
			id = change(kind, id)
		}
		out.SetString(id + rest)
	default:
		out.Set(v)
	}
	return out
}

// renaming gives every id of a case another: its kind, and a number by its
// rank among those of its kind, counted forward or backward.
func renaming(c *model.Case, backward bool) (there, back names) {
	ids := map[reflect.Type][]string{}
	rename(c, func(k reflect.Type, id string) string { ids[k] = append(ids[k], id); return id })
	there, back = names{}, names{}
	for k, list := range ids {
		slices.Sort(list)
		list = slices.Compact(list)
		there[k], back[k] = map[string]string{}, map[string]string{}
		for i, id := range list {
			if backward {
				i = len(list) - 1 - i
			}
			fresh := fmt.Sprintf("x%05d", 3*i+100)
			there[k][id], back[k][fresh] = fresh, id
		}
	}
	return there, back
}

func (n names) change(k reflect.Type, id string) string {
	if to, ok := n[k][id]; ok {
		return to
	}
	return "unknown " + id
}

// agree makes the times that expansion proposes agreed ones: proposals spread
// by id, so that homes do not all want the same quarter of an hour.
func agree(t *testing.T, c *model.Case) {
	t.Helper()
	d, err := model.Expand(c, c.Providers[0].ID, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := range d.Series {
		s := &d.Series[i]
		a := model.Agreed{Home: c.Homes[s.Home].ID, Part: s.Part.ID, Start: s.Agreed}
		for n := 2; a.Series() != s.ID; n++ {
			a.Number = n
		}
		if !s.Fixed {
			c.History.Agreed = append(c.History.Agreed, a)
		}
	}
}

// TestRenamed: what things are called decides nothing but what comes first of
// equals, and which agreed times are proposed.
func TestRenamed(t *testing.T) {
	for _, seed := range seeds(4) {
		opt := town
		opt.Seed = seed
		c := generated(t, opt)
		agree(t, c)
		want := planned(t, c, short)

		there, back := renaming(c, false)
		called := planned(t, rename(c, there.change), short)
		called = rename(called, back.change)
		for k, list := range map[reflect.Type][]model.FiguresOf{ // whose ids are of any kind
			kinds[3]: called.Measures.Providers, kinds[4]: called.Measures.Districts, kinds[5]: called.Measures.Groups,
		} {
			for i := range list {
				list[i].ID = back.change(k, list[i].ID)
			}
		}
		same(t, "renamed in order", want, called)

		there, _ = renaming(c, true)
		other := planned(t, rename(c, there.change), short)
		if a, b := float64(total(want)), float64(total(other)); b > 1.15*a || a > 1.15*b {
			t.Errorf("seed %d: renamed backward, the price goes from %.0f to %.0f", seed, a, b)
		}
	}
}

// TestRowsInAnyOrder: a case is the same whatever the order of the rows in its
// files, and so is its plan.
func TestRowsInAnyOrder(t *testing.T) {
	for _, seed := range seeds(3) {
		opt := town
		opt.Seed = seed
		dir := filepath.Join(t.TempDir(), "case")
		if err := casefile.WriteCase(dir, generated(t, opt)); err != nil {
			t.Fatal(err)
		}
		before := readCase(t, dir)
		want := planned(t, before, short)
		files, err := filepath.Glob(filepath.Join(dir, "*.csv"))
		if err != nil || len(files) == 0 {
			t.Fatal(files, err)
		}
		for i, f := range files {
			shuffleRows(t, f, rand.New(rand.NewPCG(seed, uint64(i))))
		}
		after := readCase(t, dir)
		if before.Hash != after.Hash {
			t.Errorf("seed %d: the hash goes from %s to %s", seed, before.Hash, after.Hash)
		}
		same(t, "rows in another order", want, planned(t, after, short))
	}
}

func readCase(t *testing.T, dir string) *model.Case {
	t.Helper()
	c, faults, err := casefile.ReadCase(dir)
	if err != nil || faults.Broken() {
		t.Fatal(err, faults)
	}
	return c
}

// shuffleRows reorders a table below its header.
func shuffleRows(t *testing.T, file string, r *rand.Rand) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(string(data))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	r.Shuffle(len(rows)-1, func(i, j int) { rows[i+1], rows[j+1] = rows[j+1], rows[i+1] })
	var b strings.Builder
	if err := csv.NewWriter(&b).WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
}
