package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"github.com/hjemvej/hjemvej/daemon/access"
	"github.com/hjemvej/hjemvej/daemon/settings"
	"github.com/hjemvej/hjemvej/daemon/store"
)

func (a *app) tokenCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "token", Short: "Say who may ask the service for something",
		Long: `Tokens let people and programs ask the service for something. A token has a
role: a reader looks at plans, a planner mends them, a manager plans and hands
out calendars, an admin does all. It may be limited to providers and districts,
expires, and can be revoked. Its secret is shown once and kept nowhere.`,
	}
	cmd.PersistentFlags().String("store", settings.Default().Store, "where everything is kept: sqlite:FILE or postgres://user@host/database")
	cmd.AddCommand(a.tokenAdd(), a.tokenList(), a.tokenRevoke())
	return cmd
}

// inStore does something in the service's store.
func (a *app) inStore(ctx context.Context, do func(*store.Store) error) error {
	if err := a.sound(); err != nil {
		return err
	}
	s, err := store.Open(ctx, a.set.Serve.Store)
	if err != nil {
		return a.storeError(err)
	}
	defer func() { _ = s.Close() }()
	if err := do(s); err != nil {
		return input("%v", err)
	}
	return nil
}

func (a *app) tokenAdd() *cobra.Command {
	var role string
	var providers, districts []string
	var days int
	cmd := &cobra.Command{
		Use: "add NAME", Short: "Make a token, and show its secret once", Args: words("NAME"),
		Example: "  hjemvej token add morning-desk --role planner --districts D1,D2 --days 180",
		RunE: func(cmd *cobra.Command, args []string) error {
			r, err := access.RoleOf(role)
			if err != nil {
				return usage("--role: %v", err)
			}
			if days <= 0 {
				return usage("--days is %d; a token lasts at least a day", days)
			}
			secret, hash := store.NewSecret()
			return a.inStore(cmd.Context(), func(s *store.Store) error {
				var k store.Token
				err := s.Write(cmd.Context(), func(tx *store.Tx) (err error) {
					k, err = tx.AddToken(cmd.Context(), store.Token{Name: args[0], Role: store.Role(r), Providers: providers, Districts: districts, Expires: time.Now().AddDate(0, 0, days)}, hash)
					tx.Audit(store.Entry{Action: "add-token", Objects: []string{k.ID}, Why: string(r)})
					return err
				})
				if err != nil {
					return err
				}
				fmt.Fprintf(a.msg, a.say("token %s, until %s; keep its secret, it is not shown again:\n", "nøglen %s, til %s; gem den hemmelige del, den vises ikke igen:\n"), k.ID, k.Expires.Local().Format(time.DateOnly))
				fmt.Fprintln(a.out, secret)
				return nil
			})
		},
	}
	f := cmd.Flags()
	f.StringVar(&role, "role", "reader", "reader, planner, manager or admin")
	f.StringSliceVar(&providers, "providers", nil, "only these providers")
	f.StringSliceVar(&districts, "districts", nil, "only these districts")
	f.IntVar(&days, "days", 365, "days until it expires")
	return cmd
}

func (a *app) tokenList() *cobra.Command {
	return &cobra.Command{
		Use: "list", Short: "List tokens, without their secrets", Args: words(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.inStore(cmd.Context(), func(s *store.Store) error {
				w := tabwriter.NewWriter(a.out, 0, 0, 2, ' ', 0)
				fmt.Fprintln(w, a.say("ID\tNAME\tROLE\tLIMITED TO\tEXPIRES\tREVOKED\tUSED", "ID\tNAVN\tROLLE\tBEGRÆNSET TIL\tUDLØBER\tTRUKKET TILBAGE\tBRUGT"))
				for after := ""; ; {
					p, err := s.Tokens(cmd.Context(), store.Query{After: after})
					if err != nil {
						return err
					}
					for _, k := range p.Items {
						fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\t%s\n", k.ID, k.Name, k.Role, strings.Join(append(k.Providers, k.Districts...), " "), day(k.Expires), day(k.Revoked), day(k.Used))
					}
					if after = p.Next; after == "" {
						return w.Flush()
					}
				}
			})
		},
	}
}

func day(t time.Time) string {
	if t.IsZero() {
		return "–"
	}
	return t.Local().Format(time.DateOnly)
}

func (a *app) tokenRevoke() *cobra.Command {
	return &cobra.Command{
		Use: "revoke ID", Short: "Shut a token out, for good", Args: words("ID"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.inStore(cmd.Context(), func(s *store.Store) error {
				return s.Write(cmd.Context(), func(tx *store.Tx) error {
					_, err := tx.RevokeToken(cmd.Context(), args[0])
					if errors.Is(err, store.ErrNotFound) {
						return fmt.Errorf("there is no token %q; hjemvej token list shows their ids", args[0])
					}
					tx.Audit(store.Entry{Action: "revoke-token", Objects: []string{args[0]}})
					return err
				})
			})
		},
	}
}
