package sheets

import (
	"fmt"
	"math"
)

// tourColor is the n-th tour's colour: hues a golden angle apart at two even
// lightnesses (OKLCH), so neighbours differ and every line stands out on white
// (3:1 or better). Colour is never alone: see tourDash.
func tourColor(n int) string {
	light := 0.58
	if n%2 == 1 {
		light = 0.44
	}
	return oklch(light, 0.135, math.Mod(250+137.508*float64(n), 360))
}

// tourDash tells neighbouring lines apart without colour.
func tourDash(n int) string { return []string{"", "7 4", "2 4", "12 4 2 4"}[n/2%4] }

// oklch is a colour of Björn Ottosson's OKLCH as sRGB hex, clipped.
func oklch(l, c, hue float64) string {
	a, b := c*math.Cos(hue*math.Pi/180), c*math.Sin(hue*math.Pi/180)
	l1, m1, s1 := l+0.3963377774*a+0.2158037573*b, l-0.1055613458*a-0.0638541728*b, l-0.0894841775*a-1.2914855480*b
	l1, m1, s1 = l1*l1*l1, m1*m1*m1, s1*s1*s1
	return fmt.Sprintf("#%02x%02x%02x",
		srgb(4.0767416621*l1-3.3077115913*m1+0.2309699292*s1),
		srgb(-1.2684380046*l1+2.6097574011*m1-0.3413193965*s1),
		srgb(-0.0041960863*l1-0.7034186147*m1+1.7076147010*s1))
}

// srgb is a linear share of light as a byte.
func srgb(f float64) int {
	if f <= 0.0031308 {
		f *= 12.92
	} else {
		f = 1.055*math.Pow(f, 1/2.4) - 0.055
	}
	return int(math.Round(255 * math.Min(1, math.Max(0, f))))
}
