package casefile

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/hjemvej/hjemvej/model"
)

// WritePlan writes a plan as a folder that reads back as the same plan. It
// puts the plan in its fixed order first (Plan.Sort), so that two plans
// compare as text. The folder appears whole or not at all; a plan that lies
// there is replaced.
func WritePlan(dir string, p *model.Plan) error {
	files, err := planFiles(p)
	if err == nil {
		err = replaceFolder(dir, planFile, files)
	}
	if err != nil {
		return fmt.Errorf("write plan: %w", err)
	}
	return nil
}

// TryPlan says whether WritePlan could write a plan there, and writes none. What
// stands in the way is an error.
func TryPlan(dir string) error {
	if err := tryFolder(dir, planFile); err != nil {
		return fmt.Errorf("write plan: %w", err)
	}
	return nil
}

// PlanFolder is the folder for a provider's plan among the plans of several in
// dir. It fails where that can't be: no folder can have the provider's name, or
// dir is a plan itself.
func PlanFolder(dir string, provider model.ProviderID) (string, error) {
	id := string(provider)
	if id == "" || strings.HasPrefix(id, ".") || strings.ContainsAny(id, `/\:`) {
		return "", fmt.Errorf("write plan: no folder can be called after provider %q", id)
	}
	if _, err := os.Stat(filepath.Join(dir, planFile)); err == nil {
		return "", fmt.Errorf("write plan: %s is the plan of one provider: name another folder for the plans of several", dir)
	}
	return filepath.Join(dir, id), nil
}

// planFiles is the content of every file of a plan by name.
func planFiles(p *model.Plan) (map[string][]byte, error) {
	p.Sort()
	visits, err := visitRows(p.Visits)
	if err != nil {
		return nil, err
	}
	format := model.PlanFormat
	announced, err := announcedRows(p.Announced)
	if err != nil {
		return nil, err
	}
	head, err := formatYAML(planFields(p, &format))
	if err != nil {
		return nil, err
	}
	certificates, err := certificatesYAML(p.Certificates)
	if err != nil {
		return nil, err
	}
	all := map[string][]byte{
		planFile:                head,
		certificatesFile:        certificates,
		planVisits.file():       planVisits.table(visits, &plainForm),
		planTours.file():        planTours.table(itemRows(p.Tours), &plainForm),
		namedSheet.file():       namedSheet.table(p.Named, &plainForm),
		agreedSheet.file():      agreedSheet.table(p.Agreed, &plainForm),
		planCalls.file():        planCalls.table(p.Calls, &plainForm),
		planBriefings.file():    planBriefings.table(p.Briefings, &plainForm),
		planReplacements.file(): planReplacements.table(p.Replacements, &plainForm),
		planBill.file():         planBill.table(p.Bill, &plainForm),
		planEvents.file():       planEvents.table(p.Log, &plainForm),
		planAnnounced.file():    planAnnounced.table(announced, &plainForm),
		planRaised.file():       planRaised.table(p.Raised, &plainForm),
	}
	writeCarried(all, &p.Carried)
	return all, nil
}

// certificatesYAML writes certificates as their fields say, one after the other:
// a search that was called off early owes many, with reasons of hundreds of
// caregivers each, and as one document they would take gigabytes to write.
func certificatesYAML(all []model.Certificate) ([]byte, error) {
	if len(all) == 0 {
		return formatYAML(certificateFields(&all))
	}
	var b bytes.Buffer
	for i := range all {
		one := all[i : i+1]
		data, err := formatYAML(certificateFields(&one))
		if err != nil {
			return nil, err
		}
		if i > 0 {
			_, data, _ = bytes.Cut(data, []byte("\n")) // the key stands once
		}
		b.Write(data)
	}
	return b.Bytes(), nil
}
