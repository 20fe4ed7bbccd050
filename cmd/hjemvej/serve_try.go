package main

import (
	"context"
	"fmt"
	"time"

	"github.com/hjemvej/hjemvej/daemon/service"
	"github.com/hjemvej/hjemvej/daemon/settings"
	"github.com/hjemvej/hjemvej/model"
)

// try runs the service on a case for somebody who wants to see it: an area for
// each provider, planned at once and published.
func (a *app) try(ctx context.Context, name string) error {
	set := &a.set.Serve
	if len(set.Areas) > 0 {
		return input("%s", a.say("serve CASE is for trying, and the settings have areas of their own: leave out CASE, or run it in another folder",
			"serve CASE er til at prøve, og indstillingerne har selv områder: udelad CASE, eller kør den i en anden mappe"))
	}
	c, _, err := a.readCase(name)
	if err != nil {
		return err
	}
	if set.Store == settings.Default().Store {
		set.Store = "sqlite:hjemvej-try.db"
	}
	set.Areas = triedAreas(c)
	s, err := a.openService(ctx, false)
	if err != nil {
		return err
	}
	secret, err := s.Try(ctx, c)
	if err != nil {
		return exit{exitBroken, err.Error()}
	}
	fmt.Fprintf(a.msg, a.say("open http://%s/ – a token for today, it may do all: %s\n", "åbn http://%s/ – en nøgle til i dag, den må alt: %s\n"), set.Listen, secret)
	return a.ran(s.Serve(ctx))
}

// triedAreas is an area for each provider that has caregivers in a case.
func triedAreas(c *model.Case) []settings.Area {
	var areas []settings.Area
	for _, p := range c.Providers {
		areas = append(areas, settings.Area{Name: string(p.ID), Provider: string(p.ID), Case: service.Trial, Nightly: "30 22 * * *", Time: 20 * time.Second, Publish: true})
	}
	return areas
}
