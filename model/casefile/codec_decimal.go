package casefile

import (
	"math"
	"strconv"
	"strings"

	"github.com/hjemvej/hjemvej/model"
)

var (
	wantComma = model.Text{Da: "et tal med decimalkomma, som 55,67", En: "a number with a decimal comma, like 55,67"}
	wantPoint = model.Text{Da: "et tal med decimalpunktum, som 55.67", En: "a number with a decimal point, like 55.67"}
)

// decimal is a number with a fraction: with a comma in files that are
// delimited by semicolons, with a point in others. 1.234 is a thousand in the
// one and little more than one in the other, so neither takes the other's.
func decimal(unit string) codec[float64] {
	return codec[float64]{kind: unit,
		parse: func(s string, f *form) (float64, *model.Text) {
			want := &wantPoint
			if f.comma {
				want = &wantComma
				if strings.Contains(s, ".") {
					return 0, want
				}
				s = strings.Replace(s, ",", ".", 1)
			}
			if strings.Trim(s, "-0123456789.") != "" {
				return 0, want
			}
			v, err := strconv.ParseFloat(s, 64)
			if err != nil || math.IsInf(v, 0) {
				return 0, want
			}
			return v, nil
		},
		format: func(v float64, f *form) string {
			if v == 0 {
				return ""
			}
			return formatDecimal(v, f)
		}}
}

func formatDecimal(v float64, f *form) string {
	s := strconv.FormatFloat(v, 'f', -1, 64)
	if f.comma {
		s = strings.Replace(s, ".", ",", 1)
	}
	return s
}

// degree is a coordinate that may be left out.
type degree struct {
	set bool
	v   float64
}

var wantDegrees = model.Text{
	Da: "grader (WGS84): bredde −90…90 og længde −180…180", En: "degrees (WGS84): latitude −90…90 and longitude −180…180",
}

func degrees() codec[degree] {
	d := decimal("degrees (WGS84)")
	return codec[degree]{kind: d.kind, exempt: true,
		parse: func(s string, f *form) (degree, *model.Text) {
			v, bad := d.parse(s, f)
			if bad == nil && math.Abs(v) > 180 {
				bad = &wantDegrees // here, where the cell is at hand as it was written: it may be a CPR number
			}
			return degree{bad == nil, v}, bad
		},
		format: func(v degree, f *form) string {
			if !v.set {
				return ""
			}
			return formatDecimal(v.v, f)
		}}
}

// decimalBetween is a decimal within bounds; zero is written too.
func decimalBetween(unit string, low, high float64) codec[float64] {
	c := decimal(unit)
	parse := c.parse
	want := model.Text{
		Da: "et tal fra " + formatDecimal(low, &plainForm) + " til " + formatDecimal(high, &plainForm),
		En: "a number from " + formatDecimal(low, &plainForm) + " to " + formatDecimal(high, &plainForm),
	}
	c.parse = func(s string, f *form) (float64, *model.Text) {
		v, bad := parse(s, f)
		if bad == nil && (v < low || v > high) {
			bad = &want
		}
		return v, bad
	}
	c.format = formatDecimal
	return c
}
