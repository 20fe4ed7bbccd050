//go:build unix

package casefile

import (
	"errors"
	"os"
)

// SyncFolder makes the names in a folder last, as Sync does for what is in a file.
func SyncFolder(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
