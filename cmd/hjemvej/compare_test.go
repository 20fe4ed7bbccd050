package main

import (
	"strings"
	"testing"
)

func TestSidesOf(t *testing.T) {
	for _, c := range []struct {
		args, want string // name|case|plan of each; "" refused
	}{
		{"case=plan", "plan|case|plan"},
		{"a:case=plan", "a|case|plan"},
		{"2025 uge 47:case=plan", "2025 uge 47|case|plan"},
		{"a:b:c=plan", "a|b:c|plan"},
		{"./a:b=plan", "plan|./a:b|plan"},
		{"/data/a:b=plan", "plan|/data/a:b|plan"},
		{"case=plan=new", "plan=new|case|plan=new"},
		{"c=x/plan c=y/plan", "x/plan|c|x/plan y/plan|c|y/plan"},
		{"c=x/plan c=y/plan/", "x/plan|c|x/plan y/plan|c|y/plan/"},
		{"c=x/plan c=plan", "x/plan|c|x/plan plan|c|plan"},
		{"one=plan two=plan", "one=plan|one|plan two=plan|two|plan"},
		{"c=one b:c=two", "one|c|one b|c|two"},
		{"case", ""}, {"=plan", ""}, {"case=", ""}, {":case=plan", ""}, {"a:c=x a:c=y", ""}, {"c=x c=x", ""}, {"b:c=x c=b", ""},
	} {
		args := strings.Split(c.args, " ")
		if strings.HasPrefix(c.args, "2025") {
			args = []string{c.args}
		}
		sides, err := sidesOf(args)
		var got []string
		for _, s := range sides {
			got = append(got, s.name+"|"+s.caseName+"|"+s.plan)
		}
		if text := strings.Join(got, " "); text != c.want || (err != nil) != (c.want == "") {
			t.Errorf("%s: %q, %v; want %q", c.args, text, err, c.want)
		}
	}
}
