package casefile

import (
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/hjemvej/hjemvej/model"
)

// wantNoCPR is what a field with a CPR number is told.
var wantNoCPR = model.Text{
	Da: "en værdi uden CPR-nummer: det må ikke stå i noget felt",
	En: "a value without a CPR number: no field may hold one",
}

// HasCPR says whether s holds a CPR number (R-P.1): exactly ten digits, or six
// and four with a hyphen between, that begin with a date ddmmyy and touch no
// letter, digit, point or comma.
func HasCPR(s string) bool {
	from, _ := findCPR(s)
	return from >= 0
}

const cprMask = "******-****"

// hideCPR is the whole of s, or nothing but the mask if it holds a CPR number:
// what stands beside one is seldom anybody's business.
func hideCPR(s string) string {
	if HasCPR(s) {
		return cprMask
	}
	return s
}

// maskCPR replaces each CPR number in s with asterisks.
func maskCPR(s string) string {
	from, to := findCPR(s)
	if from < 0 {
		return s
	}
	var out []byte
	for from >= 0 {
		out = append(out, s[:from]...)
		out = append(out, cprMask...)
		s = s[to:]
		from, to = findCPR(s)
	}
	return string(append(out, s...))
}

// findCPR gives where the first CPR number in s begins and ends, or -1.
func findCPR(s string) (from, to int) {
	if len(s) < 10 {
		return -1, -1
	}
	for i := 0; i < len(s); i++ {
		if !digit(s[i]) {
			continue
		}
		end := digitsEnd(s, i)
		stop := end
		if end-i == 6 && end < len(s) && s[end] == '-' {
			stop = digitsEnd(s, end+1)
		}
		if (end-i == 10 || stop-end == 5) && !touchesBefore(s, i) && !touchesAfter(s, stop) && datePart(s[i:]) {
			return i, stop
		}
		i = end
	}
	return -1, -1
}

func digit(b byte) bool { return b >= '0' && b <= '9' }

func digitsEnd(s string, i int) int {
	for i < len(s) && digit(s[i]) {
		i++
	}
	return i
}

func touchesBefore(s string, i int) bool {
	r, n := utf8.DecodeLastRuneInString(s[:i])
	return n > 0 && touching(r)
}

func touchesAfter(s string, i int) bool {
	r, n := utf8.DecodeRuneInString(s[i:])
	return n > 0 && touching(r)
}

func touching(r rune) bool {
	return r == '.' || r == ',' || unicode.IsLetter(r) || unicode.IsDigit(r)
}

// datePart says whether s begins with a date ddmmyy. The century is not
// known, so 290200 is one: 2000 was a leap year.
func datePart(s string) bool {
	d, m, y := int(s[0]-'0')*10+int(s[1]-'0'), int(s[2]-'0')*10+int(s[3]-'0'), int(s[4]-'0')*10+int(s[5]-'0')
	if m < 1 || m > 12 || d < 1 {
		return false
	}
	return d <= time.Date(2000+y, time.Month(m)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}
