package gate

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"log/slog"
	"net/http"
	"runtime/debug"
	"time"
)

// told gives a request its id, and tells the log and whoever counts how it went.
// The log has the route's pattern, never the address asked for, a query, or what
// was sent: those could be about people (R-P.3). A handler that panics is a 500
// and a line with its stack.
func (g *Gate) told(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began := time.Now()
		id := requestID(r.Header.Get("X-Request-Id"))
		route := &pattern{}
		r = r.WithContext(context.WithValue(context.WithValue(context.WithValue(r.Context(), requestKey, id), routeKey{}, route), remoteKey, host(r)))
		w.Header().Set("X-Request-Id", id)
		seen := &status{ResponseWriter: w}
		defer func() {
			if x := recover(); x != nil {
				g.Log.Error("panic", "request", id, "what", x, "stack", string(debug.Stack()))
				if seen.code == 0 {
					Refuse(seen, r, NewProblem(http.StatusInternalServerError, "internal", "the service has a fault; its log has the request's id"))
				}
			}
			took := time.Since(began)
			level := slog.LevelInfo
			if seen.code >= 500 {
				level = slog.LevelError
			}
			g.Log.Log(r.Context(), level, "request", "request", id, "method", r.Method, "route", route.name, "status", seen.code,
				"bytes", seen.bytes, "ms", took.Milliseconds(), "bearer", route.bearer)
			if g.Watch != nil {
				g.Watch(r.Method+" "+route.name, seen.code, took, g.stays(r))
			}
		}()
		next.ServeHTTP(seen, r)
	})
}

// pattern is what is learnt about a request on its way: the route's pattern and
// the bearer's id.
type pattern struct{ name, bearer string }

type routeKey struct{}

// Routed tells the log which route a request took, by its pattern.
func Routed(ctx context.Context, name string) {
	if p, ok := ctx.Value(routeKey{}).(*pattern); ok {
		p.name = name
	}
}

// requestID takes over an id that a proxy gave, where it is a plain one.
func requestID(given string) string {
	if n := len(given); n >= 8 && n <= 64 && plain(given) {
		return given
	}
	var b [12]byte
	_, _ = rand.Read(b[:]) // never fails
	return hex.EncodeToString(b[:])
}

// plain says whether a word has only letters, hyphens and digits, with a letter
// among every nine: no number of a person.
func plain(s string) bool {
	digits := 0
	for _, c := range []byte(s) {
		switch {
		case c >= '0' && c <= '9':
			if digits++; digits > 8 {
				return false
			}
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z':
			digits = 0
		case c != '-':
			return false
		}
	}
	return true
}

// status remembers how an answer began.
type status struct {
	http.ResponseWriter
	code  int
	bytes int64
}

func (s *status) WriteHeader(code int) {
	if s.code == 0 && code >= 200 {
		s.code = code
	}
	s.ResponseWriter.WriteHeader(code)
}

func (s *status) Write(b []byte) (int, error) {
	if s.code == 0 {
		s.code = http.StatusOK
	}
	n, err := s.ResponseWriter.Write(b)
	s.bytes += int64(n)
	return n, err
}

// Unwrap lets http.ResponseController flush and set deadlines.
func (s *status) Unwrap() http.ResponseWriter { return s.ResponseWriter }

// headers are what browsers are told to keep to: nothing from elsewhere, no
// frames, no guessing, no addresses passed on, nothing kept by caches.
func (g *Gate) headers(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cache-Control", "no-store")
		h.Set("Permissions-Policy", "geolocation=(), camera=(), microphone=()")
		if g.Secure {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		next.ServeHTTP(w, r)
	})
}

// tooLarge says whether a body was cut by its limit.
func tooLarge(err error) bool {
	var large *http.MaxBytesError
	return errors.As(err, &large)
}
