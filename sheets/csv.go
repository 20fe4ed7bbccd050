package sheets

import (
	"encoding/csv"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"github.com/hjemvej/hjemvej/model"
)

// sheetCSV writes rows in one of the two forms: RFC 4180 with ISO 8601 times
// and English column names for programs, or as Danish Excel reads it (UTF-8
// with BOM, semicolons, decimal comma, dd-mm-yyyy) with columns named in the
// sheet's language. Both hold ids, never names or notes (R-P.3).
type sheetCSV struct {
	w     *csv.Writer
	excel bool
}

func newCSV(w io.Writer, v *view, columns ...string) (*sheetCSV, error) {
	s := &sheetCSV{excel: v.o.Format == ExcelFormat}
	head := columns
	if s.excel {
		if _, err := io.WriteString(w, "\ufeff"); err != nil {
			return nil, err
		}
		head = make([]string, len(columns))
		for i, c := range columns {
			head[i] = v.word("col." + c)
		}
	}
	s.w = csv.NewWriter(w)
	s.w.UseCRLF = true
	if s.excel {
		s.w.Comma = ';'
	}
	return s, s.w.Write(head)
}

func (s *sheetCSV) close() error {
	s.w.Flush()
	return s.w.Error()
}

// add writes a row. In Excel's form a text that a spreadsheet would run as a
// formula is kept a text by an apostrophe.
func (s *sheetCSV) add(cells ...string) error {
	if s.excel {
		for i, c := range cells {
			if c != "" && strings.ContainsRune("=+-@\t\r", rune(c[0])) && !negative.MatchString(c) {
				cells[i] = "'" + c
			}
		}
	}
	return s.w.Write(cells)
}

// negative is a figure below nothing: no formula.
var negative = regexp.MustCompile(`^-[0-9]+(,[0-9]+)?$`)

func (s *sheetCSV) date(d model.Date) string {
	if s.excel {
		y, m, day := d.Civil()
		return fmt.Sprintf("%02d-%02d-%04d", day, int(m), y)
	}
	return d.String()
}

// time is an instant. Excel's form is local; in the second run of a repeated
// hour it carries its offset, as the reader of cases wants it.
func (s *sheetCSV) time(t model.Time) string {
	if !s.excel {
		return t.String()
	}
	text := t.Local().Format("02-01-2006 15:04")
	if repeated(t) {
		text += t.Local().Format("-07:00")
	}
	return text
}

func (s *sheetCSV) kilometres(metres int) string {
	text := strconv.FormatFloat(float64(metres)/1000, 'f', 3, 64)
	if s.excel {
		text = strings.Replace(text, ".", ",", 1)
	}
	return text
}

func number[N ~int | ~int64](n N) string { return strconv.FormatInt(int64(n), 10) }

// visitsCSV writes every visit, a row for each of its staff.
func visitsCSV(w io.Writer, v *view) error {
	s, err := newCSV(w, v, "visit", "home", "date", "part", "start", "end", "minutes", "services", "class",
		"leg", "caregiver", "shift", "leg_start", "leg_minutes", "role", "agreed", "call_latest")
	if err != nil {
		return err
	}
	for i := range v.p.Visits {
		x := &v.p.Visits[i]
		if !v.hasHome(x.Home) || !v.hasDate(x.Date) {
			continue
		}
		for leg, a := range x.Staff {
			if !v.forCaregiver(a.Caregiver) {
				continue
			}
			if err := s.add(string(x.ID), string(x.Home), s.date(x.Date), string(x.Part), s.time(x.Start), s.time(x.End()),
				number(x.Length), serviceIDs(x), string(v.class(x)), number(leg), string(a.Caregiver), string(a.Shift),
				s.time(a.Start), number(a.Minutes), v.roleID(x, a.Caregiver), v.agreedCell(s, x), v.callCell(s, x)); err != nil {
				return err
			}
		}
	}
	return s.close()
}

func serviceIDs(x *model.Visit) string {
	ids := make([]string, len(x.Does))
	for i, d := range x.Does {
		ids[i] = serviceID(d)
	}
	return strings.Join(ids, " ")
}

// serviceID is a service with the piece of a split one.
func serviceID(d model.Done) string {
	if d.Piece > 0 {
		return string(d.Service) + "/" + strconv.Itoa(d.Piece)
	}
	return string(d.Service)
}

// roleID is role for programs; a call by telephone has none (R-6.2 counts who comes).
func (v *view) roleID(x *model.Visit, id model.CaregiverID) string {
	switch n := v.named[x.Home]; {
	case v.isCall(x):
		return ""
	case id == n.Contact:
		return "contact"
	case id == n.Second:
		return "named"
	}
	return "substitute"
}

func (v *view) agreedCell(s *sheetCSV, x *model.Visit) string {
	if at, ok := v.agreedFor(x); ok {
		return s.time(at)
	}
	return ""
}

func (v *view) callCell(s *sheetCSV, x *model.Visit) string {
	if c := v.calls[x.ID]; c != nil {
		return s.time(c.Latest)
	}
	return ""
}

// toursCSV writes every item of the tours that the filter keeps.
func toursCSV(w io.Writer, v *view) error {
	s, err := newCSV(w, v, "shift", "caregiver", "date", "mode", "item", "kind", "from", "to", "minutes", "visit", "home",
		"address", "services", "kilometres", "text")
	if err != nil {
		return err
	}
	for _, t := range v.tours(v.o.Filter.Date) {
		for i, it := range t.Items {
			var home, address, services, km string
			if x := v.visits[it.Visit]; x != nil {
				home, address, services = string(x.Home), v.address(x.Home), serviceIDs(x)
			}
			if it.Kind == model.TravelItem && v.metres(&it) != "" {
				km = s.kilometres(it.Metres)
			}
			if err := s.add(string(t.Shift), string(t.Caregiver), s.date(v.tourDate(t)), string(t.Mode), number(i+1), string(it.Kind),
				s.time(it.From), s.time(it.To), number(it.To.Sub(it.From)), string(it.Visit), home, address, services, km, it.Text); err != nil {
				return err
			}
		}
	}
	return s.close()
}

// owedCSV writes everything owed as one table, calls first.
func owedCSV(w io.Writer, v *view) error {
	s, err := newCSV(w, v, "owed", "due", "home", "visit", "occurrence", "agreed", "new", "caregiver", "by", "rule", "grade", "text", "late")
	if err != nil {
		return err
	}
	o := v.owed()
	for _, c := range o.Calls {
		r := c.raw
		err = firstErr(err, s.add("call", s.time(r.Latest), string(r.Home), string(r.Visit), "", s.time(r.Agreed), s.time(r.New), "", string(r.By), "R-6.5", "", "", yes(c.Late)))
	}
	for _, b := range o.Briefings {
		r := b.raw
		err = firstErr(err, s.add("briefing", s.time(r.Before), string(r.Home), string(r.Visit), "", "", "", string(r.Caregiver), string(r.By), "R-6.2b", "", "", ""))
	}
	for _, p := range o.Replacements {
		r, at := p.raw, ""
		if x := v.visits[r.Visit]; x != nil {
			at = s.time(x.Start)
		}
		err = firstErr(err, s.add("replacement", s.date(r.Latest), string(r.Home), string(r.Visit), string(r.Occurrence), s.date(r.Agreed), at, "", "", "R-6.4", "", "", ""))
	}
	for _, c := range o.Certificates {
		r := c.raw
		err = firstErr(err, s.add("certificate", s.date(r.Date), string(r.Home), "", string(r.Occurrence), "", "", "", "", r.Rule, string(r.Grade), r.Remedy.Kind, ""))
	}
	return firstErr(err, s.close())
}

func firstErr(a, b error) error {
	if a != nil {
		return a
	}
	return b
}
