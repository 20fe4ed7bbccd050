package casefile

import (
	"errors"
	"fmt"

	"golang.org/x/sys/unix"
)

// exchangeNames makes two folders change names at one instant.
func exchangeNames(a, b string) error {
	switch err := unix.Renameat2(unix.AT_FDCWD, a, unix.AT_FDCWD, b, unix.RENAME_EXCHANGE); {
	case err == nil:
		return nil
	case errors.Is(err, unix.EINVAL), errors.Is(err, unix.ENOSYS), errors.Is(err, unix.ENOTSUP):
		return errNoExchange // of the kernel or of this file system
	default:
		return fmt.Errorf("exchange %s and %s: %w", a, b, err)
	}
}
