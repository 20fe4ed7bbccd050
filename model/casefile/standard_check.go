package casefile

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/hjemvej/hjemvej/model"
)

// checkStandard finds what single values can't tell: how they fit together.
// What has a fault already is not judged further.
func (r *yamlReader) checkStandard(s *model.Standard) {
	partsKnown := r.clean("parts")
	if partsKnown {
		r.checkParts(s.Parts)
	}
	seen := map[model.ServiceID]bool{}
	for i := range s.Services {
		at, sv := fmt.Sprintf("services[%d]", i), &s.Services[i]
		if seen[sv.ID] && sv.ID != "" {
			r.faultAt(at+".id", sv.ID, "et id, der ikke allerede er brugt", "an id not used before")
		}
		seen[sv.ID] = true
		if !r.clean(at) {
			continue
		}
		r.checkSteps(at, sv)
		r.checkSpacing(at, sv)
		if partsKnown {
			r.checkWhere(at, s, sv)
		}
	}
	if len(s.Services) == 0 && r.clean("services") {
		r.faultAt("services", "", "mindst én ydelse", "at least one service")
	}
	if r.clean("rules") {
		r.checkRules(&s.Rules)
	}
	if r.clean("prices.notices") {
		r.checkNotices(s.Prices.Notices)
	}
}

// clean says whether nothing was found wrong so far at or below a path, nor
// with the file as a whole.
func (r *yamlReader) clean(path string) bool {
	return !slices.ContainsFunc(r.faults, func(f Fault) bool {
		rest, below := strings.CutPrefix(f.Column, path)
		return f.Column == "" || below && (rest == "" || rest[0] == '.' || rest[0] == '[')
	})
}

// checkParts wants parts that follow each other round the 24 hours.
func (r *yamlReader) checkParts(parts []model.Part) {
	if len(parts) == 0 {
		r.faultAt("parts", "", "dele, der dækker døgnet", "parts that cover the 24 hours")
		return
	}
	order := make([]int, len(parts))
	seen := map[model.PartID]bool{}
	var sum model.Clock
	for i, p := range parts {
		order[i] = i
		if seen[p.ID] {
			r.faultAt(fmt.Sprintf("parts[%d].id", i), p.ID, "et id, der ikke allerede er brugt", "an id not used before")
		}
		seen[p.ID] = true
		sum += (p.To%minutesPerDay - p.From%minutesPerDay + minutesPerDay - 1) % minutesPerDay
		sum++ // a part from a time to the same time is the whole day
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(parts[a].From%minutesPerDay, parts[b].From%minutesPerDay) })
	for k, i := range order {
		next := order[(k+1)%len(order)]
		at := fmt.Sprintf("parts[%d].to", i)
		if to, from := parts[i].To%minutesPerDay, parts[next].From%minutesPerDay; to != from {
			r.faultAt(at, parts[i].To, fmt.Sprintf("%s, hvor %s begynder: hele døgnet, uden overlap", from, parts[next].ID),
				fmt.Sprintf("%s, where %s begins: the whole 24 hours without overlap", from, parts[next].ID))
		}
	}
	if sum > minutesPerDay {
		r.faultAt("parts", sum, "dele, der ikke overlapper", "parts that do not overlap")
	}
}

func (r *yamlReader) checkSteps(at string, s *model.Service) {
	passive := false
	for i, st := range s.Steps {
		if (st.Active == 0) == (st.Passive == 0) {
			r.faultAt(fmt.Sprintf("%s.steps[%d]", at, i), "", "enten active eller passive", "either active or passive")
		}
		passive = passive || st.Passive > 0
	}
	if s.Active() == 0 {
		r.faultAt(at+".steps", s.ID, "mindst ét aktivt minut", "at least one active minute")
	}
	if s.Split && (!passive || len(s.Steps) < 3) {
		r.faultAt(at+".split", true, "passive minutter mellem to aktive", "passive minutes between two active steps")
	}
	if s.Fills && passive {
		r.faultAt(at+".fills", true, "kun aktive minutter i en ydelse, der fylder ud", "only active minutes in a service that fills")
	}
}

// checkWhere wants parts that exist and lie in the hours, and starts that lie in a part.
func (r *yamlReader) checkWhere(at string, s *model.Standard, sv *model.Service) {
	if len(sv.Parts) == 0 {
		r.faultAt(at+".parts", "", "mindst én del af døgnet", "at least one part of the day")
	}
	if len(sv.Hours) == 0 {
		r.faultAt(at+".hours", "", "mindst ét af: day, evening, night", "at least one of: day, evening, night")
	}
	for i, id := range sv.Parts {
		path := fmt.Sprintf("%s.parts[%d]", at, i)
		part := s.Part(id)
		switch {
		case part == nil:
			r.faultAt(path, id, "en af delene under parts", "one of the parts under parts")
		case !slices.Contains(sv.Hours, part.Hours):
			r.faultAt(path, id, "en del, hvis timer ydelsen må ligge i", "a part whose hours the service is allowed in")
		case slices.Contains(sv.Parts[:i], id):
			r.faultAt(path, id, "hver del kun én gang", "each part only once")
		case (sv.From != 0 || sv.To != 0) && !overlaps(part, sv.From, sv.To):
			r.faultAt(path, id, "en del, som starts rører", "a part that starts touches")
		}
	}
	if sv.From != 0 && sv.From >= sv.To {
		r.faultAt(at+".starts", sv.From, "from før to", "from before to")
	}
}

// overlaps says whether some start from..to lies in the part.
func overlaps(p *model.Part, from, to model.Clock) bool {
	if p.From < p.To {
		return from < p.To && to >= p.From
	}
	return from < p.To || to >= p.From
}

func (r *yamlReader) checkSpacing(at string, s *model.Service) {
	if s.MaxGap != 0 && s.MaxGap < s.MinGap {
		r.faultAt(at+".max_gap", int(s.MaxGap), "mindst min_gap", "at least min_gap")
	}
	if s.MaxDays != 0 && s.MaxDays < s.MinDays {
		r.faultAt(at+".max_days", s.MaxDays, "mindst min_days", "at least min_days")
	}
	if s.NoTravel && s.Staff > 1 {
		r.faultAt(at+".staff", s.Staff, "1: et opkald klares af én", "1: one caregiver makes a call")
	}
}

func (r *yamlReader) checkRules(u *model.Rules) {
	if u.EdgeLimit > u.CallLimit {
		r.faultAt("rules.edge_limit", int(u.EdgeLimit), "højst call_limit", "at most call_limit")
	}
	if 60%u.AgreedGrid != 0 {
		r.faultAt("rules.agreed_grid", int(u.AgreedGrid), "et tal, der går op i 60", "a number that divides 60")
	}
	if u.BreakFrom < u.BreakLength+2*u.BreakMargin {
		r.faultAt("rules.break_from", int(u.BreakFrom), "plads til pausen og dens afstand til begge ender",
			"room for the break and its margin at both ends")
	}
}

// checkNotices wants one percentage for any notice: the first that holds.
func (r *yamlReader) checkNotices(steps []model.Notice) {
	for i := 1; i < len(steps); i++ {
		if steps[i].Within <= steps[i-1].Within {
			r.faultAt(fmt.Sprintf("prices.notices.steps[%d].within", i), int(steps[i].Within),
				"flere minutter end i trinnet før", "more minutes than in the step before")
		}
	}
}
