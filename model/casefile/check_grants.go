package casefile

import (
	"cmp"
	"fmt"
	"math/bits"
	"regexp"
	"slices"
	"strconv"

	"github.com/hjemvej/hjemvej/model"
)

// workdays is Monday to Friday.
const workdays = model.Weekdays(1<<1 | 1<<2 | 1<<3 | 1<<4 | 1<<5)

func (k *checker) checkGrants() {
	for i := range k.t.grants.all {
		l := &k.t.grants.all[i]
		g, s := &l.v, spotOf(k, k.t.grants, l)
		s.home("home", g.Home)
		s.provider("provider", g.Provider)
		if g.Provider == "" && g.Law != model.SEL95 && g.Law != "" {
			s.fault("provider", "", "R-5.1", "en leverandør, undtagen for §95", "a provider, except for §95")
		}
		s.grantPeriod(g)
		s.grantShape(g)
		s.grantHelper(g)
		s.grantCash(g)
		s.grantID(g)
		service := s.service("service", g.Service)
		s.grantCadence(g, service)
		s.grantParts(g, service)
		s.grantStaff(g, service)
		s.grantTolerance(g)
		s.grantRound(g, service)
	}
}

func (s spot) grantPeriod(g *model.Grant) {
	if g.To != 0 && g.To < g.From {
		s.fault("to", formatDate(g.To, &s.form), "R-4.2.4", "en dato ikke før "+formatDate(g.From, &s.form), "a date not before "+formatDate(g.From, &s.form))
	}
	if g.FollowUp != 0 && g.FollowUp < g.From {
		s.fault("follow_up", formatDate(g.FollowUp, &s.form), "R-4.2.4", "en dato ikke før "+formatDate(g.From, &s.form), "a date not before "+formatDate(g.From, &s.form))
	}
	for _, d := range g.Dates {
		if d < g.From || g.To != 0 && d > g.To {
			s.fault("dates", formatDate(d, &s.form), "R-4.2.4", "datoer inden for bevillingens periode", "dates within the grant's period")
		}
	}
}

// grantShape wants one shape: itemised or a frame (or §95, which has neither).
func (s spot) grantShape(g *model.Grant) {
	frame := g.FrameMinutes > 0
	switch {
	case g.Law == model.SEL95:
	case frame && g.Service != "":
		s.fault("service", string(g.Service), "", "ingen ydelse: en rammebevillings ydelser står i patterns.csv", "no service: those of a frame stand in patterns.csv")
	case frame && g.Cadence.Unit != "":
		s.fault("frequency", formatFrequency(g.Cadence, &s.form), "", "ingen hyppighed: en ramme har sit mønster", "no frequency: a frame has its pattern")
	case frame && g.Law != model.AEL && g.Law != "":
		s.fault("law", string(g.Law), "", "ÆL for en rammebevilling", "AEL for a frame grant")
	case frame && len(s.k.pattern(g.ID)) == 0 && s.k.patternsTell():
		s.fault("frame_minutes", strconv.Itoa(int(g.FrameMinutes)), "", "mindst én linje i patterns.csv", "at least one line in patterns.csv")
	case frame && (g.Second != (model.Leg{}) || g.Staff != 0 || g.Minutes != 0 || len(g.Parts) > 0):
		s.fault("frame_minutes", strconv.Itoa(int(g.FrameMinutes)), "", "minutter, personer og dele af døgnet i patterns.csv", "minutes, staff and parts of the day in patterns.csv")
	case frame:
	case g.Service == "":
		s.fault("service", "", "R-4.2.4", "en ydelse, eller en ramme i frame_minutes", "a service, or a frame in frame_minutes")
	case g.Cadence.Unit == "":
		s.fault("frequency", "", "R-4.2.4", "en hyppighed for ydelsen", "a frequency of the service")
	}
}

// patternsTell says whether the patterns could be read so far that a grant
// that has none has none.
func (k *checker) patternsTell() bool {
	_, ok := k.t.patterns.heads["grant"]
	return ok || !k.t.patterns.there
}

// grantHelper keeps §94 to its helper and the helper to the home.
func (s spot) grantHelper(g *model.Grant) {
	switch {
	case g.Law == model.SEL94 && g.Helper == "":
		s.fault("helper", "", "R-5.2", "den selvudpegede hjælper", "the self-chosen helper")
	case g.Law != model.SEL94 && g.Helper != "":
		s.fault("helper", string(g.Helper), "R-5.2", "ingen hjælper, undtagen efter §94", "no helper, except under §94")
	case g.Helper != "":
		helper := s.caregiver("helper", g.Helper)
		if helper != nil && !slices.Contains(helper.Only, g.Home) {
			s.fault("helper", string(g.Helper), "R-5.2", "en hjælper, hvis »only« i caregivers.csv nævner hjemmet "+string(g.Home),
				"a helper whose “only” in caregivers.csv names the home "+string(g.Home))
		}
	}
}

// grantCash wants hours for §95, and says where they are fewer than it takes.
func (s spot) grantCash(g *model.Grant) {
	value := formatDecimal(g.Hours, &s.form)
	switch {
	case g.Law == model.SEL95 && g.Hours <= 0:
		s.fault("hours", "", "R-5.2", "de timer om ugen, der udbetales", "the weekly hours paid")
	case g.Law != model.SEL95 && g.Hours != 0:
		s.fault("hours", value, "R-5.2", "ingen timer, undtagen efter §95", "no hours, except under §95")
	case g.Law == model.SEL95 && s.k.c.Standard != nil:
		least := float64(s.k.c.Standard.Rules.CashGrantHours)
		if g.Hours < least || g.Hours == least && s.k.c.Standard.Rules.CashGrantOver {
			s.warn("hours", value, "R-5.2", fmt.Sprintf("kontant tilskud gives fra %g timer om ugen", least), fmt.Sprintf("a cash grant is given from %g hours a week", least))
		}
	}
}

var patternLine = regexp.MustCompile(`^(.*)\.L\d+$`)

// grantID keeps ids apart from those of pattern lines, GRANT.L1.
func (s spot) grantID(g *model.Grant) {
	if m := patternLine.FindStringSubmatch(string(g.ID)); m != nil && len(s.k.pattern(model.GrantID(m[1]))) > 0 {
		s.fault("id", string(g.ID), "", "et id, som ikke ligner en linje i mønsteret for "+m[1], "an id that does not look like a line of the pattern of "+m[1])
	}
}

func (s spot) grantCadence(g *model.Grant, service *model.Service) {
	if g.Cadence.Unit == model.Dated && len(g.Dates) == 0 {
		s.fault("dates", "", "R-4.2.4", "mindst én dato", "at least one date")
	}
	if n := bits.OnesCount8(uint8(g.Days)); g.Cadence.Unit == model.PerWeek && g.Days != 0 && n < g.Cadence.Count {
		s.fault("days", formatWeekdays(g.Days, &s.form), "R-4.2.4", fmt.Sprintf("mindst %d ugedage", g.Cadence.Count), fmt.Sprintf("at least %d days of the week", g.Cadence.Count))
	}
	if service != nil && service.WeekdaysOnly && g.Days != 0 && g.Days&workdays == 0 {
		s.fault("days", formatWeekdays(g.Days, &s.form), "", "hverdage: ydelsen gives ikke i weekenden", "weekdays: the service is not given at weekends")
	}
}

// grantParts wants a part for each time a day, each allowed by the service.
func (s spot) grantParts(g *model.Grant, service *model.Service) {
	want := 1
	if g.Cadence.Unit == model.PerDay {
		want = g.Cadence.Count
	}
	if n := len(g.Parts); n > 0 && n != want {
		s.fault("parts", strconv.Itoa(n), "R-5.3b", fmt.Sprintf("%d dele af døgnet, en for hver gang om dagen", want), fmt.Sprintf("%d parts of the day, one for each time a day", want))
	}
	for _, p := range g.Parts {
		s.partOf("parts", p, service)
	}
}

// partOf wants a part of the day in which the service may be agreed.
func (s spot) partOf(column string, id model.PartID, service *model.Service) {
	if s.part(column, id) == nil || service == nil || slices.Contains(service.Parts, id) {
		return
	}
	list := ""
	for i, p := range service.Parts {
		if i > 0 {
			list += ", "
		}
		list += string(p)
	}
	s.fault(column, string(id), "", "en af delene for "+string(service.ID)+": "+list, "one of the parts of "+string(service.ID)+": "+list)
}

// grantStaff keeps the second person's part within the visit (R-11.1.1b).
func (s spot) grantStaff(g *model.Grant, service *model.Service) {
	if g.Second == (model.Leg{}) || service == nil {
		return
	}
	if cmp.Or(g.Staff, service.Staff) == 1 {
		s.fault("second_minutes", strconv.Itoa(int(g.Second.Minutes)), "R-11.1.1b", "intet, når der kun kommer én", "nothing where only one comes")
		return
	}
	length := grantLength(g, service)
	if g.Second.Minutes == 0 || g.Second.Offset+g.Second.Minutes > length {
		s.fault("second_minutes", strconv.Itoa(int(g.Second.Minutes)), "R-11.1.1b",
			fmt.Sprintf("en del af besøgets %d minutter", length), fmt.Sprintf("a part of the visit's %d minutes", length))
	}
}

// grantLength is how long one occurrence lasts by itself.
func grantLength(g *model.Grant, service *model.Service) model.Minutes {
	length := g.Minutes
	if length == 0 {
		length = service.Active()
	}
	for _, st := range service.Steps {
		length += st.Passive
	}
	return length
}

func (s spot) grantTolerance(g *model.Grant) {
	if s.k.c.Standard == nil || g.Tolerance == 0 {
		return
	}
	if most := s.k.c.Standard.Rules.CallLimit; g.Tolerance > most {
		s.fault("tolerance", strconv.Itoa(int(g.Tolerance)), "R-6.5", fmt.Sprintf("højst %d minutter, som alle har", most), fmt.Sprintf("at most the %d minutes that everyone has", most))
	}
}

// grantRound keeps a shopping round within what the service gives.
func (s spot) grantRound(g *model.Grant, service *model.Service) {
	if s.k.c.Standard == nil || service == nil && g.Service != "" {
		return
	}
	var most model.Service
	if service != nil {
		most = *service
	}
	shopping := most.Shops > 0 || most.Kilos > 0
	for _, round := range []struct {
		column        string
		granted, most int
	}{{"shops", g.Shops, most.Shops}, {"kilos", g.Kilos, most.Kilos}} {
		switch {
		case round.granted == 0:
		case !shopping:
			s.fault(round.column, strconv.Itoa(round.granted), "R-11.2.3", "intet, når ydelsen ikke er indkøb", "nothing, where the service is no shopping")
		case round.most > 0 && round.granted > round.most:
			s.fault(round.column, strconv.Itoa(round.granted), "R-11.2.3", fmt.Sprintf("højst %d i en indkøbstur", round.most),
				fmt.Sprintf("at most %d in a shopping round", round.most))
		}
	}
}
