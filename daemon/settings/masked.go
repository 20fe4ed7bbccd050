package settings

import (
	"net/url"
	"strings"
)

// Masked is where things are kept, for people to see: without its password,
// which stands before the host or among the parameters.
func Masked(store string) string {
	u, err := url.Parse(store)
	if err != nil { // nobody knows where in it a password stands
		scheme, _, _ := strings.Cut(store, ":")
		return scheme + ":…"
	}
	set, err := url.ParseQuery(u.RawQuery)
	secret := err != nil // what can't be read is left out
	for key := range set {
		if strings.Contains(strings.ToLower(key), "password") {
			set.Set(key, "xxxxx")
			secret = true
		}
	}
	if secret { // others stay as they were written
		u.RawQuery = set.Encode()
	}
	return u.Redacted()
}
