package generate

import (
	"bufio"
	"bytes"
	"cmp"
	"compress/gzip"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"

	"github.com/paulmach/orb"
)

// address is a door that a citizen may live behind.
type address struct {
	point orb.Point // lon, lat
	text  string
}

// readAddresses reads a CSV table of addresses, plain or gzipped, with the
// columns lat, lon, street, housenumber, postcode and city (any order, others
// are ignored).
func readAddresses(r io.Reader) ([]address, error) {
	b := bufio.NewReader(r)
	var in io.Reader = b
	if head, err := b.Peek(2); err == nil && bytes.Equal(head, []byte{0x1f, 0x8b}) {
		z, err := gzip.NewReader(b)
		if err != nil {
			return nil, fmt.Errorf("addresses: %w", err)
		}
		in = z // reading to the end checks its sum; closing adds nothing
	}
	rows := csv.NewReader(in)
	rows.ReuseRecord = true
	head, err := rows.Read()
	if err != nil {
		return nil, fmt.Errorf("addresses: no heading: %w", err)
	}
	col := map[string]int{}
	for i, name := range head {
		col[name] = i
	}
	for _, name := range []string{"lat", "lon", "street", "housenumber", "postcode", "city"} {
		if _, ok := col[name]; !ok {
			return nil, fmt.Errorf("addresses: column %q is missing", name)
		}
	}
	var all []address
	for {
		row, err := rows.Read()
		if errors.Is(err, io.EOF) {
			return all, nil
		}
		if err != nil {
			return nil, fmt.Errorf("addresses: %w", err)
		}
		lat, err1 := strconv.ParseFloat(row[col["lat"]], 64)
		lon, err2 := strconv.ParseFloat(row[col["lon"]], 64)
		if err := errors.Join(err1, err2); err != nil {
			line, _ := rows.FieldPos(0)
			return nil, fmt.Errorf("addresses: line %d: %w", line, err)
		}
		all = append(all, address{orb.Point{lon, lat}, fmt.Sprintf("%s %s, %s %s",
			row[col["street"]], row[col["housenumber"]], row[col["postcode"]], row[col["city"]])})
	}
}

// A settlement of the invented island.
type settlement struct {
	name     string
	postcode int
	east     float64 // km from the island's middle
	north    float64
	doors    int     // addresses
	spread   float64 // km
}

// islandMiddle lies in open sea: nobody lives there.
var islandMiddle = orb.Point{11.55, 56.40}

var settlements = []settlement{
	{"Havnsborg", 9901, -6, -2, 7000, 1.1},
	{"Nørrelund", 9902, 1, 8, 2600, 0.7},
	{"Østervig", 9903, 9, 3, 2200, 0.7},
	{"Sønderå", 9904, 5, -8, 1800, 0.6},
	{"Kirkeby", 9905, 0, 0, 1200, 0.5},
	{"Askerup", 9906, -4, 5, 500, 0.4},
	{"Bakkely", 9906, 4, 4, 450, 0.4},
	{"Dalum Strand", 9904, 9, -4, 500, 0.5},
	{"Egense", 9905, -1, -5, 400, 0.35},
	{"Fjordholm", 9901, -8, 3, 400, 0.35},
	{"Gammelmose", 9902, 5, 9, 300, 0.35},
	{"Hestehave", 9903, 6, 0, 300, 0.35},
}

var streets = []string{"Havnegade", "Skolegade", "Møllevej", "Kirkevej", "Engvej", "Birkevej", "Nørregade", "Strandvejen",
	"Bakkevej", "Lyngvej", "Rosenvej", "Stationsvej", "Toften", "Ågade", "Poppelvej", "Smedegade", "Parkvej", "Skovbrynet"}

// island makes the addresses of an invented island: a main town, smaller towns,
// villages, and farms along the roads between them. It is the same island for every seed.
func island() []address {
	rng := rand.New(rand.NewPCG(1, 20261123))
	var all []address
	kmEast := 1 / (111.32 * math.Cos(islandMiddle[1]*math.Pi/180))
	add := func(east, north float64, s *settlement, street string, number int) {
		p := orb.Point{round6(islandMiddle[0] + east*kmEast), round6(islandMiddle[1] + north/111.32)}
		all = append(all, address{p, fmt.Sprintf("%s %d, %d %s", street, number, s.postcode, s.name)})
	}
	for i := range settlements {
		s := &settlements[i]
		perStreet := s.doors / len(streets)
		for _, street := range streets { // each street a line of doors somewhere in the town
			along, length := rng.Float64()*math.Pi, 0.012*float64(perStreet)*(0.6+0.8*rng.Float64())
			length = math.Min(length, 1.6*s.spread)
			east, north := s.east+rng.NormFloat64()*s.spread*0.6, s.north+rng.NormFloat64()*s.spread*0.6
			for n := range perStreet {
				at := (float64(n)/float64(perStreet) - 0.5) * length
				add(east+at*math.Cos(along)+rng.NormFloat64()*0.01, north+at*math.Sin(along)+rng.NormFloat64()*0.01, s, street, n+1)
			}
		}
		to := &settlements[(i+1+rng.IntN(3))%len(settlements)] // and a road to another town, with farms
		for n := range 120 {
			at := rng.Float64()
			add(s.east+(to.east-s.east)*at+rng.NormFloat64()*0.3, s.north+(to.north-s.north)*at+rng.NormFloat64()*0.3,
				s, to.name+"vej", n+1)
		}
	}
	return all
}

func round6(x float64) float64 { return math.Round(x*1e6) / 1e6 }

// doorsPerCitizen is how many addresses a municipality has for each citizen with home care.
const doorsPerCitizen = 12

// neighbourhood picks the area of a case: the addresses nearest to a seeded one,
// so many that home care is as dense among them as in a whole municipality.
func neighbourhood(all []address, citizens int, rng *rand.Rand) []address {
	want := citizens * doorsPerCitizen
	if want >= len(all) {
		return all
	}
	var area []address
	least := math.MaxFloat64
	for range 6 { // the densest of some: a planner's area is a town with its surroundings
		near := nearest(all, all[rng.IntN(len(all))].point)
		if r := squared(all[near[0]].point, all[near[want]].point); r < least {
			least, area = r, area[:0]
			for _, i := range near[:want] {
				area = append(area, all[i])
			}
		}
	}
	return area
}

// nearest orders the addresses by their distance from a point.
func nearest(all []address, middle orb.Point) []int {
	near := make([]int, len(all))
	dist := make([]float64, len(all))
	for i := range all {
		near[i], dist[i] = i, squared(middle, all[i].point)
	}
	slices.SortStableFunc(near, func(a, b int) int { return cmp.Compare(dist[a], dist[b]) })
	return near
}

// squared is a squared distance in degrees of latitude: good for comparing.
func squared(a, b orb.Point) float64 {
	east, north := float64((a[0]-b[0])*math.Cos(a[1]*math.Pi/180)), a[1]-b[1]
	return float64(east*east) + float64(north*north)
}

// cut splits items into n parts of like weight that lie together, by halving
// along the longer side again and again.
func cut[T any](items []T, n int, point func(T) orb.Point, weight func(T) float64) [][]T {
	if n <= 1 || len(items) <= 1 {
		return [][]T{items}
	}
	lo, hi := point(items[0]), point(items[0])
	total := 0.0
	for _, it := range items {
		p := point(it)
		lo = orb.Point{math.Min(lo[0], p[0]), math.Min(lo[1], p[1])}
		hi = orb.Point{math.Max(hi[0], p[0]), math.Max(hi[1], p[1])}
		total += weight(it)
	}
	axis := 1
	if float64((hi[0]-lo[0])*math.Cos(lo[1]*math.Pi/180)) > hi[1]-lo[1] {
		axis = 0
	}
	sorted := slices.Clone(items)
	slices.SortStableFunc(sorted, func(a, b T) int {
		switch x, y := point(a)[axis], point(b)[axis]; {
		case x < y:
			return -1
		case x > y:
			return 1
		}
		return 0
	})
	left, sum, at := n/2, 0.0, 0
	for at < len(sorted)-1 && sum+weight(sorted[at])/2 < total*float64(left)/float64(n) {
		sum += weight(sorted[at])
		at++
	}
	at = max(at, 1)
	return append(cut(sorted[:at], left, point, weight), cut(sorted[at:], n-left, point, weight)...)
}
