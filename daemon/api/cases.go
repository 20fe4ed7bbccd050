package api

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"path"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/hjemvej/hjemvej/daemon/access"
	"github.com/hjemvej/hjemvej/daemon/gate"
	"github.com/hjemvej/hjemvej/daemon/store"
	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/model/casefile"
)

// Case is an export of the care record.
type Case struct {
	ID       string    `json:"id"`
	Name     string    `json:"name"`
	AsOf     time.Time `json:"as_of" doc:"when it was exported: it knows every event before"`
	From     string    `json:"from" doc:"the first day"`
	Days     int       `json:"days"`
	Hash     string    `json:"hash"`
	Uploaded time.Time `json:"uploaded"`
	Newest   string    `json:"newest" doc:"the export of this name that counts: this one, or that of a later one"`
	Warnings []string  `json:"warnings,omitempty"`
}

func caseOf(c store.Case) Case {
	return Case{ID: c.ID, Name: c.Name, AsOf: c.AsOf, From: c.Horizon.From.String(), Days: c.Horizon.Days, Hash: c.Hash, Uploaded: c.Uploaded, Newest: c.Newest}
}

type oneCase struct {
	Status   int
	Location string `header:"Location"`
	Body     Case
}

// Series is what exports that follow each other are called.
type Series struct {
	Name string `query:"name" maxLength:"64" pattern:"^[A-Za-z0-9_-]*$" doc:"what areas call the case; exports of one name follow each other. Default the case's own"`
}

type caseID struct {
	ID string `path:"id"`
}

func (a *API) caseOperations() {
	tags := []string{"cases"}
	offer(a, access.ReadCases, huma.Operation{OperationID: "list-cases", Method: http.MethodGet, Path: "/api/v1/cases", Tags: tags, Summary: "Exports of the care record, the last first"},
		func(ctx context.Context, in *struct {
			Paging
			Name string `query:"name"`
		}) (*struct{ Body pageOf[Case] }, error) {
			p, err := a.Store.Cases(ctx, store.Query{Name: in.Name, After: in.After, Limit: in.Limit})
			return &struct{ Body pageOf[Case] }{page(p, caseOf)}, err
		})
	offer(a, access.ReadCases, huma.Operation{OperationID: "read-case", Method: http.MethodGet, Path: "/api/v1/cases/{id}", Tags: tags, Summary: "One export"},
		func(ctx context.Context, in *caseID) (*oneCase, error) {
			c, err := a.Store.Case(ctx, in.ID)
			return &oneCase{Status: http.StatusOK, Body: caseOf(c)}, err
		})
	offer(a, access.ReadCases, huma.Operation{OperationID: "read-standard", Method: http.MethodGet, Path: "/api/v1/cases/{id}/standard", Tags: tags, Summary: "The standard of an export: its version, services, rules and prices"},
		func(ctx context.Context, in *caseID) (*struct{ Body *anything }, error) {
			c, err := a.Records.Case(ctx, in.ID)
			if err != nil {
				return nil, err
			}
			return &struct{ Body *anything }{&anything{c.Of.Standard}}, nil
		})
	offer(a, access.WriteCases, huma.Operation{OperationID: "read-case-content", Method: http.MethodGet, Path: "/api/v1/cases/{id}/content", Tags: tags, Summary: "The export itself, as a zip of its tables"},
		func(ctx context.Context, in *caseID) (*file, error) {
			if err := whole(ctx, access.WriteCases); err != nil {
				return nil, err
			}
			c, err := a.Store.Case(ctx, in.ID)
			if err != nil {
				return nil, err
			}
			data, err := a.Store.Blob(ctx, c.Blob)
			return attachment("application/zip", "case.zip", data), err
		})
	upload := huma.Operation{OperationID: "upload-case", Method: http.MethodPost, Path: "/api/v1/cases", Tags: tags, DefaultStatus: http.StatusCreated, MaxBodyBytes: -1, BodyReadTimeout: -1,
		Summary: "Upload an export: a zip of the case's folder. It is checked whole; with faults nothing is kept, and all of them are told"}
	offer(a, access.WriteCases, upload, func(ctx context.Context, in *struct {
		Series
		RawBody []byte `contentType:"application/zip"`
	}) (*oneCase, error) {
		return a.keepCase(ctx, in.Name, in.RawBody)
	})
	tables := huma.Operation{OperationID: "upload-case-tables", Method: http.MethodPost, Path: "/api/v1/cases/tables", Tags: tags, DefaultStatus: http.StatusCreated, MaxBodyBytes: -1, BodyReadTimeout: -1,
		Summary: "Upload an export as its files, each a part of the form: case.yaml, homes.csv, grants.csv …"}
	offer(a, access.WriteCases, tables, func(ctx context.Context, in *struct {
		Series
		RawBody multipart.Form
	}) (*oneCase, error) {
		data, err := zipped(&in.RawBody)
		if err != nil {
			return nil, bad("%v", err)
		}
		return a.keepCase(ctx, in.Name, data)
	})
}

// whole wants somebody who is limited to no provider or district.
func whole(ctx context.Context, op access.Operation) error {
	b := gate.BearerOf(ctx)
	return b.May(op, access.Scope{})
}

// keepCase checks an export and keeps it.
func (a *API) keepCase(ctx context.Context, name string, data []byte) (*oneCase, error) {
	if err := whole(ctx, access.WriteCases); err != nil {
		return nil, err
	}
	c, faults := casefile.ReadPackedCase(data, a.Pack)
	if faults.Broken() {
		return nil, faulty("the export has faults and was not taken", faults)
	}
	if _, err := model.NewRoads(c); err != nil {
		return nil, wrong(http.StatusUnprocessableEntity, "faults", model.Text{Da: err.Error(), En: err.Error()})
	}
	kept, err := a.Records.Keep(ctx, name, c, by(ctx, ""))
	if err != nil {
		return nil, err
	}
	out := &oneCase{Status: http.StatusCreated, Location: "/api/v1/cases/" + kept.ID, Body: caseOf(kept)}
	for _, f := range faults {
		out.Body.Warnings = append(out.Body.Warnings, f.In("en"))
	}
	return out, nil
}

// zipped packs the files of a form.
func zipped(form *multipart.Form) ([]byte, error) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, headers := range form.File {
		for _, h := range headers {
			if err := addFile(z, h); err != nil {
				return nil, err
			}
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

func addFile(z *zip.Writer, h *multipart.FileHeader) error {
	f, err := h.Open()
	if err != nil {
		return fmt.Errorf("%s: %w", h.Filename, err)
	}
	defer func() { _ = f.Close() }()
	to, err := z.Create(path.Base(h.Filename))
	if err != nil {
		return err
	}
	_, err = io.Copy(to, f)
	return err
}

// file is an answer that is a file.
type file struct {
	ContentType string `header:"Content-Type"`
	Disposition string `header:"Content-Disposition"`
	Policy      string `header:"Content-Security-Policy"`
	ETag        string `header:"ETag"`
	Body        []byte
}

func attachment(kind, name string, data []byte) *file {
	return &file{ContentType: kind, Disposition: fmt.Sprintf("attachment; filename=%q", name), Body: data}
}
