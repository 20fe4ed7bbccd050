//go:build unix

package service

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/hjemvej/hjemvej/daemon/store"
)

// outside is a service in processes of its own, as people run it: one that serves
// and any number of workers.
type outside struct {
	t            *testing.T
	program, url string
	workers      int
	dir, address string
	token        string
	running      []*exec.Cmd
}

// built is the program.
func built(t *testing.T) string {
	t.Helper()
	program := filepath.Join(t.TempDir(), "hjemvej")
	if said, err := exec.Command("go", "build", "-o", program, "github.com/hjemvej/hjemvej/cmd/hjemvej").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	return program
}

// prepare writes the settings, with further lines, makes a token and starts.
func (v *outside) prepare(more string) {
	v.t.Helper()
	v.dir = v.t.TempDir()
	v.t.Cleanup(v.killAll)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		v.t.Fatal(err)
	}
	v.address = l.Addr().String()
	_ = l.Close()
	settings := fmt.Sprintf("serve:\n  listen: %s\n  store: %q\n  areas:\n    - {name: municipal, provider: P1, case: town}\n%s", v.address, v.url, more)
	if err := os.WriteFile(filepath.Join(v.dir, "hjemvej.yaml"), []byte(settings), 0o600); err != nil {
		v.t.Fatal(err)
	}
	secret, err := v.command("token", "add", "test", "--role", "admin").Output()
	if err != nil {
		v.t.Fatal(err)
	}
	v.token = strings.TrimSpace(string(secret))
	v.start()
}

// house is the service to ask as one asks another, everybody with the one token.
func (v *outside) house() *house {
	return &house{t: v.t, url: "http://" + v.address, tokens: map[store.Role]string{store.RoleReader: v.token, store.RolePlanner: v.token, store.RoleManager: v.token}}
}

func (v *outside) command(args ...string) *exec.Cmd {
	cmd := exec.Command(v.program, args...)
	cmd.Dir = v.dir
	return cmd
}

// start begins whatever does not run, and waits until it answers.
func (v *outside) start() {
	v.t.Helper()
	for len(v.running) < 1+v.workers {
		what := "serve"
		if len(v.running) > 0 {
			what = "worker"
		}
		cmd := v.command(what)
		log, err := os.OpenFile(filepath.Join(v.dir, what+".log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
		if err != nil {
			v.t.Fatal(err)
		}
		cmd.Stderr = log
		if err := cmd.Start(); err != nil {
			v.t.Fatal(err)
		}
		_ = log.Close()
		v.running = append(v.running, cmd)
	}
	for range 300 {
		if status, _ := v.ask(context.Background(), "GET", "/readyz", ""); status == 200 {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	log, _ := os.ReadFile(filepath.Join(v.dir, "serve.log"))
	v.t.Fatalf("the service does not answer: %s", log)
}

func (v *outside) killAll() {
	for _, cmd := range v.running {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	}
	v.running = nil
}

// ask makes a request; status 0 where nobody answered.
func (v *outside) ask(ctx context.Context, method, path, body string, head ...string) (int, []byte) {
	r, err := http.NewRequestWithContext(ctx, method, "http://"+v.address+path, strings.NewReader(body))
	if err != nil {
		v.t.Error(err)
		return 0, nil
	}
	r.Header.Set("Authorization", "Bearer "+v.token)
	r.Header.Set("Content-Type", "application/json")
	for i := 0; i+1 < len(head); i += 2 {
		r.Header.Set(head[i], head[i+1])
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return 0, nil
	}
	defer func() { _ = answer.Body.Close() }()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		return 0, nil
	}
	return answer.StatusCode, text
}
