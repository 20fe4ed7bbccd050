// Package daemon is the service: nightly plans, sick calls and figures over HTTP.
//
//   - service: puts the rest together, serves and stops;
//   - settings: what the people who run it decide;
//   - gate: what every request passes before anything is done;
//   - access: roles, and who may do what;
//   - api: what is offered under /api/v1, and its description;
//   - pages: what people see in a browser;
//   - work: jobs in slices, and how a mend overtakes a nightly search;
//   - nightly: when plans are made by themselves, right on both nights of the
//     clock change;
//   - records: cases and plans, read and kept in memory;
//   - store: what must not be lost, in SQLite or Postgres;
//   - metrics: what Prometheus is told.
//
// Where to start reading: service/service.go, then work/replan.go.
package daemon
