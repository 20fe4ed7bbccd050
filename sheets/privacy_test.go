package sheets

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/hjemvej/hjemvej/model"
)

// leaks lists what of the protected home's address, point and note, and of
// where a caregiver lives, stands in an output.
func leaks(out string) []string {
	var found []string
	secrets := []string{secretAddress, "Hemmelig", secretNote, "Privatvej", "PH003"}
	for _, p := range []float64{secretPoint[0], secretPoint[1], 11.123457, 56.323457} {
		for decimals := 4; decimals <= 6; decimals++ {
			secrets = append(secrets, strconv.FormatFloat(p, 'f', decimals, 64)[:3+decimals])
		}
	}
	for _, s := range secrets {
		if strings.Contains(out, s) {
			found = append(found, s)
		}
	}
	return found
}

// R-P.2: no shared sheet, whatever its filter, shows where a protected home
// is; R-P.3: nor a note of it.
func TestProtectedHomeStaysHidden(t *testing.T) {
	f := invent(small)
	filters := []Filter{{}, {District: "D2"}, {Group: "G3"}, {Home: "H003"}, {Date: small.from}, {Home: "H003", Date: small.from + 1}}
	for _, filter := range filters {
		eachSheet(t, f, filter, func(name, out string) {
			if l := leaks(out); l != nil {
				t.Errorf("%s with %+v shows %q", name, filter, l)
			}
		})
	}
}

// Only the tour list of the caregiver who goes there shows the address and the note.
func TestOwnTourListShowsAddress(t *testing.T) {
	f := invent(small)
	if !visits(f, "C03", "H003") {
		t.Fatal("the invented plan sends nobody to the protected home")
	}
	eachSheet(t, f, Filter{Caregiver: "C03"}, func(name, out string) {
		own := strings.HasPrefix(name, "tours text") || strings.HasPrefix(name, "tours html")
		if l := leaks(out); (l != nil) != own {
			t.Errorf("%s shows %q, the tour list itself: %v", name, l, own)
		}
		if own && (!strings.Contains(out, secretAddress) || !strings.Contains(out, secretNote)) {
			t.Errorf("%s lacks the address or the note that the visit needs", name)
		}
	})
}

func visits(f *invented, id model.CaregiverID, h model.HomeID) bool {
	for _, v := range f.p.Visits {
		if v.Home == h && v.Staff[0].Caregiver == id {
			return true
		}
	}
	return false
}

// A protected home moves no mark, outline or scale of the map: wherever it
// lies, the shared sheets are the same to the byte.
func TestProtectedPointChangesNothing(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		f, g := invent(small), invent(small)
		p := &g.c.Places[2].Point
		p[0] = rapid.Float64Range(-180, 180).Draw(r, "lon")
		p[1] = rapid.Float64Range(-90, 90).Draw(r, "lat")
		for _, k := range []Kind{Map, GeoJSON, Gantt} {
			if write(t, f, k, Options{}) != write(t, g, k, Options{}) {
				r.Fatalf("%s changes with where the protected home is", k)
			}
		}
	})
}

// R-P.3: notes stand on tour lists only, names in no title and no export.
func TestNotesAndNames(t *testing.T) {
	f := invent(small)
	title := regexp.MustCompile(`(?s)<title>(.*?)</title>\n<style>`)
	eachSheet(t, f, Filter{}, func(name, out string) {
		if strings.Contains(out, "Hunden er venlig") && !strings.HasPrefix(name, "tours") {
			t.Errorf("%s holds a note", name)
		}
		export := strings.Contains(name, "csv") || strings.Contains(name, "excel") || strings.Contains(name, "json")
		for _, g := range f.c.Caregivers {
			if export && strings.Contains(out, g.Name) {
				t.Errorf("%s holds the name %s", name, g.Name)
			}
			if m := title.FindStringSubmatch(out); m != nil && strings.Contains(m[1], g.Name) {
				t.Errorf("%s has the name %s in its title", name, g.Name)
			}
		}
		if export && strings.Contains(out, "Hunden") {
			t.Errorf("%s holds a note", name)
		}
	})
}

// The places shown are those that may be: every coordinate of the export is
// an office's or an unprotected home's.
func TestGeoJSONPointsAreKnown(t *testing.T) {
	f := invent(small)
	known := map[string]bool{}
	for _, o := range f.c.Offices {
		known[coordinates(lonLat(o.Point))] = true
	}
	for i, h := range f.c.Homes {
		if !h.Protected {
			known[coordinates(lonLat(f.c.Places[i].Point))] = true
		}
	}
	points := regexp.MustCompile(`\[\d+\.\d+,\d+\.\d+\]`).FindAllString(write(t, f, GeoJSON, Options{}), -1)
	if len(points) < 50 {
		t.Fatalf("only %d points", len(points))
	}
	for _, p := range points {
		if !known[p] {
			t.Errorf("%s is no office and no home that may be shown", p)
		}
	}
}

func coordinates(p [2]float64) string {
	return fmt.Sprintf("[%v,%v]", p[0], p[1])
}

// From exact distances to known addresses a protected home could be found, so
// its legs' are on the own list only.
func TestProtectedLegsHaveNoLength(t *testing.T) {
	f := invent(small)
	legs := 0
	for i := range f.p.Tours {
		for j := range f.p.Tours[i].Items {
			if it := &f.p.Tours[i].Items[j]; it.Kind == model.TravelItem && (it.Start == "PH003" || it.End == "PH003") {
				it.Metres = 54321
				legs++
			}
		}
	}
	if legs == 0 {
		t.Fatal("the invented plan has no leg to the protected home")
	}
	length := regexp.MustCompile(`54[.,]?321|54[.,]3 km`)
	eachSheet(t, f, Filter{}, func(name, out string) {
		if m := length.FindString(out); m != "" {
			t.Errorf("%s shows a leg of %s", name, m)
		}
	})
	if own := write(t, f, Tours, Options{Filter: Filter{Caregiver: "C03"}}); !length.MatchString(own) {
		t.Error("the own list lacks how far it is")
	}
}
