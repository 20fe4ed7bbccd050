package sheets

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/hjemvej/hjemvej/model"
)

// WriteReplay writes what a replay found, a table for each provider's chain, as
// text in a language, "da" or "en".
func WriteReplay(w io.Writer, chains [][]model.Replayed, lang string) error {
	l := tongue{lang}
	var b strings.Builder
	for i, links := range chains {
		if len(links) == 0 {
			continue
		}
		if i > 0 {
			b.WriteString("\n")
		}
		fmt.Fprintf(&b, "%s\n", capital(fmt.Sprintf(l.word("chain of"), links[0].Provider)))
		t := &table{head: l.headings("link", "link now", "link events", "link hash", "link verdict"), right: []bool{true, false, true}}
		for k := range links {
			l.link(t, &links[k])
		}
		b.WriteString(t.String())
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (l tongue) link(t *table, of *model.Replayed) {
	now, said := "–", []string{l.word("verdict." + string(of.Verdict))}
	if of.Now != 0 {
		now = l.moment(of.Now)
	}
	if why := of.Why.In(l.lang); why != "" {
		said = append(said, why)
	}
	if len(of.Differs) > 0 {
		said = append(said, fmt.Sprintf(l.word("link differs"), strings.Join(of.Differs, ", ")))
	}
	broken, owed := of.Broken()
	if broken > 0 {
		said = append(said, fmt.Sprintf(l.word("link violations"), broken))
	}
	if owed > 0 {
		said = append(said, fmt.Sprintf(l.word("link owed"), owed))
	}
	t.add(fmt.Sprint(of.Place), now, fmt.Sprint(of.Events), fmt.Sprintf("%.12s", of.Hash), strings.Join(said, "\n"))
}

// WriteReplayJSON writes what a replay found for programs: one list, each chain's
// plans in their order.
func WriteReplayJSON(w io.Writer, chains [][]model.Replayed) error {
	list := []jsonReplayed{}
	for _, links := range chains {
		for i := range links {
			of := &links[i]
			broken, owed := of.Broken()
			list = append(list, jsonReplayed{of.Provider, of.Place, of.Verdict, iso(of.Now), of.Events, of.Why.En, mapped(of.Differs, same), broken, owed, of.Hash, of.From})
		}
	}
	return json.NewEncoder(w).Encode(list)
}

// jsonReplayed is one plan of a chain for programs.
type jsonReplayed struct {
	Provider     model.ProviderID
	Place        int
	Verdict      model.Verdict
	Now          string `json:",omitempty"`
	Events       int
	Why          string   `json:",omitempty"`
	Differs      []string // files of the plan
	Broken, Owed int      // rules broken, and what is owed without certificate
	Hash, From   string
}
