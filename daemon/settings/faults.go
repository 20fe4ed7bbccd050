package settings

import (
	"fmt"
	"net"
	"slices"
	"strings"
	"time"
)

// faults are what is wrong with settings.
type faults []error

func (f *faults) add(key, format string, args ...any) {
	*f = append(*f, fmt.Errorf("%s: %s", key, fmt.Sprintf(format, args...)))
}

// address wants host:port, and says the host.
func (f *faults) address(key, s string) (host string) {
	host, port, err := net.SplitHostPort(s)
	if err != nil || port == "" {
		f.add(key, "%q is no address; write host:port, as in 127.0.0.1:8472", s)
	}
	return host
}

func (f *faults) oneOf(key, s string, known ...string) {
	if !slices.Contains(known, s) {
		f.add(key, "%q is not known; %s are", s, strings.Join(known, ", "))
	}
}

func (f *faults) atLeast(key string, d, least time.Duration) {
	if d < least {
		f.add(key, "%v is less than %v, the least that works", d, least)
	}
}
