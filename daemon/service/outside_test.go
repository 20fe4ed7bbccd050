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
func (o *outside) prepare(more string) {
	o.t.Helper()
	o.dir = o.t.TempDir()
	o.t.Cleanup(o.killAll)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		o.t.Fatal(err)
	}
	o.address = l.Addr().String()
	_ = l.Close()
	settings := fmt.Sprintf("serve:\n  listen: %s\n  store: %q\n  areas:\n    - {name: municipal, provider: P1, case: town}\n%s", o.address, o.url, more)
	if err := os.WriteFile(filepath.Join(o.dir, "hjemvej.yaml"), []byte(settings), 0o600); err != nil {
		o.t.Fatal(err)
	}
	secret, err := o.command("token", "add", "test", "--role", "admin").Output()
	if err != nil {
		o.t.Fatal(err)
	}
	o.token = strings.TrimSpace(string(secret))
	o.start()
}

// house is the service to ask as one asks another, everybody with the one token.
func (o *outside) house() *house {
	return &house{t: o.t, web: http.DefaultClient, url: "http://" + o.address, tokens: map[store.Role]string{store.RoleReader: o.token, store.RolePlanner: o.token, store.RoleManager: o.token}}
}

func (o *outside) command(args ...string) *exec.Cmd {
	cmd := exec.Command(o.program, args...)
	cmd.Dir = o.dir
	return cmd
}

// start begins whatever does not run, and waits until it answers.
func (o *outside) start() {
	o.t.Helper()
	for len(o.running) < 1+o.workers {
		what := "serve"
		if len(o.running) > 0 {
			what = "worker"
		}
		cmd := o.command(what)
		log, err := os.OpenFile(filepath.Join(o.dir, what+".log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
		if err != nil {
			o.t.Fatal(err)
		}
		cmd.Stderr = log
		if err := cmd.Start(); err != nil {
			o.t.Fatal(err)
		}
		_ = log.Close()
		o.running = append(o.running, cmd)
	}
	for range 300 {
		if status, _ := o.ask(context.Background(), "GET", "/readyz", ""); status == 200 {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	log, _ := os.ReadFile(filepath.Join(o.dir, "serve.log"))
	o.t.Fatalf("the service does not answer: %s", log)
}

func (o *outside) killAll() {
	for _, cmd := range o.running {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	}
	o.running = nil
}

// ask makes a request; status 0 where nobody answered.
func (o *outside) ask(ctx context.Context, method, path, body string, head ...string) (int, []byte) {
	r, err := http.NewRequestWithContext(ctx, method, "http://"+o.address+path, strings.NewReader(body))
	if err != nil {
		o.t.Error(err)
		return 0, nil
	}
	r.Header.Set("Authorization", "Bearer "+o.token)
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
