package sheets

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"github.com/hjemvej/hjemvej/geo"
	"github.com/hjemvej/hjemvej/model"
)

const (
	mapWidth, mapHeight, mapMargin = 1100.0, 780.0, 46.0
	mapMany                        = 16
)

// mapPage is a day's tours as lines. No point on it is a protected home's
// (R-P.2), nor goes one into its extent or a district's outline.
type mapPage struct {
	Day, Scope    string
	Width, Height float64
	Districts     []mapDistrict
	Offices       []mapOffice
	Tours         []mapTour
	Bands         []mapBand // the legend: tours by part of day
	Scale         string
	ScaleW        float64
	Protected     bool // some stop stands at an office in place of a protected home
	Many          bool // too many lines for dashes to tell apart
}

type mapDistrict struct {
	Name, Path, Fill string
	X, Y             float64
}

type mapOffice struct {
	Name string
	X, Y float64
}

type mapBand struct {
	Name  string
	ID    int
	Tours []mapTour
}

type mapTour struct {
	Number            int
	Band              int
	Name, Sub         string
	Color, Dash, Path string
	Stops             []mapStop
}

type mapStop struct {
	X, Y    float64
	Number  string // several visits at one place in a row: "3–4"
	Title   string
	Snapped bool
}

func mapHTML(w io.Writer, v *view) error {
	d := v.shownDay()
	return v.html(w, "map.html", fmt.Sprintf("%s %s", v.word("map"), d), v.mapPage(d))
}

func (v *view) mapPage(date model.Date) mapPage {
	ts := v.tours(date)
	v.sortTours(ts)
	slices.SortStableFunc(ts, func(a, b *model.Tour) int { return bandOf(v.tourFrom(a).Clock()) - bandOf(v.tourFrom(b).Clock()) })
	routes := make([][]stop, len(ts))
	var shown []orb.Point
	for i, t := range ts {
		routes[i] = v.stops(t, true)
		for _, s := range routes[i] {
			if s.has {
				shown = append(shown, s.point)
			}
		}
	}
	areas := v.areas(ts)
	for _, a := range areas {
		shown = append(shown, a.points...)
	}
	p := project(shown, mapWidth, mapHeight, mapMargin)
	m := mapPage{Day: v.date(date), Scope: v.scope(), Width: mapWidth, Height: mapHeight, Many: len(ts) > mapMany}
	for i, a := range areas {
		m.Districts = append(m.Districts, a.draw(p, i))
	}
	m.Offices = v.mapOffices(p, routes)
	for i, t := range ts {
		m.Tours = append(m.Tours, v.mapTour(p, i, t, routes[i]))
		if m.Many {
			m.Tours[i].Dash = ""
		}
		for _, s := range m.Tours[i].Stops {
			m.Protected = m.Protected || s.Snapped
		}
	}
	m.Bands = v.mapBands(m.Tours)
	metres, units := p.scaleBar()
	m.Scale, m.ScaleW = v.scaleText(metres), units
	return m
}

func (v *view) scaleText(metres int) string {
	if metres >= 1000 {
		return v.whole(int64(metres/1000)) + " km"
	}
	return fmt.Sprintf("%d m", metres)
}

// area is a district's outline: its homes that may be shown.
type area struct {
	name   string
	points []orb.Point
}

// areas are the districts where the tours' caregivers belong.
func (v *view) areas(ts []*model.Tour) []area {
	used := map[model.DistrictID]bool{}
	for _, t := range ts {
		if g := v.caregivers[t.Caregiver]; g != nil {
			used[g.District] = true
		}
	}
	var out []area
	for _, d := range v.c.Districts {
		if !used[d.ID] {
			continue
		}
		a := area{name: v.district(d.ID)}
		for _, h := range v.c.Homes {
			if h.District != d.ID {
				continue
			}
			if q, ok := v.point(h.ID); ok {
				a.points = append(a.points, q)
			}
		}
		if len(a.points) > 0 {
			out = append(out, a)
		}
	}
	return out
}

// draw makes the outline, its name at the top of it.
func (a area) draw(p projection, n int) mapDistrict {
	h := geo.Hull(a.points)
	d := mapDistrict{Name: a.name, Path: p.path(h) + "Z", Fill: oklch(0.955, 0.022, float64(n)*137.508+200), Y: p.h}
	for _, q := range h {
		x, y := p.at(q)
		d.X += x / float64(len(h))
		d.Y = min(d.Y, y)
	}
	d.X, d.Y = round(d.X), round(max(16, d.Y-12))
	return d
}

func (v *view) mapOffices(p projection, routes [][]stop) []mapOffice {
	var out []mapOffice
	seen := map[model.PlaceID]bool{}
	for _, r := range routes {
		for _, s := range r {
			if s.office == "" || seen[s.office] {
				continue
			}
			seen[s.office] = true
			x, y := p.at(s.point)
			out = append(out, mapOffice{v.offices[s.office].Name, x, y})
		}
	}
	return out
}

func (v *view) mapTour(p projection, n int, t *model.Tour, route []stop) mapTour {
	f := v.tourFigures(t)
	m := mapTour{Number: n, Band: bandOf(v.tourFrom(t).Clock()), Name: v.caregiver(t.Caregiver), Color: tourColor(n), Dash: tourDash(n),
		Sub: fmt.Sprintf("%s–%s · %s · %s · %s", clock(v.tourFrom(t)), clock(v.tourTo(t)), v.mode(t.Mode), v.count(f.visits, "visit"), v.distance(f.metres))}
	var line []orb.Point
	visits := 0
	for _, s := range route {
		if s.visit != nil {
			visits++
		}
		if !s.has {
			continue
		}
		line = append(line, s.point)
		if s.visit != nil {
			m.Stops = v.mapStop(m.Stops, p, s, visits)
		}
	}
	if len(line) > 1 {
		m.Path = p.bow(line, 0.03+0.02*float64(n%4))
	}
	return m
}

// mapStop appends a stop; visits in a row at one place share its mark.
func (v *view) mapStop(stops []mapStop, p projection, s stop, number int) []mapStop {
	x, y := p.at(s.point)
	title := fmt.Sprintf("%d · %s · %s–%s", number, s.visit.Home, clock(s.item.From), clock(s.item.To))
	if a := v.address(s.visit.Home); a != "" {
		title += "\n" + a
	}
	if s.snapped {
		title += "\n" + v.word("protected")
	}
	if n := len(stops); n > 0 && stops[n-1].X == x && stops[n-1].Y == y && stops[n-1].Snapped == s.snapped {
		first, _, _ := strings.Cut(stops[n-1].Number, "–")
		stops[n-1].Number = fmt.Sprintf("%s–%d", first, number)
		stops[n-1].Title += "\n" + title
		return stops
	}
	return append(stops, mapStop{x, y, fmt.Sprint(number), title, s.snapped})
}

func (v *view) mapBands(ts []mapTour) []mapBand {
	var out []mapBand
	for n, name := range []string{"day tours", "evening tours", "night tours"} {
		b := mapBand{Name: v.word(name), ID: n}
		for _, t := range ts {
			if t.Band == n {
				b.Tours = append(b.Tours, t)
			}
		}
		if len(b.Tours) > 0 {
			out = append(out, b)
		}
	}
	return out
}
