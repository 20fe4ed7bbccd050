// Package vrp states a rich routing problem in flat arrays and keeps tours
// under construction: what a change costs is known in constant time.
//
// It knows stops, tours, workers, clusters, groups and prices, and no home
// care: a Solomon instance and a municipality's fortnight are the same to it.
//
//   - A [Stop] asks for service at a place. Its choices are days, each with a
//     menu of windows and their prices; it may instead ride on another stop
//     ([Ride]), which then takes longer ([Combo]).
//   - A [Tour] is one worker's time in one stretch with one mode of travel. The
//     loads of its stops may have a limit, its capacity.
//   - Stops of one [Cluster] want to be served by the same two workers; a
//     [Tie] prices each worker for each cluster.
//   - Lateness may have a price by tick, and the largest lateness one of its own;
//     starts then flow from tour to tour (flow.go).
//   - Stops of one group start together (each at its offset); a [Link] holds
//     two stops apart in time or in days; a series shares one time variable.
//
// Times are int32 ticks (a minute, a second, a tenth: the caller's choice),
// prices int64 øre. Place 0 is nowhere: every leg from or to it is free.
//
// Start with [Problem], then [State], which holds a solution under change:
// slots carry the earliest and the latest start, so that an insertion is
// priced without walking the tour. Invariants of a State: every tour is
// feasible (earliest <= latest in every slot), links hold for every pair of
// starts inside the slots' own windows, stops of one group have the same
// peg, and Price is the sum of all parts. The build tag invariants checks
// them from scratch after every accepted change. A state is changed through an
// [Editor]; several with disjoint scopes ([Scope]) may work at the same time.
package vrp
