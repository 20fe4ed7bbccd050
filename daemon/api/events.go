package api

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/hjemvej/hjemvej/daemon/access"
	"github.com/hjemvej/hjemvej/daemon/gate"
	"github.com/hjemvej/hjemvej/daemon/records"
	"github.com/hjemvej/hjemvej/daemon/store"
	"github.com/hjemvej/hjemvej/daemon/work"
	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/model/casefile"
)

// Event is an entry of an area's log.
type Event struct {
	Number   int64     `json:"number" doc:"in the log of the area"`
	State    string    `json:"state" enum:"open,applied,void"`
	Why      string    `json:"why,omitempty" doc:"it is void"`
	Plan     string    `json:"plan,omitempty" doc:"that knows it"`
	Received time.Time `json:"received"`
	Event    *anything `json:"event" doc:"with the keys of a list of events"`
}

func eventOf(e *store.Event) Event {
	return Event{Number: e.Number, State: string(e.State), Why: e.Why.En, Plan: e.Plan, Received: e.Received, Event: &anything{json.RawMessage(e.Body)}}
}

// Logged is an entry of the log of a plan, or one that is to be.
type Logged struct {
	Number int       `json:"number" doc:"what of means in another event"`
	Open   bool      `json:"open,omitempty" doc:"the plan that stands does not know it yet"`
	Event  *anything `json:"event"`
}

// log is the log of the plan that stands, with the open events after it.
func (a *API) log(ctx context.Context, area store.Area) ([]Logged, error) {
	all := []Logged{}
	if area.Plan == "" {
		return all, nil
	}
	p, err := a.Records.Plan(ctx, area.Plan)
	if err != nil {
		return nil, err
	}
	open, err := work.OpenEvents(ctx, a.Store.Reader, p)
	if err != nil {
		return nil, err
	}
	log := slices.Concat(p.Of.Log, open.Taken)
	for i := range log {
		all = append(all, Logged{log[i].Number, i >= len(p.Of.Log), &anything{json.RawMessage(casefile.EventJSON(&log[i]))}})
	}
	return all, nil
}

// Taken is what came of events that were posted.
type Taken struct {
	Events []Event `json:"events"`
	Job    string  `json:"job,omitempty" doc:"the mend that takes them in"`
}

func (a *API) eventOperations() {
	tags := []string{"events"}
	offer(a, access.ReadEvents, huma.Operation{OperationID: "list-events", Method: http.MethodGet, Path: "/api/v1/areas/{area}/events", Tags: tags, Summary: "The log of an area, in order"},
		func(ctx context.Context, in *struct {
			Area  string `path:"area"`
			After int64  `query:"after" doc:"a number: what comes after it"`
			State string `query:"state" enum:"open,applied,void"`
			Limit int    `query:"limit" minimum:"1" maximum:"1000" default:"100"`
		}) (*struct{ Body pageOf[Event] }, error) {
			area, err := a.area(ctx, access.ReadEvents, in.Area)
			if err != nil {
				return nil, err
			}
			rows, err := a.Store.Events(ctx, area.ID, in.After, store.EventState(in.State), in.Limit)
			if err != nil {
				return nil, err
			}
			out := &struct{ Body pageOf[Event] }{}
			out.Body.Items = []Event{}
			for i := range rows {
				out.Body.Items = append(out.Body.Items, eventOf(&rows[i]))
			}
			if len(rows) == in.Limit {
				out.Body.Next = fmt.Sprint(rows[len(rows)-1].Number)
			}
			return out, nil
		})
	offer(a, access.ReadEvents, huma.Operation{OperationID: "read-log", Method: http.MethodGet, Path: "/api/v1/areas/{area}/log", Tags: tags,
		Summary: "The log as the plan that stands has it, and after it the open events: its numbers are those that void, accepted and rejected speak of"},
		func(ctx context.Context, in *struct {
			Area string `path:"area"`
		}) (*struct{ Body pageOf[Logged] }, error) {
			area, err := a.area(ctx, access.ReadEvents, in.Area)
			if err != nil {
				return nil, err
			}
			log, err := a.log(ctx, area)
			return &struct{ Body pageOf[Logged] }{pageOf[Logged]{Items: log}}, err
		})
	post := huma.Operation{OperationID: "post-events", Method: http.MethodPost, Path: "/api/v1/areas/{area}/events", Tags: tags, DefaultStatus: http.StatusCreated, MaxBodyBytes: 4 << 20, SkipValidateBody: true,
		Errors:  []int{http.StatusConflict, http.StatusUnprocessableEntity},
		Summary: "Post what happened: a list of events as JSON or YAML, or a table as CSV. With a fault in one, none is taken. With an Idempotency-Key the same again changes nothing"}
	offer(a, access.WriteEvents, post, func(ctx context.Context, in *posted) (*struct {
		Status int
		Body   Taken
	}, error) {
		t, err := a.take(ctx, in)
		return &struct {
			Status int
			Body   Taken
		}{http.StatusCreated, t}, err
	})
}

// posted are events as they come.
type posted struct {
	Area    string  `path:"area"`
	Key     string  `header:"Idempotency-Key" maxLength:"200"`
	Kind    string  `header:"Content-Type"`
	Mend    string  `query:"mend" enum:"no,draft,publish" default:"draft" doc:"whether the plan is mended, and the mend published at once"`
	Seconds float64 `query:"seconds" minimum:"0" maximum:"3600" doc:"of the mend; default the service's"`
	Now     string  `query:"now" doc:"of the mend: what begins before stays; default the clock, while the case's days last"`
	RawBody []byte  `contentType:"application/json"`
}

// name is what the text of events is read as.
func (p *posted) name() string {
	switch kind, _, _ := strings.Cut(p.Kind, ";"); strings.TrimSpace(kind) {
	case "text/csv":
		return "events.csv"
	case "application/yaml", "application/x-yaml", "text/yaml":
		return "events.yaml"
	}
	return "events.json"
}

// errMoved says that the log or the plan changed while events were judged.
var errMoved = errors.New("the log has moved on")

// take judges events against the plan that stands and the events before them, and
// writes them to the log, with the job of a mend where one is wanted.
func (a *API) take(ctx context.Context, in *posted) (Taken, error) {
	area, err := a.area(ctx, access.WriteEvents, in.Area)
	if err == nil && in.Mend == "publish" {
		err = mayAt(ctx, access.PublishPlans, area)
	}
	if err != nil {
		return Taken{}, err
	}
	args := work.ReplanArgs{Seed: 1, Publish: in.Mend == "publish", Budget: work.Budget{Time: time.Duration(in.Seconds * float64(time.Second))}}
	if in.Now != "" {
		at, err := model.ParseTime(in.Now)
		if err != nil {
			return Taken{}, bad("now: %v", err)
		}
		args.Now = int64(at)
	}
	for {
		t, err := a.tryTake(ctx, area, in, &args)
		if !errors.Is(err, errMoved) {
			return t, err
		}
		if area, err = a.Store.Area(ctx, area.ID); err != nil {
			return Taken{}, err
		}
	}
}

func (a *API) tryTake(ctx context.Context, area store.Area, in *posted, args *work.ReplanArgs) (Taken, error) {
	if area.Plan == "" {
		return Taken{}, gate.NewProblem(http.StatusConflict, "no-plan", "the area has no published plan that anything could happen to")
	}
	batch, faults := casefile.ParseEvents(in.name(), in.RawBody)
	if faults.Broken() {
		return Taken{}, faulty("the events were refused, and nothing has changed", faults)
	}
	if len(batch) == 0 {
		return Taken{}, bad("there is no event in what was sent")
	}
	if in.Key == "" { // a repeated request is answered, whatever stands by now
		if err := a.judge(ctx, area, batch, in); err != nil {
			return Taken{}, err
		}
		var t Taken
		err := a.Store.Write(ctx, func(tx *store.Tx) (err error) {
			t, err = a.append(ctx, tx, area, batch, in.Mend, args)
			return err
		})
		return t, err
	}
	var refused error
	answer, _, err := a.Store.Once(ctx, store.Request{Token: gate.BearerOf(ctx).ID, Key: in.Key, Hash: hashOf([]any{area.ID, in.Mend, in.Seconds, in.Now, string(in.RawBody)})},
		func(tx *store.Tx) (store.Answer, error) {
			if refused = a.judgeIn(ctx, tx.Reader, area, batch, in); refused != nil {
				return store.Answer{}, refused
			}
			t, err := a.append(ctx, tx, area, batch, in.Mend, args)
			body, _ := json.Marshal(&t)
			return store.Answer{Status: http.StatusCreated, Body: body}, err
		})
	if err != nil {
		return Taken{}, err
	}
	var t takenAgain
	err = json.Unmarshal(answer.Body, &t)
	return t.taken(), err
}

// takenAgain is an answer as it was kept.
type takenAgain struct {
	Events []struct {
		Number   int64           `json:"number"`
		State    string          `json:"state"`
		Received time.Time       `json:"received"`
		Event    json.RawMessage `json:"event"`
	} `json:"events"`
	Job string `json:"job"`
}

func (t *takenAgain) taken() Taken {
	out := Taken{Job: t.Job, Events: []Event{}}
	for _, e := range t.Events {
		out.Events = append(out.Events, Event{Number: e.Number, State: e.State, Received: e.Received, Event: &anything{e.Event}})
	}
	return out
}

// judge says everything that is wrong with new events, as the log and the plan stand.
func (a *API) judge(ctx context.Context, area store.Area, batch []model.Event, in *posted) error {
	return a.judgeIn(ctx, a.Store.Reader, area, batch, in)
}

func (a *API) judgeIn(ctx context.Context, r store.Reader, area store.Area, batch []model.Event, in *posted) error {
	p, err := a.Records.Plan(ctx, area.Plan)
	if err != nil {
		return err
	}
	rows, err := r.Events(ctx, area.ID, 0, store.EventOpen, 0)
	if err != nil {
		return err
	}
	open, err := work.EventsOf(rows)
	if err != nil {
		return err
	}
	bad := superseded(p, batch)
	for len(bad) == 0 {
		_, found := model.Intake(p.Seen, p.Of, slices.Concat(open, batch))
		if len(found) == 0 {
			return nil
		}
		left := open[:0:0]
		for i := range open { // those that contradict a newer plan are void with the next mend
			if !slices.ContainsFunc(found, func(f model.EventFault) bool { return f.Number == i+1 }) {
				left = append(left, open[i])
			}
		}
		if len(left) == len(open) {
			for _, f := range found {
				f.Number -= len(open)
				bad = append(bad, f)
			}
		}
		open = left
	}
	return faulty("the events were refused, and nothing has changed", casefile.PlaceParsedFaults(in.name(), in.RawBody, bad))
}

// superseded are events that the case of a plan knows already.
func superseded(p *records.Plan, batch []model.Event) []model.EventFault {
	var all []model.EventFault
	for i := range batch {
		if batch[i].Known <= p.Base.Of.AsOf {
			all = append(all, model.EventFault{Number: i + 1, Field: "known", Text: model.Text{
				Da: "sagen er trukket ud " + p.Base.Of.AsOf.String() + " og ved det, der skete før",
				En: "the case was exported at " + p.Base.Of.AsOf.String() + " and knows what happened before"}})
		}
	}
	return all
}

// append writes judged events to the log, if it stands as it was judged by, and
// asks for a mend, or leaves them to the one that is at work.
func (a *API) append(ctx context.Context, tx *store.Tx, area store.Area, batch []model.Event, mend string, args *work.ReplanArgs) (Taken, error) {
	rows := make([]store.Event, len(batch))
	for i := range batch {
		rows[i] = store.Event{Known: batch[i].Known.Local(), Kind: string(batch[i].Kind), Body: casefile.EventJSON(&batch[i])}
	}
	token := gate.BearerOf(ctx).ID
	kept, err := tx.AppendEvents(ctx, area.ID, token, gate.RequestOf(ctx), rows)
	if err != nil {
		return Taken{}, err
	}
	now, err := tx.Area(ctx, area.ID)
	if err != nil || kept[0].Number != area.Events+1 || now.Epoch != area.Epoch {
		return Taken{}, errors.Join(err, errMoved)
	}
	t := Taken{Events: []Event{}}
	for i := range kept {
		t.Events = append(t.Events, eventOf(&kept[i]))
	}
	note(ctx, tx, "post-events", area.ID, fmt.Sprint(kept[0].Number), fmt.Sprint(kept[len(kept)-1].Number))
	if mend == "no" {
		return t, nil
	}
	t.Job, err = a.mendJob(ctx, tx, area, args, token)
	return t, err
}

// mendJob is the job that takes new events in: the one at work, or a new one.
func (a *API) mendJob(ctx context.Context, tx *store.Tx, area store.Area, args *work.ReplanArgs, token string) (string, error) {
	at, err := tx.JobAtWork(ctx, area.ID, store.JobReplan)
	if err == nil {
		return at.ID, nil
	}
	if !errors.Is(err, store.ErrNotFound) {
		return "", err
	}
	text, err := json.Marshal(args)
	if err != nil {
		return "", err
	}
	j, err := a.Work.Add(ctx, tx, store.Job{Kind: store.JobReplan, Area: area.ID, Args: text, Token: token})
	return j.ID, err
}

func hashOf(v any) string {
	text, _ := json.Marshal(v) // plain data
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}
