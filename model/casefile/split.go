package casefile

import (
	"strings"

	"github.com/hjemvej/hjemvej/model"
)

// record is one row of a table. Rows are counted as Excel shows them: blank
// ones count, line breaks inside quotes do not.
type record struct {
	row   int
	cells []string
}

// badRow is a row that can't be divided into cells.
type badRow struct {
	row  int
	want model.Text
}

var (
	wantQuoteEnd = model.Text{Da: "et afsluttende anførselstegn", En: "a closing quotation mark"}
	wantQuoteSep = model.Text{
		Da: "skilletegn efter det afsluttende anførselstegn (anførselstegn i en tekst skrives dobbelt)",
		En: "a delimiter after the closing quotation mark (quotation marks inside a text are doubled)",
	}
)

// splitTable divides a text into records, blank ones left out. The delimiter
// is the one that the header uses, or that Excel's first line "sep=;" names.
func splitTable(s string) (records []record, delimiter byte, bad []badRow) {
	s, delimiter = findDelimiter(s)
	for row := 1; s != ""; row++ {
		cells, rest, want := splitRow(s, delimiter)
		s = rest
		if want != nil {
			bad = append(bad, badRow{row, *want})
			continue
		}
		if !blank(cells) {
			records = append(records, record{row, cells})
		}
	}
	return records, delimiter, bad
}

func findDelimiter(s string) (rest string, delimiter byte) {
	line, after, _ := strings.Cut(s, "\n")
	line = strings.TrimSuffix(line, "\r")
	if len(line) == 5 && strings.HasPrefix(strings.ToLower(line), "sep=") {
		return after, line[4]
	}
	for _, d := range []byte{';', '\t'} {
		if strings.IndexByte(line, d) >= 0 {
			return s, d
		}
	}
	return s, ','
}

func blank(cells []string) bool {
	for _, c := range cells {
		if strings.TrimSpace(c) != "" {
			return false
		}
	}
	return true
}

// splitRow takes the first row off s. After a fault the rest begins at the
// next line, so that the rows after it are still read.
func splitRow(s string, delimiter byte) (cells []string, rest string, want *model.Text) {
	for {
		if s == "" || s[0] != '"' {
			i := strings.IndexAny(s, string(delimiter)+"\r\n")
			if i < 0 {
				return append(cells, s), "", nil
			}
			cells, s = append(cells, s[:i]), s[i:]
		} else {
			cell, after, closed := quoted(s)
			if !closed {
				return nil, nextLine(s), &wantQuoteEnd
			}
			cells, s = append(cells, cell), after
		}
		switch {
		case s == "":
			return cells, "", nil
		case s[0] == delimiter:
			s = s[1:]
		case s[0] == '\r' || s[0] == '\n':
			return cells, nextLine(s), nil
		default:
			return nil, nextLine(s), &wantQuoteSep
		}
	}
}

// quoted takes a cell in quotation marks off s, which begins with one.
func quoted(s string) (cell, rest string, closed bool) {
	doubled := false
	for i := 1; i < len(s); i++ {
		if s[i] != '"' {
			continue
		}
		if i+1 < len(s) && s[i+1] == '"' {
			doubled = true
			i++
			continue
		}
		cell = s[1:i]
		if doubled {
			cell = strings.ReplaceAll(cell, `""`, `"`)
		}
		return cell, s[i+1:], true
	}
	return "", "", false
}

// nextLine is what follows the first line break: LF, CRLF or a lone CR.
func nextLine(s string) string {
	i := strings.IndexAny(s, "\r\n")
	if i < 0 {
		return ""
	}
	if s[i] == '\r' && i+1 < len(s) && s[i+1] == '\n' {
		i++
	}
	return s[i+1:]
}

// joinTable writes records in a form.
func joinTable(records [][]string, f *form) []byte {
	var b []byte
	for _, cells := range records {
		b = writeRow(b, cells, f)
	}
	return encodeText(b, f)
}

// writeRow adds a record to a table.
func writeRow(b []byte, cells []string, f *form) []byte {
	for i, c := range cells {
		if i > 0 {
			b = append(b, f.delimiter)
		}
		b = writeCell(b, c, f)
	}
	if f.crlf {
		b = append(b, '\r')
	}
	return append(b, '\n')
}

func writeCell(b []byte, c string, f *form) []byte {
	for i := range len(c) {
		switch c[i] {
		case '"', '\r', '\n', '\t', f.delimiter:
			b = append(b, '"')
			b = append(b, strings.ReplaceAll(c, `"`, `""`)...)
			return append(b, '"')
		}
	}
	return append(b, c...)
}
