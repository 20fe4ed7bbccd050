package sheets

import (
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/hjemvej/hjemvej/model"
)

// Kind is what a sheet is about.
type Kind string

// The kinds of sheets.
const (
	Tours   Kind = "tours"   // tour lists of caregivers
	Home    Kind = "home"    // the horizon of a home, for the co-operation book
	Calls   Kind = "calls"   // calls in the order they fall due, briefings, replacements, certificates
	Gantt   Kind = "gantt"   // all tours of a day on one page
	Map     Kind = "map"     // the tours of a day as lines
	Summary Kind = "summary" // bill, measures and what is unserved
	CSV     Kind = "csv"     // every visit with its staff, a row for each caregiver
	GeoJSON Kind = "geojson" // tours as lines, visits as points
)

// Format is how a sheet is laid out.
type Format string

// The formats.
const (
	TextFormat  Format = "text"
	HTMLFormat  Format = "html"
	CSVFormat   Format = "csv"   // RFC 4180: comma, ISO 8601
	ExcelFormat Format = "excel" // Danish Excel: BOM, semicolon, decimal comma, dd-mm-yyyy
	JSONFormat  Format = "json"
)

// The errors of Write, to be told apart with errors.Is.
var (
	ErrKind    = errors.New("unknown kind of sheet")
	ErrFormat  = errors.New("no such format for this kind of sheet")
	ErrLang    = errors.New("unknown language")
	ErrUnknown = errors.New("not in the case")
)

// Filter narrows a sheet. Empty fields take everything.
type Filter struct {
	Caregiver model.CaregiverID
	Home      model.HomeID
	Date      model.Date // 0: every day; Gantt and Map: the first day that has tours
	District  model.DistrictID
	Group     model.GroupID
}

// Options say how a sheet is written.
type Options struct {
	Lang   string            // "da" (the default) or "en"
	Format Format            // "": the first that the kind has
	Travel model.TravelShown // "": as the plan's provider chooses
	Filter Filter
}

type writer func(io.Writer, *view) error

type layout struct {
	format Format
	write  writer
}

// layouts has each kind's formats, the default one first.
var layouts = map[Kind][]layout{
	Tours:   {{TextFormat, toursText}, {HTMLFormat, toursHTML}, {CSVFormat, toursCSV}, {ExcelFormat, toursCSV}},
	Home:    {{TextFormat, homesText}, {HTMLFormat, homesHTML}},
	Calls:   {{TextFormat, owedText}, {HTMLFormat, owedHTML}, {CSVFormat, owedCSV}, {ExcelFormat, owedCSV}},
	Gantt:   {{HTMLFormat, ganttHTML}},
	Map:     {{HTMLFormat, mapHTML}},
	Summary: {{TextFormat, summaryText}, {HTMLFormat, summaryHTML}},
	CSV:     {{CSVFormat, visitsCSV}, {ExcelFormat, visitsCSV}},
	GeoJSON: {{JSONFormat, geoJSON}},
}

// Kinds lists every kind in a fixed order.
func Kinds() []Kind { return []Kind{Tours, Home, Calls, Gantt, Map, Summary, CSV, GeoJSON} }

// Formats lists the formats of a kind, the default first; none for an unknown kind.
func Formats(k Kind) []Format {
	var fs []Format
	for _, l := range layouts[k] {
		fs = append(fs, l.format)
	}
	return fs
}

// Write writes a sheet of a plan. Errors are ErrKind, ErrFormat, ErrLang and
// ErrUnknown (a filter names what the case has not), or those of w.
func Write(w io.Writer, kind Kind, c *model.Case, p *model.Plan, o Options) error {
	ls, ok := layouts[kind]
	if !ok {
		return fmt.Errorf("%w: %q", ErrKind, kind)
	}
	if o.Format == "" {
		o.Format = ls[0].format
	}
	i := slices.IndexFunc(ls, func(l layout) bool { return l.format == o.Format })
	if i < 0 {
		return fmt.Errorf("%w: %s as %q, has %v", ErrFormat, kind, o.Format, Formats(kind))
	}
	switch o.Lang {
	case "":
		o.Lang = "da"
	case "da", "en":
	default:
		return fmt.Errorf("%w: %q, has da and en", ErrLang, o.Lang)
	}
	v := newView(c, p, o)
	if err := v.known(); err != nil {
		return err
	}
	return ls[i].write(w, v)
}
