package sheets

import (
	"fmt"
	"io"
	"math"
	"strings"
	"unicode"

	"github.com/hjemvej/hjemvej/model"
)

// The measures of a Gantt chart, in the units of its view box.
const (
	ganttLabel  = 200.0 // the names' column
	ganttWidth  = 1400.0
	ganttRight  = 22.0 // half the last hour's letters
	ganttRowH   = 30.0
	ganttGroupH = 24.0
	ganttTop    = 26.0
	ganttBarH   = 20.0
	ganttGlyph  = 7.0 // a digit's width in a bar
)

// ganttBand is the tours of one part of a day under an axis of their own, so
// that a short visit is still wide enough to read.
type ganttBand struct {
	Name   string
	Tours  string
	Width  float64
	Height float64
	Axis   float64 // where rows end
	Clocks string
	Ticks  []ganttTick
	Groups []ganttGroup
	Rows   []ganttRow
}

type ganttTick struct {
	X     float64
	Label string
}

type ganttGroup struct {
	Name string
	Y    float64
}

type ganttRow struct {
	Name, Full, Sub string
	Y, Mid          float64
	X, W            float64 // the shift
	Bars            []ganttBar
	Search          string // ids and name, to be found by
	Shade           bool
}

type ganttBar struct {
	Class      string // visit never-cancelled, travel …
	X, Y, W, H float64
	Text       string
	Short      string // where Text does not fit
	Home       string
	TextX      float64
	Title      string
	Visit      string // set where several come: their bars light up together
	Pair       bool
	Substitute bool
	Call       bool
}

// ganttBands lays a day's tours out by the part of day their shift begins in.
func (v *view) ganttBands(date model.Date) []ganttBand {
	bands := [3][]*model.Tour{}
	for _, t := range v.tours(date) {
		n := bandOf(v.tourFrom(t).Clock())
		bands[n] = append(bands[n], t)
	}
	var out []ganttBand
	for n, name := range []string{"day tours", "evening tours", "night tours"} {
		if len(bands[n]) > 0 {
			v.sortTours(bands[n])
			out = append(out, v.ganttBand(v.word(name), bands[n]))
		}
	}
	return out
}

// bandOf tells day, evening and night shifts apart by when they begin.
func bandOf(c model.Clock) int {
	switch {
	case c < 4*60 || c >= 21*60:
		return 2
	case c >= 12*60:
		return 1
	}
	return 0
}

func (v *view) ganttBand(name string, ts []*model.Tour) ganttBand {
	from, to := v.tourFrom(ts[0]), v.tourTo(ts[0])
	for _, t := range ts {
		from, to = min(from, v.tourFrom(t)), max(to, v.tourTo(t))
	}
	from, to = hourBefore(from), hourBefore(to.Add(59))
	scale := (ganttWidth - ganttLabel - ganttRight) / float64(max(60, to.Sub(from)))
	x := func(t model.Time) float64 { return round(ganttLabel + float64(t.Sub(from))*scale) }
	b := ganttBand{Name: name, Tours: v.count(len(ts), "tour"), Width: ganttWidth, Clocks: v.clockChange(from, to)}
	for t := from; t <= to; t = t.Add(60) {
		b.Ticks = append(b.Ticks, ganttTick{x(t), clock(t)})
	}
	y, group := ganttTop, model.GroupID("")
	for i, t := range ts {
		if g := v.groupOf(t); i == 0 || g != group {
			group = g
			if g != "" {
				b.Groups = append(b.Groups, ganttGroup{v.group(g), y + 17})
				y += ganttGroupH
			}
		}
		row := v.ganttRow(t, x, y)
		row.Shade = i%2 == 1
		b.Rows = append(b.Rows, row)
		y += ganttRowH
	}
	b.Axis, b.Height = y, y+22
	return b
}

// hourBefore is the whole local hour that t lies in.
func hourBefore(t model.Time) model.Time { return t.Add(-model.Minutes(t.Clock() % 60)) }

func (v *view) ganttRow(t *model.Tour, x func(model.Time) float64, y float64) ganttRow {
	from, to := v.tourFrom(t), v.tourTo(t)
	f := v.tourFigures(t)
	name := v.caregiver(t.Caregiver)
	r := ganttRow{Name: cut(name, 26), Full: fmt.Sprintf("%s (%s)", name, t.Caregiver), Y: y, Mid: y + ganttRowH/2,
		Sub: fmt.Sprintf("%s–%s · %s · %s", clock(from), clock(to), v.mode(t.Mode), v.count(f.visits, "visit")),
		X:   x(from), W: round(x(to) - x(from)), Search: strings.ToLower(name + " " + string(t.Caregiver) + " " + string(t.Shift))}
	for i := range t.Items {
		b := v.ganttBar(t, &t.Items[i], x, y)
		r.Bars = append(r.Bars, b)
		if vis := v.visits[t.Items[i].Visit]; vis != nil {
			r.Search += " " + strings.ToLower(string(vis.Home))
		}
	}
	return r
}

func (v *view) ganttBar(t *model.Tour, it *model.Item, x func(model.Time) float64, y float64) ganttBar {
	b := ganttBar{Class: string(it.Kind), X: x(it.From), W: round(max(1.5, x(it.To)-x(it.From))), H: ganttBarH, Y: y + (ganttRowH-ganttBarH)/2}
	times := fmt.Sprintf("%s–%s (%d min)", clock(it.From), clock(it.To), it.To.Sub(it.From))
	switch vis := v.visits[it.Visit]; {
	case it.Kind == model.TravelItem:
		b.H, b.Y = 4, y+ganttRowH/2-2
		b.Title = v.word("travel") + " " + times + "\n" + joined(", ", v.mode(t.Mode), v.metres(it))
	case vis != nil:
		v.ganttVisit(&b, t, vis, times)
	default:
		b.Text, b.Title = v.itemText(it), v.itemText(it)+" "+times
	}
	if !fits(b.Text, b.W) {
		b.Text = b.Short
	}
	if !fits(b.Text, b.W) {
		b.Text = ""
	}
	b.TextX = round(b.X + b.W/2)
	return b
}

func (v *view) ganttVisit(b *ganttBar, t *model.Tour, x *model.Visit, times string) {
	b.Class += " " + string(v.class(x))
	b.Home = string(x.Home)
	b.Text, b.Short = b.Home, short(b.Home)
	b.Call = v.calls[x.ID] != nil
	b.Substitute = !v.isCall(x) && !v.isNamed(x.Home, t.Caregiver)
	lines := []string{strings.Trim(string(x.Home)+" · "+v.address(x.Home), " ·"), times, strings.Join(v.does(x), between)}
	if b.Substitute {
		lines = append(lines, v.word("substitute"))
	}
	if len(x.Staff) > 1 {
		b.Pair, b.Visit = true, string(x.ID)
	}
	b.Title = strings.Join(append(lines, v.marks(x, t.Caregiver)...), "\n")
}

func fits(s string, w float64) bool { return float64(width(s))*ganttGlyph <= w-4 }

// short is an id without its leading letters and zeros: H00022 is 22.
func short(id string) string {
	if s := strings.TrimLeftFunc(id, func(r rune) bool { return r == '0' || !unicode.IsDigit(r) }); s != "" {
		return s
	}
	return id
}

// cut shortens a name to so many columns.
func cut(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}

// round keeps a coordinate short.
func round(f float64) float64 { return math.Round(f*10) / 10 }

type ganttPage struct {
	Day, Scope string
	Bands      []ganttBand
}

func ganttHTML(w io.Writer, v *view) error {
	d := v.shownDay()
	return v.html(w, "gantt.html", fmt.Sprintf("%s %s", v.word("gantt"), d), ganttPage{v.date(d), v.scope(), v.ganttBands(d)})
}
