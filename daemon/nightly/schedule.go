// Package nightly knows when plans are made by themselves: a time of day in
// Europe/Copenhagen written as cron does, right on both nights of the clock
// change, and whether a night was missed while the service was down.
package nightly

import (
	"fmt"
	"strings"
	"time"

	"github.com/adhocore/gronx"
)

// Schedule is when something is to be done, by the clock on the wall.
type Schedule struct {
	cron string
	zone *time.Location
}

// Parse reads a schedule of five fields: minute, hour, day of the month, month
// and day of the week. It is refused when it never comes round.
func Parse(cron string, zone *time.Location) (Schedule, error) {
	s := Schedule{cron, zone}
	if len(strings.Fields(cron)) != 5 || !gronx.IsValid(cron) {
		return s, fmt.Errorf("%q is no schedule: write minute, hour, day, month and weekday, as in 30 22 * * *", cron)
	}
	if _, err := s.Next(time.Now()); err != nil {
		return s, err
	}
	return s, nil
}

// Next is the first time of a schedule after an instant. A time of day that the
// spring night leaves out is the instant at which it does; of the two that the
// autumn night has, it is the first.
func (s Schedule) Next(after time.Time) (time.Time, error) {
	for wall := onTheWall(after.In(s.zone)); ; {
		next, err := gronx.NextTickAfter(s.cron, wall, false)
		if err != nil {
			return time.Time{}, fmt.Errorf("the schedule %q never comes round", s.cron)
		}
		if at := s.instant(next); at.After(after) {
			return at, nil
		}
		wall = next // the hour that comes twice: its first pass is over
	}
}

// Last is the latest time of a schedule that is not after an instant, no
// further back than a year; zero if there is none.
func (s Schedule) Last(until time.Time) time.Time {
	const day = 24 * time.Hour
	for _, back := range []time.Duration{day + time.Hour, 8 * day, 32 * day, 367 * day} {
		var last time.Time
		for at := until.Add(-back); ; last = at {
			next, err := s.Next(at)
			if err != nil || next.After(until) {
				break
			}
			at = next
		}
		if !last.IsZero() {
			return last
		}
	}
	return time.Time{}
}

// onTheWall is what a clock on the wall shows, as if its days had 24 hours.
func onTheWall(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), time.UTC)
}

// instant is when a clock on the wall first shows a time, or, where it never
// does, when it leaps over it.
func (s Schedule) instant(wall time.Time) time.Time {
	t := time.Date(wall.Year(), wall.Month(), wall.Day(), wall.Hour(), wall.Minute(), wall.Second(), 0, s.zone)
	if !onTheWall(t).Equal(wall) { // left out
		from, to := t.Add(-3*time.Hour), t.Add(3*time.Hour)
		for to.Sub(from) > time.Second {
			mid := from.Add(to.Sub(from) / 2)
			if onTheWall(mid.In(s.zone)).Before(wall) {
				from = mid
			} else {
				to = mid
			}
		}
		return to.Truncate(time.Second)
	}
	if before := t.Add(-time.Hour); onTheWall(before.In(s.zone)).Equal(wall) {
		return before
	}
	return t
}
