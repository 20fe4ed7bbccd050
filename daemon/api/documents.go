package api

import (
	"cmp"
	"embed"
	"html/template"
	"net/http"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/hjemvej/hjemvej/daemon/gate"
)

//go:embed docs.html docs.css
var docFiles embed.FS

var docPage = template.Must(template.ParseFS(docFiles, "docs.html"))

// documents serves the description of the operations: for programs, and for people
// without anything from another network.
func (a *API) documents(mux *http.ServeMux) {
	mux.HandleFunc("GET /openapi.json", func(w http.ResponseWriter, r *http.Request) {
		gate.Routed(r.Context(), "/openapi.json")
		text, err := a.huma.OpenAPI().MarshalJSON()
		if err != nil {
			gate.Refuse(w, r, gate.NewProblem(http.StatusInternalServerError, "internal", "the description can't be written"))
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write(text)
	})
	mux.HandleFunc("GET /docs", func(w http.ResponseWriter, r *http.Request) {
		gate.Routed(r.Context(), "/docs")
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_ = docPage.Execute(w, map[string]any{"Version": a.Version, "Groups": a.groups()})
	})
	mux.HandleFunc("GET /docs.css", func(w http.ResponseWriter, r *http.Request) {
		gate.Routed(r.Context(), "/docs.css")
		http.ServeFileFS(w, r, docFiles, "docs.css")
	})
}

// group is what belongs together in the documents.
type group struct {
	Name       string
	Operations []operation
}

type operation struct {
	Method, Path, Summary, Needs string
	Parameters                   []parameter
	Body                         string
	Answers                      []string
}

type parameter struct{ Name, In, Doc, Values string }

// groups are all operations, as the document has them.
func (a *API) groups() []group {
	by := map[string]*group{}
	for path, item := range a.huma.OpenAPI().Paths {
		for method, op := range map[string]*huma.Operation{"GET": item.Get, "POST": item.Post, "DELETE": item.Delete} {
			if op == nil {
				continue
			}
			g := by[op.Tags[0]]
			if g == nil {
				g = &group{Name: op.Tags[0]}
				by[op.Tags[0]] = g
			}
			g.Operations = append(g.Operations, a.operation(method, path, op))
		}
	}
	var all []group
	for _, g := range by {
		slices.SortFunc(g.Operations, func(x, y operation) int {
			return cmp.Or(cmp.Compare(x.Path, y.Path), cmp.Compare(x.Method, y.Method))
		})
		all = append(all, *g)
	}
	slices.SortFunc(all, func(x, y group) int { return cmp.Compare(x.Name, y.Name) })
	return all
}

func (a *API) operation(method, path string, op *huma.Operation) operation {
	o := operation{Method: method, Path: path, Summary: op.Summary, Needs: string(a.needs[op.OperationID])}
	for _, p := range op.Parameters {
		doc := parameter{Name: p.Name, In: p.In, Doc: p.Description}
		if p.Schema != nil {
			var values []string
			for _, v := range p.Schema.Enum {
				if s, ok := v.(string); ok {
					values = append(values, s)
				}
			}
			doc.Values = strings.Join(values, ", ")
		}
		o.Parameters = append(o.Parameters, doc)
	}
	if op.RequestBody != nil {
		for kind := range op.RequestBody.Content {
			o.Body = kind
		}
	}
	for status := range op.Responses {
		o.Answers = append(o.Answers, status)
	}
	slices.Sort(o.Answers)
	return o
}
