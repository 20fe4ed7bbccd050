package casefile

import (
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/hjemvej/hjemvej/model"
)

const caseDoc = "../../docs/case-format.md"

// tablesMark is where the part of the document begins that the code writes.
const tablesMark = "<!-- the tables, written by go test ./model/casefile -update -->\n"

// TestCaseFormatDocument holds the document against the columns in the code.
func TestCaseFormatDocument(t *testing.T) {
	data, err := os.ReadFile(caseDoc)
	if err != nil {
		t.Fatal(err)
	}
	head, got, _ := strings.Cut(string(data), tablesMark)
	want := describeSheets()
	if *update {
		if err := os.WriteFile(caseDoc, []byte(head+tablesMark+want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s is behind the code (run with -update)\n%s", caseDoc, diff)
	}
}

func describeSheets() string {
	var b strings.Builder
	for _, s := range sheets {
		about, needed, key := s.meaning()
		fmt.Fprintf(&b, "\n## %s\n\n%s", s.file(), about)
		if needed {
			b.WriteString(" The file is needed.")
		}
		if len(key) > 0 {
			fmt.Fprintf(&b, " No two rows have the same %s.", "`"+strings.Join(key, "`, `")+"`")
		}
		b.WriteString("\n\n| column | Danish | form | empty means | meaning | example | rule |\n|---|---|---|---|---|---|---|\n")
		for _, h := range s.headings() {
			fmt.Fprintf(&b, "| `%s` | %s | %s | %s | %s | `%s` | %s |\n",
				h.en, h.da, h.kind, emptyMeans(h), h.about, strings.ReplaceAll(h.example, "|", `\|`), h.rule)
		}
	}
	return b.String()
}

// emptyMeans is what an empty cell of a column means.
func emptyMeans(h heading) string {
	switch {
	case h.needed:
		return "never empty"
	case h.def != "":
		return "`" + h.def + "`"
	}
	return h.empty
}

// TestCaseKeysDocument holds the keys that the document lists against those
// that a case.yaml with everything in it is read by.
func TestCaseKeysDocument(t *testing.T) {
	data, err := os.ReadFile(caseDoc)
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(data), "## case.yaml\n")
	section, _, _ = strings.Cut(section, "\n## ")
	_, example, _ := strings.Cut(section, "```yaml\n")
	example, _, _ = strings.Cut(example, "```\n")

	var got []string
	for line := range strings.Lines(section) {
		if cell, _, ok := strings.Cut(strings.TrimPrefix(line, "| `"), " |"); ok && strings.HasPrefix(line, "| `") {
			for key := range strings.SplitSeq(cell, ", ") {
				got = append(got, strings.Trim(key, "`"))
			}
		}
	}
	slices.Sort(got)
	if diff := cmp.Diff(leafKeys(t, example), got); diff != "" {
		t.Errorf("keys of the example, and keys explained\n%s", diff)
	}
}

// leafKeys are the paths of a case.yaml that hold values: providers[].id.
func leafKeys(t *testing.T, text string) []string {
	c, standard := &model.Case{}, ""
	r := readYAML(caseFile, []byte(text), caseFields(c, &standard))
	if len(r.faults) > 0 {
		t.Fatalf("the example has faults:\n%s", r.faults.In("en"))
	}
	rich, err := formatYAML(caseFields(richCase(t), &standard))
	if err != nil {
		t.Fatal(err)
	}
	paths := map[string]bool{}
	for path := range r.lines {
		paths[general(path)] = true
	}
	for path := range readYAML(caseFile, rich, caseFields(&model.Case{}, &standard)).lines {
		if !paths[general(path)] {
			t.Errorf("the example lacks %s", path)
		}
	}
	var leaves []string
	for path := range paths {
		inner := func(other string) bool {
			return strings.HasPrefix(other, path+".") || strings.HasPrefix(other, path+"[")
		}
		if path != "" && !slices.ContainsFunc(slices.Collect(maps.Keys(paths)), inner) {
			leaves = append(leaves, path)
		}
	}
	slices.Sort(leaves)
	return leaves
}

var (
	indexIn = regexp.MustCompile(`\[\d+\]`)
	modeIn  = regexp.MustCompile(`\.(car|bicycle|e-bike|foot)\b`)
)

// general is a path without its numbers and modes.
func general(path string) string {
	return modeIn.ReplaceAllString(indexIn.ReplaceAllString(path, "[]"), ".MODE")
}

// TestColumnsAreExplained wants of every column a meaning, an example that
// can be read, and names that no other column of the table has.
func TestColumnsAreExplained(t *testing.T) {
	rule := regexp.MustCompile(`^(R-[0-9A-Z]+(\.[0-9]+[a-z]?)*)?$`)
	for _, s := range sheets {
		seen := map[string]string{}
		about, _, _ := s.meaning()
		if about == "" {
			t.Errorf("%s: no meaning", s.file())
		}
		for _, h := range s.headings() {
			at := s.file() + " " + h.en
			if h.about == "" || h.example == "" || h.kind == "" || !rule.MatchString(h.rule) {
				t.Errorf("%s: %+v", at, h)
			}
			if emptyMeans(h) == "" && !strings.Contains(h.kind, "text") {
				t.Errorf("%s: what does an empty cell mean?", at)
			}
			for _, name := range []string{headKey(h.en), headKey(h.da)} {
				if other, ok := seen[name]; ok && other != h.en {
					t.Errorf("%s: %q names %s too", at, name, other)
				}
				seen[name] = h.en
			}
			for _, cell := range []string{h.example, h.def} {
				if cell == "" {
					continue
				}
				if bad := s.(interface {
					try(column, cell string) *model.Text
				}).try(h.en, cell); bad != nil {
					t.Errorf("%s: %q: %s", at, cell, bad.En)
				}
			}
		}
	}
}

// try reads a cell in plain form.
func (s *sheet[T]) try(column, cell string) *model.Text {
	var row T
	return s.columns[s.find(column)].parse(cell, &plainForm, &row)
}
