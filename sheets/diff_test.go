package sheets

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hjemvej/hjemvej/model"
)

// inventedMend is the invented plan before and after C01 called in sick on the
// first morning: every kind of change once at least.
func inventedMend() (*model.Case, *model.Changes) {
	was, is := invent(small), invent(small)
	for _, p := range []*model.Plan{was.p, is.p} {
		for i := range p.Visits {
			for j := range p.Visits[i].Does {
				p.Visits[i].Does[j].Occurrence = model.OccurrenceID(fmt.Sprintf("%s#%d", p.Visits[i].ID, j))
			}
		}
	}
	was.c.AnnouncedUntil = model.At(small.from+1, 0)
	m := mender{is.p, model.At(small.from, 375)}
	is.p.Made.Now, is.p.Made.Seed = m.now, 7
	m.passOn()
	m.others()
	m.owe()
	is.p.Bill[0] = model.BillLine{Line: "travel_minute.car", Count: 228, Unit: "minute", Price: 182400}
	is.p.Bill = append(is.p.Bill, model.BillLine{Line: "call", Count: 3, Unit: "call", Price: 45000})
	is.p.Measures.All.TravelMinutes = map[model.Mode]model.Minutes{model.Car: 228, model.EBike: 96}
	is.p.Measures.All.Calls = 3
	is.p.Sort()
	return was.c, model.Diff(was.p, is.p, was.c)
}

// mender changes a plan by hand.
type mender struct {
	p   *model.Plan
	now model.Time
}

// passOn gives what C01 had on the first day to others, one to the next day.
func (m mender) passOn() {
	n := 0
	for i := range m.p.Visits {
		v := &m.p.Visits[i]
		leg := slices.IndexFunc(v.Staff, func(a model.Assignment) bool { return a.Caregiver == "C01" })
		if leg < 0 || v.Date != small.from {
			continue
		}
		to := []model.CaregiverID{"C02", "C03"}[n%2]
		if len(v.Staff) > 1 {
			to = "C04"
		}
		n++
		if n == 4 {
			m.move(v, model.At(small.from+1, 630))
		}
		v.Staff[leg].Caregiver = to
		v.Staff[leg].Shift = model.ShiftID(string(to) + "@" + v.Date.String())
	}
}

func (m mender) move(v *model.Visit, to model.Time) {
	v.Date, v.Start = to.Date(), to
	for i := range v.Staff {
		v.Staff[i].Start = to
		v.Staff[i].Shift = model.ShiftID(string(v.Staff[i].Caregiver) + "@" + v.Date.String())
	}
}

// of are the visits of a caregiver on a day of the plan, by time.
func (m mender) of(id model.CaregiverID, day model.Date) []*model.Visit {
	var all []*model.Visit
	for i := range m.p.Visits {
		if v := &m.p.Visits[i]; len(v.Staff) == 1 && v.Staff[0].Caregiver == id && v.Date == small.from+day {
			all = append(all, v)
		}
	}
	return all
}

// others changes what C01 had no part in: times, lengths, services, a break,
// named staff, an agreed time; one visit falls away and one comes.
func (m mender) others() {
	evening := m.of("C04", 0)
	m.move(evening[0], evening[0].Start.Add(35))
	m.move(evening[1], evening[1].Start.Add(3))
	evening[2].Length, evening[2].Staff[0].Minutes = evening[2].Length+10, evening[2].Length+10
	evening[2].Does = append(slices.Clone(evening[2].Does), model.Done{Occurrence: "x#1", Service: "bath"})
	later := m.of("C02", 1)
	m.move(later[1], later[1].Start.Add(-50))
	for i := range m.p.Tours {
		t := &m.p.Tours[i]
		t.Items = slices.Clone(t.Items)
		for j := range t.Items {
			if it := &t.Items[j]; it.Kind == model.BreakItem && t.Caregiver == "C02" {
				it.From, it.To = it.From.Add(40), it.To.Add(40)
			}
		}
		if t.Shift == "C02@2026-11-23" {
			t.Overtime = 15
		}
	}
	m.p.Named = slices.Clone(m.p.Named)
	m.p.Named[0].Second = "C05"
	m.p.Agreed = slices.Clone(m.p.Agreed)
	m.p.Agreed[2].Start += 15
	gone, night := m.of("C03", 0)[0].ID, m.of("C05", 0)[0]
	extra := *night
	extra.Does = []model.Done{{Occurrence: "H005-care~E4#0", Service: "care"}}
	extra.Home, extra.ID, extra.Start, extra.Date = "H005", "H005/~care@1", model.At(small.from+1, 1200), small.from+1
	extra.Staff = []model.Assignment{{Caregiver: "C04", Shift: "C04@2026-11-24", Start: extra.Start, Minutes: extra.Length}}
	m.p.Visits = append(slices.DeleteFunc(m.p.Visits, func(v model.Visit) bool { return v.ID == gone }), extra)
}

// owe adds what the mend owes: a call that comes too late, one that was told
// before, one as it was; a briefing, a debt, a certificate and a task.
func (m mender) owe() {
	v := m.of("C02", 0)[2]
	told := m.of("C03", 0)[2]
	m.p.Calls = append([]model.Call{
		{Home: v.Home, Visit: v.ID, Agreed: v.Start.Add(-100), New: v.Start, Latest: m.now.Add(-5), By: "C02"},
		{Home: told.Home, Visit: told.ID, Agreed: told.Start.Add(90), New: told.Start, Latest: told.Start.Add(-20)},
	}, m.p.Calls[:1]...)
	m.p.Briefings = append(m.p.Briefings, model.Briefing{Home: v.Home, Visit: v.ID, Caregiver: "C02", By: "C05", Before: v.Start})
	m.p.Replacements = append(m.p.Replacements[:1:1], model.Replacement{Home: "H007", Grant: "H007-cleaning", Occurrence: "H007-cleaning#1", Agreed: small.from, Latest: small.from + 7})
	m.p.Certificates = []model.Certificate{{Rule: "R-6.4", Home: "H008", Grant: "H008-cleaning", Occurrence: "H008-cleaning#1", Date: small.from, Grade: model.NotFound,
		Reasons: []model.Reason{{Caregiver: "C02", Rule: "R-W.1", Text: model.Text{Da: "mangler 12 minutter", En: "12 minutes short"}}},
		Remedy:  model.Remedy{Kind: "stay", Caregiver: "C02", From: m.now.Add(600), To: m.now.Add(630)}}}
	m.p.Raised = []model.Raised{{Rule: "R-5.5b", Home: "H009", Since: m.now, Until: m.now.Add(120), Text: model.Text{Da: "Ingen lukker op", En: "Nobody opens"}}}
	m.p.Log = []model.Event{
		{Number: 1, Known: m.now.Add(-20), Kind: model.SickEvent, Caregiver: "C01", From: m.now.Add(-20), To: model.At(small.from, 900)},
		{Number: 2, Known: m.now.Add(-12), Kind: model.ToldEvent, Visit: told.ID, Home: told.Home},
		{Number: 3, Known: m.now.Add(-2), Kind: model.PinEvent, Visit: v.ID, Home: v.Home, Reason: secretNote},
		{Number: 4, Known: m.now.Add(-1), Kind: model.AbsentEvent, Home: "H006", What: secretNote, From: m.now, To: m.now.Add(600)},
		{Number: 5, Known: m.now.Add(-1), Kind: model.ShiftEvent, Caregiver: "C02", Shift: "C02@2026-11-23", What: model.ShiftExtended, To: model.At(small.from, 930)},
	}
}

func diffWith(t testing.TB, c *model.Case, o Options, all ...*model.Changes) string {
	t.Helper()
	var b bytes.Buffer
	if err := Diff(&b, all, c, o); err != nil {
		t.Fatalf("%+v: %v", o, err)
	}
	return b.String()
}

func TestDiffGolden(t *testing.T) {
	c, ch := inventedMend()
	for name, o := range map[string]Options{
		"diff.da.txt": {}, "diff.en.txt": {Lang: "en"}, "diff.da.html": {Format: HTMLFormat},
		"diff.csv": {Format: CSVFormat}, "diff.excel.csv": {Format: ExcelFormat}, "diff.json": {Format: JSONFormat, Lang: "en"},
	} {
		t.Run(name, func(t *testing.T) { golden(t, name, diffWith(t, c, o, ch)) })
	}
	golden(t, "diff-ids.en.txt", diffWith(t, nil, Options{Lang: "en"}, ch))
}

// The list of calls of a mend marks those that come too late, and what earlier
// ones came to.
func TestCallsOfAMend(t *testing.T) {
	c, ch := inventedMend()
	out := write(t, &invented{c: c, p: ch.Is}, Calls, Options{Lang: "en"})
	for _, want := range []string{"Søren Åkjær  too late\n", "the office   was told another time\n", "Karin Dam\n"} {
		if !strings.Contains(out, want) {
			t.Errorf("lacks %q:\n%s", want, out)
		}
	}
	page := write(t, &invented{c: c, p: ch.Is}, Calls, Options{Lang: "en", Format: HTMLFormat})
	if n := strings.Count(page, `<tr class="urgent"><td class="time">Mon 23 Nov`); n != 2 { // a call, and a debt
		t.Errorf("%d urgent rows", n)
	}
}

func TestDiffErrors(t *testing.T) {
	c, ch := inventedMend()
	var b bytes.Buffer
	if err := Diff(&b, []*model.Changes{ch}, c, Options{Format: "pdf"}); !errors.Is(err, ErrFormat) {
		t.Errorf("format: %v", err)
	}
	if err := Diff(&b, []*model.Changes{ch}, c, Options{Lang: "sv"}); !errors.Is(err, ErrLang) {
		t.Errorf("language: %v", err)
	}
	if b.Len() > 0 {
		t.Errorf("wrote %d bytes beside the errors", b.Len())
	}
}

// eachDiff writes the mend, and the plan against itself, in every form.
func eachDiff(t *testing.T, see func(name, out string)) {
	t.Helper()
	c, ch := inventedMend()
	for _, k := range []*model.Case{c, nil} {
		for _, format := range DiffFormats() {
			for _, lang := range []string{"da", "en"} {
				o := Options{Lang: lang, Format: format}
				see(string(format)+" "+lang, diffWith(t, k, o, ch))
				see(string(format)+" "+lang+" of two", diffWith(t, k, o, ch, model.Diff(ch.Was, ch.Was, k)))
			}
		}
	}
}

// No difference shows where a protected home is, what is noted of it, or what
// was written by hand (R-P.2, R-P.3); exports and titles hold no names.
func TestDiffIsPrivate(t *testing.T) {
	c, _ := inventedMend()
	title := regexp.MustCompile(`(?s)<title>(.*?)</title>`)
	eachDiff(t, func(name, out string) {
		if l := leaks(out); l != nil {
			t.Errorf("%s shows %q", name, l)
		}
		export := !strings.HasPrefix(name, "text") && !strings.HasPrefix(name, "html")
		for _, g := range c.Caregivers {
			if export && strings.Contains(out, g.Name) {
				t.Errorf("%s holds the name %s", name, g.Name)
			}
			if m := title.FindStringSubmatch(out); m != nil && strings.Contains(m[1], g.Name) {
				t.Errorf("%s has the name %s in its title", name, g.Name)
			}
		}
		if strings.Contains(out, "Hunden") || strings.Contains(out, "Æblevej") {
			t.Errorf("%s holds a note or an address", name)
		}
	})
}

func TestDiffPage(t *testing.T) {
	const evil = `<script>alert("x")</script>`
	c, ch := inventedMend()
	c.Name, c.Caregivers[1].Name, c.Standard.Services[0].Name = evil, evil, model.Text{Da: evil, En: evil}
	see := func(name, out string) {
		if err := wellFormed(out); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		for _, ref := range []string{"http:", "https:", " src=", " href=", "url(", "@import", "ZgotmplZ", evil, "%!"} {
			if strings.Contains(out, ref) {
				t.Errorf("%s holds %q", name, ref)
			}
		}
		if !strings.Contains(out, "default-src 'none'") {
			t.Errorf("%s does not forbid itself the network", name)
		}
	}
	see("evil", diffWith(t, c, Options{Format: HTMLFormat}, ch))
	eachDiff(t, func(name, out string) {
		if strings.HasPrefix(name, "html") {
			see(name, out)
		}
		if strings.Contains(out, "%!") {
			t.Errorf("%s: a word wants other arguments", name)
		}
	})
}

// Every row of the table has as many cells, every JSON list is a list.
func TestDiffExportsAreWhole(t *testing.T) {
	eachDiff(t, func(name, out string) {
		switch {
		case strings.HasPrefix(name, "csv"), strings.HasPrefix(name, "excel"):
			r := csv.NewReader(strings.NewReader(strings.TrimPrefix(out, "\ufeff")))
			if strings.HasPrefix(name, "excel") {
				r.Comma = ';'
			}
			rows, err := r.ReadAll()
			if err != nil || len(rows) < 40 || len(rows[0]) != len(diffColumns) {
				t.Errorf("%s: %d rows, %v", name, len(rows), err)
			}
		case strings.HasPrefix(name, "json"):
			var list []map[string]any
			if err := json.Unmarshal([]byte(out), &list); err != nil || len(list) == 0 {
				t.Errorf("%s: %v", name, err)
			}
			if strings.Contains(out, ":null") {
				t.Errorf("%s holds null", name)
			}
		}
	})
}

// The sentences say who is out, in one or many, and what of it is moved.
func TestDiffSentences(t *testing.T) {
	c, ch := inventedMend()
	d := newDifference(ch, c, Options{Lang: "en", Format: TextFormat})
	thursday := small.from + 3
	tests := []struct {
		name string
		edit func(*model.Changes)
		want string
	}{
		{"one", func(x *model.Changes) {
			x.Out = []model.Out{{Caregiver: "C01", Why: model.SickEvent, Visits: 23, Handed: 19, To: []model.CaregiverID{"C02", "C03", "C04"}, Seconds: 2, Moved: 2,
				Services: []model.ServiceDays{{Service: "cleaning", Count: 2, Dates: []model.Date{thursday, thursday + 1}}}}}
		}, "23 visits were to be made by Karin Dam (sick): 19 go to 3 colleagues, 2 second persons replaced, 2 × Cleaning moved to Thursday and Friday."},
		{"several", func(x *model.Changes) {
			days := func(d model.Date) []model.ServiceDays {
				return []model.ServiceDays{{Service: "cleaning", Count: 1, Dates: []model.Date{d}}}
			}
			x.Out = []model.Out{{Caregiver: "C01", Visits: 2, Handed: 1, To: []model.CaregiverID{"C03"}, Moved: 1, Services: days(thursday)},
				{Caregiver: "C02", Visits: 5, Handed: 1, To: []model.CaregiverID{"C03"}, Moved: 1, Services: days(thursday + 7), Booked: 1, Certified: 1, NotOwed: 1}}
		}, "7 visits were to be made by 2 colleagues: 2 go to 1 colleague, 2 × Cleaning moved to Thursday and Thu 3 Dec, 1 not covered, 1 owed by the next plan, 1 owed no more."},
		{"nobody", func(x *model.Changes) { x.Out = nil }, ""},
	}
	for _, tt := range tests {
		x := *ch
		tt.edit(&x)
		d.ch = &x
		if got := d.outSentence(); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
	d.ch = model.Diff(ch.Was, ch.Was, c)
	if got := d.sentences(); len(got) != 1 || got[0] != d.word("no difference") {
		t.Errorf("no difference: %q", got)
	}
	far := *ch.Was
	far.Made.Horizon.From += 100
	d.ch = model.Diff(ch.Was, &far, c)
	if got := d.sentences(); len(got) != 1 || got[0] != d.word("no day in common") {
		t.Errorf("no day in common: %q", got)
	}
}
