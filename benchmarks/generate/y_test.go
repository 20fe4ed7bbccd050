package generate

import (
	"fmt"
	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/model/casefile"
	"math/rand/v2"
	"testing"
)

func TestY(t *testing.T) {
	for seed := uint64(1); seed < 4; seed++ {
		std, _ := casefile.Standard("frame-2025")
		b := &builder{opt: Options{Citizens: 190, Days: 14, From: model.DateOf(2026, 11, 23), Seed: seed}, std: std, rng: rand.New(rand.NewPCG(seed, 0x686a656d))}
		b.build(island())
		for _, u := range b.units {
			fmt.Println("unit", u.band, len(u.homes), "tandems", len(u.tandems), "slots", u.slots, "plain", u.plain)
			for _, td := range u.tandems {
				for _, l := range td.lanes {
					var we, wd [3]int
					hours := [24]int{}
					for d := range b.opt.Days {
						x := &wd
						if !b.weekday[d] {
							x = &we
						}
						x[0] += l.until(b.weekday[d]) - l.from
						at := l.office
						for _, s := range l.order {
							n := s.length(d)
							if n == 0 {
								continue
							}
							x[1] += n
							x[2] += b.legTo(l.mode, at, s)
							if !s.call {
								at = s.home.road
							}
							for m := s.start[d]; m < s.start[d]+n; m++ {
								hours[m/60]++
							}
						}
						x[2] += b.leg(l.mode, at, l.office)
					}
					fmt.Printf("  %s full %.2f wd %.2f we %.2f travel %.2f rest %d early %d stops %d ", l.mode, b.fullness(l), float64(wd[1])/float64(wd[0]), float64(we[1])/float64(we[0]), float64(wd[2]+we[2])/float64(wd[0]+we[0]), td.rest, l.early, len(l.order))
					for h := range hours {
						if hours[h] > 0 {
							fmt.Printf("%d:%.2f ", h, float64(hours[h])/60/float64(b.opt.Days))
						}
					}
					fmt.Println()
				}
			}
			a, v, n := 0, 0, 0
			for d := range u.outings {
				for _, o := range u.outings[d] {
					n++
					a += o.to - o.from
					for _, e := range o.legs {
						v += e.float.pieces[e.piece]
					}
				}
			}
			if n > 0 {
				fmt.Println("  outings", n, float64(v)/float64(a))
			}
		}
	}
}
