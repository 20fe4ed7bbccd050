package model

import (
	"sync"
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/dk"
)

// Calendar knows which dates are weekdays (hverdage): Monday to Friday less
// Danish public holidays and the standard's own closing days. It never changes
// and may be shared by many goroutines.
type Calendar struct {
	closed map[Date]struct{}
}

// NewCalendar is the calendar of a standard.
func NewCalendar(s *Standard) *Calendar {
	c := &Calendar{closed: make(map[Date]struct{}, len(s.ClosingDays))}
	for _, d := range s.ClosingDays {
		c.closed[d] = struct{}{}
	}
	return c
}

// IsWeekday says whether d is a weekday.
func (c *Calendar) IsWeekday(d Date) bool {
	if w := d.Weekday(); w == time.Saturday || w == time.Sunday {
		return false
	}
	if _, closed := c.closed[d]; closed {
		return false
	}
	return !isHoliday(d)
}

// AddWeekdays is the n-th weekday after d: day 1 is the first weekday after it
// . With n = 0 it is d itself, weekday or not.
func (c *Calendar) AddWeekdays(d Date, n int) Date {
	for n > 0 {
		d++
		if c.IsWeekday(d) {
			n--
		}
	}
	return d
}

// WeekdaysAfter counts the weekdays after d up to and including to; 0 when to
// does not lie after d.
func (c *Calendar) WeekdaysAfter(d, to Date) int {
	n := 0
	for d++; d <= to; d++ {
		if c.IsWeekday(d) {
			n++
		}
	}
	return n
}

// holidays are all Danish public holidays of the years that plans are made in,
// worked out once: asking the library per date would search its list each time.
var holidays = sync.OnceValue(func() map[Date]struct{} {
	days := make(map[Date]struct{})
	for year := firstHolidayYear; year <= lastHolidayYear; year++ {
		for _, d := range holidaysOf(year) {
			days[d] = struct{}{}
		}
	}
	return days
})

const (
	firstHolidayYear = 2000
	lastHolidayYear  = 2100
)

func isHoliday(d Date) bool {
	year, _, _ := d.Civil()
	if firstHolidayYear <= year && year <= lastHolidayYear {
		_, is := holidays()[d]
		return is
	}
	for _, h := range holidaysOf(year) {
		if h == d {
			return true
		}
	}
	return false
}

// holidaysOf lists the public holidays of a year that can fall on Monday to
// Friday. Constitution Day (5 June) is none by law, though many offices close:
// a municipality that closes lists it among its standard's closing days.
func holidaysOf(year int) []Date {
	var days []Date
	for _, h := range dk.Holidays {
		if h == dk.Grundlovsdag {
			continue
		}
		if on := holidayIn(h, year); !on.IsZero() {
			days = append(days, DateOf(on.Date()))
		}
	}
	return days
}

// holidayIn is the day of a holiday in a year, zero in years without it (Store
// Bededag has been none since 2024).
func holidayIn(h *cal.Holiday, year int) time.Time {
	on, _ := h.Calc(year)
	return on
}
