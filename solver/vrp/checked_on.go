//go:build invariants

package vrp

// Checked: every committed change is recomputed from scratch.
const Checked = true
