package main

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/hjemvej/hjemvej/model"
)

// say picks the text for the language in force.
func (a *app) say(en, da string) string {
	if a.set.Lang == "en" {
		return en
	}
	return da
}

// encode writes a result for machines.
func (a *app) encode(v any) error {
	if err := json.NewEncoder(a.out).Encode(v); err != nil {
		return exit{exitBroken, err.Error()}
	}
	return nil
}

func list[T any](all []T, name func(T) string) string {
	var names []string
	for _, x := range all {
		names = append(names, name(x))
	}
	return strings.Join(names, ", ")
}

// knownDistricts are the districts named, all of the case.
func knownDistricts(c *model.Case, names []string) ([]model.DistrictID, error) {
	var ids []model.DistrictID
	for _, n := range names {
		id := model.DistrictID(n)
		if !slices.ContainsFunc(c.Districts, func(d model.District) bool { return d.ID == id }) {
			return nil, usage("the case has no district %q; it has %s", n, list(c.Districts, func(d model.District) string { return string(d.ID) }))
		}
		ids = append(ids, id)
	}
	return ids, nil
}
