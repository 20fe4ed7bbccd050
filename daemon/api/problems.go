package api

import (
	"errors"
	"fmt"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/hjemvej/hjemvej/daemon/access"
	"github.com/hjemvej/hjemvej/daemon/gate"
	"github.com/hjemvej/hjemvej/daemon/store"
	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/model/casefile"
)

// What is wrong with the form of a request is answered like all else.
func init() {
	huma.NewError = func(status int, msg string, errs ...error) huma.StatusError {
		p := gate.NewProblem(status, codeOf(status), msg)
		for _, err := range errs {
			var d huma.ErrorDetailer
			f := gate.Fault{En: err.Error(), Da: err.Error()}
			if errors.As(err, &d) {
				f = gate.Fault{Column: d.ErrorDetail().Location, En: d.ErrorDetail().Message, Da: d.ErrorDetail().Message}
			}
			p.Faults = append(p.Faults, f)
		}
		return p
	}
}

func codeOf(status int) string {
	switch status {
	case http.StatusNotFound:
		return "not-found"
	case http.StatusUnprocessableEntity:
		return "faults"
	case http.StatusRequestEntityTooLarge:
		return "too-large"
	}
	return "request"
}

// problemOf is what a caller is told of an error.
func problemOf(err error) *gate.Problem {
	var p *gate.Problem
	var refused *access.Refusal
	var conflict *store.ConflictError
	var busy *store.BusyError
	switch {
	case errors.As(err, &p):
		said := *p
		return &said
	case errors.As(err, &refused):
		return gate.NewProblem(http.StatusForbidden, "forbidden", err.Error())
	case errors.As(err, &conflict):
		p := gate.NewProblem(http.StatusConflict, "conflict", "another plan was published meanwhile")
		p.Stands = map[string]any{"area": conflict.Stands.Name, "epoch": conflict.Stands.Epoch, "plan": conflict.Stands.Plan}
		return p
	case errors.As(err, &busy):
		p := gate.NewProblem(http.StatusConflict, "busy", err.Error())
		p.Stands = map[string]any{"job": busy.Job.ID}
		return p
	}
	for _, known := range []struct {
		err    error
		status int
		code   string
	}{
		{store.ErrNotFound, http.StatusNotFound, "not-found"},
		{store.ErrState, http.StatusConflict, "state"},
		{store.ErrBusy, http.StatusConflict, "busy"},
		{store.ErrKeyReused, http.StatusUnprocessableEntity, "key-reused"},
		{store.ErrCursor, http.StatusBadRequest, "cursor"},
		{store.ErrText, http.StatusUnprocessableEntity, "text"},
		{store.ErrExists, http.StatusConflict, "exists"},
	} {
		if errors.Is(err, known.err) {
			return gate.NewProblem(known.status, known.code, err.Error())
		}
	}
	return gate.NewProblem(http.StatusInternalServerError, "internal", "the service has a fault; its log has the request's id")
}

// faulty is a problem with everything that is wrong with what was sent.
func faulty(detail string, faults casefile.Faults) *gate.Problem {
	p := gate.NewProblem(http.StatusUnprocessableEntity, "faults", detail)
	for _, f := range faults {
		p.Faults = append(p.Faults, gate.Fault{File: f.File, Row: f.Row, Column: f.Column, Da: f.In("da"), En: f.In("en"), Rule: f.Rule})
	}
	return p
}

// wrong is a problem that both languages say.
func wrong(status int, code string, t model.Text) *gate.Problem {
	p := gate.NewProblem(status, code, t.En)
	p.Faults = []gate.Fault{{Da: t.Da, En: t.En}}
	return p
}

// bad is a request that asks for what there is not.
func bad(format string, args ...any) *gate.Problem {
	return gate.NewProblem(http.StatusBadRequest, "request", fmt.Sprintf(format, args...))
}
