// Package oneday is a problem of one day as plain data, priced visit by visit:
// for engines of others to read, and to judge solutions without any engine.
//
//   - A stop is served once, by one of the tours that may, from a start inside
//     one of its windows, or is left out at a price.
//   - A tour begins at its start, if it has one, not before it opens, and ends
//     at its end. The way to a stop, or to the end, is travelled right before it
//     and undivided; a stop without a place is served wherever the tour is. Past
//     its close every tick costs; it may never end past its latest. A tour that
//     comes to no place travels nowhere.
//   - Stops of one group are served all or none, by different workers, each at
//     its offset from a common start.
//   - A link holds the start of B between Min and Max after the start of A, or
//     keeps the two apart: never by one worker.
//
// A solution is a table of stop, tour and start, in ticks.
package oneday

// Day is the problem. Place 0 is nowhere: ways from and to it take no time.
type Day struct {
	Name  string `json:"name"`
	Unit  string `json:"unit"`  // of costs
	Per   int64  `json:"per"`   // prices that make one of it
	Modes []Mode `json:"modes"` // of travel
	Tours []Tour `json:"tours"`
	Stops []Stop `json:"stops"`
	Links []Link `json:"links"`
}

// Mode holds ticks and prices from place to place.
type Mode struct {
	Ticks  [][]int32 `json:"ticks"`
	Prices [][]int32 `json:"prices"`
}

// Tour is a worker's stretch of work.
type Tour struct {
	ID        string `json:"id"`
	Worker    int32  `json:"worker"`
	Mode      int32  `json:"mode"`
	Start     int32  `json:"start"` // places
	End       int32  `json:"end"`
	Open      int32  `json:"open"`
	Close     int32  `json:"close"`
	Late      int32  `json:"late"`
	LatePrice int64  `json:"late_price"` // of each tick past Close
	Price     int64  `json:"price"`      // of coming to any place
}

// Stop is one service at one place by one worker.
type Stop struct {
	ID       string   `json:"id"`
	Place    int32    `json:"place"`
	Dur      int32    `json:"dur"`
	Group    int32    `json:"group"` // −1: none
	Offset   int32    `json:"offset"`
	Unserved int64    `json:"unserved"`
	Windows  []Window `json:"windows"` // of starts, by rising price; they may overlap
	By       []By     `json:"by"`      // who may serve it
}

// Window is an interval of starts, both ends included.
type Window struct {
	Lo    int32 `json:"lo"`
	Hi    int32 `json:"hi"`
	Price int64 `json:"price"` // of a group's, its first stop's counts
}

// By is a tour that may serve a stop, and what it then costs.
type By struct {
	Tour  int32 `json:"tour"`
	Price int64 `json:"price"`
}

// Link couples two stops that are both served.
type Link struct {
	A     int32 `json:"a"`
	B     int32 `json:"b"`
	Apart bool  `json:"apart"` // not by one worker, and no more than that
	Min   int32 `json:"min"`
	Max   int32 `json:"max"`
}
