// Package daemon is to be the service: nightly plans, sick calls and figures over
// HTTP. No command starts it yet. What stands so far are the parts that need no
// store:
//
//   - access: roles, and who may do what;
//   - gate: what every request passes before anything is done;
//   - settings: what the people who run it decide;
//   - nightly: when plans are made by themselves, right on both nights of the
//     clock change;
//   - metrics: what Prometheus is told;
//   - work: how a mend overtakes a nightly search.
//
// A plan under way is left and taken up again by solver.Planning.Checkpoint.
package daemon
