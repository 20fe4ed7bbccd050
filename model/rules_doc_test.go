package model

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// docs/rules.md must keep pace with the code: the files it names exist, and
// every rule that Go code cites has a row there.
func TestRulesDocument(t *testing.T) {
	data, err := os.ReadFile("../docs/rules.md")
	if err != nil {
		t.Fatal(err)
	}
	doc := string(data)
	for _, m := range regexp.MustCompile("`([a-z/_]+\\.go)`").FindAllStringSubmatch(doc, -1) {
		if _, err := os.Stat(filepath.Join("..", m[1])); err != nil {
			t.Errorf("docs/rules.md names %s, which is not there", m[1])
		}
	}
	rows := map[string]bool{}
	for _, m := range regexp.MustCompile(`(?m)^\| (R-\S+) \|`).FindAllStringSubmatch(doc, -1) {
		if rows[m[1]] {
			t.Errorf("docs/rules.md has two rows for %s", m[1])
		}
		rows[m[1]] = true
	}
	if len(rows) < 40 {
		t.Fatalf("docs/rules.md has %d rows", len(rows))
	}
	for id, file := range citedRules(t) {
		if !rows[id] {
			t.Errorf("%s cites %s, which docs/rules.md does not have", file, id)
		}
	}
}

// citedRules are the ids of whole rules in Go code, each with a file citing it.
func citedRules(t *testing.T) map[string]string {
	t.Helper()
	id := regexp.MustCompile(`\bR-(?:\d+(?:\.\d+)+[a-z]?|[A-Z]+\.\d)\b`)
	cited := map[string]string{}
	err := filepath.WalkDir("..", func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		src, err := os.ReadFile(path)
		for _, m := range id.FindAllString(string(src), -1) {
			cited[m] = path
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return cited
}
