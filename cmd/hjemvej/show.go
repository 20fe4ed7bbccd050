package main

import (
	"errors"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/sheets"
)

const showHelp = `Show a plan, or a part of it.

  hjemvej show CASE PLAN                                a screen of figures
  hjemvej show CASE PLAN --caregiver C --day 2026-11-23 a tour list (køreliste)
  hjemvej show CASE PLAN --home H --format html         a home's fortnight
  hjemvej show CASE PLAN --sheet calls                  calls, briefings, certificates
  hjemvej show CASE PLAN --sheet gantt --day D          a day at a glance (HTML)
  hjemvej show CASE PLAN --sheet map --day D            a map of tours (HTML)
  hjemvej show CASE PLAN --format csv                   every visit as rows
  hjemvej show CASE PLAN --format geojson               tours as lines`

func (a *app) showCommand() *cobra.Command {
	var caregiver, home, day, district, group, format, sheet string
	cmd := &cobra.Command{
		Use: "show CASE PLAN", Short: "Show a plan: lists, a day, a map", Long: showHelp, Args: words("CASE", "PLAN"),
		RunE: func(_ *cobra.Command, args []string) error {
			o := sheets.Options{Lang: a.set.Lang, Filter: sheets.Filter{Caregiver: model.CaregiverID(caregiver), Home: model.HomeID(home),
				District: model.DistrictID(district), Group: model.GroupID(group)}}
			if day != "" {
				d, err := model.ParseDate(day)
				if err != nil {
					return usage("--day: %v", err)
				}
				o.Filter.Date = d
			}
			kind, err := pickSheet(sheet, format, &o)
			if err != nil {
				return err
			}
			return a.show(args[0], args[1], kind, o)
		},
	}
	f := cmd.Flags()
	f.StringVar(&caregiver, "caregiver", "", "one caregiver's tours")
	f.StringVar(&home, "home", "", "one home's visits")
	f.StringVar(&day, "day", "", "one day: 2026-11-23 or 23-11-2026")
	f.StringVar(&district, "district", "", "one district")
	f.StringVar(&group, "group", "", "one group")
	f.StringVar(&format, "format", "", "text, html, csv, excel or geojson (default text)")
	f.StringVar(&sheet, "sheet", "", "summary, tours, home, calls, gantt or map (default by the other flags)")
	return cmd
}

// pickSheet chooses what to show from what was asked.
func pickSheet(sheet, format string, o *sheets.Options) (sheets.Kind, error) {
	kind := sheets.Kind(sheet)
	if sheet != "" && len(sheets.Formats(kind)) == 0 {
		return "", usage("--sheet is %q; %s are known", sheet, list(sheets.Kinds(), func(k sheets.Kind) string { return string(k) }))
	}
	switch format {
	case "geojson":
		if sheet != "" && kind != sheets.GeoJSON {
			return "", usage("--format geojson is a sheet of its own: leave --sheet %s out", sheet)
		}
		return sheets.GeoJSON, nil
	case "", "text", "html", "csv", "excel":
		o.Format = sheets.Format(format)
	default:
		return "", usage("--format is %q; text, html, csv, excel and geojson are known", format)
	}
	if sheet == "" {
		kind = defaultSheet(o)
	}
	if known := sheets.Formats(kind); format != "" && !slices.Contains(known, o.Format) {
		return "", usage("the sheet %s comes as %s, not as %s", kind, list(known, func(f sheets.Format) string { return string(f) }), format)
	}
	return kind, nil
}

// defaultSheet is what one most likely wants to see of what was asked for.
func defaultSheet(o *sheets.Options) sheets.Kind {
	switch {
	case o.Format == sheets.CSVFormat || o.Format == sheets.ExcelFormat:
		return sheets.CSV
	case o.Filter.Home != "":
		return sheets.Home
	case o.Filter.Caregiver != "" || o.Filter.Date != 0 || o.Filter.Group != "":
		return sheets.Tours
	}
	return sheets.Summary
}

func (a *app) show(caseName, planName string, kind sheets.Kind, o sheets.Options) error {
	if a.set.JSON && kind != sheets.Summary && kind != sheets.GeoJSON {
		return usage("--json shows the figures of a plan; for programs the sheet %s comes with --format csv, or all of it as geojson", kind)
	}
	c, _, err := a.readCase(caseName)
	if err != nil {
		return err
	}
	if d := o.Filter.Date; d != 0 && !c.Horizon.Has(d) {
		return usage("--day %s is not one of the %d days from %s", d, c.Horizon.Days, c.Horizon.From)
	}
	plans, err := a.readPlans(planName, c)
	if err != nil {
		return err
	}
	if a.set.JSON && kind == sheets.Summary {
		return a.encode(briefs(plans))
	}
	if h := o.Filter.Home; h != "" && len(plans) > 1 {
		plans = comingTo(plans, h)
	}
	if len(plans) > 1 && (o.Format == sheets.HTMLFormat || kind == sheets.Gantt || kind == sheets.Map || kind == sheets.GeoJSON) {
		return usage("%s holds %d plans; a page shows one: name %s/%s or another", planName, len(plans), planName, plans[0].Made.Provider)
	}
	for i, p := range plans {
		err := sheets.Write(a.out, kind, model.CaseOf(c, p), p, o)
		switch {
		case errors.Is(err, sheets.ErrUnknown):
			return usage("%v", err)
		case err != nil:
			return exit{exitBroken, err.Error()}
		}
		if i < len(plans)-1 {
			fmt.Fprintln(a.out)
		}
	}
	return nil
}

// comingTo are the plans of those who come to a home; all, when nobody does.
func comingTo(plans []*model.Plan, home model.HomeID) []*model.Plan {
	var some []*model.Plan
	for _, p := range plans {
		if slices.ContainsFunc(p.Visits, func(v model.Visit) bool { return v.Home == home }) {
			some = append(some, p)
		}
	}
	if len(some) == 0 {
		return plans
	}
	return some
}
