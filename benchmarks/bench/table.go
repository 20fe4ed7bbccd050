package bench

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Table writes the report for people, as Markdown: its header, a line for each
// instance, a line for each group, and the solutions that were refused. lang
// is en or da.
func (r *Report) Table(w io.Writer, lang string) error {
	t := table{Report: r, lang: lang, w: bufio.NewWriter(w)}
	t.decimals = t.costDecimals()
	t.head()
	t.rows()
	t.groups()
	for _, h := range t.Hopeless {
		fmt.Fprintf(t.w, t.say("\n%s has no solution: %s\n", "\n%s har ingen løsning: %s\n"), h.Name, h.Why)
	}
	t.wrong()
	return t.w.Flush()
}

type table struct {
	*Report
	lang     string
	decimals int // of costs
	w        *bufio.Writer
}

func (t *table) say(en, da string) string {
	if t.lang == "da" {
		return da
	}
	return en
}

func (t *table) head() {
	fmt.Fprintf(t.w, t.say("%s: %d instances, seeds %s, %s, %d cores; costs in %s, gaps in %% of the best known\n%s; %s\n",
		"%s: %d instanser, frø %s, %s, %d kerner; priser i %s, afstande i %% af den bedst kendte\n%s; %s\n"),
		t.Set, len(t.Rows), seeds(t.Seeds), t.budget(), t.Cores, t.Unit, t.Program, t.Machine)
}

func seeds(all []uint64) string {
	var l []string
	for _, s := range all {
		l = append(l, strconv.FormatUint(s, 10))
	}
	return strings.Join(l, ",")
}

func (t *table) budget() string {
	switch b := &t.Budget; {
	case b.PerCustomer > 0:
		return fmt.Sprintf(t.say("%v a customer", "%v pr. kunde"), b.PerCustomer)
	case b.Iterations > 0:
		return fmt.Sprintf(t.say("%s iterations", "%s iterationer"), t.figure(Figure(b.Iterations), 0))
	default:
		return b.Time.String()
	}
}

func (t *table) rows() {
	cells := [][]string{{t.say("instance", "instans"), t.say("size", "størrelse"), t.say("best known", "bedst kendt"), t.say("median", "median"),
		t.say("best", "bedst"), t.say("worst", "dårligst"), t.say("gap %", "afstand %"), t.say("iterations", "iterationer"),
		t.say("per second", "pr. sekund"), t.say("seconds", "sekunder"), t.say("wrong", "forkerte")}}
	for i := range t.Rows {
		x := &t.Rows[i]
		cells = append(cells, []string{x.Name, strconv.Itoa(x.Size), t.cost(x.Known), t.cost(x.Median), t.cost(x.Best), t.cost(x.Worst), t.percent(x.Gap),
			t.figure(Figure(x.Iterations), 0), t.figure(x.PerSecond, 0), t.figure(x.Seconds, 1), count(x.Wrong)})
	}
	t.markdown(cells)
}

func (t *table) groups() {
	cells := [][]string{{t.say("group", "gruppe"), t.say("instances", "instanser"), t.say("gap of medians", "medianers afstand"),
		t.say("mean gap", "middel"), t.say("worst gap", "største"), t.say("spread", "spredning"), t.say("best known or better", "bedst kendt eller bedre"),
		t.say("new best", "ny bedste"), t.say("mean cost", "middelpris"), t.say("mean best known", "middel af bedst kendte"),
		t.say("seconds", "sekunder"), t.say("wrong", "forkerte")}}
	line := func(name string, s *Sum) {
		known := "–"
		if s.Known > 0 {
			known = fmt.Sprintf(t.say("%d of %d", "%d af %d"), s.AsGood, s.Known)
		}
		cells = append(cells, []string{name, strconv.Itoa(s.Instances), t.percent(s.Gap), t.percent(s.GapMean), t.percent(s.GapWorst), t.percent(s.Spread),
			known, count(s.New), t.figure(s.Median, 2), t.figure(s.KnownAll, 2), t.figure(s.Seconds, 0), count(s.Wrong)})
	}
	for i := range t.Groups {
		line(t.Groups[i].Group, &t.Groups[i])
	}
	if len(t.Groups) != 1 {
		line(t.say("all", "alle"), &t.Total)
	}
	t.markdown(cells)
}

// wrong lists what the check refused, the first fault of each.
func (t *table) wrong() {
	for i := range t.Wrong {
		f := &t.Wrong[i]
		fmt.Fprintf(t.w, t.say("\nWRONG: %s, seed %d: %s", "\nFORKERT: %s, frø %d: %s"), f.Name, f.Seed, f.Faults[0])
		if n := len(f.Faults); n > 1 {
			fmt.Fprintf(t.w, t.say(" and %d more", " og %d mere"), n-1)
		}
	}
	if len(t.Wrong) > 0 {
		fmt.Fprintln(t.w)
	}
}

// costDecimals is how many decimals the costs have, two at most.
func (t *table) costDecimals() int {
	most := 0
	for i := range t.Rows {
		for _, c := range append(t.Rows[i].Costs, t.Rows[i].Known) {
			for d := 0; d <= 2 && c.Known(); d++ {
				if scaled := float64(c) * math.Pow10(d); d == 2 || math.Abs(scaled-math.Round(scaled)) < 1e-6 {
					most = max(most, d)
					break
				}
			}
		}
	}
	return most
}

func (t *table) cost(f Figure) string { return t.figure(f, t.decimals) }

func (t *table) percent(f Figure) string { return t.figure(f, 3) }

// count is a number, nothing where it is none.
func count(n int) string {
	if n == 0 {
		return "–"
	}
	return strconv.Itoa(n)
}

// figure is a number with so many decimals in the language's marks.
func (t *table) figure(f Figure, decimals int) string {
	if !f.Known() {
		return "–"
	}
	s := strconv.FormatFloat(math.Abs(float64(f)), 'f', decimals, 64)
	whole, frac, _ := strings.Cut(s, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + t.say(",", ".") + whole[i:]
	}
	if frac != "" {
		whole += t.say(".", ",") + frac
	}
	if f < 0 && strings.Trim(s, "0.") != "" {
		whole = "-" + whole
	}
	return whole
}

// markdown writes a table whose first column is left and the others right aligned.
func (t *table) markdown(cells [][]string) {
	width := make([]int, len(cells[0]))
	for _, row := range cells {
		for k, c := range row {
			width[k] = max(width[k], utf8.RuneCountInString(c), 3)
		}
	}
	fmt.Fprintln(t.w)
	for i, row := range cells {
		for k, c := range row {
			fill := strings.Repeat(" ", width[k]-utf8.RuneCountInString(c))
			if k == 0 {
				fmt.Fprint(t.w, "| "+c+fill+" |")
			} else {
				fmt.Fprint(t.w, " "+fill+c+" |")
			}
		}
		fmt.Fprintln(t.w)
		if i == 0 {
			for k, n := range width {
				if k == 0 {
					fmt.Fprint(t.w, "|"+strings.Repeat("-", n+2)+"|")
				} else {
					fmt.Fprint(t.w, strings.Repeat("-", n+1)+":|")
				}
			}
			fmt.Fprintln(t.w)
		}
	}
}
