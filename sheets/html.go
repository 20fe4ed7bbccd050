package sheets

import (
	"bufio"
	"embed"
	"html/template"
	"io"
)

//go:embed templates
var files embed.FS

var pages = template.Must(template.ParseFS(files, "templates/*.html"))

// page is what every template gets: words by {{.T KEY}}, the sheet in Data.
type page struct {
	tongue
	Title string // ids and dates only: titles end up in histories (R-P.3)
	Data  any
	Plan  planHead
}

// planHead is the line at the foot of every page.
type planHead struct{ Case, Days, Made string }

// With is the page around another part of its data.
func (p page) With(data any) page {
	p.Data = data
	return p
}

// T is a word of the sheet's language.
func (p page) T(key string) string { return p.word(key) }

// H is a word with a capital.
func (p page) H(key string) string { return p.heading(key) }

// Lang is the page's language.
func (p page) Lang() string { return p.lang }

// CSS is the one style sheet.
func (p page) CSS() template.CSS { return template.CSS(asset("sheets.css")) }

// JS is an embedded script.
func (p page) JS(name string) template.JS { return template.JS(asset(name)) }

func asset(name string) string {
	b, err := files.ReadFile("templates/" + name)
	if err != nil {
		return "" // a test reads every asset that a template names
	}
	return string(b)
}

// html writes one self-contained page.
func (v *view) html(w io.Writer, name, title string, data any) error {
	return renderPage(w, name, page{tongue: v.tongue, Title: title, Data: data, Plan: planHead{v.c.Name, v.span(v.p.Made.Horizon), v.made()}})
}

// renderPage writes a page by its template.
func renderPage(w io.Writer, name string, p page) error {
	b := bufio.NewWriter(w)
	if err := pages.ExecuteTemplate(b, name, p); err != nil {
		return err
	}
	return b.Flush()
}

func toursHTML(w io.Writer, v *view) error {
	return v.html(w, "tours.html", v.titled("tour lists", string(v.o.Filter.Caregiver)), v.tourSheets())
}

func homesHTML(w io.Writer, v *view) error {
	return v.html(w, "home.html", v.titled("book", string(v.o.Filter.Home)), v.homeSheets())
}

func owedHTML(w io.Writer, v *view) error {
	return v.html(w, "owed.html", v.titled("calls", ""), v.owed())
}

func (v *view) titled(key, id string) string {
	s := v.word(key)
	if id != "" {
		s += " " + id
	}
	if d := v.o.Filter.Date; d != 0 {
		s += " " + d.String()
	}
	return s
}
