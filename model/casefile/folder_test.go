package casefile

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/hjemvej/hjemvej/model"
)

// lost writes a plan and moves it aside, as a process that died in the middle of
// replacing it did.
func lost(t *testing.T, dir string) (old string) {
	t.Helper()
	if err := WritePlan(dir, numbered(7)); err != nil {
		t.Fatal(err)
	}
	old = filepath.Join(filepath.Dir(dir), aside(dir, oldMark)+"123")
	if err := os.Rename(dir, old); err != nil {
		t.Fatal(err)
	}
	return old
}

func TestWhatACrashLeftIsPutBack(t *testing.T) {
	for name, find := range map[string]func(t *testing.T, dir string){
		"reading it":          func(t *testing.T, dir string) { isWhole(t, dir) },
		"reading all in it":   func(t *testing.T, dir string) { isWhole(t, filepath.Dir(dir)) },
		"asking whether":      func(t *testing.T, dir string) { must(t, TryPlan(dir)); isWhole(t, dir) },
		"writing the next":    func(t *testing.T, dir string) { must(t, WritePlan(dir, numbered(8))); isWhole(t, dir) },
		"with a slash behind": func(t *testing.T, dir string) { isWhole(t, dir+"/") },
	} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "plans", "municipal")
			old := lost(t, dir)
			find(t, dir)
			if _, err := os.Stat(old); err == nil {
				t.Error("the old one is still there")
			}
		})
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// TestOthersAreLeftAlone: what merely looks like a leftover is none of ours, and
// a plan that is there is not replaced by an older one.
func TestOthersAreLeftAlone(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "plan")
	must(t, WritePlan(dir, numbered(1)))
	for _, name := range []string{".plan-old-x1", ".plan-new-", ".plans-old-1", "plan-old-1", ".plan-a-new-5", ".plan-new-99"} {
		must(t, os.Mkdir(filepath.Join(filepath.Dir(dir), name), 0o755)) // the last is a writer's at work
	}
	isWhole(t, dir)
	must(t, WritePlan(dir, numbered(2)))
	entries, err := os.ReadDir(filepath.Dir(dir))
	if err != nil || len(entries) != 7 {
		t.Errorf("left: %v, %v", entries, err)
	}
}

// TestSweep: what a crash left beside a folder goes with the next write, once
// it is nobody's any more.
func TestSweep(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "plan")
	must(t, WritePlan(dir, numbered(1)))
	beside := filepath.Dir(dir)
	must(t, os.Mkdir(filepath.Join(beside, ".plan-old-5"), 0o755))
	must(t, os.Mkdir(filepath.Join(beside, ".plan-new-6"), 0o755))
	hourAgo := time.Now().Add(-time.Hour)
	must(t, os.Chtimes(filepath.Join(beside, ".plan-new-6"), hourAgo, hourAgo))
	must(t, WritePlan(dir, numbered(2)))
	if entries, err := os.ReadDir(beside); err != nil || len(entries) != 1 {
		t.Errorf("left: %v, %v", entries, err)
	}
}

// TestHalfWrittenPlansAreNotRead: a folder that a killed process was writing is
// no provider's plan.
func TestHalfWrittenPlansAreNotRead(t *testing.T) {
	dir := t.TempDir()
	must(t, WritePlan(filepath.Join(dir, "municipal"), numbered(1)))
	must(t, WritePlan(filepath.Join(dir, ".municipal-new-5"), numbered(2)))
	isWhole(t, dir)
}

func TestAFolderThatIsALinkStaysOne(t *testing.T) {
	dir := t.TempDir()
	real, link := filepath.Join(dir, "real"), filepath.Join(dir, "link")
	must(t, WritePlan(real, numbered(1)))
	if err := os.Symlink(real, link); err != nil {
		t.Skip(err)
	}
	must(t, WritePlan(link, numbered(2)))
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link became %v, %v", info.Mode(), err)
	}
	if p, _, err := ReadPlan(real); err != nil || p.Made.Seed != 2 {
		t.Errorf("behind the link: %v, %v", p, err)
	}
}

func TestTheWorkingFolderIsNotReplaced(t *testing.T) {
	t.Chdir(t.TempDir())
	for name, write := range map[string]func(string, *model.Plan) error{
		"write": WritePlan, "try": func(dir string, _ *model.Plan) error { return TryPlan(dir) },
	} {
		if err := write(".", numbered(1)); err == nil || !strings.Contains(err.Error(), "working folder") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestTryPlan: what WritePlan would refuse is refused before, and asking leaves
// no trace.
func TestTryPlan(t *testing.T) {
	dir := t.TempDir()
	must(t, os.WriteFile(filepath.Join(dir, "thesis.txt"), nil, 0o644))
	if err := TryPlan(dir); err == nil {
		t.Error("somebody's thesis could be replaced")
	}
	if err := TryPlan(filepath.Join(dir, "thesis.txt", "plan")); err == nil {
		t.Error("a plan could be written into a file")
	}
	plan := filepath.Join(dir, "plan")
	must(t, WritePlan(plan, numbered(3)))
	must(t, TryPlan(plan))
	must(t, TryPlan(filepath.Join(dir, "other")))
	isWhole(t, plan)
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != 2 {
		t.Errorf("left: %v, %v", entries, err)
	}
}
