package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"github.com/hjemvej/hjemvej/benchmarks/compare"
	"github.com/hjemvej/hjemvej/daemon/records"
	"github.com/hjemvej/hjemvej/daemon/service"
	"github.com/hjemvej/hjemvej/daemon/settings"
	"github.com/hjemvej/hjemvej/daemon/store"
	"github.com/hjemvej/hjemvej/model"
)

const serveHelp = `Run the service: nightly plans, sick calls, an HTTP API and a status page.

What it plans and where it listens is said in the section serve of the settings
(hjemvej.yaml; see docs/operations). Without any it listens on 127.0.0.1:8472
and keeps everything in one file, hjemvej.db.

  hjemvej token add planner --role planner     who may ask it for something
  hjemvej serve

To try it give it a CASE, a folder or smalltown, the embedded one: it is taken
in and planned at once, an area for each provider, and kept in hjemvej-try.db;
a token for a day is shown.

  hjemvej serve smalltown

It stops on Ctrl-C or a request to end: requests are finished, plans under way
are kept where they are, and go on when it starts again.`

func (a *app) serveCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "serve [CASE]", Short: "Run the service", Long: serveHelp,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return nil
			}
			return words("CASE")(cmd, args)
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return a.try(cmd.Context(), args[0])
			}
			s, err := a.openService(cmd.Context(), false)
			if err != nil {
				return err
			}
			return a.ran(s.Serve(cmd.Context()))
		},
	}
	serveFlags(cmd)
	cmd.Flags().String("listen", settings.Default().Listen, "host:port to listen on; beyond this machine only with TLS")
	return cmd
}

func (a *app) workerCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "worker", Short: "Do jobs of the service on another machine", Args: words(),
		Long: `Do jobs of the service beside hjemvej serve, on this or another machine, with
the same settings. The store is then a Postgres server: serve.store: postgres://…`,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if u, err := settings.StoreURL(a.set.Serve.Store); err == nil && u.Scheme == "sqlite" { // on another machine it would wait for jobs for ever
				return input("settings:\n  serve.store: %s is a file, and a worker needs a store that it shares with hjemvej serve: write postgres://user@host/database", a.set.Serve.Store)
			}
			s, err := a.openService(cmd.Context(), true)
			if err != nil {
				return err
			}
			return a.ran(s.Worker(cmd.Context()))
		},
	}
	serveFlags(cmd)
	return cmd
}

func serveFlags(cmd *cobra.Command) {
	cmd.Flags().String("store", settings.Default().Store, "where everything is kept: sqlite:FILE or postgres://user@host/database")
	cmd.Flags().Int("cores", 0, "cores to plan with (default all)")
}

// ran is how a service ended.
func (a *app) ran(err error) error {
	if err == nil || errors.Is(err, context.Canceled) {
		return nil
	}
	return exit{exitBroken, err.Error()}
}

// openService puts the service together from the settings: one that serves, or a
// worker beside it.
func (a *app) openService(ctx context.Context, worker bool) (*service.Service, error) {
	if err := a.sound(); err != nil {
		return nil, err
	}
	debug.SetGCPercent(100) // half the work of one that plans once and ends: readers and mends come all day
	debug.SetMemoryLimit(int64(a.set.Serve.Memory))
	s, err := service.Open(ctx, service.Options{Settings: a.set.Serve, Version: version, Cores: a.set.Cores, Worker: worker, Log: a.logger(), Compare: comparePlans})
	if err != nil {
		return nil, a.storeError(err)
	}
	return s, nil
}

// sound wants settings with which a service can run.
func (a *app) sound() error {
	bad := a.set.Serve.Check(model.Zone)
	if len(bad) == 0 {
		return nil
	}
	var lines []string
	for _, err := range bad {
		lines = append(lines, "serve."+err.Error())
	}
	return input("settings:\n  %s", strings.Join(lines, "\n  "))
}

func (a *app) storeError(err error) error {
	if errors.Is(err, store.ErrNewer) || errors.Is(err, store.ErrInUse) {
		return input("%v", err)
	}
	return exit{exitBroken, fmt.Sprintf("the store: %v", err)}
}

// logger writes to the messages as the settings say.
func (a *app) logger() *slog.Logger {
	var level slog.Level
	_ = level.UnmarshalText([]byte(a.set.Serve.Log.Level)) // checked
	o := &slog.HandlerOptions{Level: level}
	if a.set.Serve.Log.Format == "text" {
		return slog.New(slog.NewTextHandler(a.msg, o))
	}
	return slog.New(slog.NewJSONHandler(a.msg, o))
}

// comparePlans compares plans of the service as the compare command does.
func comparePlans(plans []*records.Plan, by string) (*model.Comparison, error) {
	var inputs []compare.Input
	for _, p := range plans {
		inputs = append(inputs, compare.Input{Name: p.ID, Case: p.Seen, Roads: p.Base.Roads, Plans: []*model.Plan{p.Of}})
	}
	return compare.Of(inputs, compare.By(by))
}
