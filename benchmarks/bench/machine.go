package bench

import (
	"bytes"
	"fmt"
	"os"
	"runtime"
	"strings"
)

// Machine is where figures come from.
type Machine struct {
	CPU    string `json:",omitempty"` // as it names itself; empty: unknown
	Cores  int    // it has, as far as this process may use them
	System string // linux/amd64
	Go     string
}

// ThisMachine names the machine that the process runs on.
func ThisMachine() Machine {
	info, _ := os.ReadFile("/proc/cpuinfo") // elsewhere than on Linux nobody is asked
	return Machine{CPU: model(info), Cores: runtime.NumCPU(), System: runtime.GOOS + "/" + runtime.GOARCH, Go: runtime.Version()}
}

// model is the first model name in /proc/cpuinfo.
func model(info []byte) string {
	for line := range bytes.Lines(info) {
		if name, value, ok := strings.Cut(string(line), ":"); ok && strings.TrimSpace(name) == "model name" {
			return strings.TrimSpace(value)
		}
	}
	return ""
}

func (m Machine) String() string {
	cpu := m.CPU
	if cpu == "" {
		cpu = "unknown CPU"
	}
	return fmt.Sprintf("%s, %d cores, %s, %s", cpu, m.Cores, m.System, m.Go)
}
