package store

import "context"

// Request is something asked for under a key of the asker's own choice.
type Request struct {
	Token, Key string
	Hash       string // of everything that was asked
}

// Answer is what a request was answered with.
type Answer struct {
	Status int
	Body   []byte
	Hash   string // of the request
}

func (a *Answer) scan(row scanner) error { return row.Scan(&a.Status, &a.Body, &a.Hash) }

// Once does what a request asks for in one transaction with the note that it was
// done. The same request again is answered as the first time, and repeated is true;
// two at once are done one after the other. Another request under the same key is
// ErrKeyReused. Where do gives an error nothing is noted, and the request may be made again. What do must
// not do is as for Write.
func (s *Store) Once(ctx context.Context, r Request, do func(*Tx) (Answer, error)) (a Answer, repeated bool, err error) {
	err = s.Write(ctx, func(tx *Tx) (err error) {
		if a, repeated, err = tx.begin(ctx, r); err != nil || repeated {
			return err
		}
		if a, err = do(tx); err != nil {
			return err
		}
		a.Hash = r.Hash
		return tx.exec(ctx, `UPDATE requests SET status = $3, body = $4 WHERE token = $1 AND key = $2`, r.Token, r.Key, a.Status, bytesOf(a.Body))
	})
	return a, repeated, err
}

// begin notes a request, or finds what it was answered with.
func (t *Tx) begin(ctx context.Context, r Request) (Answer, bool, error) {
	n, err := t.count(ctx, `INSERT INTO requests (token, key, hash, status, answered, body) VALUES ($1, $2, $3, 0, $4, $5)
		ON CONFLICT (token, key) DO NOTHING`, r.Token, r.Key, r.Hash, micros(t.now), []byte{})
	if err != nil || n == 1 {
		return Answer{}, false, err
	}
	a, err := one[Answer](ctx, t.Reader, `SELECT status, body, hash FROM requests WHERE token = $1 AND key = $2`, r.Token, r.Key)
	if err == nil && a.Hash != r.Hash {
		err = ErrKeyReused
	}
	return a, true, err
}

// bytesOf is never NULL.
func bytesOf(b []byte) []byte {
	if b == nil {
		return []byte{}
	}
	return b
}
