package store

import (
	"crypto/rand"
	"encoding/base32"
	"encoding/binary"
	"sync"
	"time"
)

// idText keeps the order of bytes, and leaves out letters that look like others.
var idText = base32.NewEncoding("0123456789abcdefghjkmnpqrstvwxyz").WithPadding(base32.NoPadding)

var idClock struct {
	sync.Mutex
	last int64
}

// newID is a name that nobody guesses, after kind and underscore. Ids of one
// process sort in the order in which they were made, those of several by their clocks.
func newID(kind string) string {
	idClock.Lock()
	idClock.last = max(idClock.last+1, time.Now().UnixMicro())
	at := idClock.last
	idClock.Unlock()
	var b [16]byte
	binary.BigEndian.PutUint64(b[:8], uint64(at))
	_, _ = rand.Read(b[8:]) // never fails
	return kind + "_" + idText.EncodeToString(b[:])
}
