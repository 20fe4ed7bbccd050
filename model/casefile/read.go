package casefile

import (
	"cmp"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/hjemvej/hjemvej/model"
)

// tables are the tables of a case as read.
type tables struct {
	places     *lines[placeRow]
	homes      *lines[homeRow]
	grants     *lines[model.Grant]
	patterns   *lines[patternRow]
	changes    *lines[changeRow]
	caregivers *lines[model.Caregiver]
	shifts     *lines[shiftRow]
	activities *lines[model.Activity]
	reserves   *lines[model.Reserve]
	absences   *lines[model.Absence]
	external   *lines[model.External]
	pins       *lines[model.Pin]
	visits     *lines[model.PastVisit]
	last       *lines[model.LastDelivery]
	named      *lines[model.Named]
	agreed     *lines[model.Agreed]
	swaps      *lines[model.Swap]
	outside    *lines[model.OutsideShift]
	debts      *lines[model.Replacement]
}

// ReadCase reads the case in a folder. All faults of all its files are
// reported at once; when one of them is an error the case is nil: nothing is
// half-read. The error is of the disk alone.
func ReadCase(dir string) (*model.Case, Faults, error) {
	c, faults, err := readFolder(dir, readCase)
	if err != nil {
		return nil, nil, fmt.Errorf("read case: %w", err)
	}
	return c, faults, nil
}

// ReadCaseFS reads the case at the root of a file system: see ReadCase.
func ReadCaseFS(dir fs.FS) (*model.Case, Faults, error) {
	c, faults, err := readCase(dir)
	if err != nil {
		return nil, nil, fmt.Errorf("read case: %w", err)
	}
	return c, faults, nil
}

func readCase(dir fs.FS) (*model.Case, Faults, error) {
	r := newReader(dir)
	c, at := r.readCaseFile()
	t := r.readTables()
	r.readMatrices(c, at)
	r.strangers()
	if r.err != nil {
		return nil, nil, r.err
	}
	t.assemble(r, c)
	check(r, c, t, at)
	faults := r.faults.sorted()
	if faults.Broken() {
		return nil, faults, nil
	}
	c.Hash = Hash(c)
	return c, faults, nil
}

func (r *reader) readTables() *tables {
	return &tables{
		places: readSheet(r, &placesSheet), homes: readSheet(r, &homesSheet),
		grants: readSheet(r, &grantsSheet), patterns: readSheet(r, &patternsSheet), changes: readSheet(r, &changesSheet),
		caregivers: readSheet(r, &caregiversSheet), shifts: readSheet(r, &shiftsSheet), activities: readSheet(r, &activitiesSheet),
		reserves: readSheet(r, &reservesSheet), absences: readSheet(r, &absencesSheet), external: readSheet(r, &externalSheet),
		pins: readSheet(r, &pinsSheet), visits: readSheet(r, &visitsSheet), last: readSheet(r, &lastSheet), named: readSheet(r, &namedSheet),
		agreed: readSheet(r, &agreedSheet), swaps: readSheet(r, &swapsSheet), outside: readSheet(r, &outsideSheet), debts: readSheet(r, &debtsSheet),
	}
}

// strangers reports tables that the case has no use for: a misspelt name would
// otherwise drop a table in silence.
func (r *reader) strangers() {
	entries, err := fs.ReadDir(r.dir, ".")
	if err != nil {
		r.err = cmp.Or(r.err, err)
		return
	}
	for _, e := range entries {
		name := e.Name()
		if e.IsDir() || r.known[name] || strings.HasPrefix(name, ".") || !strings.HasSuffix(strings.ToLower(name), ".csv") {
			continue
		}
		r.fault(name, 0, "", "", model.Text{
			Da: "en af filerne " + strings.Join(sheetFiles(), ", ") + " eller en matrix, som " + caseFile + " nævner",
			En: "one of the files " + strings.Join(sheetFiles(), ", ") + " or a matrix that " + caseFile + " names",
		}, "")
	}
}

func sheetFiles() []string {
	out := make([]string, len(sheets))
	for i, s := range sheets {
		out[i] = s.file()
	}
	return out
}

// assemble puts the tables into the case.
func (t *tables) assemble(r *reader, c *model.Case) {
	t.assemblePlaces(r, c)
	t.assembleGrants(c)
	c.Caregivers = t.caregivers.values()
	for i := range t.shifts.all {
		s := &t.shifts.all[i].v
		if s.BreakFrom != 0 {
			s.Break = &model.Window{From: s.BreakFrom, To: cmp.Or(s.BreakTo, s.BreakFrom)}
		}
		c.Shifts = append(c.Shifts, s.Shift)
	}
	for i := range t.activities.all {
		if a := &t.activities.all[i].v; a.Minutes == 0 {
			a.Minutes = a.To.Sub(a.From)
		}
	}
	c.Activities, c.Reserves, c.Absences = t.activities.values(), t.reserves.values(), t.absences.values()
	c.External, c.Pins = t.external.values(), t.pins.values()
	c.History = model.History{
		Visits: t.visits.values(), Last: t.last.values(), Named: t.named.values(), Agreed: t.agreed.values(),
		Swaps: t.swaps.values(), Outside: t.outside.values(), Debts: t.debts.values(),
	}
}

// assembleGrants gives each grant its pattern and its provider changes.
func (t *tables) assembleGrants(c *model.Case) {
	c.Grants = t.grants.values()
	at := make(map[model.GrantID]int, len(c.Grants))
	for i, g := range c.Grants {
		at[g.ID] = i
	}
	patterns := slices.Clone(t.patterns.all)
	slices.SortStableFunc(patterns, func(a, b line[patternRow]) int { return cmp.Compare(a.v.Line, b.v.Line) })
	for _, p := range patterns {
		if i, ok := at[p.v.Grant]; ok {
			c.Grants[i].Pattern = append(c.Grants[i].Pattern, p.v.Pattern)
		}
	}
	changes := slices.Clone(t.changes.all)
	slices.SortStableFunc(changes, func(a, b line[changeRow]) int { return cmp.Compare(a.v.From, b.v.From) })
	for _, p := range changes {
		if i, ok := at[p.v.Grant]; ok {
			c.Grants[i].Changes = append(c.Grants[i].Changes, p.v.ProviderChange)
		}
	}
}
