package service

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
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
)

// TestTLS: with a certificate the service speaks TLS 1.2 or later and nothing
// else, and tells browsers to stay with it.
func TestTLS(t *testing.T) {
	files, roots := certificate(t)
	h, at, _ := served(t, storetest.SQLite(t), func(s *settings.Settings) { s.TLS = files })
	if status := plainly(t, "http://"+at.Address+"/livez"); status != http.StatusBadRequest {
		t.Errorf("without TLS: %d", status)
	}
	for _, version := range []uint16{tls.VersionTLS12, tls.VersionTLS13} {
		h.url, h.web = "https://"+at.Address, speaking(roots, version)
		if status, _ := h.ask(store.RoleReader, "GET", "/api/v1/areas", nil); status != http.StatusOK {
			t.Errorf("with %s: %d", tls.VersionName(version), status)
		}
	}
	answer, err := h.web.Get(h.url + "/livez")
	if err != nil {
		t.Fatal(err)
	}
	_ = answer.Body.Close()
	if answer.Header.Get("Strict-Transport-Security") == "" {
		t.Error("browsers are not told to stay with TLS")
	}
	if answer, err := speaking(roots, tls.VersionTLS11).Get(h.url + "/livez"); err == nil {
		_ = answer.Body.Close()
		t.Error("it speaks TLS 1.1")
	}
}

// plainly asks without TLS.
func plainly(t *testing.T, url string) int {
	t.Helper()
	answer, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	_ = answer.Body.Close()
	return answer.StatusCode
}

// speaking is a client that knows one version of TLS.
func speaking(roots *x509.CertPool, version uint16) *http.Client {
	return &http.Client{Transport: &http.Transport{DisableKeepAlives: true,
		TLSClientConfig: &tls.Config{RootCAs: roots, MinVersion: version, MaxVersion: version}}}
}

// certificate makes one for this machine that vouches for itself.
func certificate(t *testing.T) (settings.TLS, *x509.CertPool) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	about := &x509.Certificate{SerialNumber: big.NewInt(1), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(24 * time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true}
	cert, err := x509.CreateCertificate(rand.Reader, about, about, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	files := settings.TLS{Cert: filepath.Join(dir, "cert.pem"), Key: filepath.Join(dir, "key.pem")}
	for name, block := range map[string]*pem.Block{files.Cert: {Type: "CERTIFICATE", Bytes: cert}, files.Key: {Type: "PRIVATE KEY", Bytes: secret}} {
		if err := os.WriteFile(name, pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: cert}))
	return files, roots
}
