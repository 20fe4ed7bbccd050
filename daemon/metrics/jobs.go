package metrics

import "github.com/prometheus/client_golang/prometheus"

// JobCount is how many jobs of a kind are in a state, and, of those that wait,
// how long the oldest has.
type JobCount struct {
	Kind, State string
	Count       int
	OldestAge   float64 // seconds
}

var (
	jobsDesc = prometheus.NewDesc("hjemvej_jobs", "Jobs that are kept, by kind and state.", []string{"kind", "state"}, nil)
	ageDesc  = prometheus.NewDesc("hjemvej_queue_age_seconds", "How long the oldest job of a kind has waited.", []string{"kind"}, nil)
)

// jobCounter counts jobs when somebody asks.
type jobCounter struct{ count func() []JobCount }

// Describe names the figures.
func (c *jobCounter) Describe(to chan<- *prometheus.Desc) {
	to <- jobsDesc
	to <- ageDesc
}

// Collect gives the figures.
func (c *jobCounter) Collect(to chan<- prometheus.Metric) {
	for _, n := range c.count() {
		to <- prometheus.MustNewConstMetric(jobsDesc, prometheus.GaugeValue, float64(n.Count), n.Kind, n.State)
		if n.State == "queued" {
			to <- prometheus.MustNewConstMetric(ageDesc, prometheus.GaugeValue, n.OldestAge, n.Kind)
		}
	}
}
