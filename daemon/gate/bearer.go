package gate

import (
	"context"
	"errors"
	"net"
	"net/http"
	"strings"
	"time"
)

// ErrUnknown says that a secret is unknown, expired or revoked: which, nobody is told.
var ErrUnknown = errors.New("the token is unknown, expired or revoked")

// known finds out who asks. Whoever shows wrong secrets is held back by address.
func (g *Gate) known(next http.Handler) http.Handler {
	asked, failed := &paces{}, &paces{}
	wrong := Limits{Rate: 1, Burst: 10}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if g.Open != nil && g.Open(r) {
			next.ServeHTTP(w, r)
			return
		}
		secret, shown := SecretOf(r)
		if !shown {
			unauthorized(w, r, "write a token in the header: Authorization: Bearer …")
			return
		}
		b, err := g.Bearers.Bearer(r.Context(), secret)
		if errors.Is(err, ErrUnknown) {
			if !failed.allow(host(r), wrong, time.Now()) {
				later(w, r, http.StatusTooManyRequests, "too-many-failures", "too many unknown tokens from this address")
				return
			}
			unauthorized(w, r, ErrUnknown.Error())
			return
		}
		if err != nil {
			g.Log.Error("who asks", "request", RequestOf(r.Context()), "error", err)
			Refuse(w, r, NewProblem(http.StatusServiceUnavailable, "store", "the store does not answer"))
			return
		}
		if p, ok := r.Context().Value(routeKey{}).(*pattern); ok {
			p.bearer = b.ID
		}
		if !asked.allow(b.ID, g.Limits, time.Now()) {
			later(w, r, http.StatusTooManyRequests, "too-fast", "too many requests a second with this token")
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), bearerKey, b)))
	})
}

// CookieName is the cookie in which a browser shows a token that somebody gave it.
const CookieName = "hjemvej"

// SecretOf is the secret shown: in the header, or, for pages that are only
// looked at, in the browser's cookie. What changes anything must have the header,
// so that no other site can have a browser do it.
func SecretOf(r *http.Request) (secret string, shown bool) {
	if h := r.Header.Get("Authorization"); h != "" {
		scheme, s, _ := strings.Cut(h, " ")
		return strings.TrimSpace(s), strings.EqualFold(scheme, "Bearer") && s != ""
	}
	if r.Method == http.MethodGet || r.Method == http.MethodHead {
		if c, err := r.Cookie(CookieName); err == nil && c.Value != "" {
			return c.Value, true
		}
	}
	return "", false
}

func unauthorized(w http.ResponseWriter, r *http.Request, detail string) {
	w.Header().Set("WWW-Authenticate", `Bearer realm="hjemvej"`)
	Refuse(w, r, NewProblem(http.StatusUnauthorized, "unauthorized", detail))
}

// host is the address that a request comes from, without its port.
func host(r *http.Request) string {
	if h, _, err := net.SplitHostPort(r.RemoteAddr); err == nil {
		return h
	}
	return r.RemoteAddr
}
