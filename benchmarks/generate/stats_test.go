package generate_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/hjemvej/hjemvej/benchmarks/generate"
	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/model/casefile"
)

// bands are the figures that must come out whatever the seed.
func bands(t *testing.T, s generate.Stats) {
	t.Helper()
	within := func(what string, got, from, to float64) {
		if got < from || got > to {
			t.Errorf("%s is %.3f, want %.3f–%.3f\n%s", what, got, from, to, s)
		}
	}
	within("visit minutes of attendance", s.Share, 0.55, 0.60)
	within("the same in the busiest hour", s.Busiest, 0.70, 0.75)
	within("the same on evenings and weekends", s.EveningsWeekends, 0.65, 0.80)
	within("a mean visit", s.MeanVisit, 16.5, 19.5)
	within("visits a citizen and day", s.VisitsPerDay/float64(s.Citizens), 1.3, 1.7)
	within("visits by two", float64(s.ByTwo)/float64(s.Visits), 0.025, 0.055)
	within("visits by the named two", s.ByNamed, 0.55, 0.90)
	within("homes to which two come morning and evening", s.ByTwoAllDay, 0.02, 0.09)
	for i, want := range []float64{0.67, 0.22, 0.09, 0.02} {
		within("citizens by weekly hours", s.Hours[i], want-0.035, want+0.035)
	}
	within("mean weekly hours", s.MeanHours, 2.8, 4.2)
}

func TestFiguresOfAPlannersArea(t *testing.T) {
	for seed := uint64(1); seed <= 8; seed++ {
		_, s, err := generate.Case(generate.Options{Citizens: 190, Seed: seed})
		if err != nil {
			t.Fatal(err)
		}
		bands(t, s)
	}
}

func TestFiguresOfTwoProviders(t *testing.T) {
	for seed := uint64(1); seed <= 2; seed++ {
		c, s, err := generate.Case(generate.Options{Citizens: 600, Seed: seed})
		if err != nil {
			t.Fatal(err)
		}
		bands(t, s)
		if len(c.Providers) != 2 || len(c.Districts) != 6 || len(c.Offices) < 12 {
			t.Errorf("%d providers, %d districts, %d offices", len(c.Providers), len(c.Districts), len(c.Offices))
		}
		own := 0
		for _, h := range c.Homes {
			for _, g := range c.Grants {
				if g.Home == h.ID && g.Provider == c.Providers[0].ID {
					own++
					break
				}
			}
		}
		if share := float64(own) / float64(len(c.Homes)); share < 0.72 || share > 0.88 {
			t.Errorf("the municipality serves %.2f of the homes, want about 0.8", share)
		}
	}
}

// A whole municipality: about 52,000 visits in a fortnight.
func TestFiguresOfAMunicipality(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	_, s, err := generate.Case(generate.Options{Citizens: 2500, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	bands(t, s)
	municipal(t, s)
}

// municipal are the sizes of a whole municipality of 2,500 citizens (R-SLA.1).
func municipal(t *testing.T, s generate.Stats) {
	t.Helper()
	if s.Visits < 48_000 || s.Visits > 56_000 {
		t.Errorf("%d visits, want about 52,000", s.Visits)
	}
	if s.Shifts < 3_400 || s.Shifts > 3_950 {
		t.Errorf("%d shifts, want about 3,600", s.Shifts)
	}
	if mean := float64(s.Attendance) / float64(s.Shifts); mean < 7.5*60 {
		t.Errorf("a shift has %.0f minutes, want seven and a half hours or more", mean)
	}
}

// On real addresses, where they lie on this machine: see docs/benchmarks.md.
func TestFiguresOnRealAddresses(t *testing.T) {
	data := os.Getenv("HJEMVEJ_DATA")
	if data == "" {
		t.Skip("HJEMVEJ_DATA is not set")
	}
	for seed := uint64(1); seed <= 10; seed++ {
		f, err := os.Open(filepath.Join(data, "bornholm", "addresses.csv.gz"))
		if err != nil {
			t.Fatal(err)
		}
		o := generate.Options{Citizens: 190, Seed: seed, Addresses: f}
		if seed > 8 {
			o.Citizens = 2500
		}
		_, s, err := generate.Case(o)
		if err := errors.Join(err, f.Close()); err != nil {
			t.Fatal(err)
		}
		bands(t, s)
		if o.Citizens == 2500 {
			municipal(t, s)
		}
	}
}

func TestSameSeedSameCase(t *testing.T) {
	hash := func(o generate.Options) string {
		_, s, err := generate.Case(o)
		if err != nil {
			t.Fatal(err)
		}
		return s.Hash
	}
	a := hash(generate.Options{Citizens: 100, Seed: 4})
	if b := hash(generate.Options{Citizens: 100, Days: 14, Seed: 4, From: model.DateOf(2026, 11, 23)}); a != b {
		t.Error("the same options give two cases")
	}
	for name, o := range map[string]generate.Options{
		"seed": {Citizens: 100, Seed: 5}, "days": {Citizens: 100, Seed: 4, Days: 7}, "citizens": {Citizens: 101, Seed: 4},
		"from": {Citizens: 100, Seed: 4, From: model.DateOf(2027, 1, 4)},
	} {
		if hash(o) == a {
			t.Errorf("another %s gives the same case", name)
		}
	}
}

// Other lengths and beginnings of a horizon give cases that can be read: a
// single day, one from a Sunday, a month over the end of summer time, Easter.
func TestOtherHorizons(t *testing.T) {
	for _, o := range []generate.Options{
		{Citizens: 40, Days: 1, Seed: 1},
		{Citizens: 40, Days: 9, Seed: 2, From: model.DateOf(2026, 11, 29)},
		{Citizens: 60, Days: 28, Seed: 3, From: model.DateOf(2026, 10, 12)},
		{Citizens: 60, Days: 14, Seed: 4, From: model.DateOf(2027, 3, 22)},
	} {
		c, s, err := generate.Case(o)
		if err != nil {
			t.Fatal(err)
		}
		readable(t, c, s)
		if s.Visits == 0 {
			t.Errorf("%+v: no visits", o)
		}
	}
}

// Write leaves a folder that reads without fault and a page with the figures.
func readable(t *testing.T, c *model.Case, s generate.Stats) {
	t.Helper()
	dir := t.TempDir()
	if err := generate.Write(dir, c, s); err != nil {
		t.Fatal(err)
	}
	got, faults, err := casefile.ReadCase(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range faults {
		t.Errorf("%s from %s: %v", c.Name, c.Horizon.From, f)
	}
	if got != nil && got.Hash != s.Hash {
		t.Errorf("%s: hash changed on disk", c.Name)
	}
	page, err := os.ReadFile(filepath.Join(dir, "README.md"))
	if err != nil || !strings.Contains(string(page), s.Hash) {
		t.Errorf("the page does not state the hash: %v", err)
	}
}

func TestAddresses(t *testing.T) {
	var plain bytes.Buffer
	plain.WriteString("osm_node,lat,lon,street,housenumber,postcode,city\n")
	for i := range 400 {
		row := []string{"1", trim(55.1 + 0.0007*float64(i%20)), trim(14.7 + 0.0011*float64(i/20)), "Engvej", "1", "3700", "Byen"}
		plain.WriteString(strings.Join(row, ",") + "\n")
	}
	var zipped bytes.Buffer
	z := gzip.NewWriter(&zipped)
	if _, err := z.Write(plain.Bytes()); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	a, sa, err := generate.Case(generate.Options{Citizens: 30, Seed: 1, Addresses: bytes.NewReader(plain.Bytes())})
	if err != nil {
		t.Fatal(err)
	}
	_, sb, err := generate.Case(generate.Options{Citizens: 30, Seed: 1, Addresses: &zipped})
	if err != nil {
		t.Fatal(err)
	}
	if sa.Hash != sb.Hash {
		t.Error("gzipped addresses give another case")
	}
	for _, p := range a.Places {
		if math.Abs(p.Point[1]-55.1) > 0.1 || !strings.HasPrefix(p.Address, "Engvej") {
			t.Fatalf("place %+v is none of the addresses", p)
		}
	}
}

func trim(x float64) string {
	return strconv.FormatFloat(x, 'f', 6, 64)
}

func TestOptionsRefused(t *testing.T) {
	for name, o := range map[string]generate.Options{
		"20 to":                 {Citizens: 3, Seed: 1},
		"1 to":                  {Citizens: 50, Days: 400},
		"addresses for":         {Citizens: 50, Addresses: strings.NewReader("lat,lon,street,housenumber,postcode,city\n55,14,A,1,1,B\n")},
		`column "lon"`:          {Citizens: 50, Addresses: strings.NewReader("lat,street,housenumber,postcode,city\n")},
		"addresses: line 2":     {Citizens: 50, Addresses: strings.NewReader("lat,lon,street,housenumber,postcode,city\nx,14,A,1,1,B\n")},
		"addresses: no heading": {Citizens: 50, Addresses: strings.NewReader("")},
	} {
		if _, _, err := generate.Case(o); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("error %v, want one that says %q", err, name)
		}
	}
}
