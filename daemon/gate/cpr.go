package gate

import (
	"bytes"
	"encoding/json"
	"io"
	"mime"
	"net/http"
	"net/url"

	"github.com/hjemvej/hjemvej/model/casefile"
)

// noCPR refuses what holds a CPR number in its address, its headers or what is
// sent (R-P.1). Zip files are read, and refused for the same, where cases are
// taken in.
func (g *Gate) noCPR(next http.Handler) http.Handler {
	refuse := func(w http.ResponseWriter, r *http.Request, where string) {
		p := NewProblem(http.StatusUnprocessableEntity, "cpr", where+" holds what looks like a CPR number; write an id of your own instead")
		p.Faults = []Fault{{Column: where, Rule: "R-P.1", Da: "en værdi uden CPR-nummer: det må ikke stå i noget felt", En: "a value without a CPR number: no field may hold one"}}
		Refuse(w, r, p)
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if where := cprInHead(r); where != "" {
			refuse(w, r, where)
			return
		}
		if r.Body == nil || r.Body == http.NoBody || packed(r) {
			next.ServeHTTP(w, r)
			return
		}
		body, err := io.ReadAll(r.Body)
		if err != nil {
			if tooLarge(err) {
				Refuse(w, r, NewProblem(http.StatusRequestEntityTooLarge, "too-large", "what was sent is larger than this service takes"))
			} else {
				Refuse(w, r, NewProblem(http.StatusBadRequest, "cut", "what was sent ended early"))
			}
			return
		}
		if where := cprInBody(body); where != "" {
			refuse(w, r, where)
			return
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		next.ServeHTTP(w, r)
	})
}

// packed says whether a body is a zip file.
func packed(r *http.Request) bool {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	return err == nil && kind == "application/zip"
}

// cprInHead is where in a request's address or headers a CPR number stands, or "".
func cprInHead(r *http.Request) string {
	path, err := url.PathUnescape(r.URL.EscapedPath())
	if err != nil || casefile.HasCPR(path) || casefile.HasCPR(r.URL.Path) {
		return "the path"
	}
	query, err := url.QueryUnescape(r.URL.RawQuery)
	if err != nil || casefile.HasCPR(query) {
		return "the query"
	}
	for name, values := range r.Header {
		if name == "Authorization" || name == "Cookie" {
			continue // random by our own making
		}
		for _, v := range values {
			if casefile.HasCPR(v) {
				return "the header " + name
			}
		}
	}
	return ""
}

// cprInBody is "body" where a CPR number stands in one, or "". JSON may write
// digits in other ways than they look.
func cprInBody(body []byte) string {
	if casefile.HasCPR(string(body)) {
		return "body"
	}
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	for {
		t, err := d.Token()
		if err != nil { // at the end; what is no JSON is judged by whoever reads it
			return ""
		}
		switch t := t.(type) {
		case string:
			if casefile.HasCPR(t) {
				return "body"
			}
		case json.Number:
			if casefile.HasCPR(t.String()) {
				return "body"
			}
		}
	}
}
