package sheets

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hjemvej/hjemvej/model"
)

// tourSheet is one caregiver's shift as its list shows it.
type tourSheet struct {
	Caregiver, ID, Shift string
	Day                  string
	From, To, Mode       string
	Clocks               string // the clock changes during it
	Own                  bool   // shows a protected address (R-P.2)
	Visits               string // "12 besøg"
	With, Travel, Wait   string
	Idle, Overtime       string // "" for none
	Rows                 []tourRow
}

// tourRow is one line of a tour list.
type tourRow struct {
	Kind      model.ItemKind // "" for the sum of a block's travel
	Day       string         // a new day begins here: its name
	Arrive    string         // visits: when the caregiver is there, where that is earlier than From
	From, To  string
	Minutes   string
	Home      string
	Where     string
	What      []string
	Marks     []string // with whom, agreed time, calls and briefings owed
	Note      string   // R-P.3: on tour lists only
	Protected bool
	Urgent    bool // a call is owed
}

// tourSheets are the lists of the tours that the filter keeps.
func (v *view) tourSheets() []tourSheet {
	var sheets []tourSheet
	for _, t := range v.tours(v.o.Filter.Date) {
		sheets = append(sheets, v.tourSheet(t))
	}
	return sheets
}

func (v *view) tourSheet(t *model.Tour) tourSheet {
	from, to := v.tourFrom(t), v.tourTo(t)
	b := &tourBuilder{v: v, t: t, own: v.o.Filter.Caregiver == t.Caregiver, date: from.Date(), free: from}
	for i := range t.Items {
		b.item(i)
	}
	b.closeBlock()
	b.flush()
	f := v.tourFigures(t)
	s := tourSheet{
		Caregiver: v.caregiver(t.Caregiver), ID: string(t.Caregiver), Shift: string(t.Shift),
		Day: v.date(from.Date()), From: clock(from), To: clock(to), Mode: v.mode(t.Mode),
		Clocks: v.clockChange(from, to),
		Visits: v.count(f.visits, "visit"), With: v.hours(f.with), Wait: v.hours(f.wait),
		Travel: v.hours(f.travel) + ", " + v.distance(f.metres), Rows: b.rows,
	}
	for _, r := range s.Rows {
		s.Own = s.Own || r.Protected && r.Where != ""
	}
	if f.idle > 0 {
		s.Idle = v.hours(f.idle)
	}
	if t.Overtime > 0 {
		s.Overtime = v.hours(t.Overtime)
	}
	return s
}

// tourBuilder writes the rows of one tour.
type tourBuilder struct {
	v    *view
	t    *model.Tour
	own  bool
	date model.Date // of the last row
	free model.Time // the end of the last item
	rows []tourRow

	pending *model.Item // Inside: travel that the next visit takes in
	legs    int         // Blocks: since the last sum
	minutes model.Minutes
	metres  int
}

func (b *tourBuilder) item(i int) {
	it := &b.t.Items[i]
	switch it.Kind {
	case model.TravelItem:
		b.travel(i)
	case model.VisitItem, model.CallItem:
		b.visit(it)
	default:
		b.closeBlock()
		b.flush()
		b.add(it.From, it.To, tourRow{Kind: it.Kind, What: []string{b.v.itemText(it)}, Where: b.place(it.Start)})
	}
	b.free = it.To
}

// travel stands between the visits, is summed up, or waits for its visit.
func (b *tourBuilder) travel(i int) {
	it := &b.t.Items[i]
	switch b.v.travelShown() {
	case model.Blocks:
		b.legs, b.minutes, b.metres = b.legs+1, b.minutes+it.To.Sub(it.From), b.metres+it.Metres
	case model.Inside:
		b.flush()
		if i+1 < len(b.t.Items) && b.t.Items[i+1].Kind == model.VisitItem {
			b.pending = it
			return
		}
		b.travelRow(it)
	default:
		b.travelRow(it)
	}
}

func (b *tourBuilder) travelRow(it *model.Item) {
	home, where := b.destination(it)
	b.add(it.From, it.To, tourRow{Kind: model.TravelItem, Home: home, Where: where,
		What: []string{joined(", ", b.v.mode(b.t.Mode), b.legMetres(it))}})
}

// legMetres is a leg's length as this list may show it.
func (b *tourBuilder) legMetres(it *model.Item) string {
	if b.own {
		return b.v.distance(it.Metres)
	}
	return b.v.metres(it)
}

// joined puts together the texts that are not empty.
func joined(sep string, texts ...string) string {
	return strings.Join(slices.DeleteFunc(texts, func(s string) bool { return s == "" }), sep)
}

// destination is where a leg leads: a home, an office, or the caregiver's own.
func (b *tourBuilder) destination(leg *model.Item) (home, where string) {
	for i := range b.t.Items {
		it := &b.t.Items[i]
		if it.Kind != model.VisitItem || it.From < leg.To || it.Start != leg.End {
			continue
		}
		if x := b.v.visits[it.Visit]; x != nil {
			return string(x.Home), b.street(x.Home)
		}
	}
	return "", b.place(leg.End)
}

// place is an office's name or "home"; other places are shown by their home.
func (b *tourBuilder) place(id model.PlaceID) string {
	if f := b.v.offices[id]; f != nil {
		return f.Name
	}
	if g := b.v.caregivers[b.t.Caregiver]; g != nil && id != "" && g.HomePlace == id {
		return b.v.word("own home")
	}
	return ""
}

// street is a home's address as this list may show it (R-P.2).
func (b *tourBuilder) street(id model.HomeID) string {
	if b.own {
		return b.v.street(id)
	}
	return b.v.address(id)
}

func (b *tourBuilder) visit(it *model.Item) {
	r := tourRow{Kind: it.Kind}
	if x := b.v.visits[it.Visit]; x != nil {
		r.Home, r.What, r.Marks = string(x.Home), b.v.does(x), b.v.marks(x, b.t.Caregiver)
		r.Urgent = b.v.calls[x.ID] != nil
		if it.Kind == model.VisitItem {
			r.Where, r.Protected = b.street(x.Home), b.v.protected(x.Home)
		}
		// A note may tell where a protected home is, so it goes with the address.
		if h := b.v.homes[x.Home]; h != nil && (b.own || !b.v.protected(h.ID)) {
			r.Note = h.Note
		}
	} else {
		r.What = []string{string(it.Visit)}
	}
	if it.Kind == model.VisitItem && b.free < it.From {
		r.Arrive = clock(b.free)
	}
	from := it.From
	if p := b.pending; p != nil {
		from, b.pending = p.From, nil
		r.Arrive = ""
		r.Marks = append(r.Marks, fmt.Sprintf(b.v.word("of which travel"), joined(", ", b.v.hours(p.To.Sub(p.From)), b.legMetres(p)), clock(it.From)))
	}
	b.add(from, it.To, r)
}

// add appends a row, under the name of the day where a new one has begun.
func (b *tourBuilder) add(from, to model.Time, r tourRow) {
	r.From, r.To = clock(from), clock(to)
	r.Minutes = fmt.Sprint(int(to.Sub(from)))
	if d := from.Date(); d != b.date {
		r.Day, b.date = b.v.day(d), d
	}
	b.rows = append(b.rows, r)
}

// flush writes travel that no visit took in.
func (b *tourBuilder) flush() {
	if p := b.pending; p != nil {
		b.pending = nil
		b.travelRow(p)
	}
}

// closeBlock writes the sum of the travel since the last break or activity.
func (b *tourBuilder) closeBlock() {
	if b.legs == 0 {
		return
	}
	b.rows = append(b.rows, tourRow{Minutes: fmt.Sprint(int(b.minutes)), What: []string{
		fmt.Sprintf("%s: %s, %s, %s", b.v.word("travel in block"), b.v.count(b.legs, "leg"), b.v.mode(b.t.Mode), b.v.distance(b.metres))}})
	b.legs, b.minutes, b.metres = 0, 0, 0
}

// itemText names an item that is neither travel nor visit.
func (v *view) itemText(it *model.Item) string {
	if it.Kind == model.ActivityItem && it.Text != "" {
		return v.word(it.Text)
	}
	return v.word("item." + string(it.Kind))
}

// marks are what a caregiver must know of a visit beside what to do: who else
// comes, the own part, the agreed time where it differs, and what is owed.
func (v *view) marks(x *model.Visit, me model.CaregiverID) []string {
	var ms []string
	for _, a := range x.Staff {
		whole := a.Start == x.Start && a.Minutes == x.Length
		switch {
		case a.Caregiver != me && whole:
			ms = append(ms, v.word("together with")+" "+v.caregiver(a.Caregiver))
		case a.Caregiver != me:
			ms = append(ms, fmt.Sprintf("%s %s %s–%s", v.word("together with"), v.caregiver(a.Caregiver), clock(a.Start), clock(a.Start.Add(a.Minutes))))
		case !whole && a.Minutes > 0:
			ms = append(ms, fmt.Sprintf("%s (%s %s–%s)", v.word("own part"), v.word("whole visit"), clock(x.Start), clock(x.End())))
		}
	}
	if at, ok := v.agreedFor(x); ok && off(at, x.Start) > v.rules().EdgeLimit {
		ms = append(ms, v.word("agreed")+" "+clock(at))
	}
	if c := v.calls[x.ID]; c != nil {
		ms = append(ms, fmt.Sprintf("%s %s (%s)", v.word("call before"), clock(c.Latest), v.caregiver(c.By)))
	}
	return append(ms, v.briefingMarks(x, me)...)
}

func (v *view) briefingMarks(x *model.Visit, me model.CaregiverID) []string {
	var ms []string
	for _, b := range v.briefings[x.ID] {
		if b.Caregiver == me {
			ms = append(ms, fmt.Sprintf("%s %s", v.word("briefed by"), v.caregiver(b.By)))
		} else if b.By == me {
			ms = append(ms, fmt.Sprintf("%s %s", v.word("you brief"), v.caregiver(b.Caregiver)))
		}
	}
	return ms
}

// tourSums are the figures of a tour.
type tourSums struct {
	visits, calls            int
	with, travel, wait, idle model.Minutes
	metres                   int
}

// tourFigures adds up a tour. Waiting lies between its items; before the first
// and after the last the shift is idle.
func (v *view) tourFigures(t *model.Tour) tourSums {
	var f tourSums
	if len(t.Items) == 0 {
		return tourSums{idle: v.tourTo(t).Sub(v.tourFrom(t))}
	}
	first, last := t.Items[0].From, t.Items[0].From
	for _, it := range t.Items {
		m := it.To.Sub(it.From)
		f.wait += max(0, it.From.Sub(last))
		last = it.To
		switch it.Kind {
		case model.VisitItem:
			f.visits++
			f.with += m
		case model.CallItem:
			f.calls++
			f.with += m
		case model.TravelItem:
			f.travel += m
			f.metres += it.Metres
		}
	}
	f.idle = max(0, first.Sub(v.tourFrom(t))) + max(0, v.tourTo(t).Sub(last))
	return f
}

// sortTours orders tours for one page: by group, begin, name and id.
func (v *view) sortTours(ts []*model.Tour) {
	slices.SortStableFunc(ts, func(a, b *model.Tour) int {
		return firstOf(cmpStr(v.groupOf(a), v.groupOf(b)), int(v.tourFrom(a)-v.tourFrom(b)), cmpStr(a.Caregiver, b.Caregiver), cmpStr(a.Shift, b.Shift))
	})
}

func (v *view) groupOf(t *model.Tour) model.GroupID {
	if g := v.caregivers[t.Caregiver]; g != nil {
		return g.Group
	}
	return ""
}

func cmpStr[S ~string](a, b S) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// firstOf is the first comparison that decides.
func firstOf(cs ...int) int {
	for _, c := range cs {
		if c != 0 {
			return c
		}
	}
	return 0
}
