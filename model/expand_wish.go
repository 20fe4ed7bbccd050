package model

import (
	"cmp"
	"slices"
)

// wish is soft: other help in the home that a visit should avoid, meet, precede
// or follow, at a price where it does not (R-5.3c, S).
type wish struct {
	kept  []span // starts that keep it
	price Price
}

// wishes are those that bear on lines in one visit on a date. One that no start
// in the hours of the services keeps costs nothing, nor does one that they all
// keep.
func (h *household) wishes(lines []*line, d Date, length Minutes) []wish {
	return h.wishesBeside(lines, nil, d, length)
}

// wishesBeside are those about lines that ride on a visit for others: of one
// service, and none of theirs.
func (h *household) wishesBeside(lines, others []*line, d Date, length Minutes) []wish {
	var found []wish
	var hours []span
	for _, e := range h.external {
		if e.Soft == 0 || e.Relation != Avoid && e.From.Date() != d || !slices.ContainsFunc(lines, e.touches) ||
			len(others) > 0 && (e.Service == "" || slices.ContainsFunc(others, e.touches)) {
			continue
		}
		if hours == nil {
			hours = h.hours(lines, d)
		}
		kept := without(hours, e.shuts(length))
		if e.Relation != Avoid {
			kept = meet(hours, []span{e.starts(h.clock.day(d), length)})
		}
		if len(kept) > 0 && !slices.Equal(kept, hours) {
			found = append(found, wish{kept, e.Soft})
		}
	}
	return found
}

// hours are the starts of a date in the hours of all of some lines' services.
func (h *household) hours(lines []*line, d Date) []span {
	var s []span
	for i, l := range lines {
		if own := h.clock.spans(d, l.service.limits); i == 0 {
			s = own
		} else {
			s = meet(s, own)
		}
	}
	return s
}

// level is starts at which wishes cost no more than a price.
type level struct {
	spans []span
	price Price
}

// mostWishes is how many wishes about one visit have prices of their own; the
// cheapest of more are not priced.
const mostWishes = 4

// levels are starts by what broken wishes cost there, cheapest first; each
// holds those before it, and the last holds all.
func levels(spans []span, wishes []wish) []level {
	if len(wishes) == 0 && len(spans) > 0 {
		return []level{{spans: spans}}
	}
	slices.SortStableFunc(wishes, func(a, b wish) int { return cmp.Compare(b.price, a.price) })
	wishes = wishes[:min(len(wishes), mostWishes)]
	var all []level
	for broken := range 1 << len(wishes) {
		l := level{spans: spans}
		for k, w := range wishes {
			if broken>>k&1 == 1 {
				l.price += w.price
			} else {
				l.spans = meet(l.spans, w.kept)
			}
		}
		all = append(all, l)
	}
	slices.SortStableFunc(all, func(a, b level) int { return cmp.Compare(a.price, b.price) })
	var held []level
	var so []span
	for _, l := range all {
		wider := joinSpans(slices.Concat(so, l.spans))
		if len(wider) == 0 || slices.Equal(wider, so) {
			continue
		}
		so = wider
		if n := len(held); n > 0 && held[n-1].price == l.price {
			held[n-1].spans = so
		} else {
			held = append(held, level{so, l.price})
		}
	}
	return held
}
