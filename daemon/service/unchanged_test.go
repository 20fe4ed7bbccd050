package service

import (
	"net/http"
	"testing"

	"github.com/hjemvej/hjemvej/daemon/store"
	"github.com/hjemvej/hjemvej/daemon/store/storetest"
)

// TestWhatWasSeenIsNotSentAgain: of a plan, which never changes; another question,
// another language or another plan is another answer, and who may not see it isn't
// told that it is the same.
func TestWhatWasSeenIsNotSentAgain(t *testing.T) {
	h := opened(t, storetest.SQLite(t), nil)
	h.upload()
	plan, other := h.planned("municipal", 500), h.planned("private", 500)
	asked := func(path, secret, seen string) (status int, tag string, length int) {
		t.Helper()
		r, err := http.NewRequest("GET", h.url+"/api/v1/plans/"+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Authorization", "Bearer "+secret)
		r.Header.Set("If-None-Match", seen)
		answer, err := h.web.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = answer.Body.Close() }()
		n, err := answer.Body.Read(make([]byte, 1))
		if n == 0 && err == nil {
			t.Error(path, "gives neither anything nor an end")
		}
		return answer.StatusCode, answer.Header.Get("ETag"), n
	}
	may := h.tokens[store.RolePlanner]
	tags := map[string]string{}
	for _, path := range []string{"/visits?home=H00007", "/visits?home=H00008", "/tours?day=2026-11-24", "/calls", "/sheets/summary", "/sheets/summary?lang=en", "/sheets/tours?day=2026-11-24&format=csv"} {
		status, tag, n := asked(plan+path, may, "")
		if status != 200 || tag == "" || n == 0 {
			t.Errorf("%s: %d %q", path, status, tag)
		}
		if was, known := tags[tag]; known {
			t.Errorf("%s has the tag of %s", path, was)
		}
		tags[tag] = path
		for _, seen := range []string{tag, `"another", ` + tag, "*"} {
			if status, again, n := asked(plan+path, may, seen); status != 304 || again != tag || n != 0 {
				t.Errorf("%s, seen as %s: %d %q, %d bytes", path, seen, status, again, n)
			}
		}
		if status, again, _ := asked(other+path, may, tag); status != 200 || again == tag {
			t.Errorf("%s of another plan: %d %q", path, status, again)
		}
		foreign := h.token(store.Token{Name: "foreign", Role: store.RolePlanner, Providers: []string{"P2"}})
		if status, _, _ := asked(plan+path, foreign, tag); status != 404 && status != 403 {
			t.Errorf("%s for whom it does not concern: %d", path, status)
		}
	}
}
