package api

import (
	"encoding/json"

	"github.com/danielgtaylor/huma/v2"
)

// anything is JSON that has a description of its own elsewhere: what the command
// line writes with --json.
type anything struct{ of any }

// MarshalJSON gives what it holds.
func (a *anything) MarshalJSON() ([]byte, error) { return json.Marshal(a.of) }

// Schema says that it may be anything.
func (*anything) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Description: "as the command line writes it with --json"}
}
