package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/hjemvej/hjemvej/daemon/settings"
)

// settled is what a file and words of a command come to.
func settled(t *testing.T, file string, args ...string) (Settings, error) {
	t.Helper()
	name := filepath.Join(t.TempDir(), "hjemvej.yaml")
	if err := os.WriteFile(name, []byte(file), 0o600); err != nil {
		t.Fatal(err)
	}
	a := &app{file: name}
	c := a.planCommand()
	if err := c.ParseFlags(args); err != nil {
		t.Fatal(err)
	}
	err := a.settle(c)
	return a.set, err
}

func TestSettings(t *testing.T) {
	t.Setenv("HJEMVEJ_SERVE_LIMITS_BODY", "2MiB")
	t.Setenv("HJEMVEJ_SEED", "7")
	got, err := settled(t, `
lang: en
serve:
  listen: localhost:9000
  tls: {cert: a.pem, key: b.pem}
  limits: {rate: 2.5}
  areas:
    - name: north
      provider: municipal
      districts: [north, harbour]
      nightly: 30 22 * * *
      time: 90s
`, "--time", "5s")
	if err != nil {
		t.Fatal(err)
	}
	want := Settings{Lang: "en", Time: 5 * time.Second, Seed: 7, Serve: settings.Default()}
	want.Serve.Listen, want.Serve.TLS = "localhost:9000", settings.TLS{Cert: "a.pem", Key: "b.pem"}
	want.Serve.Limits.Rate, want.Serve.Limits.Body = 2.5, 2<<20
	want.Serve.Areas = []settings.Area{{Name: "north", Provider: "municipal", Districts: []string{"north", "harbour"}, Nightly: "30 22 * * *", Time: 90 * time.Second}}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// TestUnknownSettings: an unknown key is refused with the nearest known one.
func TestUnknownSettings(t *testing.T) {
	for file, want := range map[string]string{
		"sed: 1":                                "sed is not known; did you mean seed?",
		"serve: {lisen: x}":                     "serve.lisen is not known; did you mean serve.listen?",
		"serve: {tls: {certificate: x}}":        "did you mean serve.tls.cert?",
		"serve: {areas: [{name: a}, {nme: b}]}": "serve.areas[1].nme is not known; did you mean serve.areas[1].name?",
		"serve: {limits: {body: lots}}":         "lots",
		"serve: {slice: soon}":                  "serve.slice",
	} {
		_, err := settled(t, file)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v; want %q", file, err, want)
		}
	}
}
