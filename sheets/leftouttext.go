package sheets

import (
	"fmt"
	"io"
	"strings"

	"github.com/hjemvej/hjemvej/model"
)

// WriteLeftOut tells why services stand nowhere in a plan: of each its
// certificate, with what stands in everybody's way and the nearest remedy.
func WriteLeftOut(w io.Writer, c *model.Case, p *model.Plan, left []model.Certificate, lang string) error {
	v := newView(c, p, Options{Lang: lang})
	var b strings.Builder
	for i, of := range left {
		if i > 0 {
			b.WriteByte('\n')
		}
		x := v.certificate(of)
		fmt.Fprintf(&b, "%s · %s · %s · %s (%s)\n%s\n", x.Occurrence, x.Service, x.Date, v.word("left out"), x.Rule, x.Grade)
		for _, r := range x.Reasons {
			fmt.Fprintf(&b, "  %s\n", r)
		}
		fmt.Fprintf(&b, "%s: %s\n", v.word("nearest remedy"), x.Remedy)
	}
	_, err := io.WriteString(w, b.String())
	return err
}
