// Package settings is what the people who run the service decide about it: where
// it listens, where it keeps things, what it plans by night, how much it lets in.
// Domain data is never here: rules and prices are the standard's.
package settings

import (
	"crypto/tls"
	"fmt"
	"net"
	"net/url"
	"strings"
	"time"

	"github.com/hjemvej/hjemvej/daemon/nightly"
)

// Settings are the section serve of the settings file.
type Settings struct {
	Listen     string        `mapstructure:"listen"` // host:port of the API and the pages
	Plain      bool          `mapstructure:"plain"`  // serve beyond this machine without TLS: something before it has it
	TLS        TLS           `mapstructure:"tls"`
	Store      string        `mapstructure:"store"`    // sqlite:FILE or postgres://…
	Profiles   string        `mapstructure:"profiles"` // host:port of pprof, for admins; "" none
	Worker     string        `mapstructure:"worker"`   // host:port at which a worker tells how it does; "" nowhere
	Log        Log           `mapstructure:"log"`
	Limits     Limits        `mapstructure:"limits"`
	Memory     Bytes         `mapstructure:"memory"`      // above this it clears up more often; no bound
	Slice      time.Duration `mapstructure:"slice"`       // how long a plan is searched for before others have their turn
	ReplanTime time.Duration `mapstructure:"replan_time"` // of a mend, unless the request says otherwise
	Stop       time.Duration `mapstructure:"stop"`        // how long a graceful stop may take
	Summary    string        `mapstructure:"summary"`     // when to tell how the night went, as cron writes it; "" never
	Areas      []Area        `mapstructure:"areas"`
}

// TLS names certificate files in PEM; both or neither.
type TLS struct {
	Cert string `mapstructure:"cert"`
	Key  string `mapstructure:"key"`
}

// Log is how the service tells what it does.
type Log struct {
	Level  string `mapstructure:"level"`  // debug, info, warn or error
	Format string `mapstructure:"format"` // json or text
}

// Limits are how much is let in.
type Limits struct {
	Body       Bytes         `mapstructure:"body"`        // of a request
	Unpacked   Bytes         `mapstructure:"unpacked"`    // of a zip, in all
	Files      int           `mapstructure:"files"`       // in a zip
	Requests   int           `mapstructure:"requests"`    // at a time
	Rate       float64       `mapstructure:"rate"`        // requests a second of one token, in the long run
	Burst      int           `mapstructure:"burst"`       // and at once
	Streams    int           `mapstructure:"streams"`     // of progress, at a time
	ReadWithin time.Duration `mapstructure:"read_within"` // a request has come whole
}

// Area is what one plan covers: a provider's homes in some districts.
type Area struct {
	Name      string        `mapstructure:"name"`
	Provider  string        `mapstructure:"provider"`
	Districts []string      `mapstructure:"districts"` // none: all of the provider
	Case      string        `mapstructure:"case"`      // name of the case whose newest export it plans from
	Nightly   string        `mapstructure:"nightly"`   // when, as cron writes it; "" never
	Time      time.Duration `mapstructure:"time"`      // of the nightly search
	Publish   bool          `mapstructure:"publish"`   // at once; otherwise a planner approves it
}

// Default is what holds where nobody decides.
func Default() Settings {
	return Settings{
		Listen: "127.0.0.1:8472", Store: "sqlite:hjemvej.db", Log: Log{"info", "json"},
		Limits: Limits{Body: 64 << 20, Unpacked: 1 << 30, Files: 64, Requests: 64, Rate: 50, Burst: 200, Streams: 64, ReadWithin: 30 * time.Second},
		Memory: 1800 << 20, Slice: 5 * time.Second, ReplanTime: 5 * time.Second, Stop: 20 * time.Second, Summary: "0 5 * * *",
	}
}

// DefaultTime is how long an area's nightly search lasts unless it says otherwise.
const DefaultTime = 20 * time.Minute

// Check says everything that is wrong, each with its key and a remedy. It fills
// in what an area leaves out.
func (s *Settings) Check(zone *time.Location) []error {
	var f faults
	f.address("listen", s.Listen)
	if s.Profiles != "" && !loopback(f.address("profiles", s.Profiles)) {
		f.add("profiles", "%s is not of this machine: profiles are for those who are on it, as in 127.0.0.1:8473", s.Profiles)
	}
	if s.Worker != "" {
		f.address("worker", s.Worker)
		s.private(&f, "worker", s.Worker)
	}
	s.private(&f, "listen", s.Listen)
	s.TLS.check(&f)
	if _, err := StoreURL(s.Store); err != nil {
		f.add("store", "%v", err)
	}
	f.oneOf("log.level", s.Log.Level, "debug", "info", "warn", "error")
	f.oneOf("log.format", s.Log.Format, "json", "text")
	if s.Memory < 64<<20 {
		f.add("memory", "it must be 64MiB or more")
	}
	f.atLeast("slice", s.Slice, 100*time.Millisecond)
	f.atLeast("replan_time", s.ReplanTime, 100*time.Millisecond)
	f.atLeast("stop", s.Stop, time.Second)
	if s.Summary != "" {
		if _, err := nightly.Parse(s.Summary, zone); err != nil {
			f.add("summary", "%v", err)
		}
	}
	s.Limits.check(&f)
	s.checkAreas(&f, zone)
	return f
}

// private wants TLS, or a word that somebody else has it, where an address is
// reached from other machines.
func (s *Settings) private(f *faults, key, address string) {
	if host, _, err := net.SplitHostPort(address); err == nil && !loopback(host) && s.TLS.Cert == "" && !s.Plain {
		f.add(key, "%s is reached from other machines: set tls.cert and tls.key, or plain: true where something before the service has TLS", address)
	}
}

// check reads the files: a certificate that can't be used is found here, and not
// by whoever calls first.
func (t *TLS) check(f *faults) {
	switch {
	case (t.Cert == "") != (t.Key == ""):
		f.add("tls", "write both cert and key, or neither")
	case t.Cert != "":
		if _, err := tls.LoadX509KeyPair(t.Cert, t.Key); err != nil {
			f.add("tls", "%v", err)
		}
	}
}

func (l *Limits) check(f *faults) {
	f.atLeast("limits.read_within", l.ReadWithin, time.Second)
	for _, x := range []struct {
		key string
		n   float64
	}{
		{"body", float64(l.Body)}, {"unpacked", float64(l.Unpacked)}, {"files", float64(l.Files)}, {"requests", float64(l.Requests)},
		{"rate", l.Rate}, {"burst", float64(l.Burst)}, {"streams", float64(l.Streams)},
	} {
		if x.n <= 0 {
			f.add("limits."+x.key, "it must be more than nothing")
		}
	}
}

func (s *Settings) checkAreas(f *faults, zone *time.Location) {
	type place struct{ provider, district string }
	names, whose := map[string]bool{}, map[place]string{}
	for i := range s.Areas {
		a, key := &s.Areas[i], fmt.Sprintf("areas[%d]", i)
		if !opaque(a.Name) {
			f.add(key+".name", "%q: write a name of letters, digits, - and _, at most 64", a.Name)
		}
		if names[a.Name] {
			f.add(key+".name", "%q is the name of another area too", a.Name)
		}
		names[a.Name] = true
		if a.Provider == "" {
			f.add(key+".provider", "an area is of one provider: write it")
		}
		if a.Nightly != "" {
			if _, err := nightly.Parse(a.Nightly, zone); err != nil {
				f.add(key+".nightly", "%v", err)
			}
			if a.Case == "" {
				f.add(key+".case", "what is planned by night is planned from a case: write its name")
			}
		}
		if a.Time == 0 {
			a.Time = DefaultTime
		}
		f.atLeast(key+".time", a.Time, time.Second)
		for _, d := range append([]string{""}, a.Districts...) {
			if d == "" && len(a.Districts) > 0 {
				continue
			}
			at := place{a.Provider, d}
			if other, taken := whose[at]; taken {
				f.add(key+".districts", "%s is planned in the area %s already: a shift belongs to one plan", cmpOr(d, "the provider"), other)
			}
			whose[at] = a.Name
		}
	}
	for i := range s.Areas { // some districts of a provider, and the whole
		a := &s.Areas[i]
		if other, taken := whose[place{a.Provider, ""}]; len(a.Districts) > 0 && taken {
			f.add("areas", "the area %s plans all of %s, %s a part of it: a shift belongs to one plan", other, a.Provider, a.Name)
		}
	}
}

func cmpOr(s, other string) string {
	if s != "" {
		return s
	}
	return other
}

// opaque says whether a name may stand in an address and a metric.
func opaque(s string) bool {
	if s == "" || len(s) > 64 {
		return false
	}
	return strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_") == ""
}

// loopback says whether a host is this machine and reached from no other.
func loopback(host string) bool {
	if host == "localhost" {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}

// StoreURL reads where things are kept.
func StoreURL(s string) (*url.URL, error) {
	u, err := url.Parse(s)
	switch {
	case err != nil: // the error would show a password
		return nil, fmt.Errorf("it is no address; write sqlite:FILE or postgres://user@host/database")
	case u.Scheme == "sqlite" && u.Opaque+u.Path != "":
		return u, nil
	case (u.Scheme == "postgres" || u.Scheme == "postgresql") && (u.Host != "" || u.Query().Get("host") != ""):
		return u, nil
	}
	return nil, fmt.Errorf("%s is not known; write sqlite:FILE or postgres://user@host/database", Masked(s))
}
