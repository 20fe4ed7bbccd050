package service

import (
	"context"
	"encoding/json"
	"testing"
	"time"

	"github.com/hjemvej/hjemvej/daemon/settings"
)

// addresses are where a service says that it listens.
type addresses struct{ Msg, Address, Profiles string }

// Write hears from the log where the service listens.
func (h *house) Write(line []byte) (int, error) {
	var at addresses
	if json.Unmarshal(line, &at) == nil && (at.Msg == "serving" || at.Msg == "working") {
		h.at <- at
	}
	return len(line), nil
}

// served runs a service as the program does, on a port that is free. What is
// given back stops it as a request to end does, and wants it to have ended well
// within the time of the settings.
func served(t *testing.T, url string, change func(*settings.Settings)) (h *house, at addresses, stop func()) {
	t.Helper()
	h = made(t, url, func(s *settings.Settings) {
		s.Listen = "127.0.0.1:0"
		if change != nil {
			change(s)
		}
	})
	ctx, end := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- h.s.Serve(ctx) }()
	select {
	case at = <-h.at:
	case err := <-ended:
		t.Fatal("it does not begin:", err)
	}
	h.url = "http://" + at.Address
	stopped := false
	stop = func() {
		if stopped {
			return
		}
		stopped = true
		end()
		select {
		case err := <-ended:
			if err != nil {
				t.Error("it ended with", err)
			}
		case <-time.After(h.s.o.Settings.Stop):
			t.Errorf("it does not stop within %v", h.s.o.Settings.Stop)
		}
	}
	t.Cleanup(stop)
	return h, at, stop
}
