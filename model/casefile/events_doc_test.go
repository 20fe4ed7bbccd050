package casefile

import (
	"bytes"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/hjemvej/hjemvej/model"
)

const eventsDoc = "../../docs/events.md"

// docs/events.md tells fields and kinds as the code has them. With -update the
// tables in it are written anew.
func TestEventsDocument(t *testing.T) {
	data, err := os.ReadFile(eventsDoc)
	if err != nil {
		t.Fatal(err)
	}
	want := data
	for name, table := range map[string]string{"kinds": describeKinds(), "fields": describe(eventsFile.headings())} {
		begin, end := "<!-- "+name+" -->\n", "<!-- end -->\n"
		before, rest, there := bytes.Cut(want, []byte(begin))
		_, after, closed := bytes.Cut(rest, []byte(end))
		if !there || !closed {
			t.Fatalf("%s has no place for %s", eventsDoc, name)
		}
		want = slices.Concat(before, []byte(begin+table+end), after)
	}
	if *update {
		if err := os.WriteFile(eventsDoc, want, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if d := cmp.Diff(string(want), string(data)); d != "" {
		t.Errorf("%s is behind the code (run with -update)\n%s", eventsDoc, d)
	}
}

// describeKinds is the kinds of events with their fields as Markdown.
func describeKinds() string {
	var b strings.Builder
	b.WriteString("\n| kind | Danish | must have | may have |\n|---|---|---|---|\n")
	for _, kind := range model.EventKinds {
		whats := []string{""}
		if kind == model.ShiftEvent {
			whats = model.ShiftChanges
		}
		for _, what := range whats {
			must, may, _ := model.EventFields(kind, what)
			danish := &form{danish: true}
			fmt.Fprintf(&b, "| `%s` | %s | %s | %s |\n", strings.TrimSpace(string(kind)+" "+what),
				strings.TrimSpace(eventKindText.format(kind, danish)+" "+shiftWhatText.format(what, danish)), quotedList(must), quotedList(may))
		}
	}
	return b.String() + "\n"
}

func quotedList(names []string) string {
	out := make([]string, len(names))
	for i, name := range names {
		out[i] = "`" + name + "`"
	}
	return strings.Join(out, ", ")
}

// Every example of the page can be read, and there is one of each kind.
func TestEventsDocumentExamples(t *testing.T) {
	data, err := os.ReadFile(eventsDoc)
	if err != nil {
		t.Fatal(err)
	}
	shown := map[string]bool{}
	for _, m := range regexp.MustCompile("(?s)```(yaml|csv)\n(.*?)```").FindAllSubmatch(data, -1) {
		b, faults := readEventsOf("example."+string(m[1]), m[2])
		if len(faults) > 0 || len(b.all) == 0 {
			t.Errorf("example\n%s\n%s", m[2], faults.In("en"))
		}
		for _, e := range b.values() {
			shown[string(e.Kind)] = true
			if e.Kind == model.ShiftEvent {
				shown["shift "+e.What] = true
			}
		}
	}
	for _, kind := range model.EventKinds {
		if !shown[string(kind)] {
			t.Errorf("no example of %s", kind)
		}
	}
	for _, what := range model.ShiftChanges {
		if !shown["shift "+what] {
			t.Errorf("no example of a shift %s", what)
		}
	}
}
