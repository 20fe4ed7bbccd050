package main

import (
	"context"
	"slices"

	"github.com/spf13/cobra"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/sheets"
	"github.com/hjemvej/hjemvej/solver/chain"
)

const replayHelp = `Hold a chain of plans, each mended from the one before, to what they say.

  hjemvej replay CASE PLAN NEW            one mend
  hjemvej replay CASE PLAN NEW NEWER      a mend, and one of it

Each mend is made again from the plan before it and the log of events, with the
seed and the budget that it tells of, and compared: the same version of the
program must make the same plan to the byte, on any number of cores, also where
a time and not a number of iterations bounded the search. What another version
made, or a search that was called off, is not made again: then its hash of the
plan before, the check against every rule, and the check against the plan before
must hold, and that is said.

Folders of several providers' plans are one chain for each provider.
Exit code 1: a plan comes out otherwise, breaks a rule, or was not made from the
plan before it; 2: something owed without a certificate, and nothing worse.`

func (a *app) replayCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "replay CASE PLAN NEW [NEWER ...]", Short: "Make mends again, and compare", Long: replayHelp,
		Example: "  hjemvej replay smalltown plan plan-mended",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 3 {
				return nil
			}
			return words("CASE", "PLAN", "NEW")(cmd, args)
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			j := replayJob{app: a}
			return j.run(cmd.Context(), args[0], args[1:])
		},
	}
	cmd.Flags().Int("cores", 0, "cores to use (default all)")
	return cmd
}

// replayJob is one run of the replay command.
type replayJob struct {
	*app
	c     *model.Case
	roads *model.Roads
}

func (j *replayJob) run(ctx context.Context, name string, dirs []string) error {
	var err error
	if j.c, j.roads, err = j.readCase(name); err != nil {
		return err
	}
	var folders [][]*model.Plan
	for _, dir := range dirs {
		plans, err := j.readPlans(dir, j.c)
		if err != nil {
			return err
		}
		if err := j.oneEach(plans, dir); err != nil {
			return err
		}
		folders = append(folders, plans)
	}
	var chains [][]model.Replayed
	for _, first := range folders[0] {
		plans, err := j.chainOf(first.Made.Provider, folders, dirs)
		if err != nil {
			return err
		}
		links, err := chain.Replay(ctx, j.c, j.roads, plans, chain.Options{Program: version, Workers: j.set.Cores})
		switch {
		case ctx.Err() != nil:
			return exit{exitBroken, j.say("called off", "afbrudt")}
		case err != nil:
			return input("%s", plain(err))
		}
		chains = append(chains, links)
	}
	return j.show(chains)
}

// chainOf is one provider's plan in each folder.
func (j *replayJob) chainOf(provider model.ProviderID, folders [][]*model.Plan, dirs []string) ([]*model.Plan, error) {
	var plans []*model.Plan
	for k, folder := range folders {
		if len(folder) != len(folders[0]) {
			return nil, input(j.say("%s holds %d plans, %s %d: name folders of the same providers", "%s har %d planer, %s %d: nævn mapper med de samme leverandører"), dirs[0], len(folders[0]), dirs[k], len(folder))
		}
		i := slices.IndexFunc(folder, func(p *model.Plan) bool { return p.Made.Provider == provider })
		if i < 0 {
			return nil, input(j.say("%s has no plan of %s", "%s har ingen plan for %s"), dirs[k], provider)
		}
		plans = append(plans, folder[i])
	}
	return plans, nil
}

// oneEach refuses a folder that holds several plans of one provider, as one of
// alternatives does.
func (a *app) oneEach(plans []*model.Plan, dir string) error {
	seen := map[model.ProviderID]bool{}
	for _, p := range plans {
		if id := p.Made.Provider; seen[id] {
			return input(a.say("%s holds several plans of %s: name one of them, as %s/%s", "%s har flere planer for %s: nævn en af dem, som %s/%s"), dir, id, dir, p.Made.Aim.Word())
		}
		seen[p.Made.Provider] = true
	}
	return nil
}

// show says what was found, and ends with the exit code for it.
func (j *replayJob) show(chains [][]model.Replayed) error {
	write := func() error { return sheets.WriteReplay(j.out, chains, j.set.Lang) }
	if j.set.JSON {
		write = func() error { return sheets.WriteReplayJSON(j.out, chains) }
	}
	if err := write(); err != nil {
		return exit{exitBroken, err.Error()}
	}
	code := exitFine
	for _, l := range slices.Concat(chains...) {
		j.list(l.Violations)
	}
	for _, l := range slices.Concat(chains...) {
		switch _, owed := l.Broken(); {
		case !l.Verdict.Holds():
			return exit{code: exitBroken}
		case owed > 0:
			code = exitOwed
		}
	}
	if code != exitFine {
		return exit{code: code}
	}
	return nil
}
