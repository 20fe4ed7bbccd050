package api

import (
	"context"
	"net/http"
	"time"

	"github.com/hjemvej/hjemvej/daemon/access"
	"github.com/hjemvej/hjemvej/daemon/gate"
	"github.com/hjemvej/hjemvej/daemon/settings"
)

// Health says whether a process lives, whether it can work, and to Prometheus how
// it does.
func Health(mux *http.ServeMux, a *Service) {
	mux.HandleFunc("GET /livez", func(w http.ResponseWriter, r *http.Request) {
		gate.Routed(r.Context(), "/livez")
		_, _ = w.Write([]byte("ok\n"))
	})
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, r *http.Request) {
		gate.Routed(r.Context(), "/readyz")
		ctx, cancel := context.WithTimeout(r.Context(), 5*time.Second)
		defer cancel()
		if err := a.Store.Ping(ctx); err != nil {
			a.Log.Error("not ready", "error", err)
			gate.Refuse(w, r, gate.NewProblem(http.StatusServiceUnavailable, "store", "the store does not take anything; the log says why"))
			return
		}
		_, _ = w.Write([]byte("ok\n"))
	})
	mux.HandleFunc("GET /metrics", func(w http.ResponseWriter, r *http.Request) {
		gate.Routed(r.Context(), "/metrics")
		b := gate.BearerOf(r.Context())
		if err := b.May(access.ReadMetrics, own(&b)); err != nil {
			gate.Refuse(w, r, problemOf(err))
			return
		}
		a.Metrics.Handler().ServeHTTP(w, r)
	})
}

// settingsOf are those of an area, the usual ones where it has none any more.
func (a *API) settingsOf(name string) settings.Area {
	for i := range a.Areas {
		if a.Areas[i].Name == name {
			return a.Areas[i]
		}
	}
	return settings.Area{Name: name, Time: settings.DefaultTime}
}
