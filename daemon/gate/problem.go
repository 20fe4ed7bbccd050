package gate

import (
	"encoding/json"
	"net/http"
)

// Problem is an answer that something is wrong, as RFC 9457 has it.
type Problem struct {
	Type     string  `json:"type"`
	Title    string  `json:"title"`
	Status   int     `json:"status"`
	Detail   string  `json:"detail,omitempty"`
	Instance string  `json:"instance,omitempty"` // the request's id
	Code     string  `json:"code"`               // stable, for programs
	Faults   []Fault `json:"faults,omitempty"`

	Stands map[string]any `json:"stands,omitempty"` // of a conflict: what there is
}

// Fault is one thing wrong with what was sent, in both languages.
type Fault struct {
	File   string `json:"file,omitempty"`
	Row    int    `json:"row,omitempty"`
	Column string `json:"column,omitempty"`
	Da     string `json:"da"`
	En     string `json:"en"`
	Rule   string `json:"rule,omitempty"`
}

func (p *Problem) Error() string { return p.Detail }

// GetStatus is the HTTP status.
func (p *Problem) GetStatus() int { return p.Status }

// ContentType is that of a problem.
func (p *Problem) ContentType(string) string { return "application/problem+json" }

// NewProblem is a problem with a code.
func NewProblem(status int, code, detail string) *Problem {
	return &Problem{Type: "about:blank", Title: http.StatusText(status), Status: status, Code: code, Detail: detail}
}

// Refuse answers with a problem.
func Refuse(w http.ResponseWriter, r *http.Request, p *Problem) {
	said := *p
	said.Instance = RequestOf(r.Context())
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(p.Status)
	_ = json.NewEncoder(w).Encode(&said) // whoever has gone needs no answer
}
