package generate

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/model/casefile"
)

// Write writes a generated case into a folder, with a README.md that states its
// figures and its hash.
func Write(dir string, c *model.Case, s Stats) error {
	if err := casefile.WriteCase(dir, c); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "README.md"), []byte(s.readme(c)), 0o644)
}

// readme states the figures as a page.
func (s Stats) readme(c *model.Case) string {
	var w strings.Builder
	percent := func(name string, share float64) {
		fmt.Fprintf(&w, "| %s | %.1f %% |\n", name, 100*share)
	}
	fmt.Fprintf(&w, "# %s\n\nAn invented case: nobody in it exists. It was made around a plan that serves everything in it.\n\n", c.Name)
	fmt.Fprintf(&w, "| figure | value |\n|---|---|\n")
	for _, row := range []struct {
		name  string
		value int
	}{{"citizens", s.Citizens}, {"grants", s.Grants}, {"caregivers", s.Caregivers}, {"shifts", s.Shifts}, {"days", c.Horizon.Days}, {"visits", s.Visits}, {"of them by two", s.ByTwo}} {
		fmt.Fprintf(&w, "| %s | %d |\n", row.name, row.value)
	}
	fmt.Fprintf(&w, "| visits a day | %.0f |\n| mean visit, minutes | %.1f |\n| mean granted hours a week | %.1f |\n", s.VisitsPerDay, s.MeanVisit, s.MeanHours)
	for i, name := range []string{"below 2", "2–8", "8–20", "20 and more"} {
		percent("citizens granted "+name+" hours a week", s.Hours[i])
	}
	percent("visit minutes of attendance", s.Share)
	percent(fmt.Sprintf("the same in the busiest hour, %d–%d", s.BusiestHour, s.BusiestHour+1), s.Busiest)
	percent("the same on evenings and weekends", s.EveningsWeekends)
	percent("the same at night", s.Nights)
	percent("visits by the named two, as laid out", s.ByNamed)
	percent("homes to which two come morning and evening, of those with two visits a day", s.ByTwoAllDay)
	fmt.Fprintf(&w, "| hash | %s |\n", s.Hash)
	return w.String()
}
