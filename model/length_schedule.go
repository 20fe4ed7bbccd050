package model

// length is the shortest schedule of the board's jobs.
func (b *board) length() (Minutes, bool) {
	if len(b.jobs) == 1 {
		return b.around(&b.jobs[0])
	}
	s := schedule{jobs: b.jobs, best: -1, most: b.wait}
	for _, m := range b.fills {
		s.jobs = append(s.jobs, job{fills: true, steps: []jobStep{{active: m}}})
	}
	s.next = make([]int, len(s.jobs))
	s.ready = make([]Minutes, len(s.jobs))
	s.waited = make([]Minutes, len(s.jobs))
	s.place(0)
	if s.best < 0 {
		return 0, false
	}
	return b.plain + s.best, true
}

// around schedules the fillers around the one job that waits: each into one of
// its gaps, where it never costs more than outside them.
func (b *board) around(j *job) (Minutes, bool) {
	used := make([]Minutes, len(j.steps))
	best := Minutes(-1)
	var assign func(k int)
	assign = func(k int) {
		if k == len(b.fills) {
			if m, ok := j.around(used, b.wait); ok && (best < 0 || m < best) {
				best = m
			}
			return
		}
		for i := range used {
			if j.steps[i].passive > 0 {
				used[i] += b.fills[k]
				assign(k + 1)
				used[i] -= b.fills[k]
			}
		}
	}
	assign(0)
	if best < 0 {
		return 0, false
	}
	return b.plain + best, true
}

// around is the job's length with active minutes of others in its gaps; false
// when a split service would wait longer than the rule allows.
func (j *job) around(used []Minutes, most Minutes) (Minutes, bool) {
	var total, waited Minutes
	for i, s := range j.steps {
		total += s.active + max(s.passive, used[i])
		waited += max(0, s.passive-used[i])
	}
	return total, !j.split || waited <= most
}

// schedule searches all orders of the active steps of jobs of which several
// wait: such visits are rare and small.
type schedule struct {
	jobs   []job
	next   []int     // by job: its next step
	ready  []Minutes // by job: when that step may start
	waited []Minutes // by job: idle minutes in its gaps
	most   Minutes   // of those in a split service
	best   Minutes   // -1: none yet
}

// place tries every step that may come next at a time.
func (s *schedule) place(now Minutes) {
	done, end := true, now
	for i := range s.jobs {
		done = done && s.next[i] == len(s.jobs[i].steps)
		end = max(end, s.ready[i])
	}
	if s.best >= 0 && now >= s.best {
		return
	}
	if done {
		if s.best < 0 || end < s.best {
			s.best = end
		}
		return
	}
	for i := range s.jobs {
		if s.next[i] == len(s.jobs[i].steps) {
			continue
		}
		if at, ok := s.start(i, now); ok {
			s.try(i, now, at)
		}
	}
}

// start is the earliest start of a job's next step: a service that does not
// fill waits until no other one is under way.
func (s *schedule) start(i int, now Minutes) (Minutes, bool) {
	at := max(now, s.ready[i])
	if s.jobs[i].fills {
		return at, true
	}
	for o := range s.jobs {
		if o == i || s.next[o] == 0 {
			continue
		}
		if s.next[o] < len(s.jobs[o].steps) {
			return 0, false
		}
		at = max(at, s.ready[o])
	}
	return at, true
}

// try places a step, searches on, and takes it back.
func (s *schedule) try(i int, now, at Minutes) {
	waited, ok := s.idle(now, at)
	if ok {
		step, before := s.jobs[i].steps[s.next[i]], s.ready[i]
		s.next[i]++
		s.ready[i] = at + step.active + step.passive
		s.place(at + step.active)
		s.next[i]--
		s.ready[i] = before
	}
	copy(s.waited, waited)
}

// idle adds the idle minutes between two steps to every split job under way,
// and returns the figures before; false when one waits too long.
func (s *schedule) idle(now, at Minutes) (before []Minutes, ok bool) {
	before, ok = append(before, s.waited...), true
	for o := range s.jobs {
		if s.jobs[o].split && s.next[o] > 0 && s.next[o] < len(s.jobs[o].steps) {
			s.waited[o] += max(0, min(at, s.ready[o])-now)
			ok = ok && s.waited[o] <= s.most
		}
	}
	return before, ok
}
