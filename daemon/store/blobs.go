package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"time"
)

// PutBlob keeps bytes, and gives the hash that they are found by. Bytes that are
// there already are kept once.
func (t *Tx) PutBlob(ctx context.Context, bytes []byte) (string, error) {
	sum := sha256.Sum256(bytes)
	hash := hex.EncodeToString(sum[:])
	// The update makes a removal that runs beside it wait, look again and leave the blob alone.
	return hash, t.exec(ctx, `INSERT INTO blobs (hash, kept, bytes) VALUES ($1, $2, $3)
		ON CONFLICT (hash) DO UPDATE SET kept = excluded.kept`, hash, micros(t.now), bytes)
}

// Blob gives the bytes of a hash.
func (r Reader) Blob(ctx context.Context, hash string) ([]byte, error) {
	return value[[]byte](ctx, r, `SELECT bytes FROM blobs WHERE hash = $1`, hash)
}

// RemoveBlobs removes what no case and no plan refers to, and what nobody put
// since a time: who puts a blob has until then to refer to it.
func (t *Tx) RemoveBlobs(ctx context.Context, putBefore time.Time) (int64, error) {
	return t.count(ctx, `DELETE FROM blobs WHERE kept < $1
		AND NOT EXISTS (SELECT 1 FROM cases WHERE cases.blob = blobs.hash)
		AND NOT EXISTS (SELECT 1 FROM plans WHERE plans.blob = blobs.hash)`, micros(putBefore))
}
