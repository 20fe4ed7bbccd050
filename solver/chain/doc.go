// Package chain replays mends: a plan, the log of events and the plan after them
// form a chain, in which each plan says by its hash which one it was made from,
// and by its effort how. Where the same version of the program made it, it is made
// again and must come out the same to the byte; else its hashes and the rules must
// hold. Start with Replay.
package chain
