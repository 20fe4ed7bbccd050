package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/hjemvej/hjemvej/benchmarks/hemtjanst"
	"github.com/hjemvej/hjemvej/model/casefile"
)

func (a *app) importCommand() *cobra.Command {
	var out, manual string
	cmd := &cobra.Command{
		Use: "import-hemtjanst DIR", Short: "Import a published day of Swedish home care", Args: words("DIR"),
		Long: "Import a day of Swedish home care (hemtjänst) as published: tasks, clients, caregivers, continuity\n" +
			"and three travel-time matrices. With --manual the plan that people made is written too.",
		RunE: func(_ *cobra.Command, args []string) error {
			if out == "" {
				return usage("case import-hemtjanst needs a folder: -o CASE")
			}
			c, plan, err := hemtjanst.Import(args[0])
			if err != nil {
				return input("%v", err)
			}
			if err := casefile.WriteCase(out, c); err != nil {
				return exit{exitBroken, err.Error()}
			}
			if manual != "" {
				if err := casefile.WritePlan(manual, plan); err != nil {
					return exit{exitBroken, err.Error()}
				}
			}
			fmt.Fprintf(a.out, a.say("%d homes, %d visits, %d caregivers\n", "%d hjem, %d besøg, %d medarbejdere\n"), len(c.Homes), len(c.Grants), len(c.Caregivers))
			return nil
		},
	}
	cmd.Flags().StringVarP(&out, "output", "o", "", "folder of the case")
	cmd.Flags().StringVar(&manual, "manual", "", "folder for the plan that people made")
	return cmd
}
