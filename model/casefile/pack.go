package casefile

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/klauspost/compress/flate"

	"github.com/hjemvej/hjemvej/model"
)

// PackLimits are how much a packed folder may hold.
type PackLimits struct {
	Files    int
	Unpacked int64 // bytes, in all
}

// PackCase is a case as a zip of its folder's files: the same case, the same bytes.
func PackCase(c *model.Case) ([]byte, error) {
	files, err := caseFiles(c, &plainForm)
	if err != nil {
		return nil, fmt.Errorf("pack case: %w", err)
	}
	return pack(files)
}

// PackPlan is a plan as a zip of its folder's files, and its [PlanHash]: the same
// plan, the same bytes. Like WritePlan it puts the plan in its fixed order first.
func PackPlan(p *model.Plan) (data []byte, hash string, err error) {
	files, err := planFiles(p)
	if err != nil {
		return nil, "", fmt.Errorf("pack plan: %w", err)
	}
	var hashing sync.WaitGroup
	hashing.Go(func() { hash = filesHash(files) })
	data, err = pack(files)
	hashing.Wait()
	return data, hash, err
}

// pack writes files in the order of their names, without times.
func pack(files map[string][]byte) ([]byte, error) {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	w.RegisterCompressor(zip.Deflate, quick)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		f, err := w.Create(name)
		if err != nil {
			return nil, err
		}
		if _, err := f.Write(files[name]); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// quick packs a little worse than the standard library does and in a fraction of
// the time: planners wait for a plan that is mended.
func quick(to io.Writer) (io.WriteCloser, error) { return flate.NewWriter(to, flate.BestSpeed) }

// ReadPackedCase reads a case that somebody packed: a zip of its files, or of the
// one folder that they are in. Nothing is unpacked beyond the limits. What is no
// such zip is a fault like any other.
func ReadPackedCase(data []byte, l PackLimits) (*model.Case, Faults) {
	dir, bad := unpack(data, caseFile, l)
	if bad != nil {
		return nil, Faults{*bad}
	}
	c, faults, err := ReadCaseFS(dir)
	if err != nil { // it was in memory: the zip file is at fault
		return nil, Faults{*damaged()}
	}
	return c, faults
}

// ReadPackedPlan reads a plan that somebody packed: see [ReadPackedCase].
func ReadPackedPlan(data []byte, l PackLimits) (*model.Plan, Faults) {
	dir, bad := unpack(data, planFile, l)
	if bad != nil {
		return nil, Faults{*bad}
	}
	p, faults, err := readPlan(dir)
	if err != nil {
		return nil, Faults{*damaged()}
	}
	return p, faults
}

// unpack is the folder of a zip that holds a file. The sizes that it states bind
// it: archive/zip reads no more of a file than that.
func unpack(data []byte, head string, l PackLimits) (fs.FS, *Fault) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, damaged()
	}
	if len(z.File) > l.Files {
		return nil, packFault(fmt.Sprintf("højst %d filer, ikke %d", l.Files, len(z.File)), fmt.Sprintf("at most %d files, not %d", l.Files, len(z.File)))
	}
	left := uint64(max(0, l.Unpacked))
	found := ""
	for _, f := range z.File {
		if f.UncompressedSize64 > left {
			return nil, packFault(fmt.Sprintf("højst %d byte udpakket", l.Unpacked), fmt.Sprintf("at most %d bytes unpacked", l.Unpacked))
		}
		left -= f.UncompressedSize64
		f.Name = strings.ReplaceAll(f.Name, `\`, "/") // as some Windows programs write it
		if path.Base(f.Name) == head && !strings.HasPrefix(f.Name, "__MACOSX/") && (found == "" || len(f.Name) < len(found)) {
			found = f.Name
		}
	}
	if found == "" {
		return nil, packFault("filen "+head+" i zip-filen", "the file "+head+" in the zip file")
	}
	dir, err := fs.Sub(z, path.Dir(found))
	if err != nil {
		return nil, packFault("en mappe som "+path.Dir(found)+" i zip-filen", "a folder such as "+path.Dir(found)+" in the zip file")
	}
	return dir, nil
}

func damaged() *Fault {
	return packFault("en zip-fil, som kan læses; pak den igen", "a zip file that can be read; pack it again")
}

func packFault(da, en string) *Fault {
	return &Fault{File: "zip", Expected: model.Text{Da: da, En: en}}
}
