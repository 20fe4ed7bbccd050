package sheets

import (
	"bufio"
	"encoding/json"
	"io"
	"math"

	"github.com/paulmach/orb"

	"github.com/hjemvej/hjemvej/model"
)

// The few words of RFC 7946 that a plan needs. orb/geojson has them all, but
// brings a database driver with it.
type feature struct {
	Type       string     `json:"type"`
	Geometry   *geometry  `json:"geometry"` // null for a protected home (R-P.2)
	Properties properties `json:"properties"`
}

type geometry struct {
	Type        string `json:"type"`
	Coordinates any    `json:"coordinates"`
}

// properties hold ids and figures: no names, notes or services (R-P.3).
type properties struct {
	Kind      string `json:"kind"` // tour or visit
	Shift     string `json:"shift"`
	Caregiver string `json:"caregiver"`
	Date      string `json:"date"`
	Mode      string `json:"mode,omitempty"`
	Visits    int    `json:"visits,omitempty"`
	Metres    int    `json:"metres,omitempty"` // in whole hundreds: see view.metres
	Travel    int    `json:"travel_minutes,omitempty"`
	Number    int    `json:"number,omitempty"`
	Visit     string `json:"visit,omitempty"`
	Home      string `json:"home,omitempty"`
	Protected bool   `json:"protected,omitempty"`
	From      string `json:"from,omitempty"`
	To        string `json:"to,omitempty"`
}

// geoJSON writes a line for each tour and a point for each visit, a feature a
// line. Of a home there are its visits alone: who else is on the tour is no part
// of it.
func geoJSON(w io.Writer, v *view) error {
	b := bufio.NewWriter(w)
	b.WriteString(`{"type":"FeatureCollection","features":[`)
	sep := "\n"
	for _, t := range v.tours(v.o.Filter.Date) {
		for _, f := range v.features(t) {
			if h := v.o.Filter.Home; h != "" && f.Properties.Home != string(h) {
				continue
			}
			j, err := json.Marshal(f)
			if err != nil {
				return err
			}
			b.WriteString(sep)
			b.Write(j)
			sep = ",\n"
		}
	}
	b.WriteString("\n]}\n")
	return b.Flush()
}

func (v *view) features(t *model.Tour) []feature {
	sums := v.tourFigures(t)
	base := properties{Shift: string(t.Shift), Caregiver: string(t.Caregiver), Date: v.tourDate(t).String()}
	tour := base
	tour.Kind, tour.Mode, tour.Visits, tour.Metres, tour.Travel = "tour", string(t.Mode), sums.visits, (sums.metres+50)/100*100, int(sums.travel)
	var line [][2]float64
	fs := []feature{{Type: "Feature", Properties: tour}}
	number := 0
	for _, s := range v.stops(t, false) {
		if s.has {
			line = append(line, lonLat(s.point))
		}
		if s.visit == nil {
			continue
		}
		number++
		p := base
		p.Kind, p.Number, p.Visit, p.Home, p.From, p.To = "visit", number, string(s.visit.ID), string(s.visit.Home), s.item.From.String(), s.item.To.String()
		p.Protected = v.protected(s.visit.Home)
		f := feature{Type: "Feature", Properties: p}
		if s.has {
			f.Geometry = &geometry{"Point", lonLat(s.point)}
		}
		fs = append(fs, f)
	}
	if len(line) > 1 {
		fs[0].Geometry = &geometry{"LineString", line}
	}
	return fs
}

// lonLat rounds to six decimals, a tenth of a metre.
func lonLat(p orb.Point) [2]float64 {
	return [2]float64{math.Round(p[0]*1e6) / 1e6, math.Round(p[1]*1e6) / 1e6}
}
