package main

import (
	"fmt"

	"github.com/spf13/cobra"
	"go.yaml.in/yaml/v3"

	"github.com/hjemvej/hjemvej/daemon/settings"
	"github.com/hjemvej/hjemvej/daemon/store"
)

func (a *app) configCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "config", Short: "Check the settings, or print what they come to"}
	cmd.AddCommand(&cobra.Command{
		Use: "check", Short: "Say everything that is wrong with the settings", Args: words(),
		RunE: func(*cobra.Command, []string) error {
			if err := a.sound(); err != nil {
				return err
			}
			fmt.Fprintln(a.out, a.say("the settings are sound", "indstillingerne er i orden"))
			return nil
		},
	}, &cobra.Command{
		Use: "print", Short: "Print the settings as they come to, secrets masked", Args: words(),
		RunE: func(*cobra.Command, []string) error {
			set := a.set
			set.Serve.Store = settings.Masked(set.Serve.Store)
			text, err := yaml.Marshal(tree(set))
			if err != nil {
				return exit{exitBroken, err.Error()}
			}
			fmt.Fprint(a.out, string(text))
			return nil
		},
	})
	return cmd
}

func (a *app) backupCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "backup FILE", Short: "Copy the service's store while it is in use", Args: words("FILE"),
		Long: `Write a copy of the store to FILE while the service runs: all that was accepted
before, nothing half. For Postgres see docs/operations: its own tools do it.`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := a.sound(); err != nil {
				return err
			}
			if err := store.Backup(cmd.Context(), a.set.Serve.Store, args[0]); err != nil {
				return input("%v", err)
			}
			fmt.Fprintln(a.msg, a.say("store copied to", "lageret kopieret til"), args[0])
			return nil
		},
	}
	cmd.Flags().String("store", settings.Default().Store, "the store to copy")
	return cmd
}

func (a *app) restoreCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "restore FILE", Short: "Put a copy in the place of the service's store", Args: words("FILE"),
		Long: `Put a copy that backup wrote in the place of the store, which is lost. The copy
is checked first, and a store in use is left alone: stop the service before.`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := a.sound(); err != nil {
				return err
			}
			if err := store.Restore(cmd.Context(), args[0], a.set.Serve.Store); err != nil {
				return input("%v", err)
			}
			fmt.Fprintln(a.msg, a.say("store put back from", "lageret lagt tilbage fra"), args[0])
			return nil
		},
	}
	cmd.Flags().String("store", settings.Default().Store, "the store to put it in the place of")
	return cmd
}
