// Package service puts the rooms of the daemon together: the store, who works,
// what is offered, and the gate before it.
package service

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/http/pprof"
	"slices"
	"strings"
	"time"

	"github.com/klauspost/compress/gzhttp"
	"github.com/klauspost/compress/gzip"

	"github.com/hjemvej/hjemvej/daemon/access"
	"github.com/hjemvej/hjemvej/daemon/api"
	"github.com/hjemvej/hjemvej/daemon/gate"
	"github.com/hjemvej/hjemvej/daemon/metrics"
	"github.com/hjemvej/hjemvej/daemon/pages"
	"github.com/hjemvej/hjemvej/daemon/records"
	"github.com/hjemvej/hjemvej/daemon/settings"
	"github.com/hjemvej/hjemvej/daemon/store"
	"github.com/hjemvej/hjemvej/daemon/work"
	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/model/casefile"
)

// Options are what a process needs besides its settings.
type Options struct {
	Settings settings.Settings
	Version  string
	Cores    int
	Worker   bool // it does jobs for another that serves
	Log      *slog.Logger
	Compare  func(plans []*records.Plan, by string) (*model.Comparison, error)
}

// Service is a process of the daemon.
type Service struct {
	o       Options
	store   *store.Store
	records *records.Records
	metrics *metrics.Metrics
	work    *work.Work
	api     *api.API
	watched watched
	leaving context.Context // ends when the process is to stop: streams end
	leave   context.CancelFunc
}

// Open opens the store and puts everything together; nothing runs yet.
func Open(ctx context.Context, o Options) (*Service, error) {
	s := &Service{o: o}
	s.leaving, s.leave = context.WithCancel(context.Background())
	var err error
	if s.store, err = store.Open(ctx, o.Settings.Store); err != nil {
		return nil, err
	}
	if err := s.areas(ctx); err != nil {
		return nil, errors.Join(err, s.store.Close())
	}
	s.records = records.New(s.store, len(o.Settings.Areas)+4) // of a large municipality each takes 70 MB
	var told metrics.Source
	if !o.Worker { // what is in the store is told by those who serve
		told = metrics.Source{Jobs: s.jobs, Nights: s.nights, Plans: s.shown}
	}
	s.metrics = metrics.New(o.Version, told)
	s.store.Watch = s.metrics.Stored
	s.work, err = work.New(s.store, s.records, s.metrics, o.Log, work.Options{Slice: o.Settings.Slice, Cores: o.Cores, Program: o.Version,
		Areas: o.Settings.Areas, Zone: model.Zone, Summary: o.Settings.Summary, Replan: o.Settings.ReplanTime, Compare: o.Compare})
	if err != nil {
		return nil, errors.Join(err, s.store.Close())
	}
	return s, nil
}

// areas makes those of the settings that are not there yet. What an area covers
// is its identity: it doesn't change under its plans.
func (s *Service) areas(ctx context.Context) error {
	for i := range s.o.Settings.Areas {
		a := &s.o.Settings.Areas[i]
		has, err := s.store.AreaNamed(ctx, a.Name)
		if err == nil {
			if want := slices.Sorted(slices.Values(a.Districts)); has.Provider != a.Provider || !slices.Equal(has.Districts, want) {
				return fmt.Errorf("the area %s covers %s %v in the store and %s %v in the settings: give what is new a new name", a.Name, has.Provider, has.Districts, a.Provider, want)
			}
			continue
		}
		if !errors.Is(err, store.ErrNotFound) {
			return err
		}
		err = s.store.Write(ctx, func(tx *store.Tx) error {
			made, err := tx.AddArea(ctx, a.Name, a.Provider, a.Districts)
			tx.Audit(store.Entry{Action: "add-area", Objects: []string{made.ID}})
			return err
		})
		if err != nil && !errors.Is(err, store.ErrExists) { // another process
			return err
		}
	}
	return nil
}

// Worker does jobs until the context ends. It offers nothing but to tell how it
// does, where the settings give it an address.
func (s *Service) Worker(ctx context.Context) error {
	mux := http.NewServeMux()
	api.Health(mux, &api.Service{Store: s.store, Metrics: s.metrics, Log: s.o.Log})
	return s.run(ctx, "working", s.o.Settings.Worker, s.server(s.gate().Wrap(mux)))
}

// Serve does jobs and answers requests until the context ends.
func (s *Service) Serve(ctx context.Context) error {
	return s.run(ctx, "serving", s.o.Settings.Listen, s.server(s.Handler()))
}

// run does jobs, and answers at an address, if there is one, until the context
// ends.
func (s *Service) run(ctx context.Context, what, address string, server *http.Server) error {
	failed := make(chan error, 2)
	at := ""
	var l net.Listener
	if address != "" {
		var err error
		if l, err = net.Listen("tcp", address); err != nil {
			return errors.Join(err, s.store.Close())
		}
		defer func() { _ = l.Close() }() // where it did not come to serve
		at = l.Addr().String()
	}
	profiles, profilesAt, err := s.profiles(failed)
	if err != nil {
		return errors.Join(err, s.store.Close())
	}
	if err := s.work.Start(context.WithoutCancel(ctx)); err != nil {
		return errors.Join(err, s.shut(profiles), s.store.Close())
	}
	if l != nil {
		go func() { failed <- s.listen(server, l) }()
	}
	if !s.o.Worker {
		s.shown()
	}
	s.o.Log.Info(what, "address", at, "tls", s.secure(), "profiles", profilesAt, "version", s.o.Version)
	select {
	case <-ctx.Done():
		err = nil
	case err = <-failed:
	}
	return errors.Join(err, s.shut(server, profiles), s.stop())
}

func (s *Service) secure() bool { return s.o.Settings.TLS.Cert != "" }

func (s *Service) listen(server *http.Server, l net.Listener) error {
	var err error
	if s.secure() {
		err = server.ServeTLS(l, s.o.Settings.TLS.Cert, s.o.Settings.TLS.Key)
	} else {
		err = server.Serve(l)
	}
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}

// shut finishes the requests under way and ends the streams. What takes more than
// a quarter of the time for a stop is cut off: the rest of it is for the jobs.
func (s *Service) shut(servers ...*http.Server) error {
	ctx, cancel := context.WithTimeout(context.Background(), s.o.Settings.Stop/4)
	defer cancel()
	s.leave()
	var failed error
	for _, server := range servers {
		if server != nil && server.Shutdown(ctx) != nil {
			failed = errors.Join(failed, server.Close())
		}
	}
	return failed
}

// stop ends what runs, keeps where it is, and closes the store.
func (s *Service) stop() error {
	ctx, cancel := context.WithTimeout(context.Background(), s.o.Settings.Stop*3/4)
	defer cancel()
	err := errors.Join(s.work.Stop(ctx), s.store.Close())
	s.o.Log.Info("stopped")
	return err
}

// server answers with what is offered.
func (s *Service) server(offered http.Handler) *http.Server {
	set := &s.o.Settings
	return &http.Server{Handler: offered, ReadHeaderTimeout: 10 * time.Second, ReadTimeout: set.Limits.ReadWithin, IdleTimeout: 2 * time.Minute,
		MaxHeaderBytes: 32 << 10, ErrorLog: slog.NewLogLogger(s.o.Log.Handler(), slog.LevelWarn)}
}

// Handler is everything that is answered.
func (s *Service) Handler() http.Handler {
	set := &s.o.Settings
	mux := http.NewServeMux()
	s.api = api.New(mux, &api.Service{Store: s.store, Records: s.records, Work: s.work, Metrics: s.metrics, Log: s.o.Log, Areas: set.Areas,
		Pack: casefile.PackLimits{Files: set.Limits.Files, Unpacked: int64(set.Limits.Unpacked)}, Streams: set.Limits.Streams, Version: s.o.Version})
	(&pages.Pages{Store: s.store, Records: s.records, Bearers: s.bearers(), Log: s.o.Log, Secure: s.secure(), Version: s.o.Version}).Add(mux)
	g := s.gate()
	small, err := gzhttp.NewWrapper(gzhttp.MinSize(1024), gzhttp.CompressionLevel(gzip.BestSpeed), gzhttp.ExceptContentTypes([]string{"text/event-stream", "application/zip"}))
	if err != nil {
		panic(err) // of constants
	}
	plain, packed := g.Wrap(mux), small(g.Wrap(mux))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if stream(r) {
			ctx, end := context.WithCancel(r.Context())
			defer end()
			defer context.AfterFunc(s.leaving, end)()
			plain.ServeHTTP(w, r.WithContext(ctx))
			return
		}
		packed.ServeHTTP(w, r)
	})
}

// gate is what every request comes through.
func (s *Service) gate() *gate.Gate {
	l := &s.o.Settings.Limits
	return &gate.Gate{Bearers: s.bearers(), Log: s.o.Log, Secure: s.secure(), Open: open, Stream: stream, Watch: s.metrics.Request,
		Limits: gate.Limits{Body: int64(l.Body), Requests: l.Requests, Rate: l.Rate, Burst: l.Burst}}
}

func (s *Service) bearers() *tokens { return &tokens{store: s.store, log: s.o.Log} }

// open says what needs no token.
func open(r *http.Request) bool {
	switch r.URL.Path {
	case "/livez", "/readyz", "/openapi.json", "/docs", "/docs.css":
		return true
	}
	return strings.HasPrefix(r.URL.Path, api.CalendarPath) || pages.Open(r)
}

// stream says what stays open.
func stream(r *http.Request) bool {
	return strings.HasPrefix(r.URL.Path, "/api/v1/jobs/") && strings.HasSuffix(r.URL.Path, "/progress")
}

// profiles listens for admins who are on the machine, where the settings want it,
// and says where. A worker doesn't: it may be beside the one that serves.
func (s *Service) profiles(failed chan<- error) (server *http.Server, at string, err error) {
	if s.o.Settings.Profiles == "" || s.o.Worker {
		return nil, "", nil
	}
	l, err := net.Listen("tcp", s.o.Settings.Profiles)
	if err != nil {
		return nil, "", err
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/debug/pprof/", pprof.Index)
	mux.HandleFunc("/debug/pprof/profile", pprof.Profile)
	mux.HandleFunc("/debug/pprof/trace", pprof.Trace)
	mux.HandleFunc("/debug/pprof/symbol", pprof.Symbol)
	admins := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b := gate.BearerOf(r.Context())
		if err := b.May(access.Profile, access.Scope{}); err != nil {
			gate.Refuse(w, r, gate.NewProblem(http.StatusForbidden, "forbidden", err.Error()))
			return
		}
		mux.ServeHTTP(w, r)
	})
	g := &gate.Gate{Bearers: s.bearers(), Log: s.o.Log, Limits: gate.Limits{Body: 1 << 20, Requests: 4, Rate: 5, Burst: 20}}
	server = &http.Server{Handler: g.Wrap(admins), ReadHeaderTimeout: 10 * time.Second}
	go func() {
		if err := server.Serve(l); err != nil && !errors.Is(err, http.ErrServerClosed) {
			failed <- err
		}
	}()
	return server, l.Addr().String(), nil
}
