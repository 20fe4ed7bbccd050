//go:build !unix

package casefile

// syncFolder does nothing: this system has no such thing.
func syncFolder(string) error { return nil }
