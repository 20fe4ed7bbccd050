package service

import (
	"context"
	"testing"
	"time"

	"github.com/hjemvej/hjemvej/daemon/settings"
	"github.com/hjemvej/hjemvej/daemon/store"
	"github.com/hjemvej/hjemvej/daemon/store/storetest"
	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/model/casefile"
	"github.com/hjemvej/hjemvej/testdata"
)

// TestTry: who tries the service on a case sees it planned, whatever the hour, and
// the case is taken in once.
func TestTry(t *testing.T) {
	long := time.Now().Add(-22 * time.Hour).In(model.Zone) // a night that is too old to be caught up with
	h := opened(t, storetest.SQLite(t), func(s *settings.Settings) {
		s.Areas = []settings.Area{{Name: "P2", Provider: "P2", Case: Trial, Nightly: long.Format("4 15 * * *"), Time: time.Second, Publish: true}}
	})
	c, _, err := casefile.ReadCaseFS(testdata.SmallTown())
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		secret, err := h.s.Try(context.Background(), c)
		if err != nil {
			t.Fatal(err)
		}
		if status, said := h.askWith(secret, "GET", "/api/v1/audit", nil); status != 200 {
			t.Errorf("the token may not do all: %d %s", status, said)
		}
	}
	if cases := must[object](h, store.RoleReader, 200, "GET", "/api/v1/cases", nil)["items"].([]any); len(cases) != 1 {
		t.Errorf("%d cases", len(cases))
	}
	if err := h.s.work.Nights(context.Background()); err != nil {
		t.Fatal(err)
	}
	for range 600 {
		if a := must[object](h, store.RoleReader, 200, "GET", "/api/v1/areas/P2", nil); a["plan"] != "" && a["plan"] != nil {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Error("nothing is planned")
}
