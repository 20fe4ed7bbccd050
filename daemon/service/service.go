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
	s.metrics = metrics.New(o.Version, metrics.Source{Jobs: s.jobs, Nights: s.nights, Plans: s.shown})
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

// Worker does jobs until the context ends, and serves nobody.
func (s *Service) Worker(ctx context.Context) error {
	if err := s.work.Start(context.WithoutCancel(ctx)); err != nil {
		return errors.Join(err, s.store.Close())
	}
	s.o.Log.Info("working", "version", s.o.Version)
	<-ctx.Done()
	return s.stop()
}

// Serve does jobs and answers requests until the context ends.
func (s *Service) Serve(ctx context.Context) error {
	l, err := net.Listen("tcp", s.o.Settings.Listen)
	if err != nil {
		return errors.Join(err, s.store.Close())
	}
	failed := make(chan error, 2)
	profiles, at, err := s.profiles(failed)
	if err != nil {
		return errors.Join(err, l.Close(), s.store.Close())
	}
	if err := s.work.Start(context.WithoutCancel(ctx)); err != nil {
		return errors.Join(err, l.Close(), s.shut(profiles), s.store.Close())
	}
	s.shown()
	server := s.server()
	go func() { failed <- s.listen(server, l) }()
	s.o.Log.Info("serving", "address", l.Addr().String(), "tls", s.secure(), "profiles", at, "version", s.o.Version)
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

// server is the operations and pages behind the gate.
func (s *Service) server() *http.Server {
	set := &s.o.Settings
	return &http.Server{Handler: s.Handler(), ReadHeaderTimeout: 10 * time.Second, ReadTimeout: set.Limits.ReadWithin, IdleTimeout: 2 * time.Minute,
		MaxHeaderBytes: 32 << 10, ErrorLog: slog.NewLogLogger(s.o.Log.Handler(), slog.LevelWarn)}
}

// Handler is everything that is answered.
func (s *Service) Handler() http.Handler {
	set := &s.o.Settings
	mux := http.NewServeMux()
	s.api = api.New(mux, &api.Service{Store: s.store, Records: s.records, Work: s.work, Metrics: s.metrics, Log: s.o.Log, Areas: set.Areas,
		Pack: casefile.PackLimits{Files: set.Limits.Files, Unpacked: int64(set.Limits.Unpacked)}, Streams: set.Limits.Streams, Version: s.o.Version})
	bearers := &tokens{store: s.store, log: s.o.Log}
	(&pages.Pages{Store: s.store, Records: s.records, Bearers: bearers, Log: s.o.Log, Secure: s.secure(), Version: s.o.Version}).Add(mux)
	g := &gate.Gate{Bearers: bearers, Log: s.o.Log, Secure: s.secure(), Open: open, Stream: stream, Watch: s.metrics.Request,
		Limits: gate.Limits{Body: int64(set.Limits.Body), Requests: set.Limits.Requests, Rate: set.Limits.Rate, Burst: set.Limits.Burst}}
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
// and says where.
func (s *Service) profiles(failed chan<- error) (server *http.Server, at string, err error) {
	if s.o.Settings.Profiles == "" {
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
	bearers := &tokens{store: s.store, log: s.o.Log}
	admins := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b := gate.BearerOf(r.Context())
		if err := b.May(access.Profile, access.Scope{}); err != nil {
			gate.Refuse(w, r, gate.NewProblem(http.StatusForbidden, "forbidden", err.Error()))
			return
		}
		mux.ServeHTTP(w, r)
	})
	g := &gate.Gate{Bearers: bearers, Log: s.o.Log, Limits: gate.Limits{Body: 1 << 20, Requests: 4, Rate: 5, Burst: 20}}
	server = &http.Server{Handler: g.Wrap(admins), ReadHeaderTimeout: 10 * time.Second}
	go func() {
		if err := server.Serve(l); err != nil && !errors.Is(err, http.ErrServerClosed) {
			failed <- err
		}
	}()
	return server, l.Addr().String(), nil
}
