package model

import "fmt"

// hoursSaid is a length of time as people say it: in hours where these are whole.
func hoursSaid(m Minutes) Text {
	switch {
	case m == 60:
		return Text{Da: "en time", En: "an hour"}
	case m > 0 && m%60 == 0:
		return Text{Da: fmt.Sprintf("%d timer", m/60), En: fmt.Sprintf("%d hours", m/60)}
	}
	return Text{Da: fmt.Sprintf("%d minutter", m), En: fmt.Sprintf("%d minutes", m)}
}

// daysSaid is a number of days as people say it.
func daysSaid(n int) Text {
	switch n {
	case 1:
		return Text{Da: "en dag", En: "a day"}
	case 7:
		return Text{Da: "en uge", En: "a week"}
	}
	return Text{Da: fmt.Sprintf("%d dage", n), En: fmt.Sprintf("%d days", n)}
}
