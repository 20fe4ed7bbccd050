package casefile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/hjemvej/hjemvej/model"
)

// ReadPlan reads the plan in a folder. All faults are reported at once; when
// one of them is an error the plan is nil. Whether it is a good plan, or one
// of any case, is not asked here. The error is of the disk alone.
func ReadPlan(dir string) (*model.Plan, Faults, error) {
	p, faults, err := readFolder(dir, readPlan)
	if err != nil {
		return nil, nil, fmt.Errorf("read plan: %w", err)
	}
	return p, faults, nil
}

// ReadPlans reads a folder that is a plan, or that holds the plans of several
// providers in a folder each, in the order of the folders' names. No plan is
// given when one of them has a fault.
func ReadPlans(dir string) ([]*model.Plan, Faults, error) {
	_ = mend(filepath.Clean(dir)) // where that fails, the folder is missing
	if _, err := os.Stat(filepath.Join(dir, planFile)); err == nil {
		p, faults, err := ReadPlan(dir)
		if p == nil {
			return nil, faults, err
		}
		return []*model.Plan{p}, faults, err
	}
	mendIn(dir)
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, nil, fmt.Errorf("read plans: %w", err)
	}
	var plans []*model.Plan
	var all Faults
	for _, e := range entries {
		if _, err := os.Stat(filepath.Join(dir, e.Name(), planFile)); err != nil || strings.HasPrefix(e.Name(), ".") {
			continue // not a plan's, or on its way to becoming one
		}
		p, faults, err := ReadPlan(filepath.Join(dir, e.Name()))
		if err != nil {
			return nil, nil, err
		}
		for _, f := range faults {
			f.File = path.Join(e.Name(), f.File)
			all = append(all, f)
		}
		plans = append(plans, p)
	}
	if len(plans) == 0 {
		all = append(all, missingFile(planFile))
	}
	if all.Broken() {
		return nil, all, nil
	}
	return plans, all, nil
}

func missingFile(name string) Fault {
	return Fault{File: name, Expected: model.Text{Da: "filen, som mangler", En: "the file, which is missing"}}
}

func readPlan(dir fs.FS) (*model.Plan, Faults, error) {
	r := newReader(dir)
	p := &model.Plan{}
	if r.readPlanFile(p) {
		r.readPlanTables(p)
	}
	if r.err != nil {
		return nil, nil, r.err
	}
	faults := r.faults.sorted()
	if faults.Broken() {
		return nil, faults, nil
	}
	p.Sort()
	return p, faults, nil
}

// readPlanFile reads plan.yaml; what another version of the form says in the
// other files is not guessed at.
func (r *reader) readPlanFile(p *model.Plan) bool {
	data, there := r.load(planFile)
	if !there {
		r.faults = append(r.faults, missingFile(planFile))
		return r.err == nil
	}
	var format int
	y := readYAML(planFile, data, planFields(p, &format))
	if format != 0 && format != model.PlanFormat {
		r.fault(planFile, y.lines["format"], "format", strconv.Itoa(format), model.Text{
			Da: fmt.Sprintf("formatversion %d", model.PlanFormat), En: fmt.Sprintf("format version %d", model.PlanFormat)}, "")
		return false
	}
	r.faults = append(r.faults, y.faults...)
	return true
}

func (r *reader) readPlanTables(p *model.Plan) {
	visits := readLines(r, &planVisits)
	p.Visits = r.joinVisits(visits)
	tours := readLines(r, &planTours)
	p.Tours = r.joinTours(tours)
	p.Named, p.Agreed = readLines(r, &namedSheet).values(), readLines(r, &agreedSheet).values()
	calls, briefings, replacements := readLines(r, &planCalls), readLines(r, &planBriefings), readLines(r, &planReplacements)
	p.Calls, p.Briefings, p.Replacements = calls.values(), briefings.values(), replacements.values()
	p.Bill = readLines(r, &planBill).values()
	for _, name := range []string{namedSheet.file(), agreedSheet.file()} {
		if _, err := fs.Stat(r.dir, name); errors.Is(err, fs.ErrNotExist) { // a case may lack them, a plan not
			r.faults = append(r.faults, missingFile(name))
		}
	}
	r.readCertificates(p)
	p.Log = readLines(r, &planEvents).values()
	p.Announced = r.joinAnnounced(readLines(r, &planAnnounced))
	p.Raised = readLines(r, &planRaised).values()
	p.Carried = r.readCarried()
	known := make(map[model.VisitID]int, len(p.Visits))
	for i := range p.Visits {
		known[p.Visits[i].ID] = len(p.Visits[i].Staff)
	}
	r.checkItems(tours, known)
	checkVisits(r, calls, known, func(c *model.Call) model.VisitID { return c.Visit })
	checkVisits(r, briefings, known, func(b *model.Briefing) model.VisitID { return b.Visit })
	checkVisits(r, replacements, known, func(x *model.Replacement) model.VisitID { return x.Visit })
}

func (r *reader) readCertificates(p *model.Plan) {
	data, there := r.load(certificatesFile)
	if !there {
		r.faults = append(r.faults, missingFile(certificatesFile))
		return
	}
	r.faults = append(r.faults, readYAML(certificatesFile, data, certificateFields(&p.Certificates)).faults...)
}

// joinTours puts rows together as tours, whatever the order of the rows.
func (r *reader) joinTours(ls *lines[itemRow]) []model.Tour {
	var tours []model.Tour
	at := map[model.ShiftID]int{}
	for _, l := range sortedItems(ls) {
		row := &l.v
		i, known := at[row.Shift]
		if !known {
			i = len(tours)
			at[row.Shift] = i
			tours = append(tours, model.Tour{Shift: row.Shift, Caregiver: row.Caregiver, Mode: row.Mode, Overtime: row.Overtime})
		}
		t := &tours[i]
		if t.Caregiver != row.Caregiver || t.Mode != row.Mode || t.Overtime != row.Overtime {
			r.fault(ls.file, l.row, ls.head("caregiver"), string(row.Caregiver), model.Text{
				Da: "medarbejder, transport og overtid som i vagtens første række",
				En: "caregiver, mode and overtime as in the first row of the shift"}, "")
		}
		if row.Kind == "" && known {
			r.fault(ls.file, l.row, ls.head("kind"), "", wantSomething, "")
		}
		if row.Kind != "" {
			t.Items = append(t.Items, row.Item)
		}
	}
	return tours
}
