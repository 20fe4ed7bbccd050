package service

import (
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/hjemvej/hjemvej/daemon/store"
	"github.com/hjemvej/hjemvej/daemon/store/storetest"
	"github.com/hjemvej/hjemvej/model"
)

// TestLogin: without a token one is asked for; with it the browser keeps it where
// no script reads it, and may look but change nothing.
func TestLogin(t *testing.T) {
	h := opened(t, storetest.SQLite(t), nil)
	jar, _ := cookiejar.New(nil)
	browser := &http.Client{Jar: jar}
	page := func(answer *http.Response, err error) (int, string) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = answer.Body.Close() }()
		b := make([]byte, 1<<16)
		n, _ := answer.Body.Read(b)
		return answer.StatusCode, answer.Request.URL.Path + " " + string(b[:n])
	}
	if status, text := page(browser.Get(h.url + "/")); status != 200 || !strings.HasPrefix(text, "/login ") || !strings.Contains(text, "Adgangsnøgle") {
		t.Errorf("without a token: %d %.80s", status, text)
	}
	if status, _ := page(browser.PostForm(h.url+"/login", url.Values{"token": {"hjv_wrong"}})); status != 401 {
		t.Errorf("with a wrong one: %d", status)
	}
	if status, text := page(browser.PostForm(h.url+"/login?lang=en", url.Values{"token": {h.tokens[store.RoleReader]}})); status != 200 || !strings.Contains(text, "no plan yet") {
		t.Errorf("with a right one: %d %.80s", status, text)
	}
	if status, _ := page(browser.Get(h.url + "/api/v1/areas")); status != 200 {
		t.Errorf("looking, by cookie: %d", status)
	}
	if status, _ := page(browser.Post(h.url+"/api/v1/jobs", "application/json", strings.NewReader(`{}`))); status != 401 {
		t.Errorf("changing, by cookie: %d", status)
	}
}

// TestPublishedWhen: the page says when a plan was published, also of one that
// was published as soon as it was made, or read as a draft before.
func TestPublishedWhen(t *testing.T) {
	h := opened(t, storetest.SQLite(t), nil)
	h.upload()
	h.planned("municipal", 300)
	draft := h.ended(must[object](h, store.RoleManager, 202, "POST", "/api/v1/jobs", object{"kind": "plan", "area": "private", "iterations": 300})["id"].(string))["plan"].(string)
	must[object](h, store.RoleReader, 200, "GET", "/api/v1/plans/"+draft, nil)
	must[object](h, store.RolePlanner, 200, "POST", "/api/v1/plans/"+draft+"/publish", object{}, "If-Match", "*")
	_, page := h.ask(store.RoleReader, "GET", "/?lang=en", nil)
	today := "published " + time.Now().In(model.Zone).Format("2 Jan ")
	if n := strings.Count(string(page), today); n != 2 {
		t.Errorf("%d plans are %sby the page", n, today)
	}
}

// TestStatusPageInABrowser looks at the page as a browser makes it: what stands,
// what waits for approval, and nothing that the browser refused.
func TestStatusPageInABrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("no browser in short tests")
	}
	chromium, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("no Chromium: install it to see the page in a browser")
	}
	h := opened(t, storetest.SQLite(t), nil)
	h.upload()
	h.planned("municipal", 300)
	j := must[object](h, store.RoleManager, 202, "POST", "/api/v1/jobs", object{"kind": "plan", "area": "private", "iterations": 300})
	h.ended(j["id"].(string))
	to, _ := url.Parse(h.url)
	proxy := &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) { // as if the browser had logged in
		r.SetURL(to)
		r.Out.Header.Set("Authorization", "Bearer "+h.tokens[store.RolePlanner])
	}}
	web := httptest.NewServer(proxy)
	defer web.Close()
	plan := h.plan("municipal")
	for path, want := range map[string][]string{
		"/?lang=da": {"Gældende plan", "kladde venter på godkendelse", "færdig", "kørelister"},
		"/?lang=en": {"Plan that stands", "a draft waits for approval", "done", "tour lists"},
		"/docs":     {"/api/v1/areas/{area}/events", "Idempotency-Key"},
		"/api/v1/plans/" + plan + "/sheets/gantt?lang=en": {"<svg"},
		"/api/v1/plans/" + plan + "/sheets/map?lang=en":   {"<svg"},
	} {
		cmd := exec.Command(chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--enable-logging=stderr", "--user-data-dir="+filepath.Join(t.TempDir(), "profile"), "--dump-dom", web.URL+path)
		var said strings.Builder
		cmd.Stderr = &said
		dom, err := cmd.Output()
		if err != nil {
			t.Skipf("the browser does not run here: %v", err)
		}
		for _, w := range want {
			if !strings.Contains(string(dom), w) {
				t.Errorf("%s: no %q", path, w)
			}
		}
		if strings.Contains(said.String(), "CONSOLE") {
			t.Errorf("%s: the browser says %s", path, said.String())
		}
	}
}

// plan is the published plan of an area.
func (h *house) plan(area string) string {
	h.t.Helper()
	return must[object](h, store.RoleReader, 200, "GET", "/api/v1/areas/"+area, nil)["plan"].(string)
}
