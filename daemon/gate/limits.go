package gate

import (
	"net/http"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// room lets in so many requests at a time. Streams have a limit of their own.
func (g *Gate) room(next http.Handler) http.Handler {
	places := make(chan struct{}, max(1, g.Limits.Requests))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if g.stays(r) {
			next.ServeHTTP(w, r)
			return
		}
		select {
		case places <- struct{}{}:
			defer func() { <-places }()
			next.ServeHTTP(w, r)
		default:
			later(w, r, http.StatusServiceUnavailable, "busy", "too many requests at a time")
		}
	})
}

// stays says whether a request is for a stream.
func (g *Gate) stays(r *http.Request) bool { return g.Stream != nil && g.Stream(r) }

// later asks to come again in a second.
func later(w http.ResponseWriter, r *http.Request, status int, code, detail string) {
	w.Header().Set("Retry-After", "1")
	Refuse(w, r, NewProblem(status, code, detail))
}

// paces are how fast each bearer may ask.
type paces struct {
	mu    sync.Mutex
	of    map[string]*pace
	swept time.Time
}

type pace struct {
	*rate.Limiter
	last time.Time
}

// allow says whether a bearer may ask now. Whoever has not asked for a while is
// forgotten, with a full allowance.
func (p *paces) allow(id string, l Limits, now time.Time) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	full := time.Duration(float64(l.Burst)/l.Rate*float64(time.Second)) + time.Second
	if now.Sub(p.swept) > full {
		for k, x := range p.of {
			if now.Sub(x.last) > full {
				delete(p.of, k)
			}
		}
		p.swept = now
	}
	x := p.of[id]
	if x == nil {
		if p.of == nil {
			p.of = map[string]*pace{}
		}
		x = &pace{Limiter: rate.NewLimiter(rate.Limit(l.Rate), l.Burst)}
		p.of[id] = x
	}
	x.last = now
	return x.AllowN(now, 1)
}
