package model

// Measures are the figures of a plan: in all, and by district, group and provider.
type Measures struct {
	All       Figures
	Districts []FiguresOf
	Groups    []FiguresOf
	Providers []FiguresOf
}

// FiguresOf is one part of the municipality with its figures.
type FiguresOf struct {
	ID string
	Figures
}

// Figures are the measures of a set of homes and tours.
type Figures struct {
	Homes, Visits, Tours int
	TravelMinutes        map[Mode]Minutes
	Kilometres           map[Mode]float64
	Waiting              Minutes
	Overtime             Minutes
	WithCitizens         Minutes // numerator of the brugertidsprocent
	Attendance           Minutes // its denominator
	ByNamed              int     // visits (legs) by the named two
	ByNamedBound         int     // the most any pairs could have reached under the rota, each home alone
	NamedVisits          int     // visits (legs) counted for both
	Distinct             float64 // mean distinct caregivers per home, 07–22, homes with two or more visits a day
	DistinctHomes        int     // homes counted for it
	DistinctAbove7       int     // of them, above 7
	NewFaces             int
	Calls                int
	Postponed            int
	Replaced             int
	FrameLeft            Minutes // frame minutes not filled by the pattern
	FrameOver            Minutes
	Unserved             map[CareClass]int
}
