package compare

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/hjemvej/hjemvej/model"
)

// warnings are the reasons not to take the comparison at its face, the loud
// ones first.
func warnings(inputs []Input, sides []*side) []model.CompareWarning {
	w := warner{list: []model.CompareWarning{}}
	w.broken(inputs, sides)
	w.effort(sides)
	w.made(inputs)
	w.standards(inputs)
	w.days(inputs)
	slices.SortStableFunc(w.list, func(a, b model.CompareWarning) int {
		switch {
		case a.Loud == b.Loud:
			return 0
		case a.Loud:
			return -1
		}
		return 1
	})
	return w.list
}

type warner struct{ list []model.CompareWarning }

// add notes a warning; da and en are formats of the same arguments.
func (w *warner) add(kind string, loud bool, da, en string, args ...any) {
	w.list = append(w.list, model.CompareWarning{Kind: kind, Loud: loud, Text: model.Text{Da: fmt.Sprintf(da, args...), En: fmt.Sprintf(en, args...)}})
}

func (w *warner) broken(inputs []Input, sides []*side) {
	for i := range inputs {
		at := slices.IndexFunc(sides, func(s *side) bool { return s.in == &inputs[i] })
		if at < 0 {
			continue
		}
		if n := sides[at].Broken; n > 0 {
			w.add("broken", true, "%[1]s bryder regler (%[2]d brud): dens tal siger ikke, hvad der kan lade sig gøre",
				"%[1]s breaks rules (%[2]d times): its figures don't say what can be done", inputs[i].Name, n)
		}
		if n := sides[at].Owed; n > 0 {
			w.add("owed", true, "%[1]s skylder noget uden attest (%[2]d gange)", "%[1]s owes something without a certificate (%[2]d times)", inputs[i].Name, n)
		}
		for _, p := range inputs[i].Plans {
			if p.Made.CaseHash != inputs[i].Case.Hash {
				w.add("case", true, "%[1]s: planen for %[2]s er lavet til en anden udgave af sagen (%.8[3]s) end den, den måles på (%.8[4]s)",
					"%[1]s: the plan of %[2]s was made for another state of the case (%.8[3]s) than it is measured on (%.8[4]s)",
					inputs[i].Name, p.Made.Provider, p.Made.CaseHash, inputs[i].Case.Hash)
			}
		}
	}
}

// effort warns where sides were not planned with equal effort: more search
// makes a better plan, whatever the district.
func (w *warner) effort(sides []*side) {
	var least, most *side
	for _, s := range sides {
		if len(s.Made) == 0 {
			continue
		}
		if s.Effort == 0 {
			w.add("effort", true, "%[1]s siger ikke, hvor længe der blev søgt: om indsatsen var lige stor, vides ikke",
				"%[1]s does not say how long was searched: whether the effort was equal is not known", s.Name)
			return
		}
		if least == nil || s.Effort < least.Effort {
			least = s
		}
		if most == nil || s.Effort > most.Effort {
			most = s
		}
	}
	if least != nil && most.Effort > method.EffortApart*least.Effort {
		w.add("effort", true, "Ikke planlagt med lige stor indsats: %[1]s fik %.1[2]f iterationer pr. besøg, %[3]s %.1[4]f. Forskelle kan skyldes det alene",
			"Not planned with equal effort: %[1]s had %.1[2]f iterations a visit, %[3]s %.1[4]f. Differences may be due to that alone",
			most.Name, most.Effort, least.Name, least.Effort)
	}
}

// made warns where plans are of several versions, or started from other seeds.
func (w *warner) made(inputs []Input) {
	var versions, seeds []string
	for i := range inputs {
		for _, p := range inputs[i].Plans {
			versions = append(versions, p.Made.Program)
			seeds = append(seeds, fmt.Sprint(p.Made.Seed))
		}
	}
	if v := different(versions); len(v) > 1 {
		w.add("version", true, "Planerne er lavet af forskellige udgaver af programmet (%[1]s)", "The plans were made by different versions of the program (%[1]s)", strings.Join(v, ", "))
	}
	if s := different(seeds); len(s) > 1 {
		w.add("seed", false, "Planerne har forskellige frø (%[1]s): lidt af forskellen er søgningens tilfældighed, som intervallerne ikke dækker",
			"The plans have different seeds (%[1]s): some of the difference is the search's chance, which the intervals do not cover", strings.Join(s, ", "))
	}
}

func different(words []string) []string {
	words = slices.Clone(words)
	slices.Sort(words)
	return slices.Compact(words)
}

// samePrices says whether all inputs have one price list: else their bills are
// in different money.
func samePrices(inputs []Input) bool {
	for i := range inputs {
		if !reflect.DeepEqual(inputs[i].Case.Standard.Prices, inputs[0].Case.Standard.Prices) {
			return false
		}
	}
	return true
}

func (w *warner) standards(inputs []Input) {
	if !samePrices(inputs) {
		w.add("prices", true, "Prislisterne er forskellige: regningerne kan ikke sammenlignes og får ingen rang",
			"The price lists differ: the bills can't be compared and are not ranked")
	}
	var names []string
	for i := range inputs {
		s := inputs[i].Case.Standard
		names = append(names, strings.TrimSpace(s.ID+" "+s.Version))
	}
	if n := different(names); len(n) > 1 {
		w.add("standard", false, "Kvalitetsstandarderne er forskellige (%[1]s): det samme besøg kan være bevilget på andre vilkår",
			"The quality standards differ (%[1]s): the same visit may be granted on other terms", strings.Join(n, ", "))
	}
}

func (w *warner) days(inputs []Input) {
	for i := range inputs {
		if a, b := inputs[0].Case.Horizon, inputs[i].Case.Horizon; a.Days != b.Days {
			w.add("horizon", true, "Planerne har ikke lige mange dage (%[1]d og %[2]d): tal i alt og forskellige medarbejdere kan ikke sammenlignes",
				"The plans do not have equally many days (%[1]d and %[2]d): totals and different caregivers can't be compared", a.Days, b.Days)
			return
		}
	}
}
