package casefile

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/hjemvej/hjemvej/model"
)

var wantCadence = model.Text{
	Da: "en hyppighed som »3 om dagen«, »2 om ugen«, »hver 14. dag« eller »datoer«",
	En: "a frequency like “3 a day”, “2 a week”, “every 14 days” or “dated”",
}

// cadenceForm is one way to say a frequency.
type cadenceForm struct {
	unit   model.Unit
	said   *regexp.Regexp
	en, da string // how it is written
	most   int
}

var cadenceTexts = []cadenceForm{
	{model.PerDay, regexp.MustCompile(`^(\d+) (?:a day|om dagen)$`), "%d a day", "%d om dagen", 24},
	{model.PerWeek, regexp.MustCompile(`^(\d+) (?:a week|om ugen)$`), "%d a week", "%d om ugen", 7},
	{model.PerKDays, regexp.MustCompile(`^(?:every|hver) (\d+)(?: days|\. dag)$`), "every %d days", "hver %d. dag", 366},
}

// cadenceText is how often, in words.
func cadenceText() codec[model.Cadence] {
	return codec[model.Cadence]{kind: "frequency", parse: parseFrequency, format: formatFrequency}
}

func parseFrequency(s string, _ *form) (model.Cadence, *model.Text) {
	s = strings.ToLower(s)
	if s == "dated" || s == "datoer" {
		return model.Cadence{Unit: model.Dated}, nil
	}
	for _, c := range cadenceTexts {
		m := c.said.FindStringSubmatch(s)
		if m == nil {
			continue
		}
		if n, err := strconv.Atoi(m[1]); err == nil && n >= 1 && n <= c.most {
			return model.Cadence{Unit: c.unit, Count: n}, nil
		}
		return model.Cadence{}, &model.Text{
			Da: fmt.Sprintf("et antal fra 1 til %d", c.most), En: fmt.Sprintf("a number from 1 to %d", c.most),
		}
	}
	return model.Cadence{}, &wantCadence
}

func formatFrequency(v model.Cadence, f *form) string {
	for _, c := range cadenceTexts {
		switch {
		case c.unit != v.Unit:
		case f.danish:
			return fmt.Sprintf(c.da, v.Count)
		default:
			return fmt.Sprintf(c.en, v.Count)
		}
	}
	switch {
	case v.Unit == "":
		return ""
	case f.danish:
		return "datoer"
	}
	return string(v.Unit)
}
