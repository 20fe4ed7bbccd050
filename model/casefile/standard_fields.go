package casefile

import (
	"fmt"

	"go.yaml.in/yaml/v3"

	"github.com/hjemvej/hjemvej/model"
)

const (
	minutesPerDay = 24 * 60
	mostOre       = 100_000_000 // 1 million kroner, the dearest single line
	mostDays      = 366
)

var (
	careClasses = []model.CareClass{model.NeverCancelled, model.Replaced, model.Priced}
	coarseHours = []model.Hours{model.DayHours, model.EveningHours, model.NightHours}
)

// standardFields is a whole standard.
func standardFields(s *model.Standard) []yamlField {
	return []yamlField{
		{key: "id", bind: bindWord(&s.ID)},
		{key: "version", bind: bindWord(&s.Version)},
		{key: "name", bind: bindText(&s.Name)},
		{key: "source", bind: bindWord(&s.Source), optional: true},
		{key: "parts", bind: bindRecords(&s.Parts, partFields)},
		{key: "services", bind: bindRecords(&s.Services, serviceFields)},
		{key: "rules", bind: yamlMap(ruleFields(&s.Rules))},
		{key: "prices", bind: yamlMap(priceFields(s))},
		{key: "closing_days", bind: bindWords(&s.ClosingDays, bindDate), optional: true},
	}
}

func partFields(p *model.Part) yamlValue {
	return yamlLine{
		{key: "id", bind: bindWord(&p.ID)},
		{key: "name", bind: bindText(&p.Name)},
		{key: "hours", bind: bindChoice(&p.Hours, coarseHours...)},
		{key: "from", bind: bindClock(&p.From)},
		{key: "to", bind: bindClock(&p.To)},
	}
}

func serviceFields(s *model.Service) yamlValue {
	return yamlMap{
		{key: "id", bind: bindWord(&s.ID)},
		{key: "name", bind: bindText(&s.Name)},
		{key: "code", bind: bindWord(&s.Code), optional: true},
		{key: "class", bind: bindChoice(&s.Class, careClasses...)},
		{key: "steps", bind: bindWords(&s.Steps, stepFields)},
		{key: "split", bind: bindFlag(&s.Split), optional: true},
		{key: "fills", bind: bindFlag(&s.Fills), optional: true},
		{key: "staff", bind: bindNumber(&s.Staff, 1, 4)},
		{key: "qualification", bind: bindWord(&s.Qualification), optional: true},
		{key: "modes", bind: bindWords(&s.Modes, func(m *model.Mode) yamlValue { return bindChoice(m, model.Modes...) }), optional: true},
		{key: "parts", bind: bindWords(&s.Parts, bindWord[model.PartID])},
		{key: "hours", bind: bindWords(&s.Hours, func(h *model.Hours) yamlValue { return bindChoice(h, coarseHours...) })},
		{key: "starts", bind: yamlLine{{key: "from", bind: bindClock(&s.From)}, {key: "to", bind: bindClock(&s.To)}}, optional: true},
		{key: "weekdays_only", bind: bindFlag(&s.WeekdaysOnly), optional: true},
		{key: "bundles", bind: bindWords(&s.Bundles, bindWord[string]), optional: true},
		{key: "every", bind: bindCadence(&s.Every), optional: true},
		{key: "min_gap", bind: bindNumber(&s.MinGap, 0, minutesPerDay), optional: true},
		{key: "max_gap", bind: bindNumber(&s.MaxGap, 0, minutesPerDay), optional: true},
		{key: "min_days", bind: bindNumber(&s.MinDays, 0, mostDays), optional: true},
		{key: "max_days", bind: bindNumber(&s.MaxDays, 0, mostDays), optional: true},
		{key: "no_travel", bind: bindFlag(&s.NoTravel), optional: true},
		{key: "follows", bind: bindChoice(&s.Follows, "visit", "delivery"), optional: true},
		{key: "first_within", bind: bindNumber(&s.FirstWithin, 0, mostDays), optional: true},
		{key: "shops", bind: bindNumber(&s.Shops, 0, 99), optional: true},
		{key: "kilos", bind: bindNumber(&s.Kilos, 0, 999), optional: true},
	}
}

func stepFields(s *model.Step) yamlValue {
	return yamlLine{
		{key: "active", bind: bindNumber(&s.Active, 1, minutesPerDay), optional: true},
		{key: "passive", bind: bindNumber(&s.Passive, 1, minutesPerDay), optional: true},
	}
}

func ruleFields(r *model.Rules) []yamlField {
	return append([]yamlField{
		{key: "call_limit", bind: bindNumber(&r.CallLimit, 0, minutesPerDay)},
		{key: "edge_limit", bind: bindNumber(&r.EdgeLimit, 0, minutesPerDay)},
		{key: "most_moved", bind: bindNumber(&r.MostMoved, 0, minutesPerDay)},
		{key: "call_lead", bind: bindNumber(&r.CallLead, 0, minutesPerDay)},
		{key: "call_late_within", bind: bindNumber(&r.CallLateWithin, 0, minutesPerDay)},
		{key: "calls_from", bind: bindClock(&r.CallsFrom)},
		{key: "replace_within", bind: bindNumber(&r.ReplaceWithin, 1, mostDays)},
		{key: "brief_after", bind: bindNumber(&r.BriefAfter, 1, 10*mostDays)},
		{key: "named_for_practical", bind: bindFlag(&r.NamedForPractical)},
		{key: "agreed_grid", bind: bindNumber(&r.AgreedGrid, 1, 60)},
		{key: "split_wait", bind: bindNumber(&r.SplitWait, 0, minutesPerDay)},
		{key: "rest_between", bind: bindNumber(&r.RestBetween, 0, minutesPerDay)},
		{key: "break_from", bind: bindNumber(&r.BreakFrom, 0, minutesPerDay)},
		{key: "break_length", bind: bindNumber(&r.BreakLength, 0, minutesPerDay)},
		{key: "break_margin", bind: bindNumber(&r.BreakMargin, 0, minutesPerDay)},
		{key: "break_only_given", bind: bindFlag(&r.BreakOnlyGiven)},
		{key: "overtime_most", bind: bindNumber(&r.OvertimeMost, 0, minutesPerDay)},
		{key: "cash_grant_hours", bind: bindNumber(&r.CashGrantHours, 0, 168)},
		{key: "cash_grant_over", bind: bindFlag(&r.CashGrantOver)},
		{key: "swaps_in_two_months", bind: bindNumber(&r.SwapsInTwoMonths, 0, 999)},
		{key: "notice_months", bind: bindNumber(&r.NoticeMonths, 0, 24)},
		{key: "continuity_days", bind: bindNumber(&r.ContinuityDays, 1, mostDays)},
		{key: "freeze_ahead", bind: bindNumber(&r.FreezeAhead, 0, minutesPerDay)},
		{key: "call_minutes", bind: bindNumber(&r.CallMinutes, 1, 60)},
		{key: "callers", bind: bindNumber(&r.Callers, 1, 99)},
		{key: "no_show_wait", bind: bindNumber(&r.NoShowWait, 0, minutesPerDay)},
		{key: "no_show_within", bind: bindNumber(&r.NoShowWithin, 0, minutesPerDay)},
		{key: "named_are_told", bind: bindFlag(&r.NamedAreTold)},
	}, optionalRules(r)...)
}

// optionalRules are the figures that a standard may leave out.
func optionalRules(r *model.Rules) []yamlField {
	return []yamlField{
		{key: "cancel_notice", bind: bindUsual(&r.CancelNotice, 24*60, 0, mostDays*minutesPerDay), optional: true},
		{key: "decide_within", bind: bindUsual(&r.DecideWithin, 7, 0, mostDays), optional: true},
		{key: "late_most", bind: bindUsual(&r.LateMost, 4*60, 1, minutesPerDay), optional: true},
		{key: "record_early", bind: bindUsual(&r.RecordEarly, 6*60, 0, minutesPerDay), optional: true},
		{key: "shift_most", bind: bindUsual(&r.ShiftMost, 16*60, 1, minutesPerDay), optional: true},
		{key: "stretch_least", bind: bindUsual(&r.StretchLeast, 60, 1, minutesPerDay), optional: true},
		{key: "called_in_most", bind: bindUsual(&r.CalledInMost, 8*60, 1, minutesPerDay), optional: true},
		{key: "called_in_margin", bind: bindUsual(&r.CalledInMargin, 30, 0, minutesPerDay), optional: true},
		{key: "keep_plans", bind: bindUsual(&r.Keep.Plans, 400, 0, 36500), optional: true},
		{key: "keep_events", bind: bindUsual(&r.Keep.Events, 400, 0, 36500), optional: true},
		{key: "keep_audit", bind: bindUsual(&r.Keep.Audit, 5*366, 0, 36500), optional: true},
	}
}

// usual gives what a standard may leave out its usual figures, to begin with.
func usual(s *model.Standard) {
	for _, f := range optionalRules(&s.Rules) {
		if u, ok := f.bind.(interface{ setUsual() }); ok {
			u.setUsual()
		}
	}
}

// priceFields is the price list: each line with its price and its reason.
func priceFields(s *model.Standard) []yamlField {
	p := &s.Prices
	said := func(key, what string, value yamlValue) yamlField {
		return yamlField{key: key, bind: yamlMap{{key: what, bind: value}, {key: "reason", bind: priceReason{&s.PricesReason, key}}}}
	}
	line := func(key string, price yamlValue) yamlField { return said(key, "price", price) }
	ore := func(to *model.Price) yamlValue { return bindNumber(to, 0, mostOre) }
	return []yamlField{
		line("travel_minute", priceTable[model.Mode]{&p.TravelMinute, model.Modes}),
		line("travel_km", priceTable[model.Mode]{&p.TravelKm, model.Modes}),
		line("overtime", ore(&p.Overtime)),
		line("substitute", ore(&p.Substitute)),
		line("face", ore(&p.Face)),
		line("new_face", ore(&p.NewFace)),
		line("pair_change", ore(&p.PairChange)),
		line("not_preferred", ore(&p.NotPreferred)),
		line("unwanted", ore(&p.Unwanted)),
		line("outside_group", ore(&p.OutsideGroup)),
		line("call", ore(&p.Call)),
		line("edge", ore(&p.Edge)),
		line("postponed", ore(&p.Postponed)),
		line("debt", ore(&p.Debt)),
		line("separate_visit", ore(&p.SeparateVisit)),
		line("unserved", priceTable[model.CareClass]{&p.Unserved, careClasses}),
		line("reserve_minute", ore(&p.ReserveMinute)),
		line("changed_caregiver", ore(&p.ChangedCaregiver)),
		line("changed_tour", ore(&p.ChangedTour)),
		line("call_late", ore(&p.CallLate)),
		said("notices", "steps", bindWords(&p.Notices, noticeFields)),
	}
}

func noticeFields(n *model.Notice) yamlValue {
	return yamlLine{
		{key: "within", bind: bindNumber(&n.Within, 1, mostDays*minutesPerDay)},
		{key: "percent", bind: bindNumber(&n.Percent, 0, 10_000)},
	}
}

// priceTable is a price for each of a fixed set of keys, all of them required.
type priceTable[K ~string] struct {
	to   *map[K]model.Price
	keys []K
}

func (t priceTable[K]) fields(prices []model.Price) []yamlField {
	fields := make([]yamlField, len(t.keys))
	for i, k := range t.keys {
		fields[i] = yamlField{key: string(k), bind: bindNumber(&prices[i], 0, mostOre)}
	}
	return fields
}

func (t priceTable[K]) read(r *yamlReader, n *yaml.Node, path string) {
	prices := make([]model.Price, len(t.keys))
	r.mapping(n, path, t.fields(prices))
	*t.to = make(map[K]model.Price, len(t.keys))
	for i, k := range t.keys {
		(*t.to)[k] = prices[i]
	}
}

func (t priceTable[K]) node() *yaml.Node {
	prices := make([]model.Price, len(t.keys))
	for i, k := range t.keys {
		prices[i] = (*t.to)[k]
	}
	return yamlLine(t.fields(prices)).node()
}

// priceReason is why a line of the price list has its price.
type priceReason struct {
	to  *map[string]model.Text
	key string
}

func (w priceReason) read(r *yamlReader, n *yaml.Node, path string) {
	var why model.Text
	bindText(&why).read(r, n, path)
	if *w.to == nil {
		*w.to = map[string]model.Text{}
	}
	(*w.to)[w.key] = why
}

func (w priceReason) node() *yaml.Node {
	why := (*w.to)[w.key]
	return yamlMap{{key: "da", bind: bindWord(&why.Da)}, {key: "en", bind: bindWord(&why.En)}}.node()
}

// bindCadence is "3 a day", "2 a week", "every 14 days" or "dated".
func bindCadence(to *model.Cadence) yamlValue {
	return yamlScalar[model.Cadence]{to: to, parse: parseCadence, format: formatCadence, want: model.Text{
		Da: `"3 a day", "2 a week", "every 14 days" eller "dated"`,
		En: `"3 a day", "2 a week", "every 14 days" or "dated"`,
	}}
}

func parseCadence(s string) (model.Cadence, bool) {
	for _, c := range []model.Cadence{{Unit: model.PerDay}, {Unit: model.PerWeek}, {Unit: model.PerKDays}, {Unit: model.Dated}} {
		if c.Unit != model.Dated {
			if n, _ := fmt.Sscanf(s, cadenceForms[c.Unit], &c.Count); n != 1 || c.Count < 1 || c.Count > mostDays {
				continue
			}
		}
		if formatCadence(c) == s {
			return c, true
		}
	}
	return model.Cadence{}, false
}

var cadenceForms = map[model.Unit]string{model.PerDay: "%d a day", model.PerWeek: "%d a week", model.PerKDays: "every %d days"}

func formatCadence(c model.Cadence) string {
	if form, ok := cadenceForms[c.Unit]; ok {
		return fmt.Sprintf(form, c.Count)
	}
	return "dated"
}
