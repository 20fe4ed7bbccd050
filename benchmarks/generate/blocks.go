package generate

// addBlocks gives tours their meetings, handovers and documentation, where the
// layout leaves room for them.
func (b *builder) addBlocks() {
	for i := range b.tours {
		t := &b.tours[i]
		end := t.from
		if n := len(t.work); n > 0 {
			w := t.work[n-1]
			end = w.start + w.length
			end += b.leg(t.mode, b.lastPlace(t), t.office)
		}
		switch {
		case t.band == night:
			continue
		case t.band == evening:
			t.blocks = append(t.blocks, block{kind: "handover", from: t.from, to: t.from + 5, minutes: 5, start: t.from, atOffice: true})
			continue
		case b.weekday[t.day]:
			t.blocks = append(t.blocks, block{kind: "meeting", from: t.from, to: t.from + b.meeting, minutes: b.meeting, start: t.from, atOffice: true})
			end = max(end, t.from+b.meeting)
		}
		if t.pause >= 0 {
			end = max(end, t.pause+b.breakLength())
		}
		if free := (t.to - end) / 5 * 5; free >= 10 && b.weekday[t.day] {
			minutes := min(free, 30)
			t.blocks = append(t.blocks, block{kind: "documentation", from: min(12*60, t.to-minutes), to: t.to, minutes: minutes, start: t.to - minutes})
		}
	}
}

// lastPlace is where a tour's last visit is.
func (b *builder) lastPlace(t *tour) int {
	at := t.office
	for _, w := range t.work {
		if w.stop == nil || !w.stop.call {
			at = w.home().road
		}
	}
	return at
}
