package generate

// addBlocks gives tours their meetings, handovers and documentation, where the
// layout leaves room for them.
func (b *builder) addBlocks() {
	for i := range b.tours {
		t := &b.tours[i]
		end := max(t.end, t.from)
		switch {
		case t.band == night, t.helper:
			continue
		case t.band == evening:
			t.blocks = append(t.blocks, block{kind: "handover", from: t.from, to: t.from + 5, minutes: 5, start: t.from, atOffice: true})
			continue
		case b.weekday[t.day]:
			t.blocks = append(t.blocks, block{kind: "meeting", from: t.from, to: t.from + b.meeting, minutes: b.meeting, start: t.from, atOffice: true})
			end = max(end, t.from+b.meeting)
		}
		if free := (t.to - end) / 5 * 5; free >= 10 && b.weekday[t.day] {
			minutes := min(free, 30)
			t.blocks = append(t.blocks, block{kind: "documentation", from: min(12*60, t.to-minutes), to: t.to, minutes: minutes, start: t.to - minutes})
		}
	}
}
