// Package metrics is what Prometheus is told of the service, on a registry of
// its own. Labels have few values, all known beforehand: areas of the settings,
// kinds and states of jobs, lines of the price list, routes by their patterns.
// No home, citizen or caregiver is ever one (R-P.3).
package metrics

import (
	"net/http"
	"runtime"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/hjemvej/hjemvej/model"
)

// Metrics are the figures of one process.
type Metrics struct {
	registry  *prometheus.Registry
	plans     func()
	solve     *prometheus.HistogramVec
	pace      *prometheus.GaugeVec
	bill      *prometheus.GaugeVec
	unserved  *prometheus.GaugeVec
	calls     *prometheus.GaugeVec
	named     *prometheus.GaugeVec
	travel    *prometheus.GaugeVec
	requests  *prometheus.CounterVec
	request   *prometheus.HistogramVec
	store     prometheus.Histogram
	storeBad  prometheus.Counter
	streams   prometheus.Gauge
	published *prometheus.CounterVec
}

// Source is what is read in the store whenever somebody asks: it holds whichever
// process did it, and however often one was started since. A worker has none.
type Source struct {
	Jobs   func() []JobCount
	Nights func() []Night
	Plans  func() // shows the plans that stand
}

// native is a histogram whose buckets grow by a tenth, whatever the scale, and
// which never has more than a hundred and sixty of them.
func native(name, help string) prometheus.HistogramOpts {
	return prometheus.HistogramOpts{Namespace: "hjemvej", Name: name, Help: help,
		NativeHistogramBucketFactor: 1.1, NativeHistogramMaxBucketNumber: 160, NativeHistogramMinResetDuration: time.Hour,
		Buckets: prometheus.ExponentialBuckets(0.005, 4, 8)} // for whoever scrapes without native histograms
}

func gauge(name, help string) prometheus.GaugeOpts {
	return prometheus.GaugeOpts{Namespace: "hjemvej", Name: name, Help: help}
}

func counter(name, help string) prometheus.CounterOpts {
	return prometheus.CounterOpts{Namespace: "hjemvej", Name: name, Help: help}
}

// answered is the time to answer a request. Of the plain buckets one ends at the
// hundred milliseconds that ninety-nine in a hundred are to keep to, so an alert
// need not guess where between two they were.
func answered() prometheus.HistogramOpts {
	o := native("http_request_seconds", "Time to answer, streams apart.")
	o.Buckets = []float64{0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10}
	return o
}

// New makes the figures of a process.
func New(version string, of Source) *Metrics {
	m := &Metrics{
		plans:     of.Plans,
		registry:  prometheus.NewRegistry(),
		solve:     prometheus.NewHistogramVec(native("solve_seconds", "Time that a job searched."), []string{"kind"}),
		pace:      prometheus.NewGaugeVec(gauge("iterations_per_second", "Pace of the last slice of search."), []string{"area", "kind"}),
		bill:      prometheus.NewGaugeVec(gauge("plan_price_kroner", "Bill of the published plan, by line of the price list."), []string{"area", "line"}),
		unserved:  prometheus.NewGaugeVec(gauge("plan_unserved", "Services that the published plan leaves undone, by care class."), []string{"area", "class"}),
		calls:     prometheus.NewGaugeVec(gauge("plan_calls", "Calls that the published plan owes; late ones can't be made in time."), []string{"area", "late"}),
		named:     prometheus.NewGaugeVec(gauge("plan_named_ratio", "Share of visits by the home's two named staff."), []string{"area"}),
		travel:    prometheus.NewGaugeVec(gauge("plan_travel_ratio", "Share of attendance that is travelled."), []string{"area"}),
		requests:  prometheus.NewCounterVec(counter("http_requests_total", "Requests, by route and status."), []string{"route", "code"}),
		request:   prometheus.NewHistogramVec(answered(), []string{"route"}),
		store:     prometheus.NewHistogram(native("store_seconds", "Time that a write to the store took.")),
		storeBad:  prometheus.NewCounter(counter("store_errors_total", "Writes to the store that failed of the store itself.")),
		streams:   prometheus.NewGauge(gauge("streams", "Streams of progress that are open.")),
		published: prometheus.NewCounterVec(counter("plans_published_total", "Plans published."), []string{"area"}),
	}
	build := prometheus.NewGauge(prometheus.GaugeOpts{Namespace: "hjemvej", Name: "build_info", Help: "1, with the version of the program.",
		ConstLabels: prometheus.Labels{"version": version, "go": runtime.Version()}})
	build.Set(1)
	m.registry.MustRegister(m.solve, m.pace, m.bill, m.unserved, m.calls, m.named, m.travel, m.requests, m.request,
		m.store, m.storeBad, m.streams, m.published, build,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	if of.Jobs != nil {
		m.registry.MustRegister(&jobCounter{of.Jobs})
	}
	if of.Nights != nil {
		m.registry.MustRegister(&nightWatch{of.Nights})
	}
	return m
}

// Handler answers a scrape.
func (m *Metrics) Handler() http.Handler {
	figures := promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{MaxRequestsInFlight: 4, Timeout: 10 * time.Second})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if m.plans != nil {
			m.plans()
		}
		figures.ServeHTTP(w, r)
	})
}

// Searched notes a job's search.
func (m *Metrics) Searched(kind string, took time.Duration) {
	m.solve.WithLabelValues(kind).Observe(took.Seconds())
}

// Pace notes how fast a slice went.
func (m *Metrics) Pace(area, kind string, perSecond float64) {
	m.pace.WithLabelValues(area, kind).Set(perSecond)
}

// Published shows an area's published plan.
func (m *Metrics) Published(area string, p *model.Plan) {
	m.bill.DeletePartialMatch(prometheus.Labels{"area": area})
	for _, l := range p.Bill {
		m.bill.WithLabelValues(area, l.Line).Add(float64(l.Price) / 100)
	}
	f := &p.Measures.All
	for _, class := range []model.CareClass{model.NeverCancelled, model.Replaced, model.Priced} {
		m.unserved.WithLabelValues(area, string(class)).Set(float64(f.Unserved[class]))
	}
	late := 0
	for _, l := range p.Bill {
		if l.Line == "call_late" {
			late += int(l.Count)
		}
	}
	m.calls.WithLabelValues(area, "true").Set(float64(late))
	m.calls.WithLabelValues(area, "false").Set(float64(len(p.Calls) - late))
	travelled := model.Minutes(0)
	for _, minutes := range f.TravelMinutes {
		travelled += minutes
	}
	ratio(m.named.WithLabelValues(area), f.ByNamed, f.NamedVisits)
	ratio(m.travel.WithLabelValues(area), int(travelled), int(f.Attendance))
}

// Publication counts one.
func (m *Metrics) Publication(area string) { m.published.WithLabelValues(area).Inc() }

func ratio(g prometheus.Gauge, part, whole int) {
	if whole > 0 {
		g.Set(float64(part) / float64(whole))
	}
}

// Request notes an answer. The route is a pattern of ours, or "" where there is none.
func (m *Metrics) Request(route string, status int, took time.Duration, stream bool) {
	m.requests.WithLabelValues(route, strconv.Itoa(status)).Inc()
	if !stream {
		m.request.WithLabelValues(route).Observe(took.Seconds())
	}
}

// Stored notes a write to the store.
func (m *Metrics) Stored(took time.Duration, failed bool) {
	m.store.Observe(took.Seconds())
	if failed {
		m.storeBad.Inc()
	}
}

// Stream notes that a stream opened; what it gives is called when it is closed.
func (m *Metrics) Stream() (closed func()) {
	m.streams.Inc()
	return m.streams.Dec
}
