//go:build !unix

package storetest

import "os/exec"

func give(string) error { return nil }

func unprivileged(*exec.Cmd) {}
