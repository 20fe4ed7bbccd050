package model

// compare works out which lines may be in one visit with which.
func (h *household) compare() {
	n := len(h.lines)
	h.shares = make([]bool, n*n)
	for i, a := range h.lines {
		for j, b := range h.lines[:i] {
			ok := mayShare(&a.task, &b.task)
			h.shares[i*n+j], h.shares[j*n+i] = ok, ok
		}
	}
}

// share says whether two lines may be in one visit.
func (h *household) share(a, b *line) bool { return h.shares[a.index*len(h.lines)+b.index] }

// shareAll says whether a line may be in one visit with all of others.
func (h *household) shareAll(l *line, others []*line) bool {
	for _, o := range others {
		if !h.share(l, o) {
			return false
		}
	}
	return true
}
