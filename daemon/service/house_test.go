package service

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/hjemvej/hjemvej/daemon/settings"
	"github.com/hjemvej/hjemvej/daemon/store"
	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/model/casefile"
	"github.com/hjemvej/hjemvej/testdata"
)

// house is a service that runs, with a token of each role.
type house struct {
	t      *testing.T
	s      *Service
	url    string
	tokens map[store.Role]string
	web    *http.Client
	log    *bytes.Buffer
	at     chan addresses // where it listens, told once
}

// opened starts a service of the small town's two providers on a store.
func opened(t *testing.T, url string, change func(*settings.Settings)) *house {
	t.Helper()
	h := made(t, url, change)
	if err := h.s.work.Start(context.Background()); err != nil {
		t.Fatal(err)
	}
	web := httptest.NewServer(h.s.Handler())
	h.url = web.URL
	t.Cleanup(func() {
		web.Close()
		if err := h.s.stop(); err != nil {
			t.Error(err)
		}
	})
	return h
}

// made is such a service before anything runs.
func made(t *testing.T, url string, change func(*settings.Settings)) *house {
	t.Helper()
	set := settings.Default()
	set.Store, set.Slice = url, 100*time.Millisecond
	set.Limits.Rate, set.Limits.Burst = 10000, 10000
	set.Areas = []settings.Area{{Name: "municipal", Provider: "P1", Case: "town"}, {Name: "private", Provider: "P2", Case: "town"}}
	if change != nil {
		change(&set)
	}
	if bad := set.Check(model.Zone); len(bad) > 0 {
		t.Fatal(bad)
	}
	h := &house{t: t, tokens: map[store.Role]string{}, web: http.DefaultClient, log: &bytes.Buffer{}, at: make(chan addresses, 1)}
	var err error
	h.s, err = Open(context.Background(), Options{Settings: set, Version: "test", Cores: 2, Log: slog.New(slog.NewJSONHandler(&locked{w: io.MultiWriter(h.log, h)}, nil))})
	if err != nil {
		t.Fatal(err)
	}
	for _, role := range []store.Role{store.RoleReader, store.RolePlanner, store.RoleManager, store.RoleAdmin} {
		h.tokens[role] = h.token(store.Token{Name: string(role), Role: role})
	}
	return h
}

// token makes a token and gives its secret.
func (h *house) token(k store.Token) string {
	h.t.Helper()
	secret, hash := store.NewSecret()
	err := h.s.store.Write(context.Background(), func(tx *store.Tx) error {
		_, err := tx.AddToken(context.Background(), k, hash)
		return err
	})
	if err != nil {
		h.t.Fatal(err)
	}
	return secret
}

// ask makes a request as a role, and gives its status and answer.
func (h *house) ask(role store.Role, method, path string, body []byte, head ...string) (int, []byte) {
	h.t.Helper()
	return h.askWith(h.tokens[role], method, path, body, head...)
}

func (h *house) askWith(secret, method, path string, body []byte, head ...string) (int, []byte) {
	h.t.Helper()
	r, err := http.NewRequest(method, h.url+path, bytes.NewReader(body))
	if err != nil {
		h.t.Fatal(err)
	}
	if secret != "" {
		r.Header.Set("Authorization", "Bearer "+secret)
	}
	if body != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i+1 < len(head); i += 2 {
		r.Header.Set(head[i], head[i+1])
	}
	answer, err := h.web.Do(r)
	if err != nil {
		h.t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		h.t.Fatal(err)
	}
	return answer.StatusCode, text
}

// must makes a request that is to be answered with a status, and reads the answer.
func must[T any](h *house, role store.Role, status int, method, path string, body any, head ...string) T {
	h.t.Helper()
	var text []byte
	switch b := body.(type) {
	case nil:
	case string:
		text = []byte(b)
	case []byte:
		text = b
	default:
		text, _ = json.Marshal(b)
	}
	got, answer := h.ask(role, method, path, text, head...)
	if got != status {
		h.t.Fatalf("%s %s: %d, not %d: %s", method, path, got, status, answer)
	}
	var out T
	if len(answer) > 0 {
		if err := json.Unmarshal(answer, &out); err != nil {
			h.t.Fatalf("%s %s: %v in %s", method, path, err, answer)
		}
	}
	return out
}

type object = map[string]any

// upload takes the small town in.
func (h *house) upload() string {
	h.t.Helper()
	c, faults, err := casefile.ReadCaseFS(testdata.SmallTown())
	if err != nil || faults.Broken() {
		h.t.Fatal(err, faults)
	}
	data, err := casefile.PackCase(c)
	if err != nil {
		h.t.Fatal(err)
	}
	return must[object](h, store.RoleManager, 201, "POST", "/api/v1/cases?name=town", data, "Content-Type", "application/zip")["id"].(string)
}

// ended waits for a job to end, and gives it.
func (h *house) ended(id string) object {
	h.t.Helper()
	for range 6000 { // five minutes
		j := must[object](h, store.RoleReader, 200, "GET", "/api/v1/jobs/"+id, nil)
		switch j["state"] {
		case "done", "failed", "cancelled":
			return j
		}
		time.Sleep(50 * time.Millisecond)
	}
	h.t.Fatalf("the job %s does not end", id)
	return nil
}

// planned plans an area and publishes the plan, and gives its id.
func (h *house) planned(area string, iterations int) string {
	h.t.Helper()
	j := must[object](h, store.RoleManager, 202, "POST", "/api/v1/jobs", object{"kind": "plan", "area": area, "iterations": iterations, "publish": true})
	j = h.ended(j["id"].(string))
	if j["state"] != "done" {
		h.t.Fatalf("the plan is %v: %v", j["state"], j["error"])
	}
	return j["plan"].(string)
}

func sickCall(caregiver string) string {
	return fmt.Sprintf(`[{"known": "2026-11-23 05:40", "kind": "sick", "caregiver": %q}]`, caregiver)
}
