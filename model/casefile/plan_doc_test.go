package casefile

import (
	"bytes"
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/hjemvej/hjemvej/model"
)

// fill sets every field below v to something that is not zero.
func fill(t *testing.T, v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			fill(t, v.Field(i))
		}
	case reflect.String:
		v.SetString("x")
	case reflect.Int, reflect.Int32, reflect.Int64:
		v.SetInt(9000)
	case reflect.Uint64:
		v.SetUint(9)
	case reflect.Float64:
		v.SetFloat(9.25)
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(t, v.Index(0))
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		val := reflect.New(v.Type().Elem()).Elem()
		fill(t, val)
		v.SetMapIndex(reflect.ValueOf("car").Convert(v.Type().Key()), val)
	default:
		t.Fatalf("a %s in a plan: tell fill about it", v.Kind())
	}
}

// A field that is added to how a plan was made or to its measures, and
// forgotten in plan.yaml, fails here.
func TestPlanFileHasEveryField(t *testing.T) {
	p := &model.Plan{}
	fill(t, reflect.ValueOf(&p.Made).Elem())
	fill(t, reflect.ValueOf(&p.Measures).Elem())
	p.Made.Horizon.Days = 14
	files, err := planFiles(p)
	if err != nil {
		t.Fatal(err)
	}
	got, faults, err := readPlan(asFolder(files))
	if err != nil || len(faults) > 0 {
		t.Fatalf("read back: %v\n%s", err, faults.In("en"))
	}
	if d := cmp.Diff(p, got); d != "" {
		t.Errorf("read back (-wrote +read)\n%s", d)
	}
}

// planSheets are the tables of a plan, in the order of docs/plan-format.md.
var planSheets = []interface {
	file() string
	meaning() (about string, needed bool, key []string)
	headings() []heading
}{&planVisits, &planTours, &namedSheet, &agreedSheet, &planCalls, &planBriefings, &planReplacements, &planBill, &planEvents, &planAnnounced, &planRaised,
	&carriedVisits, &carriedLast, &carriedNamed, &carriedAgreed, &carriedDebts, &carriedPending}

const planDoc = "../../docs/plan-format.md"

// docs/plan-format.md tells each column as the code has it. With -update the
// tables in it are written anew.
func TestPlanFormatDocument(t *testing.T) {
	data, err := os.ReadFile(planDoc)
	if err != nil {
		t.Fatal(err)
	}
	want := data
	for _, s := range planSheets {
		begin, end := "<!-- "+s.file()+" -->\n", "<!-- end -->\n"
		_, rest, there := bytes.Cut(want, []byte(begin))
		old, _, closed := bytes.Cut(rest, []byte(end))
		if !there || !closed {
			t.Fatalf("%s has no place for %s", planDoc, s.file())
		}
		want = bytes.Replace(want, append([]byte(begin), append(old, end...)...), []byte(begin+describe(s.headings())+end), 1)
	}
	if *update {
		if err := os.WriteFile(planDoc, want, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if d := cmp.Diff(string(want), string(data)); d != "" {
		t.Errorf("%s is behind the code (run with -update)\n%s", planDoc, d)
	}
}

// describe is a table's columns as Markdown.
func describe(columns []heading) string {
	var b strings.Builder
	b.WriteString("\n| column | Danish | form | empty means | meaning | example | rule |\n|---|---|---|---|---|---|---|\n")
	for _, c := range columns {
		empty := c.empty
		if c.needed {
			empty = "never"
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s | %s | `%s` | %s |\n", c.en, c.da, c.kind, empty, c.about,
			strings.ReplaceAll(c.example, "|", `\|`), c.rule)
	}
	return b.String() + "\n"
}
