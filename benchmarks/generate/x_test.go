package generate

import (
	"os"
	"testing"
	"time"
)

func TestX(t *testing.T) {
	for _, n := range []int{60, 190, 500, 2500} {
		for seed := uint64(1); seed <= 4; seed++ {
			if n >= 2500 && seed > 1 {
				continue
			}
			st := time.Now()
			o := Options{Citizens: n, Seed: seed}
			if seed%2 == 0 {
				f, _ := os.Open(os.Getenv("HJEMVEJ_DATA") + "/bornholm/addresses.csv.gz")
				o.Addresses = f
			}
			_, _, s, err := Layout(o)
			t.Log(n, seed, time.Since(st).Round(time.Millisecond), err)
			t.Log(s)
		}
	}
}
