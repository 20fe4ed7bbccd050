package replan

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/hjemvej/hjemvej/benchmarks/internal/runs"
)

// Table writes the report for people, as Markdown: what was done, and a column
// for each kind of mend. lang is en or da.
func (r *Report) Table(w io.Writer, lang string) error {
	t := table{Report: r, lang: lang}
	if _, err := fmt.Fprintf(w, "%s\n%s; %s\n\n", t.title(), r.Program, r.Machine); err != nil {
		return err
	}
	head := []string{t.say("of a mend", "af en rettelse")}
	for i := range r.Columns {
		head = append(head, t.name(&r.Columns[i]))
	}
	if err := runs.Table(w, head, t.rows()); err != nil {
		return err
	}
	return t.broken(w)
}

// broken lists mornings with a mend that breaks a rule, the first breach of each.
func (t *table) broken(w io.Writer) error {
	for i := range t.Mornings {
		m := &t.Mornings[i]
		all := slices.Concat(m.First.Broken, m.Mended.Broken)
		if m.Longer != nil {
			all = append(all, m.Longer.Broken...)
		}
		if len(all) == 0 {
			continue
		}
		v := &all[0]
		if _, err := fmt.Fprintf(w, t.say("\nWRONG: morning %d, seed %d, %s, %s: %s %s %s: %s\n", "\nFORKERT: morgen %d, frø %d, %s, %s: %s %s %s: %s\n"),
			m.Number, m.Seed, m.Provider, m.Now, v.Rule, v.Home, v.Visit, v.Text.In(t.lang)); err != nil {
			return err
		}
	}
	return nil
}

type table struct {
	*Report
	lang string
}

func (t *table) say(en, da string) string {
	if t.lang == "da" {
		return da
	}
	return en
}

func (t *table) title() string {
	what := map[What]string{
		Sick:    fmt.Sprintf(t.say("%d caregiver(s) sick at once", "%d medarbejder(e) syge på én gang"), t.AtOnce),
		Snow:    t.say("a day of snow, all travel × 1.6", "en dag med sne, al transport × 1,6"),
		Evening: t.say("an evening with a third of the staff gone", "en aften uden en tredjedel af personalet"),
	}[t.What]
	var seeds []string
	for _, s := range t.Seeds {
		seeds = append(seeds, strconv.FormatUint(s, 10))
	}
	return fmt.Sprintf(t.say("%s: %s; seeds %s, %d cores", "%s: %s; frø %s, %d kerner"), t.Case, what, strings.Join(seeds, ","), t.Cores)
}

func (t *table) name(c *Column) string {
	switch c.Name {
	case "first":
		return t.say("first safe answer", "første sikre svar")
	case "compared":
		return fmt.Sprintf(t.say("%s, where there is a longer one", "%s, hvor der er en længere"), c.Budget)
	}
	return c.Budget.String()
}

// rows are the figures, each with a cell for every column.
func (t *table) rows() [][]string {
	mean := func(x float64) string { return t.figure(x, 1) }
	seconds := func(x float64) string { return t.figure(x, 3) }
	var rows [][]string
	add := func(name string, cell func(*Column) string) {
		row := []string{name}
		for i := range t.Columns {
			row = append(row, cell(&t.Columns[i]))
		}
		rows = append(rows, row)
	}
	add(t.say("mends", "rettelser"), func(c *Column) string { return strconv.Itoa(c.Mends) })
	add(t.say("seconds to a checked plan, median", "sekunder til en kontrolleret plan, median"), func(c *Column) string { return seconds(c.Median) })
	add(t.say("95 % within", "95 % inden for"), func(c *Column) string { return seconds(c.Most) })
	add(t.say("slowest", "langsomste"), func(c *Column) string { return seconds(c.Worst) })
	add(t.say("care never cancelled undone, in all", "uaflyselig hjælp ikke dækket, i alt"), func(c *Column) string { return strconv.Itoa(c.Undone) })
	add(t.say("proved impossible", "bevist umulig"), func(c *Column) string { return strconv.Itoa(c.Proved) })
	add(t.say("not found", "ikke fundet"), func(c *Column) string { return strconv.Itoa(c.NotFound) })
	add(t.say("mends that leave more than the longer", "rettelser, der efterlader mere end den længere"), t.against(func(c *Column) string { return strconv.Itoa(c.More) }))
	add(t.say("disturbance, kr. in all", "forstyrrelse, kr. i alt"), func(c *Column) string { return t.figure(float64(c.Disturbance)/100, 0) })
	add(t.say("against the longer", "mod den længere"), t.ratio)
	add(t.say("dearer than the plan before, kr. in all", "dyrere end planen før, kr. i alt"), func(c *Column) string { return t.figure(float64(c.Bill)/100, 0) })
	add(t.say("visits concerned, mean", "berørte besøg, middel"), func(c *Column) string { return mean(c.Visits) })
	add(t.say("visits by another", "besøg ved en anden"), func(c *Column) string { return mean(c.Moved) })
	add(t.say("takers", "overtagere"), func(c *Column) string { return mean(c.Takers) })
	add(t.say("third caregivers touched", "tredjeparter berørt"), func(c *Column) string { return mean(c.Third) })
	add(t.say("mends that touch any", "rettelser, der berører nogen"), func(c *Column) string { return strconv.Itoa(c.Disturbed) })
	add(t.say("calls", "opkald"), func(c *Column) string { return mean(c.Calls) })
	add(t.say("late calls, in all", "for sene opkald, i alt"), func(c *Column) string { return strconv.Itoa(c.Late) })
	add(t.say("faults found by the check", "fejl fundet af kontrollen"), func(c *Column) string { return strconv.Itoa(c.Faults) })
	return rows
}

const nothing = "–"

// against gives a cell only where there is a longer mend to hold it against.
func (t *table) against(cell func(*Column) string) func(*Column) string {
	return func(c *Column) string {
		if !c.Compared {
			return nothing
		}
		return cell(c)
	}
}

func (t *table) ratio(c *Column) string {
	if c.Ratio == 0 {
		return nothing
	}
	return t.figure(c.Ratio, 3)
}

func (t *table) figure(x float64, decimals int) string {
	s := strconv.FormatFloat(x, 'f', decimals, 64)
	if t.lang == "da" {
		s = strings.Replace(s, ".", ",", 1)
	}
	return s
}
