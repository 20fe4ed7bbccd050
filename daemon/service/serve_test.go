package service

import (
	"bufio"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"log/slog"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/hjemvej/hjemvej/daemon/settings"
	"github.com/hjemvej/hjemvej/daemon/store"
	"github.com/hjemvej/hjemvej/daemon/store/storetest"
	"github.com/hjemvej/hjemvej/model"
)

// served is a service that listens, as the program has it.
func served(t *testing.T, url string, change func(*settings.Settings)) (h *house, stop func()) {
	t.Helper()
	set := settings.Default()
	set.Store, set.Slice = url, 100*time.Millisecond
	set.Areas = []settings.Area{{Name: "municipal", Provider: "P1", Case: "town"}}
	set.Listen = freeAddress(t)
	if change != nil {
		change(&set)
	}
	if bad := set.Check(model.Zone); len(bad) > 0 {
		t.Fatal(bad)
	}
	s, err := Open(t.Context(), Options{Settings: set, Version: "test", Cores: 2, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	h = &house{t: t, s: s, url: "http://" + set.Listen, tokens: map[store.Role]string{}}
	for _, role := range []store.Role{store.RoleReader, store.RolePlanner, store.RoleManager, store.RoleAdmin} {
		h.tokens[role] = h.token(store.Token{Name: string(role), Role: role})
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(ctx) }()
	stop = func() {
		t.Helper()
		cancel()
		select {
		case err := <-ended:
			if err != nil {
				t.Error(err)
			}
		case <-time.After(set.Stop):
			t.Errorf("it has not stopped within %v", set.Stop)
		}
	}
	for range 300 {
		if c, err := net.Dial("tcp", set.Listen); err == nil {
			_ = c.Close()
			return h, stop
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Fatal("it does not listen")
	return h, stop
}

func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	return l.Addr().String()
}

// TestStopsGently: who watches hears the end, the plan under way stays where it
// is, and the next process goes on with it.
func TestStopsGently(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		h, stop := served(t, url, nil)
		h.upload()
		id := must[object](h, store.RoleManager, 202, "POST", "/api/v1/jobs", object{"kind": "plan", "area": "municipal", "iterations": 60000})["id"].(string)
		watched := make(chan struct{})
		far := make(chan struct{})
		go h.watchFar(id, far, watched)
		<-far
		stop()
		<-watched
		again, stopAgain := served(t, url, nil)
		defer stopAgain()
		j := must[object](again, store.RoleReader, 200, "GET", "/api/v1/jobs/"+id, nil)
		if at := j["progress"].(object); j["state"] != "running" && j["state"] != "queued" || at["iterations"] == 0.0 {
			t.Errorf("the plan under way: %v", j)
		}
		if j = again.ended(id); j["state"] != "done" {
			t.Errorf("the plan after it: %v", j)
		}
		plan := must[object](again, store.RoleReader, 200, "GET", "/api/v1/plans/"+j["plan"].(string), nil)
		if n := plan["how"].(object)["Iterations"].(float64); n < 60000 {
			t.Errorf("%v iterations in all", n)
		}
	})
}

// watchFar watches a job until its stream ends, and says when it has got somewhere.
func (h *house) watchFar(job string, far, watched chan<- struct{}) {
	defer close(watched)
	r, _ := http.NewRequest("GET", h.url+"/api/v1/jobs/"+job+"/progress", nil)
	r.Header.Set("Authorization", "Bearer "+h.tokens[store.RoleReader])
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		h.t.Error(err)
		close(far)
		return
	}
	defer func() { _ = answer.Body.Close() }()
	lines := 0
	for s := bufio.NewScanner(answer.Body); s.Scan(); {
		if len(s.Text()) > 5 && s.Text()[:5] == "data:" {
			if lines++; lines == 5 {
				close(far)
			}
		}
	}
	if lines < 5 {
		h.t.Errorf("the stream ended after %d lines", lines)
		close(far)
	}
}

// TestTLS: with a certificate it speaks TLS alone, and no old one.
func TestTLS(t *testing.T) {
	cert, key, pool := certificate(t)
	h, stop := served(t, storetest.SQLite(t), func(s *settings.Settings) { s.TLS = settings.TLS{Cert: cert, Key: key} })
	defer stop()
	at := h.s.o.Settings.Listen
	for name, c := range map[string]struct {
		url    string
		config *tls.Config
		want   int
	}{
		"with it":      {"https://" + at + "/livez", &tls.Config{RootCAs: pool}, 200},
		"without":      {"http://" + at + "/livez", nil, 400},
		"an old one":   {"https://" + at + "/livez", &tls.Config{RootCAs: pool, MaxVersion: tls.VersionTLS11}, 0},
		"not trusting": {"https://" + at + "/livez", &tls.Config{RootCAs: x509.NewCertPool()}, 0},
	} {
		client := &http.Client{Transport: &http.Transport{TLSClientConfig: c.config, DisableKeepAlives: true}}
		status := 0
		if answer, err := client.Get(c.url); err == nil {
			status = answer.StatusCode
			if c.want == 200 && answer.Header.Get("Strict-Transport-Security") == "" {
				t.Error("browsers are not told to stay with TLS")
			}
			_ = answer.Body.Close()
		}
		if status != c.want {
			t.Errorf("%s: %d, want %d", name, status, c.want)
		}
	}
}

// certificate writes one for this machine, good for an hour.
func certificate(t *testing.T) (cert, key string, pool *x509.CertPool) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotBefore: time.Now().Add(-time.Minute), NotAfter: time.Now().Add(time.Hour), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &private.PublicKey, private)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalECPrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	public := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
	dir := t.TempDir()
	cert, key = filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	for name, text := range map[string][]byte{cert: public, key: pem.EncodeToMemory(&pem.Block{Type: "EC PRIVATE KEY", Bytes: secret})} {
		if err := os.WriteFile(name, text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	pool = x509.NewCertPool()
	pool.AppendCertsFromPEM(public)
	return cert, key, pool
}

// TestProfiles: profiles of the running program are for admins, and listen apart.
func TestProfiles(t *testing.T) {
	at := freeAddress(t)
	h, stop := served(t, storetest.SQLite(t), func(s *settings.Settings) { s.Profiles = at })
	defer stop()
	for role, want := range map[store.Role]int{store.RoleReader: 403, store.RoleManager: 403, store.RoleAdmin: 200} {
		apart := *h
		apart.url = "http://" + at
		if status, said := apart.ask(role, "GET", "/debug/pprof/goroutine?debug=1", nil); status != want {
			t.Errorf("%s: %d, want %d: %.80s", role, status, want, said)
		}
		if status, _ := h.ask(role, "GET", "/debug/pprof/", nil); status != 404 {
			t.Errorf("beside the API: %d", status)
		}
	}
}
