package main

import (
	"errors"
	"io"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/viper"
)

// Settings are what a file, the environment and flags may set. They never hold
// domain data.
type Settings struct {
	Lang       string        `mapstructure:"lang"`
	Time       time.Duration `mapstructure:"time"`
	Iterations int64         `mapstructure:"iterations"`
	Seed       uint64        `mapstructure:"seed"`
	Cores      int           `mapstructure:"cores"`
	JSON       bool          `mapstructure:"json"`
	Quiet      bool          `mapstructure:"quiet"`
}

// app is what every command shares.
type app struct {
	out, msg io.Writer
	set      Settings
	file     string
}

const rootHelp = `Hjemvej plans municipal home care: it bundles granted services into visits,
assigns visits to caregivers, keeps travel low and each home to two named
staff, and never cancels personal care.

  hjemvej plan smalltown -o plan      plan the embedded small town
  hjemvej show smalltown plan         look at the plan

A CASE is a folder (docs/case-format.md) or the name of an embedded case.
A PLAN is a folder written by plan, or a folder of several providers' plans.

Settings come from flags, from the environment (HJEMVEJ_LANG, HJEMVEJ_TIME …)
and from a file, hjemvej.yaml in the working folder or --config FILE, in that
order of strength: lang, time, iterations, seed, cores, json, quiet.

Exit codes: 0 fine; 1 a hard rule is broken; 2 something owed without a
certificate; 3 bad input; 4 bad usage.`

func newRoot(out, msg io.Writer) *cobra.Command {
	a := &app{out: out, msg: msg}
	root := &cobra.Command{
		Use: "hjemvej", Short: "Plan municipal home care", Long: rootHelp, Version: version,
		SilenceErrors: true, SilenceUsage: true,
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error { return a.settle(cmd) },
	}
	root.SetOut(out)
	root.SetErr(msg)
	f := root.PersistentFlags()
	f.StringVar(&a.file, "config", "", "settings file (default hjemvej.yaml here, if there is one)")
	f.String("lang", "da", "language of screens and messages: da or en")
	f.Bool("json", false, "results as JSON, for machines")
	f.Bool("quiet", false, "no progress")
	root.AddCommand(a.planCommand(), a.replanCommand(), a.replayCommand(), a.checkCommand(), a.showCommand(), a.compareCommand(), a.diffCommand(), a.whoCommand(), a.whyCommand(), a.caseCommand(), a.benchCommand())
	root.CompletionOptions.HiddenDefaultCmd = true
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return usage("%s; see %s --help", plainly(err), cmd.CommandPath())
	})
	return root
}

// settle reads the settings strictly: an unknown key in the file is an error.
func (a *app) settle(cmd *cobra.Command) error {
	v := viper.New()
	v.SetConfigType("yaml")
	v.SetEnvPrefix("HJEMVEJ")
	v.SetEnvKeyReplacer(strings.NewReplacer("-", "_"))
	defaults := map[string]any{"lang": "da", "time": "60s", "iterations": 0, "seed": 1, "cores": 0, "json": false, "quiet": false}
	for key, value := range defaults {
		v.SetDefault(key, value)
		if err := v.BindEnv(key); err != nil {
			return err
		}
		if flag := cmd.Flags().Lookup(key); flag != nil {
			v.SetDefault(key, flag.DefValue) // a command may have its own
			if err := v.BindPFlag(key, flag); err != nil {
				return err
			}
		}
	}
	if err := a.readFile(v); err != nil {
		return err
	}
	if err := v.UnmarshalExact(&a.set); err != nil {
		return input("settings: %s", plainly(err))
	}
	if a.set.Time > 0 && a.set.Time < time.Millisecond {
		return usage("the time is %v: write it with its unit, as in 90s or 10m", a.set.Time)
	}
	if a.set.Lang != "da" && a.set.Lang != "en" {
		return usage("--lang is %q; da and en are known", a.set.Lang)
	}
	if a.set.Iterations < 0 || a.set.Time < 0 || a.set.Cores < 0 {
		return usage("--iterations, --time and --cores can't be negative")
	}
	return nil
}

// plainly is what a library says of a wrong value, without its own names.
func plainly(err error) string {
	text := strings.Join(strings.Fields(err.Error()), " ")
	for _, noise := range []string{"decoding failed due to the following error(s): ", "strconv.ParseInt: ", "strconv.ParseUint: ", "strconv.ParseBool: "} {
		text = strings.ReplaceAll(text, noise, "")
	}
	return text
}

// words wants so many words behind a command, by their names.
func words(names ...string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) == len(names) {
			return nil
		}
		return usage("%s wants %s, not %d words; see %s --help", cmd.CommandPath(), strings.Join(names, " and "), len(args), cmd.CommandPath())
	}
}

func (a *app) readFile(v *viper.Viper) error {
	name := a.file
	if name == "" {
		name = "hjemvej.yaml"
		if _, err := os.Stat(name); errors.Is(err, os.ErrNotExist) {
			return nil
		}
	}
	v.SetConfigFile(name)
	if err := v.ReadInConfig(); err != nil {
		return input("settings file: %v", err)
	}
	return nil
}
