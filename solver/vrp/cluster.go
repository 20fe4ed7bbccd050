package vrp

// tiePrice is what one stop more of a cluster by a worker adds.
func (e *Editor) tiePrice(cluster, worker int32) int64 { return e.oneMore(cluster, worker, 0) }

// untiePrice is what one stop less of a cluster by a worker saves.
func (e *Editor) untiePrice(cluster, worker int32) int64 { return e.oneMore(cluster, worker, 1) }

// oneMore is the price of one stop of a cluster by a worker. The face is paid for
// if the worker serves n of them just now: none without the stop, one with it.
func (e *Editor) oneMore(cluster, worker, n int32) int64 {
	ci := &e.circles[cluster]
	tie := e.P.Tie(cluster, worker)
	price := int64(tie.Always)
	if !ci.Named(worker) {
		price += int64(tie.Other)
	}
	if tie.First != 0 && ci.count(worker) == n {
		price += int64(tie.First)
	}
	return price
}

// meet books one stop more (by 1) or less (by −1) of a cluster by a worker.
func (e *Editor) meet(cluster, worker, by int32) {
	if cluster < 0 {
		return
	}
	ci := e.touchCircle(cluster)
	tie := e.P.Tie(cluster, worker)
	price := int64(tie.Always)
	if !ci.Named(worker) {
		price += int64(tie.Other)
	}
	e.Delta += price * int64(by)
	for i := range ci.Faces {
		f := &ci.Faces[i]
		if f.Worker != worker {
			continue
		}
		if f.N += by; f.N == 0 {
			e.Delta -= int64(tie.First)
			*f = ci.Faces[len(ci.Faces)-1]
			ci.Faces = ci.Faces[:len(ci.Faces)-1]
		}
		return
	}
	ci.Faces = append(ci.Faces, Face{worker, 1})
	e.Delta += int64(tie.First)
}

// Settle gives a cluster its best pair for who serves it now. As the price of
// a pair is a sum over its two workers, the best two workers are the best pair.
func (e *Editor) Settle(cluster int32) {
	cl := &e.P.Clusters[cluster]
	if cl.Locked || e.OneDay() {
		return
	}
	ci := &e.circles[cluster]
	best := [2]int32{Never, Never}
	var worth [2]int64
	offer := func(w int32) {
		v := e.worth(cluster, w)
		switch {
		case v > worth[0] || v == worth[0] && v > 0 && w < best[0]:
			best[1], worth[1] = best[0], worth[0]
			best[0], worth[0] = w, v
		case v > worth[1] || v == worth[1] && v > 0 && w < best[1]:
			best[1], worth[1] = w, v
		}
	}
	for i := range ci.Faces {
		offer(ci.Faces[i].Worker)
	}
	for _, w := range cl.Before {
		if w >= 0 && ci.count(w) == 0 {
			offer(w)
		}
	}
	if worth[0]+worth[1] > e.worth(cluster, ci.Pair[0])+e.worth(cluster, ci.Pair[1]) {
		e.SetPair(cluster, best)
	}
}

// worth is what the cluster saves by a worker being of its pair.
func (e *Editor) worth(cluster, w int32) int64 {
	if w < 0 {
		return 0
	}
	cl := &e.P.Clusters[cluster]
	v := int64(e.circles[cluster].count(w)) * int64(e.P.Tie(cluster, w).Other)
	for _, b := range cl.Before {
		if b == w {
			v += cl.Change
		}
	}
	return v
}

// SetPair changes the pair of a cluster and books the price.
func (e *Editor) SetPair(cluster int32, pair [2]int32) {
	ci := e.touchCircle(cluster)
	e.Delta += e.circlePrice(cluster, pair) - e.circlePrice(cluster, ci.Pair)
	ci.Pair = pair
}

// circlePrice is the part of a cluster's price that its pair decides.
func (e *Editor) circlePrice(cluster int32, pair [2]int32) int64 {
	ci := &e.circles[cluster]
	price := changePrice(&e.P.Clusters[cluster], pair)
	for _, f := range ci.Faces {
		if f.Worker != pair[0] && f.Worker != pair[1] {
			price += int64(f.N) * int64(e.P.Tie(cluster, f.Worker).Other)
		}
	}
	return price
}
