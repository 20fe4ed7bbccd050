package casefile

import (
	"strconv"
	"time"

	"github.com/hjemvej/hjemvej/model"
)

// pattern is the lines of a grant's pattern.
func (k *checker) pattern(id model.GrantID) []model.Pattern {
	if g := k.grants[id]; g != nil {
		return g.Pattern
	}
	return nil
}

func (k *checker) checkPatterns() {
	lineNumbers := map[model.GrantID]map[int]bool{}
	for i := range k.t.patterns.all {
		l := &k.t.patterns.all[i]
		p, s := &l.v, spotOf(k, k.t.patterns, l)
		g := s.grant("grant", p.Grant)
		if g != nil && g.FrameMinutes == 0 {
			s.fault("grant", string(p.Grant), "", "en rammebevilling: frame_minutes i grants.csv", "a frame grant: frame_minutes in grants.csv")
		}
		service := s.service("service", p.Service)
		s.partOf("part", p.Part, service)
		if service != nil && service.WeekdaysOnly && p.Days != 0 && p.Days&workdays == 0 {
			s.fault("days", formatWeekdays(p.Days, &s.form), "", "hverdage: ydelsen gives ikke i weekenden", "weekdays: the service is not given at weekends")
		}
		if lineNumbers[p.Grant] == nil {
			lineNumbers[p.Grant] = map[int]bool{}
		}
		lineNumbers[p.Grant][p.Line] = true
	}
	for i := range k.t.patterns.all {
		l := &k.t.patterns.all[i]
		if n := l.v.Line; n > 1 && !lineNumbers[l.v.Grant][n-1] {
			spotOf(k, k.t.patterns, l).fault("line", strconv.Itoa(n), "", "linjer 1, 2, 3 … uden huller", "lines 1, 2, 3 … without holes")
		}
	}
}

// checkChanges keeps changes of provider to the 1st of a month and to the
// standard's notice.
func (k *checker) checkChanges() {
	for i := range k.t.changes.all {
		l := &k.t.changes.all[i]
		p, s := &l.v, spotOf(k, k.t.changes, l)
		s.grant("grant", p.Grant)
		s.provider("provider", p.Provider)
		if p.From == 0 {
			continue
		}
		_, _, day := p.From.Civil()
		if day != 1 {
			s.fault("from", formatDate(p.From, &s.form), "R-5.1", "den 1. i en måned", "the 1st of a month")
		} else if k.c.Standard != nil && p.Asked != 0 {
			if first := firstChange(p.Asked, k.c.Standard.Rules.NoticeMonths); p.From < first {
				s.fault("from", formatDate(p.From, &s.form), "R-5.1", "tidligst "+formatDate(first, &s.form), "at the earliest "+formatDate(first, &s.form))
			}
		}
	}
}

// firstChange is the first 1st of a month that lies the notice after asked:
// asked on 1 March from 1 April, asked on 10 March from 1 May.
func firstChange(asked model.Date, months int) model.Date {
	y, m, day := asked.Civil()
	if day > 1 {
		months++
	}
	return model.DateOf(y, m+time.Month(months), 1)
}
