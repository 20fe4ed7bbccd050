// Package store keeps what the daemon must not lose: cases, areas and their
// chains of plans, events, jobs, tokens and the audit. It speaks database/sql to
// SQLite (one file, the default) or Postgres, with the same statements.
//
// A [Store] reads; a [Tx] reads and writes. Every write goes through
// [Store.Write], so what belongs together (a plan published, the one before
// superseded, the audit entry) is kept together or not at all, and what was
// answered after Write has come back survives the end of the process.
//
// Nobody waits for anybody with a lock in hand. Where two may want the same, one
// statement compares and swaps: the epoch of an area when a plan is published
// ([Tx.Publish]), the state and the slices of a job ([Tx.MoveJob],
// [Tx.SaveSlice]), a request's key ([Store.Once]). The loser hears what stands.
//
// # What is kept, and for how long
//
// No names, notes or addresses have a column of their own: rows hold ids that
// say nothing outside the care record. What a case or a plan tells of people
// lies packed in blobs, and what an event tells in its body. Events, plans that
// no longer count, ended jobs, answered requests and the audit stay until a job of retention removes
// them ([Tx.RemoveBefore], [Tx.RemoveBlobs]); the published plan, its case and open
// events are never removed. A removal of audit entries is an audit entry.
//
// Where to start reading: store.go, then migrations/0001_tables.sql, then
// plans_publish.go. Both databases pass the same tests ([storetest]).
//
// [storetest]: https://pkg.go.dev/github.com/hjemvej/hjemvej/daemon/store/storetest
package store
