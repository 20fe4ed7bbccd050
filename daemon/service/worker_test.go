package service

import (
	"context"
	"log/slog"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/hjemvej/hjemvej/daemon/settings"
	"github.com/hjemvej/hjemvej/daemon/store"
	"github.com/hjemvej/hjemvej/daemon/store/storetest"
)

// TestWorkerTellsHowItDoes: at its address it says that it lives and works, to
// whoever may read figures its own and nobody else's, and offers nothing more.
func TestWorkerTellsHowItDoes(t *testing.T) {
	h := made(t, storetest.SQLite(t), func(s *settings.Settings) { s.Worker = "127.0.0.1:0" })
	defer func() {
		if err := h.s.store.Close(); err != nil {
			t.Error(err)
		}
	}()
	taken, err := net.Listen("tcp", "127.0.0.1:0") // by the one that serves
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = taken.Close() }()
	h.s.o.Settings.Profiles = taken.Addr().String()
	heard := &house{at: make(chan addresses, 1)}
	worker, err := Open(context.Background(), Options{Settings: h.s.o.Settings, Worker: true, Version: "test", Cores: 1, Log: slog.New(slog.NewJSONHandler(&locked{w: heard}, nil))})
	if err != nil {
		t.Fatal(err)
	}
	ctx, end := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- worker.Worker(ctx) }()
	h.url = "http://" + (<-heard.at).Address
	for path, want := range map[string]int{"/livez": 200, "/readyz": 200, "/metrics": 401, "/api/v1/areas": 401} {
		if status, text := h.askWith("", "GET", path, nil); status != want {
			t.Errorf("%s without a token: %d %s", path, status, text)
		}
	}
	status, figures := h.ask(store.RoleReader, "GET", "/metrics", nil)
	if status != 200 || !strings.Contains(string(figures), "hjemvej_build_info") || strings.Contains(string(figures), "hjemvej_jobs") {
		t.Errorf("figures: %d %s", status, figures)
	}
	if status, _ := h.ask(store.RoleAdmin, "GET", "/api/v1/areas", nil); status != 404 {
		t.Errorf("a worker offers areas: %d", status)
	}
	end()
	select {
	case err := <-ended:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(10 * time.Second):
		t.Error("it does not stop")
	}
}
