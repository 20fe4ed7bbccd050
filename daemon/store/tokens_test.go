package store_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/hjemvej/hjemvej/daemon/store"
)

func aToken(t *testing.T, s *store.Store, k store.Token) (store.Token, string) {
	t.Helper()
	_, hash := store.NewSecret()
	return wrote(t, s, func(tx *store.Tx) (store.Token, error) { return tx.AddToken(t.Context(), k, hash) }), hash
}

func TestSecrets(t *testing.T) {
	one, hash := store.NewSecret()
	other, _ := store.NewSecret()
	if one == other || !strings.HasPrefix(one, "hjv_") || len(one) != 4+43 || strings.Contains(hash, one) {
		t.Errorf("%s, %s", one, other)
	}
	same(t, "hash", store.HashSecret(one), hash)
}

func TestATokenIsFoundByItsSecretAlone(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		k, hash := aToken(t, s, store.Token{Name: "nightly", Role: store.RolePlanner, Providers: []string{"municipal"}, Expires: noon})
		if k.ID == "" || k.Created.IsZero() || !k.Used.IsZero() || !k.Revoked.IsZero() {
			t.Errorf("%+v", k)
		}
		same(t, "token", got[store.Token](t)(s.TokenOf(t.Context(), hash)), k)
		for _, other := range []string{"", k.ID, k.Name, strings.ToUpper(hash), hash[:63], "%"} {
			if _, err := s.TokenOf(t.Context(), other); !errors.Is(err, store.ErrNotFound) {
				t.Errorf("%q: %v", other, err)
			}
		}
		if err := s.Write(t.Context(), func(tx *store.Tx) error { _, err := tx.AddToken(t.Context(), k, hash); return err }); err == nil {
			t.Error("two tokens have one secret")
		}
		k.Role = "root"
		if err := s.Write(t.Context(), func(tx *store.Tx) error { _, err := tx.AddToken(t.Context(), k, "h"); return err }); err == nil {
			t.Error("a token has a role that there isn't")
		}
	})
}

func TestATokenComesBackWithItsExpiry(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		expires := noon.Add(999 * time.Nanosecond).In(time.FixedZone("there", -3600))
		k, hash := aToken(t, s, store.Token{Role: store.RoleReader, Expires: expires})
		same(t, "token", got[store.Token](t)(s.TokenOf(t.Context(), hash)), k)
	})
}

func TestWhenATokenOpens(t *testing.T) {
	for name, c := range map[string]struct {
		token store.Token
		opens bool
	}{
		"for ever":        {store.Token{}, true},
		"a moment longer": {store.Token{Expires: noon.Add(time.Microsecond)}, true},
		"until now":       {store.Token{Expires: noon}, false},
		"expired":         {store.Token{Expires: noon.Add(-time.Hour)}, false},
		"revoked":         {store.Token{Revoked: noon.Add(-time.Hour), Expires: future}, false},
		"revoked later":   {store.Token{Revoked: noon.Add(time.Hour)}, false},
	} {
		if c.token.Valid(noon) != c.opens {
			t.Errorf("%s: %t", name, !c.opens)
		}
	}
}

func TestATokenIsRevokedForGood(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		k, hash := aToken(t, s, store.Token{Role: store.RoleAdmin})
		other, otherHash := aToken(t, s, store.Token{Role: store.RoleAdmin})
		revoke := func(id string) (store.Token, error) {
			return write(t.Context(), s, func(tx *store.Tx) (store.Token, error) { return tx.RevokeToken(t.Context(), id) })
		}
		revoked := got[store.Token](t)(revoke(k.ID))
		if revoked.Revoked.IsZero() || revoked.Valid(noon) {
			t.Errorf("%+v", revoked)
		}
		same(t, "revoked again", got[store.Token](t)(revoke(k.ID)), revoked)
		same(t, "token", got[store.Token](t)(s.TokenOf(t.Context(), hash)), revoked)
		same(t, "the other", got[store.Token](t)(s.TokenOf(t.Context(), otherHash)), other)
		if _, err := revoke("token_none"); !errors.Is(err, store.ErrNotFound) {
			t.Error(err)
		}
	})
}

func TestATokenIsUsed(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		k, hash := aToken(t, s, store.Token{Role: store.RoleAdmin})
		before := time.Now().Truncate(time.Hour)
		if err := s.UseToken(t.Context(), k); err != nil {
			t.Fatal(err)
		}
		used := got[store.Token](t)(s.TokenOf(t.Context(), hash))
		if used.Used.Before(before) || used.Used.After(time.Now()) || used.Used.Minute() != 0 {
			t.Errorf("used %v", used.Used)
		}
		k.Used = used.Used
		same(t, "what else changed", used, k)
		used.Used = future // somebody with a clock that is ahead
		if err := s.UseToken(t.Context(), used); err != nil {
			t.Error(err)
		}
		same(t, "used once more", got[store.Token](t)(s.TokenOf(t.Context(), hash)), k)
	})
}

func TestAFeedIsFoundByItsAddressAlone(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		area := anArea(t, s, "a")
		_, hash := store.NewSecret()
		f := wrote(t, s, func(tx *store.Tx) (store.Feed, error) { return tx.AddFeed(t.Context(), area.ID, "caregiver", hash) })
		same(t, "feed", got[store.Feed](t)(s.FeedOf(t.Context(), hash)), f)
		for _, other := range []string{"", f.ID, "caregiver"} {
			if _, err := s.FeedOf(t.Context(), other); !errors.Is(err, store.ErrNotFound) {
				t.Errorf("%q: %v", other, err)
			}
		}
		revoke := func(id string) (store.Feed, error) {
			return write(t.Context(), s, func(tx *store.Tx) (store.Feed, error) { return tx.RevokeFeed(t.Context(), id) })
		}
		revoked := got[store.Feed](t)(revoke(f.ID))
		if revoked.Revoked.IsZero() {
			t.Errorf("%+v", revoked)
		}
		same(t, "revoked again", got[store.Feed](t)(revoke(f.ID)), revoked)
		same(t, "feed", got[store.Feed](t)(s.FeedOf(t.Context(), hash)), revoked)
		if _, err := revoke("feed_none"); !errors.Is(err, store.ErrNotFound) {
			t.Error(err)
		}
	})
}
