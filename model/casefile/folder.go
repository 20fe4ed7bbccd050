package casefile

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// A folder is replaced by writing a fresh one beside it and exchanging the two.
// Where the system can exchange two names at once, the folder is whole at every
// instant, whatever happens to the process. Elsewhere the old one is moved aside
// for a moment: whoever finds it missing then puts it back (see mend).

// replaceFolder writes files into a new folder beside dir and puts it in its
// place. An existing folder is replaced only if it is empty or holds the
// marker and nothing but files of ours.
func replaceFolder(dir, marker string, files map[string][]byte) (err error) {
	dir, fresh, err := beside(dir, marker)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(fresh)) }()
	for name, data := range files {
		if err := writeSynced(filepath.Join(fresh, name), data); err != nil {
			return err
		}
	}
	if err := SyncFolder(fresh); err != nil {
		return err
	}
	if err := swapFolder(dir, fresh); err != nil {
		return err
	}
	if err := SyncFolder(filepath.Dir(dir)); err != nil {
		return err
	}
	sweep(dir)
	return nil
}

// tryFolder says whether replaceFolder could put a folder there, and leaves what
// lies there: whoever works for an hour asks first.
func tryFolder(dir, marker string) error {
	_, fresh, err := beside(dir, marker)
	if err != nil {
		return err
	}
	return os.Remove(fresh)
}

// beside makes an empty folder beside the one to be replaced, and gives both
// names in full.
func beside(dir, marker string) (whole, fresh string, err error) {
	if dir, err = resolved(dir); err != nil {
		return "", "", err
	}
	if err := mend(dir); err != nil {
		return "", "", err
	}
	if err := mayReplace(dir, marker); err != nil {
		return "", "", err
	}
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
		return "", "", err
	}
	for {
		fresh = filepath.Join(filepath.Dir(dir), aside(dir, freshMark)+strconv.FormatUint(rand.Uint64(), 10))
		if err := os.Mkdir(fresh, 0o755); !errors.Is(err, fs.ErrExist) {
			return dir, fresh, err
		}
	}
}

// resolved is a folder's own name where dir is a link to it. The folder that
// one stands in can't be replaced under one's feet.
func resolved(dir string) (string, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		dir = real
	}
	here, err := os.Stat(".")
	if there, e := os.Stat(dir); err == nil && e == nil && os.SameFile(here, there) {
		return "", fmt.Errorf("%s is the working folder: name a folder in it", dir)
	}
	return dir, nil
}

// writeSynced writes a file that is on the disk, not only on its way there,
// before the folder takes its name.
func writeSynced(name string, data []byte) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Sync(), f.Close())
}

// errNoExchange says that this system can't exchange two names, or not here.
var errNoExchange = errors.New("names can't be exchanged")

// exchange is how two folders change names at once.
var exchange = exchangeNames

// swapFolder gives fresh the name dir. What had that name has the other's
// afterwards, or is gone.
func swapFolder(dir, fresh string) error {
	if _, err := os.Lstat(dir); errors.Is(err, fs.ErrNotExist) {
		return os.Rename(fresh, dir)
	}
	if err := exchange(dir, fresh); !errors.Is(err, errNoExchange) {
		return err
	}
	return swapAside(dir, fresh)
}

// swapAside swaps in two steps, with the old folder aside in between. Somebody
// who finds dir missing just then puts the old one back; then it is tried again.
func swapAside(dir, fresh string) error {
	const tries = 5
	old := filepath.Join(filepath.Dir(dir), strings.Replace(filepath.Base(fresh), freshMark, oldMark, 1))
	var err error
	for range tries {
		if err = os.Rename(dir, old); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		if err = os.Rename(fresh, dir); err == nil {
			return os.RemoveAll(old)
		}
	}
	return errors.Join(err, mend(dir))
}

// mayReplace says why a folder must not be replaced: it holds what others made.
func mayReplace(dir, marker string) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) || err == nil && len(entries) == 0 {
		return nil
	}
	if err != nil {
		return err
	}
	marked := false
	for _, e := range entries {
		marked = marked || e.Name() == marker
		if e.IsDir() {
			return fmt.Errorf("%s holds the folder %s: it is not replaced", dir, e.Name())
		}
		if !ours(e.Name()) {
			return fmt.Errorf("%s holds %s, which is neither YAML nor a table: it is not replaced", dir, e.Name())
		}
	}
	if !marked {
		return fmt.Errorf("%s holds files but no %s: it is not replaced", dir, marker)
	}
	return nil
}

// ours says whether a file is of a kind that cases and plans are made of.
func ours(name string) bool {
	return strings.HasSuffix(name, ".csv") || strings.HasSuffix(name, ".yaml") || name == "README.md"
}
