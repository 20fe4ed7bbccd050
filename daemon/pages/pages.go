// Package pages are what people see of the service in a browser: how the areas
// stand and what is being done, in Danish and English, with nothing from another
// network. They only look; what changes something is the API's.
package pages

import (
	"context"
	"embed"
	"errors"
	"html/template"
	"log/slog"
	"maps"
	"net/http"
	"slices"
	"time"

	"github.com/hjemvej/hjemvej/daemon/access"
	"github.com/hjemvej/hjemvej/daemon/gate"
	"github.com/hjemvej/hjemvej/daemon/records"
	"github.com/hjemvej/hjemvej/daemon/store"
	"github.com/hjemvej/hjemvej/daemon/work"
)

//go:embed status.html login.html pages.css status.js
var files embed.FS

// Pages are the pages of a service.
type Pages struct {
	Store   *store.Store
	Records *records.Records
	Bearers gate.Bearers
	Log     *slog.Logger
	Secure  bool // behind TLS
	Version string
}

var templates = template.Must(template.New("").Funcs(template.FuncMap{"word": word}).ParseFS(files, "*.html"))

// Open says whether a request needs no token at the gate: pages look at the
// browser's cookie themselves, to ask for one where there is none.
func Open(r *http.Request) bool {
	switch r.URL.Path {
	case "/", "/login", "/logout", "/pages.css", "/status.js":
		return true
	}
	return false
}

// Add puts the pages on a mux.
func (p *Pages) Add(mux *http.ServeMux) {
	mux.HandleFunc("GET /{$}", p.status)
	mux.HandleFunc("GET /login", p.login)
	mux.HandleFunc("POST /login", p.enter)
	mux.HandleFunc("POST /logout", p.leave)
	for _, name := range []string{"pages.css", "status.js"} {
		mux.HandleFunc("GET /"+name, func(w http.ResponseWriter, r *http.Request) {
			gate.Routed(r.Context(), "/"+name)
			http.ServeFileFS(w, r, files, name)
		})
	}
}

// bearer is who looks, by the browser's cookie.
func (p *Pages) bearer(r *http.Request) (access.Bearer, error) {
	secret, shown := gate.SecretOf(r)
	if !shown {
		return access.Bearer{}, gate.ErrUnknown
	}
	return p.Bearers.Bearer(r.Context(), secret)
}

// langOf is the language that a reader wants: as the address says, or the browser.
func langOf(r *http.Request) string {
	switch l := r.URL.Query().Get("lang"); l {
	case "da", "en":
		return l
	}
	if c, err := r.Cookie("lang"); err == nil && c.Value == "en" {
		return "en"
	}
	return "da"
}

func (p *Pages) write(w http.ResponseWriter, name string, status int, data any) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	if err := templates.ExecuteTemplate(w, name, data); err != nil {
		p.Log.Error("page", "name", name, "error", err)
	}
}

func (p *Pages) login(w http.ResponseWriter, r *http.Request) {
	gate.Routed(r.Context(), "/login")
	p.write(w, "login.html", http.StatusOK, map[string]any{"Lang": langOf(r)})
}

// enter keeps a token in the browser, where no script reads it, for a working day.
func (p *Pages) enter(w http.ResponseWriter, r *http.Request) {
	gate.Routed(r.Context(), "/login")
	r.Body = http.MaxBytesReader(w, r.Body, 4096)
	secret := r.PostFormValue("token")
	_, err := p.Bearers.Bearer(r.Context(), secret)
	switch {
	case errors.Is(err, gate.ErrUnknown):
		p.write(w, "login.html", http.StatusUnauthorized, map[string]any{"Lang": langOf(r), "Wrong": true})
	case err != nil:
		p.Log.Error("login", "request", gate.RequestOf(r.Context()), "error", err)
		gate.Refuse(w, r, gate.NewProblem(http.StatusServiceUnavailable, "store", "the store does not answer"))
	default:
		http.SetCookie(w, &http.Cookie{Name: gate.CookieName, Value: secret, Path: "/", HttpOnly: true, Secure: p.Secure, SameSite: http.SameSiteStrictMode, MaxAge: 12 * 3600})
		http.SetCookie(w, &http.Cookie{Name: "lang", Value: langOf(r), Path: "/", HttpOnly: true, Secure: p.Secure, SameSite: http.SameSiteStrictMode, MaxAge: 365 * 24 * 3600})
		http.Redirect(w, r, "/", http.StatusSeeOther)
	}
}

func (p *Pages) leave(w http.ResponseWriter, r *http.Request) {
	gate.Routed(r.Context(), "/logout")
	http.SetCookie(w, &http.Cookie{Name: gate.CookieName, Path: "/", HttpOnly: true, Secure: p.Secure, SameSite: http.SameSiteStrictMode, MaxAge: -1})
	http.Redirect(w, r, "/login", http.StatusSeeOther)
}

func (p *Pages) status(w http.ResponseWriter, r *http.Request) {
	gate.Routed(r.Context(), "/")
	b, err := p.bearer(r)
	if errors.Is(err, gate.ErrUnknown) {
		http.Redirect(w, r, "/login", http.StatusSeeOther)
		return
	}
	var v *view
	if err == nil {
		v, err = p.view(r.Context(), &b, langOf(r))
	}
	if err != nil {
		p.Log.Error("page", "request", gate.RequestOf(r.Context()), "error", err)
		gate.Refuse(w, r, gate.NewProblem(http.StatusServiceUnavailable, "store", "the store does not answer"))
		return
	}
	p.write(w, "status.html", http.StatusOK, v)
}

// view is the status page as its template has it.
type view struct {
	Lang, Version string
	Areas         []areaView
	Jobs          []jobView
	Nights        []work.AreaNight
	At            time.Time
	Personal      bool // may see tours and homes
}

type areaView struct {
	store.Area
	Open  int
	Plan  *store.Plan
	Draft *store.Plan // the newest that waits for approval
	Named string      // share of visits by named staff
	Rides string      // share of attendance that is travelled
}

type jobView struct {
	store.Job
	AreaName string
	Percent  int
}

func (p *Pages) view(ctx context.Context, b *access.Bearer, lang string) (*view, error) {
	v := &view{Lang: lang, Version: p.Version, At: time.Now(), Personal: true}
	all, err := p.Store.Areas(ctx)
	if err != nil {
		return nil, err
	}
	names, ids := map[string]string{}, []string{}
	for _, a := range all {
		scope := access.Scope{Provider: a.Provider, Districts: a.Districts}
		if b.May(access.ReadPlans, scope) != nil {
			continue
		}
		v.Personal = v.Personal && b.May(access.ReadAddresses, scope) == nil
		names[a.ID], ids = a.Name, append(ids, a.ID)
		one, err := p.area(ctx, a, lang)
		if err != nil {
			return nil, err
		}
		v.Areas = append(v.Areas, one)
	}
	night, err := work.LastSummary(ctx, p.Store)
	if err != nil {
		return nil, err
	}
	v.Nights = night.Of(slices.Collect(maps.Values(names)))
	jobs, err := p.Store.Jobs(ctx, store.Query{Areas: ids, Limit: 12})
	if err != nil {
		return nil, err
	}
	for _, j := range jobs.Items {
		v.Jobs = append(v.Jobs, jobView{j, names[j.Area], int(100 * j.Progress.Share)})
	}
	return v, nil
}

func (p *Pages) area(ctx context.Context, a store.Area, lang string) (areaView, error) {
	v := areaView{Area: a}
	open, err := p.Store.Events(ctx, a.ID, 0, store.EventOpen, 0)
	if err != nil {
		return v, err
	}
	v.Open = len(open)
	drafts, err := p.Store.Plans(ctx, store.Query{Areas: []string{a.ID}, State: string(store.PlanDraft), Limit: 1})
	if err != nil {
		return v, err
	}
	if len(drafts.Items) > 0 && drafts.Items[0].Epoch == a.Epoch {
		v.Draft = &drafts.Items[0]
	}
	if a.Plan == "" {
		return v, nil
	}
	plan, err := p.Records.Plan(ctx, a.Plan)
	if err != nil {
		return v, err
	}
	row, err := p.Store.Plan(ctx, a.Plan) // what was read may know it as a draft yet
	if err != nil {
		return v, err
	}
	v.Plan = &row
	f := &plan.Of.Measures.All
	travelled := 0
	for _, m := range f.TravelMinutes {
		travelled += int(m)
	}
	v.Named, v.Rides = percent(f.ByNamed, f.NamedVisits, lang), percent(travelled, int(f.Attendance), lang)
	return v, nil
}
