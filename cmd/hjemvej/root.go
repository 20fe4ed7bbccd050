package main

import (
	"io"
	"strings"

	"github.com/spf13/cobra"
)

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
	root.AddCommand(a.planCommand(), a.replanCommand(), a.replayCommand(), a.checkCommand(), a.showCommand(), a.compareCommand(), a.diffCommand(), a.whoCommand(), a.whyCommand(), a.caseCommand(), a.benchCommand(),
		a.serveCommand(), a.workerCommand(), a.tokenCommand(), a.configCommand(), a.backupCommand(), a.restoreCommand())
	root.CompletionOptions.HiddenDefaultCmd = true
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return usage("%s; see %s --help", plainly(err), cmd.CommandPath())
	})
	return root
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
