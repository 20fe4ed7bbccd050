package search

import (
	"cmp"
	"math"
	"slices"
)

// trade exchanges a few tours of a solution for as many others that were met and
// serve the same stops at a lower price. One tour is given up; a tour met that
// serves one of its stops takes others of their stops, so these are given up too;
// and so on, depth first, until nothing is left over. Always that stop is served
// next which the fewest tours met may serve, and given up what exceeds all that
// the tours given up could save: what the worth of stops leaves of each tour adds
// up to the difference of the prices. Better solutions differ in a few tours at a
// time, so this finds in moments what set partitioning as a whole would not.
type trade struct {
	*cover
	now    []int32 // the tours of the solution; Never: given up for good
	held   []int32 // by stop: which of now serves it
	barred []int32 // by tour met: of how many stops that those taken serve it is listed, and one more for a tour of now
	gone   []bool  // by index in now: given up
	given  []int32 // those of now that are given up
	taken  []int32 // tours instead, each with how many were given up before it
	served []bool  // by stop: by those taken
	slack  float64 // what given up leaves, less what those taken leave
	margin float64 // more may be saved by giving up one more
	most   int     // tours that may be given up at a time
	until  int64   // work that must be left
	idle   int     // tours that serve nothing and could
}

// deeper is how many tours are given up at a time, at most: first few, as most
// trades are small, with all that the same share of the work.
var deeper = [...]int{3, 5, 8, math.MaxInt}

// courage is by how many margins a trade may stand at a loss while under way.
const courage = 0.5

func newTrade(c *cover) *trade {
	return &trade{cover: c, served: make([]bool, len(c.met.weight)), held: make([]int32, len(c.met.weight))}
}

// improve trades tours for as long as there is work, and says whether anything
// was gained. So many tours more may serve something.
func (d *trade) improve(now []int32, idle int) ([]int32, bool) {
	d.weighAll(now)
	d.begin(now, idle)
	gained := false
	for i, most := range deeper {
		d.most = most
		gained = d.pass(d.work-d.work/int64(len(deeper)-i)) || gained
	}
	return slices.DeleteFunc(d.now, func(k int32) bool { return k < 0 }), gained
}

func (d *trade) begin(now []int32, idle int) {
	d.now, d.idle, d.margin = slices.Clone(now), idle, 0
	d.barred = resize(d.barred, len(d.met.tours))
	d.gone = resize(d.gone, len(now))
	for i := range now {
		d.stand(int32(i))
		d.margin = max(d.margin, d.left[now[i]])
	}
}

// stand books that a tour of now is part of the solution.
func (d *trade) stand(i int32) {
	d.barred[d.now[i]]++
	for _, s := range d.met.of(d.now[i]) {
		d.held[s] = i
	}
}

// pass begins with every tour once, the dearest by the worth of its stops first,
// and with those that came in.
func (d *trade) pass(until int64) bool {
	var list []int32
	for i, k := range d.now {
		if k >= 0 {
			list = append(list, int32(i))
		}
	}
	slices.SortFunc(list, func(a, b int32) int {
		return cmp.Or(cmp.Compare(d.left[d.now[b]], d.left[d.now[a]]), cmp.Compare(a, b))
	})
	gained := false
	for n := 0; n < len(list) && d.work > until; n++ {
		i := list[n]
		if d.now[i] < 0 {
			continue
		}
		d.until = d.work - (d.work-until)/int64(len(list)-n)
		d.slack, d.given, d.taken = d.left[d.now[i]], append(d.given[:0], i), d.taken[:0]
		d.gone[i] = true
		found := d.try()
		if found {
			list = append(list, d.carryOut()...)
			gained = true
		}
		d.clear()
	}
	return gained
}

// try goes on from what is given up and taken, and says whether it came to a
// trade that pays.
func (d *trade) try() bool {
	next := d.tightest()
	if next < 0 {
		return next == done && d.pays()
	}
	for _, k := range d.rows[next] {
		if d.slack+d.margin*(1+courage) <= d.left[k] {
			return false
		}
		if d.take(k) {
			if d.try() {
				return true
			}
			d.untake()
		}
		if d.work < d.until {
			return false
		}
	}
	return false
}

// What tightest says where there is no such stop.
const (
	done = -1 // all are served
	none = -2 // no tour met serves one of those that are left
)

// tightest is the stop of tours given up that the fewest tours met may serve.
func (d *trade) tightest() int32 {
	next, few := int32(done), 0
	for _, i := range d.given {
		for _, s := range d.met.of(d.now[i]) {
			if d.served[s] {
				continue
			}
			n := d.count(s, few)
			if n == 0 {
				return none
			}
			if next < 0 || n < few {
				next, few = s, n
			}
		}
	}
	return next
}

// count is how many tours met may serve a stop, or as many as enough, if that is
// not 0.
func (d *trade) count(s int32, enough int) int {
	n := 0
	for _, k := range d.rows[s] {
		if d.slack+d.margin*(1+courage) <= d.left[k] {
			break
		}
		d.work--
		if d.barred[k] > 0 {
			continue
		}
		if n++; n == enough {
			break
		}
	}
	return n
}

// take serves the stops of a tour by it, and gives up the tours that do now. It
// reports false, and changes nothing, where that is too many or too dear.
func (d *trade) take(k int32) bool {
	if d.barred[k] > 0 || slices.ContainsFunc(d.met.of(k), func(s int32) bool { return d.served[s] }) {
		return false
	}
	first, slack := len(d.given), d.slack-d.left[k]
	for _, s := range d.met.of(k) {
		if i := d.held[s]; !d.gone[i] {
			d.gone[i] = true
			d.given = append(d.given, i)
			slack += d.left[d.now[i]]
		}
	}
	if len(d.given) > d.most || slack <= -courage*d.margin {
		d.keep(first)
		return false
	}
	d.serve(k)
	d.slack = slack
	d.taken = append(d.taken, k, int32(first))
	return true
}

// serve bars all tours that serve what a tour serves.
func (d *trade) serve(k int32) {
	for _, s := range d.met.of(k) {
		d.served[s] = true
		for _, x := range d.rows[s] {
			d.barred[x]++
		}
		d.work -= int64(len(d.rows[s]))
	}
}

func (d *trade) unserve(k int32) {
	for _, s := range d.met.of(k) {
		d.served[s] = false
		for _, x := range d.rows[s] {
			d.barred[x]--
		}
	}
}

// untake takes the last tour taken back.
func (d *trade) untake() {
	k, first := d.taken[len(d.taken)-2], int(d.taken[len(d.taken)-1])
	d.taken = d.taken[:len(d.taken)-2]
	d.slack += d.left[k]
	for _, i := range d.given[first:] {
		d.slack -= d.left[d.now[i]]
	}
	d.unserve(k)
	d.keep(first)
}

// keep gives up only the first so many tours.
func (d *trade) keep(first int) {
	for _, i := range d.given[first:] {
		d.gone[i] = false
	}
	d.given = d.given[:first]
}

// pays says whether the tours taken cost less than those given up, and there are
// enough to drive them.
func (d *trade) pays() bool {
	saved := int64(0)
	for _, i := range d.given {
		saved += d.met.tours[d.now[i]].price
	}
	for n := 0; n < len(d.taken); n += 2 {
		saved -= d.met.tours[d.taken[n]].price
	}
	return saved > 0 && len(d.taken)/2 <= len(d.given)+d.idle
}

// carryOut makes the trade, and lists the tours that came in, as indices in now.
func (d *trade) carryOut() (in []int32) {
	d.idle += len(d.given) - len(d.taken)/2
	for _, i := range d.given {
		d.barred[d.now[i]]--
		d.now[i] = -1
	}
	for n := 0; n < len(d.taken); n += 2 {
		in = append(in, int32(len(d.now)))
		d.now, d.gone = append(d.now, d.taken[n]), append(d.gone, false)
		d.stand(in[len(in)-1])
	}
	return in
}

// clear forgets a trade under way.
func (d *trade) clear() {
	for n := 0; n < len(d.taken); n += 2 {
		d.unserve(d.taken[n])
	}
	for _, i := range d.given {
		d.gone[i] = false
	}
	d.taken, d.given = d.taken[:0], d.given[:0]
}
