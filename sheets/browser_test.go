package sheets

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// chromium is a headless browser's path, or the test is skipped.
func chromium(t *testing.T) string {
	t.Helper()
	if testing.Short() {
		t.Skip("no browser in short tests")
	}
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Skip("no Chromium on this machine: the pages are not loaded in a browser")
	return ""
}

// load opens a page, runs a few lines of script at its end, and gives the
// document as it then stands and what the console said. The browser's own
// switches do it; a driver library would bring a protocol of ten thousand types.
func load(t *testing.T, browser, page, lines string) (dom, console string) {
	t.Helper()
	dir := t.TempDir()
	file := filepath.Join(dir, "page.html")
	page = strings.Replace(page, "</body>", `<script>"use strict"; var seen = [];`+lines+`document.body.dataset.report = seen.join();</script></body>`, 1)
	if err := os.WriteFile(file, []byte(page), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	var out, errs bytes.Buffer
	cmd := exec.CommandContext(ctx, browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
		"--disable-dev-shm-usage", "--user-data-dir="+filepath.Join(dir, "profile"), "--enable-logging=stderr", "--dump-dom", "file://"+file)
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		t.Skipf("the browser does not run here: %v", err)
	}
	for line := range strings.SplitSeq(errs.String(), "\n") {
		if strings.Contains(line, "CONSOLE") {
			console += line + "\n"
		}
	}
	return out.String(), console
}

// The scripts press what a page has and push what they then see into seen.
const (
	mapScript = `
var off = function () { return Array.from(document.querySelectorAll(".route.way.off")).map(function (g) { return g.dataset.tour; }).join("+"); };
seen.push(document.querySelectorAll("#map .route.way .line").length);
document.querySelector("input[value=t0]").click(); document.querySelector("input[data-band='2']").click(); seen.push(off());
document.querySelectorAll("button[data-all]")[1].click(); seen.push(off());
document.querySelectorAll("button[data-all]")[0].click(); seen.push(off() || "none");
document.querySelector(".entry[data-tour=t1]").dispatchEvent(new MouseEvent("mouseenter")); seen.push(document.querySelectorAll("#map.dimmed .route.lit").length);
document.getElementById("in").click(); seen.push(document.getElementById("map").getAttribute("viewBox").split(" ").map(Math.round).join("+"));
document.getElementById("whole").click(); seen.push(document.getElementById("map").getAttribute("viewBox"));`
	ganttScript = `
seen.push(document.querySelectorAll(".row").length);
document.querySelector(".bar[data-visit]").dispatchEvent(new MouseEvent("mouseenter")); seen.push(document.querySelectorAll(".bar.lit").length);
var i = document.getElementById("find"); i.value = "Åkjær"; i.dispatchEvent(new Event("input")); seen.push(document.querySelectorAll(".row:not(.faded)").length);
i.value = "h004"; i.dispatchEvent(new Event("input")); seen.push(document.querySelectorAll(".bar.found").length);`
)

var reported = regexp.MustCompile(`data-report="([^"]*)"`)

func TestPagesInABrowser(t *testing.T) {
	browser := chromium(t)
	f := invent(small)
	tests := []struct {
		kind         Kind
		script, want string
	}{
		{Map, mapScript, "5,t0+t4,t0+t1+t2+t3+t4,none,2,183+130+733+520,0 0 1100 780"},
		{Gantt, ganttScript, "5,2,1,8"},
		{Tours, `seen.push(document.querySelectorAll("main.tour").length);`, "10"},
		{Home, `seen.push(document.querySelectorAll("main.home").length);`, "12"},
		{Calls, `seen.push(document.querySelectorAll("tbody tr").length);`, "5"},
		{Summary, `seen.push(document.querySelectorAll(".cert").length);`, "1"},
	}
	for _, tt := range tests {
		t.Run(string(tt.kind), func(t *testing.T) {
			dom, console := load(t, browser, write(t, f, tt.kind, Options{Format: HTMLFormat}), tt.script)
			if console != "" {
				t.Errorf("the console says:\n%s", console)
			}
			m := reported.FindStringSubmatch(dom)
			if m == nil {
				t.Fatal("the page's script did not run to its end")
			}
			if m[1] != tt.want {
				t.Errorf("got %s, want %s", m[1], tt.want)
			}
		})
	}
}

// The comparison draws a dot for each side in each plot, and neither the page
// nor a plot is wider than the window.
func TestCompareInABrowser(t *testing.T) {
	browser := chromium(t)
	c := inventedComparison("Østby", "Vesterå", "Nordkær")
	v := &comparison{tongue: tongue{"da"}, c: c}
	plots := 0
	for _, s := range sections {
		plots += len(v.plots(s))
	}
	const script = `
seen.push(document.querySelectorAll(".plot circle").length, document.querySelectorAll(".plot .range").length, document.querySelectorAll(".plane circle").length);
seen.push(document.documentElement.scrollWidth <= window.innerWidth);
seen.push(Array.from(document.querySelectorAll(".plot")).every(function (p) { return p.getBoundingClientRect().width > 40; }));
document.body.style.width = "340px"; seen.push(document.querySelector("main").scrollWidth <= 340);`
	dom, console := load(t, browser, compareWith(t, c, Options{Format: HTMLFormat}), script)
	if console != "" {
		t.Errorf("the console says:\n%s", console)
	}
	want := fmt.Sprintf("%d,%d,2,true,true,true", 3*plots, 2*plots)
	if m := reported.FindStringSubmatch(dom); m == nil || m[1] != want {
		t.Errorf("got %v, want %s", m, want)
	}
}

// The page of a difference has a card for each colleague and a row for each
// citizen's visit, what is not announced folded together, and nothing wider
// than a telephone.
func TestDiffInABrowser(t *testing.T) {
	browser := chromium(t)
	c, ch := inventedMend()
	d := newDifference(ch, c, Options{Lang: "da", Format: HTMLFormat})
	s := d.sheet()
	visits := 0
	for _, h := range s.Homes {
		visits += len(h.Visits)
	}
	const script = `
seen.push(document.querySelectorAll(".told .change").length, document.querySelectorAll("section .beforenow tr:has(td.soft)").length, document.querySelectorAll("details:not([open]) .change").length);
seen.push(document.querySelectorAll(".phone tr.urgent").length, document.documentElement.scrollWidth <= window.innerWidth);
document.body.style.width = "420px"; seen.push(Array.from(document.querySelectorAll(".change")).every(function (x) { return x.scrollWidth <= 420; }));`
	dom, console := load(t, browser, diffWith(t, c, Options{Format: HTMLFormat}, ch), script)
	if console != "" {
		t.Errorf("the console says:\n%s", console)
	}
	want := fmt.Sprintf("%d,%d,%d,1,true,true", len(s.Tours), visits, len(s.LaterTours))
	if m := reported.FindStringSubmatch(dom); m == nil || m[1] != want {
		t.Errorf("got %v, want %s", m, want)
	}
}
