package api

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/danielgtaylor/huma/v2"

	"github.com/hjemvej/hjemvej/daemon/access"
	"github.com/hjemvej/hjemvej/daemon/gate"
	"github.com/hjemvej/hjemvej/daemon/records"
	"github.com/hjemvej/hjemvej/daemon/store"
	"github.com/hjemvej/hjemvej/model"
)

// Feed is a calendar of one caregiver's visits.
type Feed struct {
	ID        string     `json:"id"`
	Area      string     `json:"area"`
	Caregiver string     `json:"caregiver"`
	Address   string     `json:"address,omitempty" doc:"told once"`
	Created   time.Time  `json:"created"`
	Revoked   *time.Time `json:"revoked,omitempty"`
}

func (a *API) feedOperations() {
	tags := []string{"feeds"}
	offer(a, access.ReadFeeds, huma.Operation{OperationID: "list-feeds", Method: http.MethodGet, Path: "/api/v1/feeds", Tags: tags, Summary: "Calendars that were handed out"},
		func(ctx context.Context, in *struct {
			Paging
			Area string `query:"area"`
		}) (*struct{ Body pageOf[Feed] }, error) {
			ids, names, err := a.visible(ctx, access.ReadFeeds, in.Area)
			if err != nil {
				return nil, err
			}
			p, err := a.Store.Feeds(ctx, store.Query{Areas: ids, After: in.After, Limit: in.Limit})
			return &struct{ Body pageOf[Feed] }{page(p, func(f store.Feed) Feed { return feedOf(f, names[f.Area]) })}, err
		})
	type wish struct {
		Body struct {
			Area      string `json:"area"`
			Caregiver string `json:"caregiver"`
		}
	}
	offer(a, access.WriteFeeds, huma.Operation{OperationID: "add-feed", Method: http.MethodPost, Path: "/api/v1/feeds", Tags: tags, DefaultStatus: http.StatusCreated, Summary: "Hand out a calendar of a caregiver's visits, at an address that nobody guesses"},
		func(ctx context.Context, in *wish) (*struct{ Body Feed }, error) {
			area, err := a.area(ctx, access.WriteFeeds, in.Body.Area)
			if err != nil {
				return nil, err
			}
			secret, hash := store.NewSecret()
			var f store.Feed
			err = a.Store.Write(ctx, func(tx *store.Tx) (err error) {
				f, err = tx.AddFeed(ctx, area.ID, in.Body.Caregiver, hash)
				note(ctx, tx, "add-feed", f.ID)
				return err
			})
			out := &struct{ Body Feed }{feedOf(f, area.Name)}
			out.Body.Address = "/calendar/" + secret + ".ics"
			return out, err
		})
	offer(a, access.WriteFeeds, huma.Operation{OperationID: "revoke-feed", Method: http.MethodDelete, Path: "/api/v1/feeds/{id}", Tags: tags, DefaultStatus: http.StatusNoContent, Summary: "Shut a calendar's address, for good"},
		func(ctx context.Context, in *jobID) (*struct{}, error) {
			f, err := a.Store.Feed(ctx, in.ID)
			if err != nil {
				return nil, err
			}
			area, err := a.Store.Area(ctx, f.Area)
			if err == nil {
				err = mayAt(ctx, access.WriteFeeds, area)
			}
			if err != nil {
				return nil, err
			}
			return nil, a.Store.Write(ctx, func(tx *store.Tx) error {
				note(ctx, tx, "revoke-feed", in.ID)
				_, err := tx.RevokeFeed(ctx, in.ID)
				return err
			})
		})
	type secret struct {
		Name string `path:"name"`
	}
	op := huma.Operation{OperationID: "read-calendar", Method: http.MethodGet, Path: CalendarPath + "{name}", Tags: tags, Security: []map[string][]string{}, Summary: "A caregiver's visits as a calendar (iCalendar); the address is the key"}
	huma.Register(a.huma, op, func(ctx context.Context, in *secret) (*file, error) {
		f, err := a.Store.FeedOf(ctx, store.HashSecret(strings.TrimSuffix(in.Name, ".ics")))
		if err != nil || !f.Revoked.IsZero() {
			return nil, gate.NewProblem(http.StatusNotFound, "not-found", "there is no such calendar, or it was shut")
		}
		out, err := a.calendar(ctx, f)
		if err != nil {
			return nil, a.told(ctx, err)
		}
		return out, nil
	})
}

// CalendarPath is where calendars are, which need no token.
const CalendarPath = "/calendar/"

func feedOf(f store.Feed, area string) Feed {
	return Feed{ID: f.ID, Area: area, Caregiver: f.Caregiver, Created: f.Created, Revoked: stamp(f.Revoked)}
}

// calendar is a feed as it stands: the visits of the published plan, and as
// cancelled those that the plans before it had. No name is in a title (R-P.3), and
// no place of a home whose address is protected (R-P.2).
func (a *API) calendar(ctx context.Context, f store.Feed) (*file, error) {
	area, err := a.Store.Area(ctx, f.Area)
	if err != nil {
		return nil, err
	}
	c := ics.NewCalendarFor("hjemvej")
	c.SetMethod(ics.MethodPublish)
	c.SetXPublishedTTL("PT15M")
	seen := map[model.VisitID]bool{}
	const back = 5 // plans
	for id, n := area.Plan, 0; id != "" && n < back; n++ {
		p, err := a.Records.Plan(ctx, id)
		if n > 0 && err != nil {
			break // retention
		}
		if err != nil {
			return nil, err
		}
		addVisits(c, p, model.CaregiverID(f.Caregiver), seen, n > 0)
		id = p.Follows
	}
	return &file{ContentType: "text/calendar; charset=utf-8", Body: []byte(c.Serialize())}, nil
}

// addVisits puts a caregiver's visits of a plan into a calendar.
func addVisits(c *ics.Calendar, p *records.Plan, who model.CaregiverID, seen map[model.VisitID]bool, cancelled bool) {
	of := map[model.GrantID]model.ServiceID{}
	for i := range p.Seen.Grants {
		of[p.Seen.Grants[i].ID] = p.Seen.Grants[i].Service
	}
	for i := range p.Of.Visits {
		v := &p.Of.Visits[i]
		at := slices.IndexFunc(v.Staff, func(s model.Assignment) bool { return s.Caregiver == who })
		if at < 0 || seen[v.ID] {
			continue
		}
		seen[v.ID] = true
		s := &v.Staff[at]
		e := c.AddEvent(string(v.ID) + "/" + string(who) + "@hjemvej")
		e.SetDtStampTime(p.Made)
		e.SetSequence(int(p.Epoch))
		e.SetStartAt(s.Start.Local())
		e.SetEndAt(s.Start.Add(s.Minutes).Local())
		e.SetSummary(string(v.Home))
		e.SetDescription(strings.Join(services(v, of), ", "))
		e.SetStatus(ics.ObjectStatusConfirmed)
		if cancelled {
			e.SetStatus(ics.ObjectStatusCancelled)
		}
	}
}

// services are what a visit does, each once.
func services(v *model.Visit, of map[model.GrantID]model.ServiceID) []string {
	var all []string
	for _, d := range v.Does {
		if s := string(of[d.Grant]); s != "" && !slices.Contains(all, s) {
			all = append(all, s)
		}
	}
	return all
}
