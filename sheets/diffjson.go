package sheets

import (
	"encoding/json"
	"io"

	"github.com/hjemvej/hjemvej/model"
)

// diffJSON writes the differences as a list, one of each provider: ids, ISO 8601
// times, whole øre, and no names (R-P.3).
func diffJSON(w io.Writer, all []*difference) error {
	list := make([]jsonDiff, 0, len(all))
	for _, d := range all {
		list = append(list, d.json())
	}
	return json.NewEncoder(w).Encode(list)
}

// jsonDiff is a difference for programs. Lists are never null, times never
// given are left out.
type jsonDiff struct {
	Provider         model.ProviderID
	From, To         string // the days compared, both included; "" none in common
	Now, Until       string `json:",omitempty"`
	Same             bool
	Summary          []string
	Announced, Later model.Totals
	Out              []jsonOut
	Events           []jsonEvent
	Homes            []jsonHome
	Caregivers       []jsonCaregiver
	Calls, CallsOver []jsonCall
	Briefings        jsonDelta[jsonBriefing]
	Replacements     jsonDelta[jsonReplacement]
	Certificates     jsonDelta[jsonCertificate]
	Tasks            jsonDelta[jsonTask]
	Bill             []model.BillChange
	Measures         []model.FigureChanged
}

func (d *difference) json() jsonDiff {
	ch := d.ch
	j := jsonDiff{Provider: ch.Is.Made.Provider, Now: iso(ch.Now), Until: iso(ch.Until), Same: ch.Same(), Summary: d.sentences(),
		Announced: ch.Totals, Later: ch.Later, Out: mapped(ch.Out, jsonOutOf), Events: mapped(ch.Events, jsonEventOf),
		Homes: mapped(ch.Homes, jsonHomeOf), Caregivers: mapped(ch.Caregivers, jsonCaregiverOf),
		Calls: mapped(ch.Calls, jsonCallOf), CallsOver: mapped(ch.CallsOver, jsonCallOver),
		Briefings: deltaOf(ch.Briefings, jsonBriefingOf), Replacements: deltaOf(ch.Replacements, jsonReplacementOf),
		Certificates: deltaOf(ch.Certificates, jsonCertificateOf), Tasks: deltaOf(ch.Raised, jsonTaskOf),
		Bill: mapped(ch.Bill, same), Measures: mapped(ch.Measures, same)}
	if ch.Days.Days > 0 {
		j.From, j.To = ch.Days.From.String(), (ch.Days.End() - 1).String()
	}
	return j
}

func iso(t model.Time) string {
	if t == 0 {
		return ""
	}
	return t.String()
}

func same[T any](x T) T { return x }

// mapped is a list of others, never nil.
func mapped[A, B any](all []A, to func(A) B) []B {
	list := make([]B, 0, len(all))
	for _, x := range all {
		list = append(list, to(x))
	}
	return list
}

type jsonDelta[T any] struct{ New, Gone []T }

func deltaOf[A, B any](d model.Delta[A], to func(A) B) jsonDelta[B] {
	return jsonDelta[B]{mapped(d.New, to), mapped(d.Gone, to)}
}

type jsonOut struct {
	Caregiver                       model.CaregiverID
	Why                             model.EventKind `json:",omitempty"`
	Shifts                          []model.ShiftID
	Visits, Handed                  int
	To                              []model.CaregiverID
	Seconds, Alone, Moved           int
	Services                        []jsonServiceDays
	Booked, Certified, NoLongerOwed int
}

type jsonServiceDays struct {
	Service model.ServiceID
	Count   int
	Dates   []string
}

func jsonOutOf(o model.Out) jsonOut {
	return jsonOut{Caregiver: o.Caregiver, Why: o.Why, Shifts: o.Shifts, Visits: o.Visits, Handed: o.Handed, To: mapped(o.To, same),
		Seconds: o.Seconds, Alone: o.Alone, Moved: o.Moved, Booked: o.Booked, Certified: o.Certified, NoLongerOwed: o.NotOwed,
		Services: mapped(o.Services, func(s model.ServiceDays) jsonServiceDays {
			return jsonServiceDays{s.Service, s.Count, mapped(s.Dates, model.Date.String)}
		})}
}

// jsonEvent is an event without what was written by hand.
type jsonEvent struct {
	Number    int
	Known     string
	Kind      model.EventKind
	What      string            `json:",omitempty"`
	Caregiver model.CaregiverID `json:",omitempty"`
	Shift     model.ShiftID     `json:",omitempty"`
	Home      model.HomeID      `json:",omitempty"`
	Visit     model.VisitID     `json:",omitempty"`
	From, To  string            `json:",omitempty"`
}

func jsonEventOf(e model.Event) jsonEvent {
	return jsonEvent{e.Number, iso(e.Known), e.Kind, shownWhat(e), e.Caregiver, e.Shift, e.Home, e.Visit, iso(e.From), iso(e.To)}
}

type jsonHome struct {
	Home      model.HomeID
	Announced bool
	Visits    []jsonVisitChange
	Named     *model.NamedChange `json:",omitempty"`
	Agreed    []jsonAgreed
	Faces     []model.CaregiverID
}

type jsonVisitChange struct {
	Visit        model.VisitID
	Fate         model.Fate
	Announced    bool
	Was, Is      *jsonVisit `json:",omitempty"`
	Left, Came   []model.CaregiverID
	Faces        []model.CaregiverID
	Lost, Gained []jsonMove
	CallBefore   string `json:",omitempty"`
}

type jsonVisit struct {
	Start    string
	Minutes  model.Minutes
	Staff    []model.CaregiverID
	Services []string
}

type jsonMove struct {
	Service    string
	Occurrence model.OccurrenceID
	Visit      model.VisitID `json:",omitempty"` // where else it is
	Ending     model.Ending  `json:",omitempty"`
}

type jsonAgreed struct{ About, Was, Is string }

func jsonHomeOf(h model.HomeChange) jsonHome {
	return jsonHome{Home: h.Home, Announced: h.Announced, Named: h.Named, Faces: mapped(h.Faces, same),
		Agreed: mapped(h.Agreed, func(a model.AgreedChange) jsonAgreed {
			return jsonAgreed{agreedAbout(a.Is), agreedID(a.Was), agreedID(a.Is)}
		}),
		Visits: mapped(h.Visits, func(v model.VisitChange) jsonVisitChange {
			j := jsonVisitChange{Visit: v.Visit, Fate: v.Fate, Announced: v.Announced, Was: jsonVisitOf(v.Was), Is: jsonVisitOf(v.Is),
				Left: mapped(v.Left, same), Came: mapped(v.Came, same), Faces: mapped(v.Faces, same), Lost: mapped(v.Lost, jsonMoveOf), Gained: mapped(v.Gained, jsonMoveOf)}
			if v.Call != nil {
				j.CallBefore = iso(v.Call.Latest)
			}
			return j
		})}
}

func jsonVisitOf(v *model.Visit) *jsonVisit {
	if v == nil {
		return nil
	}
	return &jsonVisit{iso(v.Start), v.Length, mapped(v.Staff, func(a model.Assignment) model.CaregiverID { return a.Caregiver }), mapped(v.Does, serviceID)}
}

func jsonMoveOf(m model.ServiceMove) jsonMove {
	j := jsonMove{Service: serviceID(m.Done), Occurrence: m.Occurrence, Ending: m.Ending}
	if m.Other != nil {
		j.Visit = m.Other.ID
	}
	return j
}
