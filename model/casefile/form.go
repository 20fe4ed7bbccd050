package casefile

import (
	"strings"
	"unicode/utf8"

	"github.com/hjemvej/hjemvej/model"
)

// form is how a table is written: as RFC 4180 has it or as Danish Excel does.
type form struct {
	delimiter byte
	comma     bool // decimal comma
	danish    bool // when writing: Danish headers and words, dd-mm-yyyy
	latin     bool // when writing: Windows-1252 rather than UTF-8 with BOM
	crlf      bool // when writing
}

var (
	plainForm = form{delimiter: ','}
	excelForm = form{delimiter: ';', comma: true, danish: true, crlf: true}
	latinForm = form{delimiter: ';', comma: true, danish: true, crlf: true, latin: true}
)

const bom = "\ufeff"

// cp1252 is what the bytes 0x80..0x9f mean in Windows-1252; 0 is unassigned.
var cp1252 = [32]rune{
	'€', 0, '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', 0, 'Ž', 0,
	0, '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', 0, 'ž', 'Ÿ',
}

var wantEncoding = model.Text{
	Da: "tekst i UTF-8 eller Windows-1252 (i Excel: gem som »CSV UTF-8«)",
	En: "text in UTF-8 or Windows-1252 (in Excel: save as “CSV UTF-8”)",
}

// decodeText gives a file's text: UTF-8 with or without BOM where it is valid,
// else Windows-1252.
func decodeText(data []byte) (string, *model.Text) {
	s := string(data)
	if strings.IndexByte(s, 0) >= 0 { // UTF-16, or no text at all
		return "", &wantEncoding
	}
	if utf8.ValidString(s) {
		return strings.TrimPrefix(s, bom), nil
	}
	var b strings.Builder
	b.Grow(len(s) + len(s)/16)
	for i := 0; i < len(s); i++ {
		r := rune(s[i])
		if r >= 0x80 && r < 0xa0 {
			if r = cp1252[r-0x80]; r == 0 {
				return "", &wantEncoding
			}
		}
		b.WriteRune(r)
	}
	return b.String(), nil
}

// encodeText is the bytes of a file's text in a form. What Windows-1252 lacks
// becomes a question mark, as Excel does it.
func encodeText(s []byte, f *form) []byte {
	if !f.danish {
		return s
	}
	if !f.latin {
		return append([]byte(bom), s...)
	}
	out := make([]byte, 0, len(s))
	for _, r := range string(s) {
		out = append(out, latinByte(r))
	}
	return out
}

func latinByte(r rune) byte {
	if r < 0x80 || r >= 0xa0 && r <= 0xff {
		return byte(r)
	}
	for i, c := range cp1252 {
		if c == r {
			return byte(0x80 + i)
		}
	}
	return '?'
}
