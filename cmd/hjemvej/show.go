package main

import (
	"errors"
	"fmt"

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
		Use: "show CASE PLAN", Short: "Show a plan: lists, a day, a map", Long: showHelp, Args: cobra.ExactArgs(2),
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
	switch format {
	case "geojson":
		return sheets.GeoJSON, nil
	case "", "text", "html", "csv", "excel":
		o.Format = sheets.Format(format)
	default:
		return "", usage("--format is %q; text, html, csv, excel and geojson are known", format)
	}
	switch {
	case sheet != "":
		return sheets.Kind(sheet), nil
	case o.Filter.Home != "" && format != "csv" && format != "excel":
		return sheets.Home, nil
	case format == "csv" || format == "excel":
		return sheets.CSV, nil
	case o.Filter.Caregiver != "" || o.Filter.Date != 0 || o.Filter.Group != "":
		return sheets.Tours, nil
	}
	return sheets.Summary, nil
}

func (a *app) show(caseName, planName string, kind sheets.Kind, o sheets.Options) error {
	c, _, err := a.readCase(caseName)
	if err != nil {
		return err
	}
	plans, err := a.readPlans(planName, c)
	if err != nil {
		return err
	}
	if len(plans) > 1 && (o.Format == sheets.HTMLFormat || kind == sheets.Gantt || kind == sheets.Map || kind == sheets.GeoJSON) {
		return usage("%s holds %d plans; a page shows one: name %s/%s or another", planName, len(plans), planName, plans[0].Made.Provider)
	}
	for i, p := range plans {
		err := sheets.Write(a.out, kind, c, p, o)
		switch {
		case errors.Is(err, sheets.ErrKind), errors.Is(err, sheets.ErrFormat), errors.Is(err, sheets.ErrUnknown):
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
