package caseset

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/model/casefile"
)

// pack writes a plan folder and zips it, without dates of files.
func pack(p *model.Plan) ([]byte, error) {
	dir, err := os.MkdirTemp("", "hjemvej-plan-")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	folder := filepath.Join(dir, "plan")
	if err := casefile.WritePlan(folder, p); err != nil {
		return nil, err
	}
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(folder, e.Name()))
		if err != nil {
			return nil, err
		}
		f, err := z.CreateHeader(&zip.FileHeader{Name: e.Name(), Method: zip.Deflate})
		if err != nil {
			return nil, err
		}
		if _, err := f.Write(data); err != nil {
			return nil, err
		}
	}
	err = z.Close()
	return out.Bytes(), err
}

// largest is how large a file of a zipped plan may be, bytes.
const largest = 1 << 30

// unpack reads a zipped plan folder.
func unpack(form []byte) (*model.Plan, error) {
	z, err := zip.NewReader(bytes.NewReader(form), int64(len(form)))
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "hjemvej-plan-")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	for _, f := range z.File {
		if f.Name != filepath.Base(f.Name) { // a plan folder has no folders, and no file leaves it
			return nil, fmt.Errorf("it holds %q", f.Name)
		}
		in, err := f.Open()
		if err != nil {
			return nil, err
		}
		data, err := io.ReadAll(io.LimitReader(in, largest))
		if err != nil {
			return nil, err
		}
		if err := os.WriteFile(filepath.Join(dir, f.Name), data, 0o600); err != nil {
			return nil, err
		}
	}
	p, faults, err := casefile.ReadPlan(dir)
	if err != nil {
		return nil, err
	}
	if bad := faults.Errors(); len(bad) > 0 {
		return nil, fmt.Errorf("%d faults:\n%s", len(bad), bad.In("en"))
	}
	return p, nil
}
