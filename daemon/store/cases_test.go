package store_test

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"testing"
	"time"

	"github.com/hjemvej/hjemvej/daemon/store"
)

func TestBlobsAreKeptOnceAndFoundByTheirHash(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		text := "\x00 zero and \xff are bytes as well"
		sum := sha256.Sum256([]byte(text))
		for range 2 {
			if hash := aBlob(t, s, text); hash != hex.EncodeToString(sum[:]) {
				t.Errorf("hash %s", hash)
			}
		}
		bytes := got[[]byte](t)(s.Blob(t.Context(), hex.EncodeToString(sum[:])))
		same(t, "bytes", string(bytes), text)
		if _, err := s.Blob(t.Context(), "none"); !errors.Is(err, store.ErrNotFound) {
			t.Error(err)
		}
	})
}

func TestManyPutOneBlob(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		allWell(t, together(16, func(int) error {
			_, err := write(t.Context(), s, func(tx *store.Tx) (string, error) { return tx.PutBlob(t.Context(), []byte("one")) })
			return err
		}))
	})
}

func TestACaseComesBackAsItWasKept(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		kept := aCase(t, s, "north", noon)
		if kept.ID == "" || kept.Newest != kept.ID || kept.Uploaded.IsZero() || !kept.AsOf.Equal(noon) || kept.Horizon.Days != 7 {
			t.Errorf("%+v", kept)
		}
		same(t, "case", got[store.Case](t)(s.Case(t.Context(), kept.ID)), kept)
		again := aCase(t, s, "north", noon)
		same(t, "the same export again", again, kept)
		for _, id := range []string{"", "case_none", "\x00", "\xff", "a'b"} {
			if _, err := s.Case(t.Context(), id); !errors.Is(err, store.ErrNotFound) {
				t.Errorf("case %q: %v", id, err)
			}
		}
	})
}

func TestManyUploadTheSameExport(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		blob := aBlob(t, s, "folder")
		var ids [8]string
		allWell(t, together(len(ids), func(i int) error {
			c, err := write(t.Context(), s, func(tx *store.Tx) (store.Case, error) {
				return tx.AddCase(t.Context(), store.Case{Name: "north", AsOf: noon, Hash: "h", Blob: blob})
			})
			ids[i] = c.ID
			return err
		}))
		for _, id := range ids {
			if id != ids[0] || id == "" {
				t.Errorf("one export is kept as %v", ids)
			}
		}
	})
}

// TestTheNewestExportCounts: by what it was as of, whenever it came; and of two
// as of the same time by when it came.
func TestTheNewestExportCounts(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		late := aCase(t, s, "north", noon)
		early := aCase(t, s, "north", noon.Add(-time.Hour))
		aCase(t, s, "south", noon.Add(time.Hour))
		check := func(newest string) {
			t.Helper()
			for _, id := range []string{late.ID, early.ID} {
				if c := got[store.Case](t)(s.Case(t.Context(), id)); c.Newest != newest {
					t.Errorf("%s: newest is %s, want %s", id, c.Newest, newest)
				}
			}
			if c := got[store.Case](t)(s.NewestCase(t.Context(), "north")); c.ID != newest || c.Newest != newest {
				t.Errorf("newest is %s, want %s", c.ID, newest)
			}
		}
		check(late.ID)
		second := wrote(t, s, func(tx *store.Tx) (store.Case, error) {
			return tx.AddCase(t.Context(), store.Case{Name: "north", AsOf: noon, Hash: "mended", Blob: late.Blob})
		})
		check(second.ID)
		if _, err := s.NewestCase(t.Context(), "east"); !errors.Is(err, store.ErrNotFound) {
			t.Error(err)
		}
	})
}

func TestACaseNeedsItsBlob(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		err := s.Write(t.Context(), func(tx *store.Tx) error {
			_, err := tx.AddCase(t.Context(), store.Case{Name: "north", AsOf: noon, Hash: "h", Blob: "none"})
			return err
		})
		if err == nil {
			t.Error("a case without a folder is kept")
		}
	})
}
