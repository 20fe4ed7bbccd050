package store

import (
	"errors"
	"fmt"
)

// What callers ask for with errors.Is.
var (
	ErrNotFound  = errors.New("there is no such thing")
	ErrExists    = errors.New("there is one of that name already")
	ErrState     = errors.New("its state does not allow it")
	ErrConflict  = errors.New("another plan was published meanwhile")
	ErrBusy      = errors.New("a plan of the area is in the making")
	ErrStale     = errors.New("another worker has gone further")
	ErrText      = errors.New("a text has a zero byte in it, or is not UTF-8")
	ErrKeyReused = errors.New("the key was used for another request")
	ErrCursor    = errors.New("not a place in this list")
	ErrNewer     = errors.New("the database is newer than this program")
	ErrInUse     = errors.New("the database is in use")
)

// ConflictError is [ErrConflict], with what stands now.
type ConflictError struct{ Stands Area }

func (e *ConflictError) Error() string {
	return fmt.Sprintf("%v: area %s is at epoch %d with plan %s", ErrConflict, e.Stands.ID, e.Stands.Epoch, e.Stands.Plan)
}

func (e *ConflictError) Unwrap() error { return ErrConflict }

// BusyError is [ErrBusy], with the job that is at it.
type BusyError struct{ Job Job }

func (e *BusyError) Error() string {
	return fmt.Sprintf("%v: job %s is %s", ErrBusy, e.Job.ID, e.Job.State)
}

func (e *BusyError) Unwrap() error { return ErrBusy }

// StateError is [ErrState], with the state that a thing is in.
type StateError struct {
	ID, State string
}

func (e *StateError) Error() string { return fmt.Sprintf("%v: %s is %s", ErrState, e.ID, e.State) }

func (e *StateError) Unwrap() error { return ErrState }
