package casefile

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"slices"

	"github.com/hjemvej/hjemvej/model"
)

// PlanHash is the hex SHA-256 of the files of a plan's folder, one after the
// other in the order of their names, as WritePlan writes them: what
// "LC_ALL=C; cat * | sha256sum" says in it. Like WritePlan it puts the plan in
// its fixed order first. It is "" for a plan that can't be written.
func PlanHash(p *model.Plan) string {
	files, err := planFiles(p)
	if err != nil {
		return ""
	}
	return filesHash(files)
}

func filesHash(files map[string][]byte) string {
	h := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		_, _ = h.Write(files[name]) // a hash never fails
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Differing are the names of the files in which two plans differ, sorted.
func Differing(a, b *model.Plan) []string {
	one, errA := planFiles(a)
	other, errB := planFiles(b)
	if errA != nil || errB != nil {
		return nil
	}
	var names []string
	for _, name := range slices.Sorted(maps.Keys(one)) {
		if !bytes.Equal(one[name], other[name]) {
			names = append(names, name)
		}
	}
	return names
}
