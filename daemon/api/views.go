package api

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"net/http"
	"regexp"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"github.com/hjemvej/hjemvej/daemon/access"
	"github.com/hjemvej/hjemvej/daemon/records"
	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/sheets"
)

// Filter is a part of a plan.
type Filter struct {
	ID        string `path:"id"`
	Day       string `query:"day" doc:"2026-11-23"`
	Caregiver string `query:"caregiver"`
	Home      string `query:"home"`
	Lang      string `query:"lang" enum:"da,en" default:"da"`
	Format    string `query:"format" doc:"html, csv, text …; the default is the sheet's first"`
}

func (f *Filter) options() (sheets.Options, error) {
	o := sheets.Options{Lang: f.Lang, Format: sheets.Format(f.Format), Filter: sheets.Filter{Caregiver: model.CaregiverID(f.Caregiver), Home: model.HomeID(f.Home)}}
	if f.Day != "" {
		d, err := model.ParseDate(f.Day)
		if err != nil {
			return o, bad("day: %v", err)
		}
		o.Filter.Date = d
	}
	return o, nil
}

// personal are the sheets that show addresses of protected homes, and notes: a
// tour list is for who goes there (R-P.2).
var personal = []sheets.Kind{sheets.Tours, sheets.Home}

func (a *API) viewOperations() {
	tags := []string{"plans"}
	type part struct {
		Filter
		Seen
	}
	offer(a, access.ReadPlans, huma.Operation{OperationID: "read-plan-visits", Method: http.MethodGet, Path: "/api/v1/plans/{id}/visits", Tags: tags, Summary: "Visits of a plan, by day, home or caregiver"},
		func(ctx context.Context, in *part) (*view, error) {
			return a.view(ctx, in.ID, in.Seen, []any{"visits", in.Filter}, func(p *records.Plan) (any, error) {
				o, err := in.options()
				return visits(p, o.Filter), err
			})
		})
	offer(a, access.ReadPlans, huma.Operation{OperationID: "read-plan-tours", Method: http.MethodGet, Path: "/api/v1/plans/{id}/tours", Tags: tags, Summary: "Tours of a plan, by day or caregiver"},
		func(ctx context.Context, in *part) (*view, error) {
			return a.view(ctx, in.ID, in.Seen, []any{"tours", in.Filter}, func(p *records.Plan) (any, error) {
				o, err := in.options()
				return tours(p.Of, o.Filter), err
			})
		})
	type calls struct {
		ID string `path:"id"`
		Seen
	}
	offer(a, access.ReadPlans, huma.Operation{OperationID: "read-plan-calls", Method: http.MethodGet, Path: "/api/v1/plans/{id}/calls", Tags: tags, Summary: "The calls that a plan owes, as they fall due"},
		func(ctx context.Context, in *calls) (*view, error) {
			return a.view(ctx, in.ID, in.Seen, "calls", func(p *records.Plan) (any, error) { return model.CallTimes(p.Seen, p.Of), nil })
		})
	type sheet struct {
		Filter
		Seen
		Kind string `path:"kind" enum:"summary,tours,home,calls,gantt,map,geojson,csv"`
	}
	offer(a, access.ReadPlans, huma.Operation{OperationID: "read-plan-sheet", Method: http.MethodGet, Path: "/api/v1/plans/{id}/sheets/{kind}", Tags: tags,
		Summary: "A plan as somebody reads it: summary, tours, home, calls, gantt, map; tours and homes are for those who may see protected addresses"},
		func(ctx context.Context, in *sheet) (*seenFile, error) {
			needs := access.ReadPlans
			if slices.Contains(personal, sheets.Kind(in.Kind)) {
				needs = access.ReadAddresses
			}
			p, tag, err := a.unseen(ctx, needs, in.ID, in.Seen, []any{"sheet", in.Kind, in.Filter})
			if err != nil {
				return nil, err
			}
			if p == nil {
				return &seenFile{Status: http.StatusNotModified, ETag: tag}, nil
			}
			f, err := a.sheet(p, sheets.Kind(in.Kind), &in.Filter)
			if err != nil {
				return nil, err
			}
			return &seenFile{http.StatusOK, f.ContentType, f.Policy, tag, f.Body}, nil
		})
	a.diffOperation(tags)
}

// sheet writes a sheet of a plan.
func (a *API) sheet(p *records.Plan, kind sheets.Kind, f *Filter) (*file, error) {
	o, err := f.options()
	if err != nil {
		return nil, err
	}
	formats := sheets.Formats(kind)
	if o.Format == "" && len(formats) > 0 {
		o.Format = formats[0]
		if slices.Contains(formats, sheets.HTMLFormat) {
			o.Format = sheets.HTMLFormat
		}
	}
	var b bytes.Buffer
	err = sheets.Write(&b, kind, p.Seen, p.Of, o)
	if errors.Is(err, sheets.ErrUnknown) || errors.Is(err, sheets.ErrFormat) || errors.Is(err, sheets.ErrKind) {
		return nil, bad("%v", err)
	}
	return document(o.Format, b.Bytes()), err
}

// sheetPolicy lets a page of a sheet have the styles and the scripts that it comes
// with, known by their hashes, and nothing else.
func sheetPolicy(page []byte) string {
	scripts := ""
	for _, m := range inlineScript.FindAllSubmatch(page, -1) {
		sum := sha256.Sum256(m[1])
		scripts += " 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	}
	if scripts != "" {
		scripts = " script-src" + scripts + ";"
	}
	return "default-src 'none';" + scripts + " style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; base-uri 'none'"
}

var inlineScript = regexp.MustCompile(`(?s)<script>(.*?)</script>`)

// document is a sheet as an answer.
func document(format sheets.Format, data []byte) *file {
	kinds := map[sheets.Format]string{sheets.HTMLFormat: "text/html; charset=utf-8", sheets.CSVFormat: "text/csv; charset=utf-8",
		sheets.ExcelFormat: "text/csv; charset=utf-8", sheets.JSONFormat: "application/json"}
	kind := kinds[format]
	if kind == "" {
		kind = "text/plain; charset=utf-8"
	}
	return &file{ContentType: kind, Policy: sheetPolicy(data), Body: data}
}

// visits are those of a plan that pass a filter, in its order.
func visits(p *records.Plan, f sheets.Filter) []*model.Visit {
	some := []*model.Visit{}
	take := func(v *model.Visit) {
		by := func(s model.Assignment) bool { return s.Caregiver == f.Caregiver }
		if (f.Home == "" || v.Home == f.Home) && (f.Date == 0 || v.Date == f.Date) && (f.Caregiver == "" || slices.ContainsFunc(v.Staff, by)) {
			some = append(some, v)
		}
	}
	switch {
	case f.Home != "":
		for _, v := range p.VisitsOf(f.Home) {
			take(v)
		}
	case f.Caregiver != "":
		for _, v := range p.VisitsBy(f.Caregiver) {
			take(v)
		}
	default:
		for i := range p.Of.Visits {
			take(&p.Of.Visits[i])
		}
	}
	return some
}

func tours(p *model.Plan, f sheets.Filter) []*model.Tour {
	some := []*model.Tour{}
	for i := range p.Tours {
		t := &p.Tours[i]
		if (f.Caregiver == "" || t.Caregiver == f.Caregiver) && (f.Date == 0 || len(t.Items) > 0 && t.Items[0].From.Date() == f.Date) {
			some = append(some, t)
		}
	}
	return some
}

func (a *API) diffOperation(tags []string) {
	type question struct {
		ID     string `path:"id"`
		With   string `query:"with" doc:"the older plan; default: the one it follows"`
		Format string `query:"format" enum:"json,html,csv,text" default:"json"`
		Lang   string `query:"lang" enum:"da,en" default:"da"`
	}
	offer(a, access.ReadPlans, huma.Operation{OperationID: "diff-plans", Method: http.MethodGet, Path: "/api/v1/plans/{id}/diff", Tags: tags,
		Summary: "What is different from an older plan: by citizen, by caregiver, and the calls in the order they fall due"},
		func(ctx context.Context, in *question) (*file, error) {
			p, _, err := a.plan(ctx, access.ReadPlans, in.ID)
			if err != nil {
				return nil, err
			}
			if in.With == "" {
				in.With = p.Follows
			}
			if in.With == "" {
				return nil, bad("the plan follows no other: name one in with")
			}
			was, _, err := a.plan(ctx, access.ReadPlans, in.With)
			if err != nil {
				return nil, err
			}
			o := sheets.Options{Lang: in.Lang, Format: sheets.Format(in.Format)}
			var b bytes.Buffer
			err = sheets.Diff(&b, []*model.Changes{model.Diff(was.Of, p.Of, p.Seen)}, p.Seen, o)
			return document(o.Format, b.Bytes()), err
		})
}
