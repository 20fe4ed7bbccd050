package metrics

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// Night is when an area's nightly plan was to be begun last, and when one was done
// last; zero where there was none.
type Night struct {
	Area      string
	Due, Done time.Time
}

var (
	dueDesc  = prometheus.NewDesc("hjemvej_nightly_due_timestamp_seconds", "When the area's last nightly plan was to be begun.", []string{"area"}, nil)
	doneDesc = prometheus.NewDesc("hjemvej_nightly_success_timestamp_seconds", "When the area's last nightly plan was done.", []string{"area"}, nil)
)

// nightWatch looks at the nights when somebody asks. The schedule is shown beside
// what came of it: who watches needs to know no time zone, and no area's hours.
type nightWatch struct{ nights func() []Night }

// Describe names the figures.
func (n *nightWatch) Describe(to chan<- *prometheus.Desc) {
	to <- dueDesc
	to <- doneDesc
}

// Collect gives the figures.
func (n *nightWatch) Collect(to chan<- prometheus.Metric) {
	for _, night := range n.nights() {
		moment(to, dueDesc, night.Due, night.Area)
		moment(to, doneDesc, night.Done, night.Area)
	}
}

// moment gives a time in seconds since 1970, as Prometheus counts, unless there is none.
func moment(to chan<- prometheus.Metric, d *prometheus.Desc, at time.Time, area string) {
	if !at.IsZero() {
		to <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, float64(at.UnixMilli())/1000, area)
	}
}
