package service

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/danielgtaylor/huma/v2"

	"github.com/hjemvej/hjemvej/daemon/access"
	"github.com/hjemvej/hjemvej/daemon/store"
	"github.com/hjemvej/hjemvej/daemon/store/storetest"
)

// asked is an operation with something to ask it.
type asked struct{ method, path, body string }

// TestAccess asks every operation of the document with every role, with nobody's
// token, and with one of a foreign district: those whose role does not reach, and
// all who are foreign, are refused.
func TestAccess(t *testing.T) {
	h := opened(t, storetest.SQLite(t), nil)
	c := h.upload()
	plan := h.planned("municipal", 300)
	job := must[object](h, store.RolePlanner, 202, "POST", "/api/v1/jobs", object{"kind": "replan", "area": "municipal", "iterations": 100})["id"].(string)
	h.ended(job)
	feed := must[object](h, store.RoleManager, 201, "POST", "/api/v1/feeds", object{"area": "municipal", "caregiver": "C00001"})["id"].(string)
	foreign := h.token(store.Token{Name: "foreign", Role: store.RoleAdmin, Providers: []string{"P9"}, Districts: []string{"D9"}})
	needs := h.s.api.Needs()
	tried := 0
	for path, item := range h.s.api.Document().Paths {
		for method, op := range map[string]*huma.Operation{"GET": item.Get, "POST": item.Post, "DELETE": item.Delete} {
			if op == nil || op.OperationID == "read-calendar" {
				continue
			}
			need, known := needs[op.OperationID]
			if !known {
				t.Errorf("%s needs nothing", op.OperationID)
				continue
			}
			tried++
			a := asked{method, filled(path, op.OperationID, c, plan, job, feed), body(op.OperationID)}
			for role, secret := range h.tokens {
				status := h.knock(secret, a)
				b := access.Bearer{Role: access.Role(role)}
				if may := b.May(need, access.Scope{}) == nil; may == (status == http.StatusForbidden) {
					t.Errorf("%s by %s: %d", op.OperationID, role, status)
				}
			}
			if status := h.knock("", a); status != http.StatusUnauthorized {
				t.Errorf("%s by nobody: %d", op.OperationID, status)
			}
			lists := strings.HasPrefix(op.OperationID, "list-") && op.OperationID != "list-events"
			if status := h.knock(foreign, a); status != http.StatusForbidden && !lists && !slices.Contains(ofTheWhole, op.OperationID) {
				t.Errorf("%s by a foreigner: %d", op.OperationID, status)
			}
		}
	}
	if tried < 25 {
		t.Errorf("%d operations tried", tried)
	}
	for _, path := range []string{"areas", "plans", "jobs", "feeds"} {
		_, text := h.askWith(foreign, "GET", "/api/v1/"+path, nil)
		if !strings.Contains(string(text), `"items":[]`) {
			t.Errorf("a foreigner sees %s: %s", path, text)
		}
	}
}

// ofTheWhole are operations about nobody's district: what an export is called, and its prices.
var ofTheWhole = []string{"read-case", "read-standard"}

// filled is a path with ids of what there is.
func filled(path, operation, c, plan, job, feed string) string {
	id := plan
	switch {
	case strings.Contains(path, "/cases/"):
		id = c
	case strings.Contains(path, "/jobs/"):
		id = job
	case strings.Contains(path, "/feeds/"):
		id = feed
	}
	path = strings.NewReplacer("{id}", id, "{area}", "municipal", "{kind}", "summary").Replace(path)
	switch operation {
	case "who", "why":
		path += "?visit=NONE"
	}
	return path
}

func body(operation string) string {
	switch operation {
	case "ask-job":
		return `{"kind": "replan", "area": "municipal", "iterations": 1}`
	case "post-events":
		return `[{"known": "2026-11-23 05:40", "kind": "sick", "caregiver": "NOBODY"}]`
	case "add-feed":
		return `{"area": "municipal", "caregiver": "C00001"}`
	case "publish-plan", "reject-plan":
		return `{}`
	case "upload-case":
		return "no zip"
	case "upload-case-tables":
		return "--x\r\nContent-Disposition: form-data; name=\"a\"; filename=\"a.csv\"\r\n\r\n1\r\n--x--\r\n"
	}
	return ""
}

// knock gives the status of a request, without waiting for a stream's end.
func (h *house) knock(secret string, a asked) int {
	var text []byte
	if a.body != "" {
		text = []byte(a.body)
	}
	kind := "application/json"
	switch a.path {
	case "/api/v1/cases":
		kind = "application/zip"
	case "/api/v1/cases/tables":
		kind = "multipart/form-data; boundary=x"
	}
	status, answer := h.askWith(secret, a.method, a.path, text, "Content-Type", kind)
	if strings.Contains(string(answer), `event: problem`) && strings.Contains(string(answer), `"status":403`) {
		return http.StatusForbidden // a stream says it in its first message
	}
	return status
}
