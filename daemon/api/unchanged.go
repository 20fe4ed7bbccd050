package api

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"strings"

	"github.com/hjemvej/hjemvej/daemon/access"
	"github.com/hjemvej/hjemvej/daemon/records"
)

// A plan never changes, so what is read of it is the same for as long as the
// program is: whoever has it already is told so, and it is neither worked out nor
// sent again (RFC 9110, section 13).

// Seen is what whoever asks has of an earlier answer.
type Seen struct {
	Tags string `header:"If-None-Match" doc:"the ETag of an earlier answer: what is still the same is answered by 304, and not sent again"`
}

// has says whether an answer is among those that were seen.
func (s Seen) has(tag string) bool {
	for t := range strings.SplitSeq(s.Tags, ",") {
		if t = strings.TrimSpace(t); t == "*" || strings.TrimPrefix(t, "W/") == strings.TrimPrefix(tag, "W/") {
			return true
		}
	}
	return false
}

// view is something read of a plan.
type view struct {
	Status int
	ETag   string `header:"ETag"`
	Body   *anything
}

// seenFile is a sheet of a plan, or that it was seen before.
type seenFile struct {
	Status      int
	ContentType string `header:"Content-Type"`
	Policy      string `header:"Content-Security-Policy"`
	ETag        string `header:"ETag"`
	Body        []byte
}

// view answers with something of a plan, unless that was seen before.
func (a *API) view(ctx context.Context, id string, seen Seen, about any, of func(*records.Plan) (any, error)) (*view, error) {
	p, tag, err := a.unseen(ctx, access.ReadPlans, id, seen, about)
	if err != nil {
		return nil, err
	}
	if p == nil {
		return &view{Status: http.StatusNotModified, ETag: tag}, nil
	}
	some, err := of(p)
	return &view{Status: http.StatusOK, ETag: tag, Body: &anything{some}}, err
}

// unseen reads a plan, for those who may do something in its area, and gives the
// tag of what is asked about it; no plan where that was seen before.
func (a *API) unseen(ctx context.Context, op access.Operation, id string, seen Seen, about any) (*records.Plan, string, error) {
	row, _, err := a.row(ctx, op, id)
	if err != nil {
		return nil, "", err
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%q %q %q %#v", a.Version, row.ID, row.Hash, about))
	tag := `W/"` + hex.EncodeToString(sum[:12]) + `"` // weak: it is packed or not
	if seen.has(tag) {
		return nil, tag, nil
	}
	p, err := a.Records.Plan(ctx, id)
	return p, tag, err
}
