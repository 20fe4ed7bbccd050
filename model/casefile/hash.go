package casefile

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"

	"github.com/hjemvej/hjemvej/model"
)

// Hash is the hex SHA-256 over what a case says: independent of the order of
// rows and columns, of the encoding and form of the files, of whether its
// standard is named or stands in the folder, and of how places came in. A
// column that a later version adds changes no hash where it is left empty, a key
// of the standard none where it has its usual figure.
func Hash(c *model.Case) string {
	h := sha256.New()
	add := func(parts ...string) {
		for _, p := range parts {
			hashString(h, p)
		}
	}
	head := headOf(c)
	head.Travel.Matrices = nil // names of files
	none := ""
	yaml, err := formatYAML(caseFields(&head, &none))
	add(caseFile, string(yaml), fmt.Sprint(err))
	standard, err := json.Marshal(c.Standard)
	add(standardFile, string(standard), fmt.Sprint(err))
	if c.Standard != nil {
		for _, f := range optionalRules(&c.Standard.Rules) {
			if n := f.bind.node(); n != nil {
				add(f.key, n.Value)
			}
		}
	}
	for _, s := range sheets {
		s.canonical(c, add)
	}
	for _, mode := range model.Modes {
		if m, ok := c.Travel.Tables[mode]; ok {
			add("matrix", string(mode), string(writeMatrix("", m.Places, m.Seconds, &plainForm)))
			if m.Metres != nil {
				add("metres", string(writeMatrix("", m.Places, m.Metres, &plainForm)))
			}
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}

// hashString adds a string with its length, so that no two lists of strings
// look alike.
func hashString(h hash.Hash, s string) {
	var n [8]byte
	binary.LittleEndian.PutUint64(n[:], uint64(len(s)))
	_, _ = h.Write(n[:])
	_, _ = h.Write([]byte(s))
}
