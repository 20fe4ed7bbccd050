package sheets

import "io"

// diffPage is the differences of all providers.
type diffPage struct{ Parts []diffSheet }

func diffHTML(w io.Writer, all []*difference) error {
	if len(all) == 0 {
		return nil
	}
	var p diffPage
	for _, d := range all {
		p.Parts = append(p.Parts, d.sheet())
	}
	d := all[0]
	title := d.heading("changes") + " " + d.ch.Is.Made.Horizon.From.String()
	return renderPage(w, "diff.html", page{tongue: d.tongue, Title: title, Data: p, Plan: p.Parts[0].Foot})
}
