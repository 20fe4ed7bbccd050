package casefile

import (
	"strings"
	"testing"
	"testing/fstest"
)

// Two homes that share a place need give its coordinates and address once, in
// any row.
func TestHomesShareAPlace(t *testing.T) {
	for _, homes := range []string{
		"id,district,place,lat,lon,address\nH1,nord,P,55.1,14.7,Storegade 1\nH2,nord,P,,,\nH3,syd,,55.12,14.72,\n",
		"id,district,place,lat,lon,address\nH1,nord,P,,,Storegade 1\nH2,nord,P,55.1,14.7,\nH3,syd,,55.12,14.72,\n",
		"id,district,place,lat,lon,address\nH1,nord,P,55.1,14.7,\nH2,nord,P,55.1,14.7,Storegade 1\nH3,syd,,55.12,14.72,\n",
	} {
		dir := baseCase(t)
		dir["homes.csv"] = &fstest.MapFile{Data: []byte(homes)}
		c, faults, err := ReadCaseFS(dir)
		if err != nil || len(faults) > 0 {
			t.Fatalf("%v\n%s", err, faults.In("en"))
		}
		if c.Homes[0].Place != "P" || c.Homes[1].Place != "P" || c.Homes[2].Place != "H3" || len(c.Places) != 2 {
			t.Errorf("%+v %+v", c.Homes, c.Places)
		}
		if p := c.Places[1]; p.ID != "P" || p.Point.Lat() != 55.1 || p.Point.Lon() != 14.7 || p.Address != "Storegade 1" {
			t.Errorf("%+v", p)
		}
	}
}

// What Danish Excel and Notepad save is read as it is meant.
func TestDanishFiles(t *testing.T) {
	dir := baseCase(t)
	dir["case.yaml"].Data = append([]byte(bom), dir["case.yaml"].Data...)
	dir["homes.csv"] = &fstest.MapFile{Data: []byte("Id;Distrikt;Bredde;L\xe6ngde;\xd8nskede;Note;Besk yttet\r\n")}
	if faults := faultsOf(t, dir); len(faults.in("homes.csv")) != 1 {
		t.Errorf("only the last header is wrong:\n%s", faults.In("da"))
	}
	dir["homes.csv"].Data = []byte("Id;Distrikt;Bredde;L\xe6ngde;\xd8nskede;Note;Beskyttet\r\n" +
		"H1;nord;55,10;14,7;C1 | C2;\"N\xf8gle; bag\r\nh\xe6kken\";Ja\r\n;;;;;;\r\nH2;nord;55,11;14,7;;;nej\r\nH3;syd;55,12;14,7;;;\r\n")
	dir["shifts.csv"].Data = []byte(bom + "id;medarbejder;fra;til;transport;Pause-fra;Overtid\r\nS1;C1;23-11-2026 23:00;24-11-2026 7.00;Cykel;24-11-2026 03:00:00;0\r\n")
	c, faults, err := ReadCaseFS(dir)
	if err != nil || len(faults) > 0 {
		t.Fatalf("%v\n%s", err, faults.In("da"))
	}
	if h := c.Homes[0]; h.Note != "Nøgle; bag\r\nhækken" || len(h.Preferred) != 2 || !h.Protected {
		t.Errorf("%+v", h)
	}
	if s := c.Shifts[0]; s.From != on(23, "23:00") || s.To != on(24, "07:00") || s.Break == nil || s.Break.From != on(24, "03:00") || s.Overtime != -1 {
		t.Errorf("%+v", s)
	}
}

// Escapes and folded lines hide no CPR number (R-P.1).
func TestCaseFileRefusesHiddenCPR(t *testing.T) {
	for _, name := range []string{`0101011234`, `"01010112\x334"`, `"010101\u002d1234"`, "\"010101\\\n    -1234\"", `x # 010101-1234`, `&a 010101-1234`} {
		dir := baseCase(t)
		dir[caseFile].Data = []byte(strings.Replace(string(dir[caseFile].Data), "name: Lilleby", "name: "+name, 1))
		faults := faultsOf(t, dir)
		if len(faults) != 1 || faults[0].Rule != "R-P.1" || faults[0].Row != 1 {
			t.Errorf("%s: %s", name, faults.In("en"))
		}
	}
}

// FuzzCaseFile reads any bytes as case.yaml: faults, never a panic.
func FuzzCaseFile(f *testing.F) {
	f.Add(baseCase(f)[caseFile].Data)
	for _, s := range []string{"", "#", "- a", "a: &x [*x]", "providers: [{id: *y}]", "name: |\n  x", "? {a: b}\n: c", "travel: {modes: {car: }}", "---\n---\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		r := newReader(fstest.MapFS{caseFile: {Data: data}, standardFile: {Data: []byte("id: x")}})
		c, at := r.readCaseFile()
		if c == nil || at == nil {
			t.Fatal("no case")
		}
		for _, fault := range r.faults.sorted() {
			if HasCPR(fault.Value) || fault.In("da") == "" {
				t.Fatalf("fault %+v", fault)
			}
		}
	})
}
