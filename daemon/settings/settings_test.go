package settings

import (
	"strings"
	"testing"
	"time"
	_ "time/tzdata"
)

func TestDefaultIsFine(t *testing.T) {
	s := Default()
	if bad := s.Check(time.UTC); len(bad) > 0 {
		t.Error(bad)
	}
}

// TestFaults: everything wrong is said, each with its key.
func TestFaults(t *testing.T) {
	north := Area{Name: "north", Provider: "p", Districts: []string{"n"}, Case: "c", Nightly: "30 22 * * *"}
	for name, test := range map[string]struct {
		spoil func(s *Settings)
		want  string
	}{
		"beyond this machine": {func(s *Settings) { s.Listen = "0.0.0.0:80" }, "listen: 0.0.0.0:80 is reached from other machines"},
		"all addresses":       {func(s *Settings) { s.Listen = ":80" }, "listen: :80 is reached"},
		"no port":             {func(s *Settings) { s.Listen = "127.0.0.1" }, "listen: \"127.0.0.1\" is no address"},
		"half a certificate":  {func(s *Settings) { s.TLS.Cert = "a.pem" }, "tls: write both"},
		"a worker for all":    {func(s *Settings) { s.Worker = ":81" }, "worker: :81 is reached"},
		"no certificate":      {func(s *Settings) { s.TLS = TLS{"nowhere.pem", "key.pem"} }, "tls: open nowhere.pem: no such file"},
		"profiles for all":    {func(s *Settings) { s.Profiles = "0.0.0.0:81" }, "profiles: 0.0.0.0"},
		"another store":       {func(s *Settings) { s.Store = "mysql://u:secret@h/d" }, "store: mysql://u:xxxxx@h/d is not known"},
		"no store":            {func(s *Settings) { s.Store = "" }, "store:"},
		"level":               {func(s *Settings) { s.Log.Level = "loud" }, "log.level: \"loud\" is not known; debug, info, warn, error are"},
		"no such time":        {func(s *Settings) { s.Summary = "5 o'clock" }, "summary: \"5 o'clock\" is no schedule"},
		"no memory":           {func(s *Settings) { s.Memory = 1536 }, "memory: it must be 64MiB or more"},
		"slices too short":    {func(s *Settings) { s.Slice = 0 }, "slice: 0s is less than 100ms"},
		"no requests":         {func(s *Settings) { s.Limits.Requests = 0 }, "limits.requests:"},
		"a name with a slash": {func(s *Settings) { s.Areas = []Area{{Name: "a/b", Provider: "p"}} }, "areas[0].name:"},
		"no provider":         {func(s *Settings) { s.Areas = []Area{{Name: "a"}} }, "areas[0].provider:"},
		"no such schedule":    {func(s *Settings) { a := north; a.Nightly = "22:30"; s.Areas = []Area{a} }, "areas[0].nightly: \"22:30\" is no schedule"},
		"no case":             {func(s *Settings) { a := north; a.Case = ""; s.Areas = []Area{a} }, "areas[0].case:"},
		"a district twice":    {func(s *Settings) { a := north; a.Name = "b"; s.Areas = []Area{north, a} }, "areas[1].districts: n is planned in the area north already"},
		"a name twice":        {func(s *Settings) { a := north; a.Provider = "q"; s.Areas = []Area{north, a} }, "areas[1].name:"},
		"all and a part":      {func(s *Settings) { s.Areas = []Area{north, {Name: "all", Provider: "p"}} }, "areas: the area all plans all of p, north a part of it"},
	} {
		s := Default()
		test.spoil(&s)
		var said []string
		for _, err := range s.Check(time.UTC) {
			said = append(said, err.Error())
		}
		if all := strings.Join(said, "\n"); !strings.Contains(all, test.want) || len(said) != 1 {
			t.Errorf("%s: said %q, want %q", name, all, test.want)
		}
		if strings.Contains(strings.Join(said, ""), "secret") {
			t.Errorf("%s: shows a password", name)
		}
	}
}

// TestMasked: a password is shown nowhere, and the rest as it was written.
func TestMasked(t *testing.T) {
	for store, want := range map[string]string{
		"sqlite:/var/lib/hjemvej.db":                            "sqlite:/var/lib/hjemvej.db",
		"postgres://u@h/d?host=/run&sslmode=disable":            "postgres://u@h/d?host=/run&sslmode=disable",
		"postgres://u:secret@h/d":                               "postgres://u:xxxxx@h/d",
		"postgres://h/d?user=u&password=secret":                 "postgres://h/d?password=xxxxx&user=u",
		"postgres://h/d?sslpassword=secret&Password=secret":     "postgres://h/d?Password=xxxxx&sslpassword=xxxxx",
		"postgres://h/d?password=secret%zz":                     "postgres://h/d",
		"postgres://u:sec%ret@h/d":                              "postgres:…",
		"postgres://u:x@h/d?password=secret%zz&password=secret": "postgres://u:xxxxx@h/d?password=xxxxx",
	} {
		if got := Masked(store); got != want {
			t.Errorf("%s is shown as %s", store, got)
		}
	}
}

func TestLoopbackAndTLS(t *testing.T) {
	for _, listen := range []string{"127.0.0.1:1", "localhost:1", "[::1]:1"} {
		s := Default()
		s.Listen = listen
		if bad := s.Check(time.UTC); len(bad) > 0 {
			t.Error(bad)
		}
	}
	s := Default()
	s.Listen, s.Worker, s.Plain = "0.0.0.0:443", ":444", true
	if bad := s.Check(time.UTC); len(bad) > 0 {
		t.Error(bad)
	}
}

func TestBytes(t *testing.T) {
	for text, want := range map[string]Bytes{"64MiB": 64 << 20, "10 kB": 10_000, "7": 7, "7B": 7, "1GiB": 1 << 30, " 2KiB ": 2048} {
		var got Bytes
		if err := got.UnmarshalText([]byte(text)); err != nil || got != want {
			t.Errorf("%q: %d, %v", text, got, err)
		}
		again, _ := got.MarshalText()
		var back Bytes
		if err := back.UnmarshalText(again); err != nil || back != got {
			t.Errorf("%d is written as %s", got, again)
		}
	}
	for _, text := range []string{"", "MiB", "-1", "1TiB", "1.5MiB", "9999999999GiB", "lots"} {
		var b Bytes
		if b.UnmarshalText([]byte(text)) == nil {
			t.Errorf("%q is %d", text, b)
		}
	}
}
