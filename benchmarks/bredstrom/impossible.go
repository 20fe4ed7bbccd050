package bredstrom

import "fmt"

// Impossible shows that there are too few staff, where that can be shown
// without a search: visits that one may do right after another are matched, as
// many as can be; every visit that follows none needs somebody of its own
// (Dilworth's theorem, by augmenting paths; windows at their widest).
func (i *instance) Impossible() string {
	for v := 1; v <= i.visits; v++ {
		from, to := i.starts(v)
		if i.travel[0][v] > to {
			return fmt.Sprintf("nobody can be at visit %d by %d", v, to)
		}
		if back := max(from, i.travel[0][v]) + i.dur[v] + i.travel[v][i.visits+1]; back > i.end {
			return fmt.Sprintf("nobody can be back from visit %d before %d, the end is %d", v, back, i.end)
		}
	}
	m := matching{i: i, before: make([]int, i.visits+1)}
	followers := 0
	for v := 1; v <= i.visits; v++ {
		m.tried = make([]bool, i.visits+1)
		if m.follow(v) {
			followers++
		}
	}
	if need := i.visits - followers; need > i.staff {
		return fmt.Sprintf("%d staff are needed at least, and %d there", need, i.staff)
	}
	return ""
}

// matching pairs visits with those that follow them.
type matching struct {
	i      *instance
	before []int // by visit: which it follows; 0: none
	tried  []bool
}

// follow finds a follower for a visit, and others for those that lose theirs by it.
func (m *matching) follow(v int) bool {
	for w := 1; w <= m.i.visits; w++ {
		if m.tried[w] || !m.i.may(v, w) {
			continue
		}
		m.tried[w] = true
		if m.before[w] == 0 || m.follow(m.before[w]) {
			m.before[w] = v
			return true
		}
	}
	return false
}

// may says whether one can do w right after v at all.
func (i *instance) may(v, w int) bool {
	from, _ := i.starts(v)
	_, to := i.starts(w)
	return v != w && w != i.mate[v] && i.travel[v][w] < apart && from+i.dur[v]+i.travel[v][w] <= to
}

// starts is the window of a visit, of a pair what both allow.
func (i *instance) starts(v int) (from, to int) {
	from, to = i.from[v], i.to[v]
	if m := i.mate[v]; m != 0 {
		from, to = max(from, i.from[m]), min(to, i.to[m])
	}
	return from, to
}
