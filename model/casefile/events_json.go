package casefile

import (
	"bytes"
	"encoding/json"

	"github.com/hjemvej/hjemvej/model"
)

// EventJSON is an event as a JSON object with the keys of a list of events, in
// the order of the table's columns; what it leaves out it says nothing of. What
// [model.Intake] fills in is not in it.
func EventJSON(e *model.Event) []byte {
	var b bytes.Buffer
	b.WriteByte('{')
	for i := range eventsFile.columns {
		c := &eventsFile.columns[i]
		text := c.format(e, &plainForm)
		if text == "" {
			continue
		}
		if b.Len() > 1 {
			b.WriteByte(',')
		}
		b.Write(jsonText(c.en))
		b.WriteByte(':')
		b.Write(jsonText(text))
	}
	b.WriteByte('}')
	return b.Bytes()
}

// EventsJSON is a list of what EventJSON gives, for [ParseEvents] to read.
func EventsJSON(events [][]byte) []byte {
	return append(append([]byte{'['}, bytes.Join(events, []byte(",\n"))...), ']')
}

func jsonText(s string) []byte {
	text, _ := json.Marshal(s) // a string always marshals
	return text
}
