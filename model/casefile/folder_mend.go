package casefile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// The marks in the names of folders beside the one that is replaced.
const (
	freshMark = "-new-"
	oldMark   = "-old-"
)

// aside is how the names begin of the folders that stand beside dir while it is
// replaced; a number follows.
func aside(dir, mark string) string { return "." + filepath.Base(dir) + mark }

// besides are the folders that replacing dir left beside it, by mark.
func besides(dir, mark string) []string {
	entries, err := os.ReadDir(filepath.Dir(dir))
	if err != nil {
		return nil // then dir isn't there either, and says so itself
	}
	var found []string
	for _, e := range entries {
		if number, ok := strings.CutPrefix(e.Name(), aside(dir, mark)); ok && e.IsDir() && digits(number) {
			found = append(found, filepath.Join(filepath.Dir(dir), e.Name()))
		}
	}
	return found
}

func digits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// mend puts a folder back that a crash left aside: where dir is missing and its
// old one stands beside it. That one was whole; the newer one may not be.
func mend(dir string) error {
	if _, err := os.Lstat(dir); !errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	for _, old := range besides(dir, oldMark) {
		err := os.Rename(old, dir)
		if _, there := os.Lstat(dir); there == nil {
			return nil // by us or by somebody else
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// mendIn puts back every folder in dir that a crash left aside.
func mendIn(dir string) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, e := range entries {
		name, hidden := strings.CutPrefix(e.Name(), ".")
		if at := strings.LastIndex(name, oldMark); hidden && at > 0 && digits(name[at+len(oldMark):]) {
			_ = mend(filepath.Join(dir, name[:at])) // a reader who may not, reads what there is
		}
	}
}

// readFolder reads a folder as it is at one instant: when it is replaced
// meanwhile, it is read again. It is held open as long, so that its number is
// not given to another.
func readFolder[T any](dir string, read func(fs.FS) (T, Faults, error)) (v T, faults Faults, err error) {
	const tries = 50
	for range tries {
		var still bool
		if v, faults, still, err = readHeld(dir, read); still {
			return v, faults, err
		}
	}
	var nothing T
	return nothing, nil, fmt.Errorf("%s is replaced again and again while it is read", dir)
}

// readHeld reads a folder and says whether it was still the same at the end.
func readHeld[T any](dir string, read func(fs.FS) (T, Faults, error)) (v T, faults Faults, still bool, err error) {
	_ = mend(filepath.Clean(dir)) // where that fails, the folder is missing
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return v, nil, true, fmt.Errorf("%s is not a folder", dir)
	}
	held, err := os.Open(dir)
	if err != nil {
		return v, nil, true, err
	}
	defer func() { err = errors.Join(err, held.Close()) }()
	v, faults, err = read(os.DirFS(dir))
	before, e1 := held.Stat()
	after, e2 := os.Stat(dir)
	return v, faults, e1 == nil && e2 == nil && os.SameFile(before, after), err
}

// abandoned is after how long a fresh folder is nobody's any more: writing one
// takes seconds.
const abandoned = 15 * time.Minute

// sweep removes what crashes left beside a folder that is there. It holds what
// the folder held, and nobody looks for it.
func sweep(dir string) {
	for _, old := range besides(dir, oldMark) {
		_ = os.RemoveAll(old) // the next one tries again
	}
	for _, fresh := range besides(dir, freshMark) {
		if info, err := os.Stat(fresh); err == nil && time.Since(info.ModTime()) > abandoned {
			_ = os.RemoveAll(fresh)
		}
	}
}
