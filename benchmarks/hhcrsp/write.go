package hhcrsp

import (
	"encoding/json"

	"github.com/hjemvej/hjemvej/solver/vrp"
)

// form is how solutions are published.
type form struct {
	Routes []route `json:"routes"`
}

type route struct {
	Caregiver string  `json:"caregiver_id"`
	Visits    []visit `json:"locations"`
}

// visit is one service: arrival is when it starts.
type visit struct {
	Patient   string  `json:"patient"`
	Service   string  `json:"service"`
	Arrival   float64 `json:"arrival_time"`
	Departure float64 `json:"departure_time"`
}

// Write puts a solution into the published form.
func (i *instance) Write(p *vrp.Problem, s *vrp.Solution) []byte {
	f := form{Routes: []route{}}
	for t, tour := range s.Tours {
		r := route{Caregiver: i.Caregivers[t].ID, Visits: []visit{}}
		for _, stop := range tour {
			st, at := &p.Stops[stop], s.Start[stop]
			r.Visits = append(r.Visits, visit{i.Patients[st.Place-2].ID, i.Services[st.Class].ID,
				float64(at) / unit, float64(at+st.Dur) / unit})
		}
		f.Routes = append(f.Routes, r)
	}
	text, err := json.MarshalIndent(f, "", " ")
	if err != nil {
		panic(err) // strings and finite numbers
	}
	return append(text, '\n')
}
