package model

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

var update = flag.Bool("update-expand", false, "write what the scenarios of testdata/expand come out as")

// Scenarios are text: what a home is granted, a line "---", and the demand that
// comes of it. After a change that means to change them, write them anew with
// go test ./model -run ExpandScenarios -update-expand, and read the difference.
func TestExpandScenarios(t *testing.T) {
	files, err := filepath.Glob("testdata/expand/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no scenarios", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			given, want, _ := strings.Cut(string(text), "---\n")
			c := testCase()
			for i, line := range strings.Split(given, "\n") {
				if err := give(c, line); err != nil {
					t.Fatalf("%s:%d: %v", file, i+1, err)
				}
			}
			got := demandText(expand(t, c))
			if *update {
				if err := os.WriteFile(file, []byte(given+"---\n"+got), 0o644); err != nil {
					t.Fatal(err)
				}
			} else if got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// give reads one line of what is given: a word, then key=value.
func give(c *Case, line string) error {
	line, _, _ = strings.Cut(line, "#")
	words := strings.Fields(line)
	if len(words) == 0 {
		return nil
	}
	r := &given{values: map[string]string{}}
	for _, w := range words[1:] {
		k, v, _ := strings.Cut(w, "=")
		r.values[k] = v
	}
	switch words[0] {
	case "horizon":
		c.Horizon = Horizon{r.date("from"), r.number("days")}
	case "home":
		c.Homes[0].Needs = append(c.Homes[0].Needs, Qualification(r.values["needs"]))
	case "grant":
		g := Grant{ID: GrantID(r.values["id"]), Home: "h1", Provider: "p1", Service: ServiceID(r.values["service"]), Law: Law(r.values["law"]),
			Minutes: Minutes(r.number("minutes")), Staff: r.number("staff"), Tolerance: Minutes(r.number("tolerance")),
			Second: Leg{Minutes(r.number("offset")), Minutes(r.number("second"))}, From: r.date("from"), To: r.date("to"), Decided: r.date("decided"), Days: r.days()}
		g.Cadence = Cadence{Unit(r.values["unit"]), r.number("count")}
		for _, p := range r.list("parts") {
			g.Parts = append(g.Parts, PartID(p))
		}
		c.Grants = append(c.Grants, g)
	case "agreed":
		c.History.Agreed = append(c.History.Agreed, Agreed{Home: "h1", Part: PartID(r.values["part"]), Service: ServiceID(r.values["service"]), Start: r.clock("at"), Days: r.days()})
	case "other":
		c.External = append(c.External, External{Home: "h1", Service: ServiceID(r.values["service"]), Relation: Relation(r.values["relation"]),
			From: At(r.date("on"), r.clock("from")), To: At(r.date("on"), r.clock("to")), Within: Minutes(r.number("within"))})
	case "away":
		c.Absences = append(c.Absences, Absence{Home: "h1", From: At(r.date("on"), r.clock("from")), To: At(r.date("back"), r.clock("to"))})
	case "last":
		c.History.Last = append(c.History.Last, LastDelivery{GrantID(r.values["grant"]), r.date("on"), r.number("number")})
	default:
		return fmt.Errorf("%q is no word of scenarios", words[0])
	}
	return r.err
}

// given is the values of a line; the first that can't be read is kept.
type given struct {
	values map[string]string
	err    error
}

func (r *given) keep(err error) {
	if r.err == nil {
		r.err = err
	}
}

func (r *given) number(key string) int {
	if r.values[key] == "" {
		return 0
	}
	n, err := strconv.Atoi(r.values[key])
	r.keep(err)
	return n
}

func (r *given) date(key string) Date {
	if r.values[key] == "" {
		return 0
	}
	d, err := ParseDate(r.values[key])
	r.keep(err)
	return d
}

func (r *given) clock(key string) Clock {
	if r.values[key] == "" {
		return -1
	}
	at, err := ParseClock(r.values[key])
	r.keep(err)
	return at
}

func (r *given) list(key string) []string {
	if r.values[key] == "" {
		return nil
	}
	return strings.Split(r.values[key], ",")
}

func (r *given) days() (w Weekdays) {
	for _, name := range r.list("days") {
		found := false
		for d := time.Sunday; d <= time.Saturday; d++ {
			if strings.HasPrefix(d.String(), name) {
				w, found = w|on(d), true
			}
		}
		if !found {
			r.keep(fmt.Errorf("%q is no day", name))
		}
	}
	return w
}

// demandText writes a demand for people.
func demandText(d *Demand) string {
	var b strings.Builder
	for _, s := range d.Series {
		fmt.Fprintf(&b, "series %s at %s", s.ID, s.Agreed)
		if !s.Fixed {
			fmt.Fprintf(&b, ", may be %s-%s", s.From, s.To)
		}
		b.WriteString("\n")
	}
	for i := range d.Needs {
		n := &d.Needs[i]
		fmt.Fprintf(&b, "visit %s does %s, minutes", n.ID, occurrencesOf(d, n))
		for _, l := range n.Legs {
			fmt.Fprintf(&b, " %d", l.Minutes)
			if l.Offset > 0 {
				fmt.Fprintf(&b, "(+%d)", l.Offset)
			}
		}
		if len(n.Requires) > 0 {
			fmt.Fprintf(&b, ", needs %v", n.Requires)
		}
		b.WriteString("\n")
		for _, day := range n.Days {
			fmt.Fprintf(&b, "    %s: %s\n", day.Date, menuOf(day))
		}
		for _, c := range n.Carries {
			fmt.Fprintf(&b, "    may carry %s", d.Needs[c.Need].ID)
			for _, day := range c.Days {
				fmt.Fprintf(&b, ", %s %s-%s %d", day.Date, day.From.Clock(), day.To.Clock(), day.Price)
			}
			b.WriteString("\n")
		}
	}
	kinds := map[LinkKind]string{StartGap: "minutes", DayGap: "days", NotSameDay: "not same day"}
	for _, l := range d.Links {
		fmt.Fprintf(&b, "%s to %s: %s", d.Needs[l.A].ID, d.Needs[l.B].ID, kinds[l.Kind])
		if l.Kind != NotSameDay {
			fmt.Fprintf(&b, " %d-%d", l.Min, l.Max)
		}
		if l.SameDay {
			b.WriteString(", same day")
		}
		b.WriteString("\n")
	}
	for _, u := range d.Unplanned {
		fmt.Fprintf(&b, "not planned: %s, %d × %s\n", u.Grant, u.Count, u.Reason)
	}
	return b.String()
}
