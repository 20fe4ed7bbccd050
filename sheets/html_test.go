package sheets

import (
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strings"
	"testing"
)

// Every page is well-formed and fetches nothing, also with no tours at all.
func TestPagesAreWholeAndAlone(t *testing.T) {
	for _, s := range []size{small, {4, 0, 1, small.from}, {0, 0, 0, small.from}} {
		eachSheet(t, invent(s), Filter{}, func(name, out string) {
			if !strings.Contains(name, " html ") {
				return
			}
			if err := wellFormed(out); err != nil {
				t.Errorf("%s with %d caregivers: %v", name, s.caregivers, err)
			}
			for _, ref := range []string{"http:", "https:", " src=", " href=", "url(", "@import", "fetch(", "XMLHttpRequest", "import("} {
				if strings.Contains(out, ref) {
					t.Errorf("%s holds %q", name, ref)
				}
			}
			if !strings.Contains(out, "default-src 'none'") {
				t.Errorf("%s does not forbid itself the network", name)
			}
			if strings.Contains(out, "ZgotmplZ") {
				t.Errorf("%s: the template refused a value", name)
			}
		})
	}
}

var (
	script  = regexp.MustCompile(`(?s)<script>.*?</script>`)
	void    = regexp.MustCompile(`<((?:meta|input)\b[^>]*[^/])>`)
	boolean = regexp.MustCompile(` (checked)([ />])`)
)

// wellFormed reads a page as XML, once HTML's few liberties are written out.
func wellFormed(page string) error {
	page = void.ReplaceAllString(boolean.ReplaceAllString(script.ReplaceAllString(page, ""), ` $1=""$2`), "<$1/>")
	d := xml.NewDecoder(strings.NewReader(page))
	d.Entity = xml.HTMLEntity
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}

// What a municipality writes is shown as text, never run.
func TestPagesEscape(t *testing.T) {
	f := invent(small)
	const evil = `<script>alert("x")</script>`
	f.c.Name = evil
	for i := range f.c.Caregivers {
		f.c.Caregivers[i].Name = evil
	}
	for i := range f.c.Places {
		f.c.Places[i].Address = evil
	}
	for i := range f.c.Homes {
		f.c.Homes[i].Note = evil
	}
	f.c.Districts[0].Name, f.c.Offices[0].Name = evil, evil
	eachSheet(t, f, Filter{}, func(name, out string) {
		if strings.Contains(name, " html ") && strings.Contains(out, evil) {
			t.Errorf("%s runs what the case says", name)
		}
	})
}

// Every word that the code or a page asks for exists, in both languages.
func TestWords(t *testing.T) {
	asked := regexp.MustCompile(`(?:\.(?:word|heading)\(|\.[TH] )"([^"]+)"`)
	n := 0
	for _, source := range sources(t) {
		for _, m := range asked.FindAllStringSubmatch(source, -1) {
			n++
			if _, ok := words[m[1]]; !ok && !strings.HasSuffix(m[1], ".") {
				t.Errorf("no word %q", m[1])
			}
		}
	}
	if n < 100 {
		t.Errorf("found only %d uses: is the pattern right?", n)
	}
	for k, w := range words {
		if w.Da == "" || w.En == "" {
			t.Errorf("%q lacks a language", k)
		}
	}
}

// No list of words takes a key that another has: it would change the other's pages.
func TestWordsStandOnce(t *testing.T) {
	if n := len(sheetWords) + len(compareWords) + len(reasonWords) + len(diffWords) + len(chainWords); n != len(words) {
		t.Errorf("%d words under %d keys", n, len(words))
	}
}
