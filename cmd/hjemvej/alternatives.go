package main

import (
	"fmt"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/model/casefile"
	"github.com/hjemvej/hjemvej/sheets"
)

// keepWays writes each alternative to a folder called after what it aims at.
func (j *replanJob) keepWays(all []*mending) error {
	for k, aim := range append([]model.Aim{""}, model.Aims...) {
		dir, err := casefile.PlanFolder(j.dir, model.ProviderID(aim.Word()))
		if err != nil {
			return exit{exitBroken, err.Error()}
		}
		err = j.keepIn(dir, all, func(m *mending) *model.Plan {
			if m.ways == nil {
				return m.is // no event concerns it
			}
			return m.ways[k].Plan
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// showWays sets the alternatives of each plan side by side.
func (j *replanJob) showWays(all []*mending) error {
	var each [][]model.Alternative
	for _, m := range all {
		if m.ways == nil {
			continue
		}
		if len(each) > 0 && !j.set.JSON {
			fmt.Fprintln(j.out)
		}
		each = append(each, m.ways)
		if j.set.JSON {
			continue
		}
		if err := sheets.WriteAlternatives(j.out, m.c, m.ways, j.set.Lang); err != nil {
			return exit{exitBroken, err.Error()}
		}
	}
	if j.set.JSON {
		if err := sheets.WriteAlternativesJSON(j.out, each); err != nil {
			return exit{exitBroken, err.Error()}
		}
	}
	return nil
}
