package model

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// delivered finds what a visit says that it does; nil, and reported, when it
// does not exist or belongs to another home.
func (k *checker) delivered(v *checkVisit, d *Done) *delivery {
	bad := v.breaks(FormRule)
	bad.Grant = d.Grant
	g := k.grants[d.Grant]
	if g == nil {
		k.report(bad, "bevillingen findes ikke", "there is no such grant")
		return nil
	}
	if g.Home != v.Home {
		k.report(bad, "bevillingen hører til hjemmet %s", "the grant belongs to home %s", g.Home)
		return nil
	}
	line, number, ok := g.occurrence(d.Occurrence)
	if !ok {
		k.report(bad, "%s er ingen forekomst af bevillingen", "%s is no occurrence of the grant", d.Occurrence)
		return nil
	}
	if d.Service != line.service.ID {
		k.report(bad, "bevillingen giver %s, ikke %s", "the grant gives %s, not %s", line.service.ID, d.Service)
	}
	if last := pieces(line.service); d.Piece < 0 || d.Piece > last || d.Piece > 0 && last == 1 {
		k.report(bad, "%s har ingen del %d", "%s has no piece %d", d.Occurrence, d.Piece)
		return nil
	}
	return &delivery{d.Occurrence, line, number, d.Piece, v}
}

// occurrence reads GRANT#N or GRANT.L<line>#N.
func (g *checkGrant) occurrence(id OccurrenceID) (*grantLine, int, bool) {
	rest, ok := strings.CutPrefix(string(id), string(g.ID))
	if !ok {
		return nil, 0, false
	}
	at := 0
	if tail, framed := strings.CutPrefix(rest, ".L"); framed != (g.Service == "") {
		return nil, 0, false
	} else if framed {
		digits, number, found := strings.Cut(tail, "#")
		line, err := strconv.Atoi(digits)
		if !found || err != nil || line < 1 || line > len(g.lines) {
			return nil, 0, false
		}
		at, rest = line-1, "#"+number
	}
	digits, ok := strings.CutPrefix(rest, "#")
	n, err := strconv.Atoi(digits)
	if !ok || err != nil || n < 0 {
		return nil, 0, false
	}
	return g.lines[at], n, true
}

// pieces is how many parts a service falls into when its passive minutes are
// not waited for.
func pieces(s *Service) int {
	if !s.Split {
		return 1
	}
	n := 0
	for i, st := range s.Steps {
		if st.Active > 0 && (i == 0 || s.Steps[i-1].Active == 0) {
			n++
		}
	}
	return max(1, n)
}

// byNumber are the line's deliveries by running number and piece.
func (l *grantLine) byNumber() []*delivery {
	if l.numbered == nil && len(l.done) > 0 {
		l.numbered = slices.Clone(l.done)
		slices.SortFunc(l.numbered, func(a, b *delivery) int {
			return cmp.Or(cmp.Compare(a.number, b.number), cmp.Compare(a.piece, b.piece))
		})
	}
	return l.numbered
}

// find is the occurrence with a running number, or its first piece; nil when
// it is not done.
func (l *grantLine) find(number int) *delivery {
	all := l.byNumber()
	i, ok := slices.BinarySearchFunc(all, number, func(d *delivery, n int) int { return cmp.Compare(d.number, n) })
	if !ok {
		return nil
	}
	return all[i]
}
