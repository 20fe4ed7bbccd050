// Package gate is what every request passes before anything is done, and every
// answer on its way out: an id and a line in the log, limits, the headers that
// browsers are told to keep to, who asks, and that nothing holds a CPR number
// (R-P.1). It knows no operation: what a bearer may do is asked where it is done.
package gate

import (
	"context"
	"log/slog"
	"net/http"
	"time"

	"github.com/hjemvej/hjemvej/daemon/access"
)

// Bearers finds who shows a secret. It is the one place that knows how: tokens
// today, OpenID Connect tomorrow.
type Bearers interface {
	// Bearer gives ErrUnknown for a secret that is unknown, expired or revoked.
	Bearer(ctx context.Context, secret string) (access.Bearer, error)
}

// Limits are how much passes.
type Limits struct {
	Body     int64   // bytes of a request
	Requests int     // at a time, streams apart
	Rate     float64 // requests a second of one bearer, in the long run
	Burst    int     // and at once
}

// Watch is told how a request went. How long a stream stayed open says nothing of
// how fast the service is, so it hears which are.
type Watch func(route string, status int, took time.Duration, stream bool)

// Gate stands before a handler.
type Gate struct {
	Bearers Bearers
	Limits  Limits
	Log     *slog.Logger
	Secure  bool                       // behind TLS: browsers are told to stay there
	Open    func(r *http.Request) bool // what needs no bearer: health, the documents, feeds
	Stream  func(r *http.Request) bool // what stays open, and has a limit of its own
	Watch   Watch                      // told of every request; may be nil
}

// Wrap puts the gate before a handler.
func (g *Gate) Wrap(next http.Handler) http.Handler {
	h := g.noCPR(next)
	h = g.known(h)
	h = g.room(h)
	h = http.MaxBytesHandler(h, g.Limits.Body)
	h = g.headers(h)
	return g.told(h)
}

type key int

const (
	bearerKey key = iota
	requestKey
	remoteKey
)

// BearerOf is who asks; the zero bearer, who may nothing, where nobody had to say.
func BearerOf(ctx context.Context) access.Bearer {
	b, _ := ctx.Value(bearerKey).(access.Bearer)
	return b
}

// RemoteOf is the address that a request comes from.
func RemoteOf(ctx context.Context) string {
	at, _ := ctx.Value(remoteKey).(string)
	return at
}

// RequestOf is the id of a request.
func RequestOf(ctx context.Context) string {
	id, _ := ctx.Value(requestKey).(string)
	return id
}
