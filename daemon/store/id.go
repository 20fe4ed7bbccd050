package store

import (
	"crypto/rand"
	"encoding/base32"
	"encoding/binary"
	"strings"
	"sync"
	"time"
)

// idText keeps the order of bytes, and leaves out letters that look like others.
var idText = base32.NewEncoding("0123456789abcdefghjkmnpqrstvwxyz").WithPadding(base32.NoPadding)

var idClock struct {
	sync.Mutex
	last int64
}

const (
	idBytes   = 16
	clockSize = 8 // of these
)

// newID is a name that nobody guesses, after kind and underscore. Ids of one
// process sort in the order in which they were made, those of several by their clocks.
func newID(kind string) string {
	idClock.Lock()
	idClock.last = max(idClock.last+1, time.Now().UnixMicro())
	at := idClock.last
	idClock.Unlock()
	var b [idBytes]byte
	binary.BigEndian.PutUint64(b[:clockSize], uint64(at))
	_, _ = rand.Read(b[clockSize:]) // never fails
	return kind + "_" + idText.EncodeToString(b[:])
}

// isID says whether a text may be an id of a kind.
func isID(kind, text string) bool {
	rest, ok := strings.CutPrefix(text, kind+"_")
	bytes, err := idText.DecodeString(rest)
	return ok && err == nil && len(bytes) == idBytes && idText.EncodeToString(bytes) == rest // decoding skips ends of lines
}
