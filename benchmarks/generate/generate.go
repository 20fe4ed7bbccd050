// Package generate invents cases as large and as hard as real ones. A plan is
// laid out first, and the case is made around it: citizens' agreed times,
// staff, shifts and named staff are taken from tours that can be driven, so
// that all care that is never cancelled can be served.
package generate

import (
	"fmt"
	"io"
	"math"
	"math/rand/v2"

	"github.com/paulmach/orb"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/model/casefile"
)

// Options say what to generate.
type Options struct {
	Citizens  int
	Days      int // 0: 14
	Seed      uint64
	From      model.Date // 0: Monday 2026-11-23
	Addresses io.Reader  // CSV, plain or gzipped; nil: an invented island

	firm  bool // a private firm gives some of the practical help
	every bool // each service of the standard at least once
}

// Most and least that Case generates.
const (
	MostCitizens = 10_000
	MostDays     = 56
)

// Case generates a case. The same options give the same case to the byte.
func Case(opt Options) (*model.Case, Stats, error) {
	c, _, stats, err := Layout(opt)
	return c, stats, err
}

// Layout generates a case together with the plans it was made around, one for
// each provider. They bear no bill and list nothing owed.
func Layout(opt Options) (*model.Case, []*model.Plan, Stats, error) {
	if opt.Days == 0 {
		opt.Days = 14
	}
	if opt.From == 0 {
		opt.From = model.DateOf(2026, 11, 23)
	}
	if opt.Citizens < 20 || opt.Citizens > MostCitizens {
		return nil, nil, Stats{}, fmt.Errorf("generate: %d citizens; 20 to %d can be", opt.Citizens, MostCitizens)
	}
	if opt.Days < 1 || opt.Days > MostDays {
		return nil, nil, Stats{}, fmt.Errorf("generate: %d days; 1 to %d can be", opt.Days, MostDays)
	}
	all := island()
	if opt.Addresses != nil {
		var err error
		if all, err = readAddresses(opt.Addresses); err != nil {
			return nil, nil, Stats{}, err
		}
	}
	if len(all) < opt.Citizens {
		return nil, nil, Stats{}, fmt.Errorf("generate: %d addresses for %d citizens", len(all), opt.Citizens)
	}
	std, err := casefile.Standard("frame-2025")
	if err != nil {
		return nil, nil, Stats{}, err
	}
	b, err := settled(opt, std, all)
	if err != nil {
		return nil, nil, Stats{}, err
	}
	return b.result()
}

// attempts are how many layouts are tried for one in which all figures come out.
const attempts = 8

// settled is the first layout whose figures are those of real rotas, or else
// the nearest to them: in a very small case they can't all be had.
func settled(opt Options, std *model.Standard, all []address) (*builder, error) {
	var best *builder
	off := math.MaxFloat64
	var failed error
	for n := range uint64(attempts) {
		b := &builder{opt: opt, std: std, rng: rand.New(rand.NewPCG(opt.Seed, 0x686a656d+n)), lateRest: n%2 == 0, hoists: n > 0}
		if failed = b.build(all); failed != nil {
			continue
		}
		o := b.measure().off()
		if o < off {
			best, off = b, o
		}
		if o == 0 {
			break
		}
	}
	if best == nil {
		return nil, failed
	}
	return best, nil
}

// builder holds a case while it is made.
type builder struct {
	opt      Options
	std      *model.Standard
	rng      *rand.Rand
	weekday  []bool // by day of the horizon
	meeting  int    // minutes at the start of a weekday's shift
	pad      [3]int // minutes of breath after a visit, by band
	turn     int
	rare     int
	later    int  // of three outings, how many begin practical help at noon
	lateRest bool // day breaks rather after midday than before
	hoists   bool // every second who is lifted has a ceiling hoist: one is enough in the evening
	lifted   int  // by two, so far
	aim      [3]float64

	providers []model.Provider
	districts []model.District
	groups    []group
	homes     []home
	places    []model.Place
	roads     *model.Roads
	ways      [4][]uint16 // by modeIndex
	long      []int32

	units      []*unit
	teams      []*team
	caregivers []model.Caregiver
	tours      []tour
	absences   []model.Absence // of caregivers
	named      [][2]int        // by home: caregivers, -1 none
}

// group is a team area of one provider, with its office.
type group struct {
	id       model.GroupID
	name     string
	provider int
	district int
	point    orb.Point
	road     int
	office   model.PlaceID
}

func (b *builder) date(day int) model.Date { return b.opt.From + model.Date(day) }

// build lays out everything in order.
func (b *builder) build(all []address) error {
	calendar := model.NewCalendar(b.std)
	b.weekday = make([]bool, b.opt.Days)
	for d := range b.weekday {
		b.weekday[d] = calendar.IsWeekday(b.date(d))
	}
	b.meeting = 15
	b.settle(neighbourhood(all, b.opt.Citizens, b.rng))
	if err := b.makeRoads(); err != nil {
		return err
	}
	b.weigh()
	b.exempt()
	b.grantAll()
	b.makeUnits()
	for _, u := range b.units {
		b.fill(u)
	}
	for _, u := range b.units {
		b.dissolve(u)
	}
	b.bend()
	b.raise()
	for _, u := range b.units {
		b.makeTeams(u)
	}
	b.goOut()
	for _, u := range b.units {
		for _, t := range u.tandems {
			if !b.lay(t) {
				return fmt.Errorf("generate: tours of %s do not hold, seed %d", b.groups[u.group].name, b.opt.Seed)
			}
		}
	}
	b.standIns()
	b.addBlocks()
	b.nameStaff()
	return nil
}

// travel is how people move in generated cases.
func travel() model.Travel {
	return model.Travel{Source: "crow-fly", Modes: map[model.Mode]model.TravelMode{
		model.Car:     {SpeedKmh: 50, Detour: 1.3, Arrival: 120},
		model.Bicycle: {SpeedKmh: 15, Detour: 1.25, Arrival: 100},
		model.EBike:   {SpeedKmh: 19, Detour: 1.25, Arrival: 100},
		model.Foot:    {SpeedKmh: 5, Detour: 1.2, Arrival: 60},
	}}
}

// makeRoads plans the ways between all places, and numbers them.
func (b *builder) makeRoads() error {
	c := &model.Case{Places: b.places, Travel: travel()}
	for i := range b.groups {
		g := &b.groups[i]
		c.Offices = append(c.Offices, model.Office{ID: g.office, Point: g.point})
	}
	for _, m := range model.Modes {
		c.Shifts = append(c.Shifts, model.Shift{Mode: m})
	}
	roads, err := model.NewRoads(c)
	if err != nil {
		return err
	}
	b.roads = roads
	for _, m := range model.Modes {
		b.ways[modeIndex(m)], b.long = roads.Table(m)
	}
	for i := range b.groups {
		b.groups[i].road = roads.Index(b.groups[i].office)
	}
	for i := range b.homes {
		b.homes[i].road = roads.Index(b.homes[i].place)
	}
	return nil
}

// settle chooses where citizens live, and cuts the area into districts and groups.
func (b *builder) settle(area []address) {
	n := b.opt.Citizens
	order := b.rng.Perm(len(area))
	points := make([]address, 0, n)
	for i := 0; len(points) < n; i++ {
		a := area[order[i%len(order)]]
		points = append(points, a)
		if len(points) < n && b.chance(0.05) { // a couple, or a neighbour on the stairs
			points = append(points, a)
		}
	}
	b.providers = []model.Provider{{ID: "P1", Name: "Kommunens hjemmepleje", Municipal: true, TravelShown: model.Between}}
	districts, private := 1, 0.0
	if n >= 500 {
		b.providers = append(b.providers, model.Provider{ID: "P2", Name: "Omsorg på Vej", TravelShown: model.Blocks})
		districts, private = 6, 0.2
	}
	if b.opt.firm {
		b.providers = append(b.providers, model.Provider{ID: "P2", Name: "Rent & Rart", TravelShown: model.Inside})
	}
	places := map[orb.Point]model.PlaceID{}
	for d, inDistrict := range apart(points, districts) {
		b.districts = append(b.districts, model.District{ID: model.DistrictID(fmt.Sprintf("D%d", d+1)), Name: fmt.Sprintf("Distrikt %d", d+1)})
		own := make([][]address, len(b.providers))
		for _, a := range inDistrict {
			p := 0
			if b.rng.Float64() < private {
				p = 1
			}
			own[p] = append(own[p], a)
		}
		b.addGroups(d, own, places)
	}
}

// apart cuts addresses into parts of about as many.
func apart(all []address, parts int) [][]address {
	return cut(all, parts, func(a address) orb.Point { return a.point }, func(address) float64 { return 1 })
}

// addGroups founds the groups of a district, each provider's homes given.
func (b *builder) addGroups(district int, own [][]address, places map[orb.Point]model.PlaceID) {
	for p := range own {
		parts := 1
		if b.opt.firm && p == 1 {
			g := b.groups[0] // the firm works in the district's group, from an office of its own
			g.provider, g.office, g.name = 1, "K1f", g.name+", Rent & Rart"
			g.point = orb.Point{g.point[0] + 0.004, g.point[1] + 0.002}
			b.groups = append(b.groups, g)
		}
		if p == 0 && len(own[0]) >= 250 {
			parts = 2
		}
		for _, inGroup := range apart(own[p], parts) {
			if len(inGroup) > 0 {
				b.addGroup(p, district, inGroup, places)
			}
		}
	}
}

// addGroup founds a group with its office in the middle and its homes.
func (b *builder) addGroup(provider, district int, homes []address, places map[orb.Point]model.PlaceID) {
	g := group{provider: provider, district: district}
	number := len(b.districts[district].Groups) + 1
	g.id = model.GroupID(fmt.Sprintf("G%d%c", district+1, 'a'+number-1))
	g.name = fmt.Sprintf("Gruppe %d%c", district+1, 'A'+number-1)
	g.office = model.PlaceID("K" + string(g.id[1:]))
	b.districts[district].Groups = append(b.districts[district].Groups, model.Group{ID: g.id, Name: g.name})
	var middle orb.Point
	for _, a := range homes {
		middle[0] += a.point[0] / float64(len(homes))
		middle[1] += a.point[1] / float64(len(homes))
	}
	near := math.MaxFloat64
	for _, a := range homes {
		if s := squared(middle, a.point); s < near {
			near, g.point = s, a.point
		}
	}
	b.groups = append(b.groups, g)
	for _, a := range homes {
		id, known := places[a.point]
		if !known {
			id = model.PlaceID(fmt.Sprintf("A%05d", len(places)+1))
			places[a.point] = id
			b.places = append(b.places, model.Place{ID: id, Point: a.point, Address: a.text})
		}
		b.homes = append(b.homes, home{
			index: len(b.homes), id: model.HomeID(fmt.Sprintf("H%05d", len(b.homes)+1)), at: a, place: id,
			provider: provider, district: district, group: len(b.groups) - 1,
		})
	}
}
