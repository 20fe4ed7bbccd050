// Package testdata embeds the cases that a fresh clone can plan without any
// data of its own.
package testdata

import (
	"embed"
	"io/fs"
)

//go:embed cases/smalltown
var cases embed.FS

// SmallTown is the folder of the embedded example: an invented town of about
// 60 homes over a fortnight. `go test ./benchmarks/generate -run SmallTown
// -update` writes it anew.
func SmallTown() fs.FS {
	dir, err := fs.Sub(cases, "cases/smalltown")
	if err != nil { // the path above is a valid one
		panic(err)
	}
	return dir
}
