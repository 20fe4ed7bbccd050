package settings

import (
	"fmt"
	"strconv"
	"strings"
)

// Bytes is a size, written as 64MiB, 10 kB or a number alone.
type Bytes int64

var units = []struct {
	name string
	size int64
}{{"KiB", 1 << 10}, {"MiB", 1 << 20}, {"GiB", 1 << 30}, {"kB", 1e3}, {"MB", 1e6}, {"GB", 1e9}, {"B", 1}, {"", 1}}

// UnmarshalText reads a size.
func (b *Bytes) UnmarshalText(text []byte) error {
	s := strings.TrimSpace(string(text))
	digits := strings.TrimRight(s, "KMGiBk ")
	n, err := strconv.ParseInt(digits, 10, 64)
	unit := strings.TrimSpace(s[len(digits):])
	for _, u := range units {
		if u.name == unit && err == nil && n >= 0 && n <= (1<<62)/u.size {
			*b = Bytes(n * u.size)
			return nil
		}
	}
	return fmt.Errorf("%q is no size; write it as 64MiB", s)
}

// MarshalText writes a size in the largest unit that divides it.
func (b Bytes) MarshalText() ([]byte, error) {
	for _, u := range []int{2, 1, 0} {
		if size := units[u].size; b > 0 && int64(b)%size == 0 {
			return []byte(strconv.FormatInt(int64(b)/size, 10) + units[u].name), nil
		}
	}
	return []byte(strconv.FormatInt(int64(b), 10)), nil
}
