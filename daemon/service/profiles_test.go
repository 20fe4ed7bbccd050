package service

import (
	"net/http"
	"testing"

	"github.com/hjemvej/hjemvej/daemon/settings"
	"github.com/hjemvej/hjemvej/daemon/store"
	"github.com/hjemvej/hjemvej/daemon/store/storetest"
)

// TestProfiles: profiles are at a place of their own, for admins, and only where
// the settings want them.
func TestProfiles(t *testing.T) {
	h, at, _ := served(t, storetest.SQLite(t), func(s *settings.Settings) { s.Profiles = "127.0.0.1:0" })
	const path = "/debug/pprof/goroutine?debug=1"
	if status, _ := h.ask(store.RoleAdmin, "GET", path, nil); status != http.StatusNotFound {
		t.Errorf("beside the API: %d", status)
	}
	h.url = "http://" + at.Profiles
	for role := range h.tokens {
		want := http.StatusForbidden
		if role == store.RoleAdmin {
			want = http.StatusOK
		}
		if status, _ := h.ask(role, "GET", path, nil); status != want {
			t.Errorf("by %s: %d, not %d", role, status, want)
		}
	}
	if status, _ := h.askWith("", "GET", path, nil); status != http.StatusUnauthorized {
		t.Errorf("by nobody: %d", status)
	}
}

func TestNoProfilesUnasked(t *testing.T) {
	if _, at, _ := served(t, storetest.SQLite(t), nil); at.Profiles != "" {
		t.Errorf("profiles at %s", at.Profiles)
	}
}
