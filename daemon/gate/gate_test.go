package gate

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hjemvej/hjemvej/daemon/access"
)

// secrets are the bearers of the tests.
type secrets map[string]access.Bearer

func (s secrets) Bearer(_ context.Context, secret string) (access.Bearer, error) {
	if secret == "broken" {
		return access.Bearer{}, errors.New("the disk is full")
	}
	b, ok := s[secret]
	if !ok {
		return b, ErrUnknown
	}
	return b, nil
}

// door is a gate before a handler that says who asks and what came.
func door(log io.Writer, change func(g *Gate)) http.Handler {
	g := &Gate{
		Bearers: secrets{"s1": {ID: "tok_1", Role: access.Planner}, "s2": {ID: "tok_2", Role: access.Reader}},
		Limits:  Limits{Body: 1000, Requests: 4, Rate: 1000, Burst: 1000},
		Log:     slog.New(slog.NewJSONHandler(log, nil)),
		Open:    func(r *http.Request) bool { return r.URL.Path == "/livez" },
	}
	if change != nil {
		change(g)
	}
	return g.Wrap(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		Routed(r.Context(), "/api/v1/things/{id}")
		if r.URL.Path == "/panic" {
			panic("out of cheese")
		}
		body, _ := io.ReadAll(r.Body)
		_, _ = w.Write([]byte(BearerOf(r.Context()).ID + ":" + string(body)))
	}))
}

func ask(h http.Handler, method, target, body string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, target, strings.NewReader(body))
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

const auth = "Authorization"

func TestWhoAsks(t *testing.T) {
	h := door(io.Discard, nil)
	for name, test := range map[string]struct {
		method, path string
		headers      []string
		code         int
		body         string
	}{
		"a token":                   {"GET", "/x", []string{auth, "Bearer s1"}, 200, "tok_1:"},
		"in small letters":          {"GET", "/x", []string{auth, "bearer s2"}, 200, "tok_2:"},
		"none":                      {"GET", "/x", nil, 401, "unauthorized"},
		"unknown":                   {"GET", "/x", []string{auth, "Bearer s3"}, 401, "unauthorized"},
		"another scheme":            {"GET", "/x", []string{auth, "Basic s1"}, 401, "unauthorized"},
		"an empty one":              {"GET", "/x", []string{auth, "Bearer "}, 401, "unauthorized"},
		"what is open":              {"GET", "/livez", nil, 200, ":"},
		"a cookie to look":          {"GET", "/x", []string{"Cookie", CookieName + "=s1"}, 200, "tok_1:"},
		"a cookie to change things": {"POST", "/x", []string{"Cookie", CookieName + "=s1"}, 401, "unauthorized"},
		"a store that is broken":    {"GET", "/x", []string{auth, "Bearer broken"}, 503, "store"},
	} {
		t.Run(name, func(t *testing.T) {
			w := ask(h, test.method, test.path, "", test.headers...)
			if w.Code != test.code || !strings.Contains(w.Body.String(), test.body) {
				t.Errorf("%d %s; want %d %s", w.Code, w.Body, test.code, test.body)
			}
			if w.Code == 401 && w.Header().Get("WWW-Authenticate") == "" {
				t.Error("nobody is told how to ask")
			}
		})
	}
}

func TestProblemsAreWhatTheRFCSays(t *testing.T) {
	w := ask(door(io.Discard, nil), "GET", "/x", "")
	var p Problem
	if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil {
		t.Fatal(err)
	}
	if w.Header().Get("Content-Type") != "application/problem+json" || p.Status != 401 || p.Code != "unauthorized" || p.Type != "about:blank" ||
		p.Instance == "" || p.Instance != w.Header().Get("X-Request-Id") {
		t.Errorf("%s, %+v", w.Header(), p)
	}
}

// TestNoCPR: wherever a CPR number stands, nothing is done, and the log does not
// have it (R-P.1).
func TestNoCPR(t *testing.T) {
	const cpr = "010190-1234"
	for name, test := range map[string]struct {
		target, body string
		headers      []string
	}{
		"path":            {"/x/010190-1234", "", nil},
		"path, escaped":   {"/x/%30%310190-1234", "", nil},
		"query":           {"/x?home=0101901234", "", nil},
		"query, escaped":  {"/x?home=010190%2D1234", "", nil},
		"header":          {"/x", "", []string{"Idempotency-Key", "010190-1234"}},
		"request id":      {"/x", "", []string{"X-Request-Id", "0101901234"}},
		"JSON":            {"/x", `{"home":"010190-1234"}`, nil},
		"JSON, a key":     {"/x", `{"010190-1234":1}`, nil},
		"JSON, escaped":   {"/x", `{"home":"\u0030\u0031\u0030\u0031901234"}`, nil},
		"JSON, deep":      {"/x", `{"a":[{"b":["x","by 0101901234 - late"]}]}`, nil},
		"JSON, a number":  {"/x", `{"a":1101901234}`, nil},
		"text":            {"/x", "home;010190-1234\n", nil},
		"no JSON":         {"/x", `{"home":"010190-1234"`, nil},
		"behind the zips": {"/x", "010190-1234", []string{"Content-Type", "application/zipper"}},
	} {
		t.Run(name, func(t *testing.T) {
			var log bytes.Buffer
			w := ask(door(&log, nil), "POST", test.target, test.body, append(test.headers, auth, "Bearer s1")...)
			if w.Code != 422 || !strings.Contains(w.Body.String(), "R-P.1") {
				t.Errorf("%d %s", w.Code, w.Body)
			}
			for _, text := range []string{log.String(), w.Body.String(), w.Header().Get("X-Request-Id")} {
				for _, number := range []string{cpr, "0101901234", "1101901234"} {
					if strings.Contains(text, number) {
						t.Errorf("it is passed on: %s", text)
					}
				}
			}
		})
	}
	for _, fine := range []string{`{"home":"H00012","start":"2026-11-23T06:15+01:00"}`, `{"n":12345678901234}`, ""} {
		if w := ask(door(io.Discard, nil), "POST", "/x", fine, auth, "Bearer s1"); w.Code != 200 || w.Body.String() != "tok_1:"+fine {
			t.Errorf("%s: %d %s", fine, w.Code, w.Body)
		}
	}
}

func TestBodiesHaveALimit(t *testing.T) {
	h := door(io.Discard, nil)
	if w := ask(h, "POST", "/x", strings.Repeat("x", 1001), auth, "Bearer s1"); w.Code != 413 || !strings.Contains(w.Body.String(), "too-large") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if w := ask(h, "POST", "/x", strings.Repeat("x", 1000), auth, "Bearer s1"); w.Code != 200 {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

// TestPaces: whoever asks too fast waits, others don't.
func TestPaces(t *testing.T) {
	h := door(io.Discard, func(g *Gate) { g.Limits.Rate, g.Limits.Burst = 0.001, 3 })
	for i := range 4 {
		w := ask(h, "GET", "/x", "", auth, "Bearer s1")
		if want := map[bool]int{true: 200, false: 429}[i < 3]; w.Code != want {
			t.Errorf("request %d: %d", i, w.Code)
		}
	}
	if w := ask(h, "GET", "/x", "", auth, "Bearer s2"); w.Code != 200 {
		t.Errorf("another: %d", w.Code)
	}
	codes := map[int]int{}
	for range 20 {
		codes[ask(h, "GET", "/x", "", auth, "Bearer guess").Code]++
	}
	if codes[401] < 10 || codes[429] < 5 {
		t.Errorf("whoever guesses gets %v", codes)
	}
}

func TestPacesAreForgotten(t *testing.T) {
	var p paces
	l, now := Limits{Rate: 10, Burst: 10}, time.Unix(1e9, 0)
	for i := range 1000 {
		p.allow(string(rune('a'+i)), l, now)
	}
	p.allow("late", l, now.Add(time.Minute))
	if len(p.of) != 1 {
		t.Errorf("%d are kept", len(p.of))
	}
}

// TestRoom: beyond the requests that there is room for, others are told to come
// again; streams do not count.
func TestRoom(t *testing.T) {
	in, out := make(chan bool), make(chan bool)
	g := &Gate{Bearers: secrets{"s": {ID: "t"}}, Limits: Limits{Body: 10, Requests: 2, Rate: 1e6, Burst: 1e6}, Log: slog.New(slog.DiscardHandler),
		Stream: func(r *http.Request) bool { return r.URL.Path == "/stream" }}
	h := g.Wrap(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/wait" {
			in <- true
			<-out
		}
	}))
	var all sync.WaitGroup
	for range 2 {
		all.Go(func() { ask(h, "GET", "/wait", "", auth, "Bearer s") })
	}
	<-in
	<-in
	if w := ask(h, "GET", "/x", "", auth, "Bearer s"); w.Code != 503 || w.Header().Get("Retry-After") == "" {
		t.Errorf("%d", w.Code)
	}
	if w := ask(h, "GET", "/stream", "", auth, "Bearer s"); w.Code != 200 {
		t.Errorf("a stream: %d", w.Code)
	}
	close(out)
	all.Wait()
	if w := ask(h, "GET", "/x", "", auth, "Bearer s"); w.Code != 200 {
		t.Errorf("afterwards: %d", w.Code)
	}
}

// TestLog: a line says which request went where and how, and nothing that could
// be about people (R-P.3).
func TestLog(t *testing.T) {
	var log bytes.Buffer
	var seen []string
	h := door(&log, func(g *Gate) {
		g.Stream = func(r *http.Request) bool { return r.URL.Path == "/stream" }
		g.Watch = func(route string, status int, _ time.Duration, stream bool) {
			seen = append(seen, route, http.StatusText(status), fmt.Sprint(stream))
		}
	})
	ask(h, "POST", "/api/v1/things/Anna?q=Hansen", "Vej 7", auth, "Bearer s1", "X-Request-Id", "proxy-given-7")
	line := log.String()
	for _, want := range []string{`"request":"proxy-given-7"`, `"route":"/api/v1/things/{id}"`, `"status":200`, `"bearer":"tok_1"`} {
		if !strings.Contains(line, want) {
			t.Errorf("%s lacks %s", line, want)
		}
	}
	for _, no := range []string{"Anna", "Hansen", "Vej", "s1"} {
		if strings.Contains(line, no) {
			t.Errorf("%s has %s", line, no)
		}
	}
	ask(h, "GET", "/stream", "", auth, "Bearer s1")
	if strings.Join(seen, " ") != "POST /api/v1/things/{id} OK false GET /api/v1/things/{id} OK true" {
		t.Errorf("counted: %v", seen)
	}
}

func TestPanic(t *testing.T) {
	var log bytes.Buffer
	w := ask(door(&log, nil), "GET", "/panic", "", auth, "Bearer s1")
	if w.Code != 500 || strings.Contains(w.Body.String(), "cheese") || !strings.Contains(log.String(), "cheese") {
		t.Errorf("%d %s; log %s", w.Code, w.Body, &log)
	}
}

func TestHeaders(t *testing.T) {
	for _, secure := range []bool{false, true} {
		w := ask(door(io.Discard, func(g *Gate) { g.Secure = secure }), "GET", "/livez", "")
		for _, name := range []string{"Content-Security-Policy", "X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy", "Cache-Control"} {
			if w.Header().Get(name) == "" {
				t.Errorf("no %s", name)
			}
		}
		if (w.Header().Get("Strict-Transport-Security") != "") != secure {
			t.Errorf("secure %t: %s", secure, w.Header())
		}
	}
}

func TestRequestIDs(t *testing.T) {
	for given, kept := range map[string]bool{"proxy-given-7": true, "0f3a9c-77ab21": true, "short": false, "with space in": false,
		"0101901234": false, "0101-901234": false, "a\nline-of-a-log": false, strings.Repeat("a", 65): false} {
		if got := requestID(given); (got == given) != kept {
			t.Errorf("%q becomes %q", given, got)
		}
	}
	if first, second := requestID(""), requestID(""); first == second {
		t.Error("two requests have one id")
	}
}

// FuzzNoCPR: a number that stands plainly in a body is found, whatever is around
// it, and nothing panics.
func FuzzNoCPR(f *testing.F) {
	f.Add([]byte(`{"a":"b"}`))
	f.Add([]byte(`[1,2`))
	f.Fuzz(func(t *testing.T, body []byte) {
		cprInBody(body)
		if cprInBody(append(append([]byte(nil), body...), " 010190-1234 "...)) == "" {
			t.Errorf("not found behind %q", body)
		}
	})
}
