package api

import (
	"context"
	"encoding/json"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/hjemvej/hjemvej/daemon/access"
)

// Entry is a line of the audit.
type Entry struct {
	Number  int64     `json:"number"`
	At      time.Time `json:"at"`
	Token   string    `json:"token"`
	Remote  string    `json:"remote,omitempty"`
	Action  string    `json:"action"`
	Objects []string  `json:"objects"`
	Why     string    `json:"why,omitempty"`
}

func (a *API) auditOperations() {
	op := huma.Operation{OperationID: "read-audit", Method: http.MethodGet, Path: "/api/v1/audit", Tags: []string{"audit"}, Summary: "Who did what, from where and why: a line of JSON each, in order"}
	offer(a, access.ReadAudit, op, func(ctx context.Context, in *struct {
		After int64 `query:"after" doc:"a number: what comes after it"`
	}) (*huma.StreamResponse, error) {
		if err := whole(ctx, access.ReadAudit); err != nil {
			return nil, err
		}
		return &huma.StreamResponse{Body: func(out huma.Context) {
			out.SetHeader("Content-Type", "application/x-ndjson")
			to := json.NewEncoder(out.BodyWriter())
			for e, err := range a.Store.AuditAfter(ctx, in.After) {
				if err != nil {
					a.Log.Error("audit", "error", err)
					return
				}
				if to.Encode(Entry{e.Number, e.At, e.Token, e.Remote, e.Action, e.Objects, e.Why}) != nil {
					return
				}
			}
		}}, nil
	})
}
