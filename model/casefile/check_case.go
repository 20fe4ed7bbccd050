package casefile

import (
	"fmt"
	"slices"

	"github.com/hjemvej/hjemvej/model"
)

// yamlFault reports a key of case.yaml by its path.
func (k *checker) yamlFault(path, value, da, en string) {
	k.fault(caseFile, k.at.lines[path], path, value, model.Text{Da: da, En: en}, "")
}

// told says whether case.yaml has the key at all; its absence is a fault of
// its own.
func (k *checker) told(path string) bool {
	_, ok := k.at.lines[path]
	return ok
}

// checkCaseFile wants ids used once and gathers them for the tables.
func (k *checker) checkCaseFile() {
	if len(k.c.Providers) > 0 {
		k.providers = map[model.ProviderID]bool{}
	} else if k.told("providers") {
		k.yamlFault("providers", "", "mindst én leverandør", "at least one provider")
	}
	for i, p := range k.c.Providers {
		yamlOnce(k, fmt.Sprintf("providers[%d].id", i), p.ID, k.providers)
	}
	if len(k.c.Districts) > 0 {
		k.districts = map[model.DistrictID]bool{}
	} else if k.told("districts") {
		k.yamlFault("districts", "", "mindst ét distrikt", "at least one district")
	}
	k.groups = map[model.GroupID]model.DistrictID{}
	seen := map[model.GroupID]bool{}
	for i, d := range k.c.Districts {
		yamlOnce(k, fmt.Sprintf("districts[%d].id", i), d.ID, k.districts)
		for j, g := range d.Groups {
			yamlOnce(k, fmt.Sprintf("districts[%d].groups[%d].id", i, j), g.ID, seen)
			k.groups[g.ID] = d.ID
		}
	}
	offices := map[model.PlaceID]bool{}
	for i, o := range k.c.Offices {
		yamlOnce(k, fmt.Sprintf("offices[%d].id", i), o.ID, offices)
		if swapped(o.Point.Lat(), o.Point.Lon()) {
			k.yamlFault(fmt.Sprintf("offices[%d].lat", i), formatDecimal(o.Point.Lat(), &plainForm), "bredde; den og længden ser ombyttede ud",
				"the latitude; it and the longitude look swapped")
		}
	}
	k.checkShares()
}

func yamlOnce[K ~string](k *checker, path string, id K, seen map[K]bool) {
	if id == "" {
		return
	}
	if seen[id] {
		k.yamlFault(path, string(id), "et id, der ikke allerede er brugt", "an id not used before")
	}
	seen[id] = true
}

func (k *checker) checkShares() {
	for i, s := range k.c.ReserveShares {
		at := fmt.Sprintf("reserve_shares[%d]", i)
		if _, ok := k.groups[s.Group]; !ok && s.Group != "" {
			k.yamlFault(at+".group", string(s.Group), "en gruppe i et distrikt", "a group of a district")
		}
		if s.From == s.To && k.told(at+".to") {
			k.yamlFault(at+".to", s.To.String(), "et andet klokkeslæt end from", "another time of day than from")
		}
	}
}

// checkTravel wants figures for every mode that a shift uses.
func (k *checker) checkTravel() {
	if !k.told("travel.source") {
		return
	}
	used := map[model.Mode]bool{}
	for _, s := range k.c.Shifts {
		used[s.Mode] = true
	}
	for _, mode := range model.Modes {
		m, ok := k.c.Travel.Modes[mode]
		path := "travel.modes." + string(mode)
		switch {
		case used[mode] && !ok:
			k.yamlFault("travel.modes", "", "tal for "+string(mode)+", som vagter bruger", "figures for "+string(mode)+", which shifts use")
		case ok && k.c.Travel.Source == "crow-fly" && (m.SpeedKmh == 0 || m.Detour == 0):
			k.yamlFault(path, "", "speed_kmh og detour", "speed_kmh and detour")
		}
		if k.c.Travel.Source == "matrix" {
			k.checkMatrix(mode, used[mode])
		}
	}
	if k.c.Travel.Source != "matrix" && len(k.c.Travel.Matrices) > 0 {
		k.yamlFault("travel.matrices", "", "ingen matrixer med source: "+k.c.Travel.Source, "no matrices with source: "+k.c.Travel.Source)
	}
}

// checkMatrix wants a matrix of every place for a mode that shifts use.
func (k *checker) checkMatrix(mode model.Mode, used bool) {
	file, ok := k.c.Travel.Matrices[mode]
	if !ok && !used {
		return
	}
	if !ok {
		k.yamlFault("travel.matrices", "", "en matrix for "+string(mode)+", som vagter bruger", "a matrix for "+string(mode)+", which shifts use")
		return
	}
	m, ok := k.c.Travel.Tables[mode]
	if !ok || len(m.Places) == 0 {
		return // reported when it was read
	}
	var missing []string
	for id := range k.places {
		if _, found := slices.BinarySearch(m.Places, id); !found {
			missing = append(missing, string(id))
		}
	}
	slices.Sort(missing)
	for _, id := range missing {
		k.fault(file, 1, "", id, model.Text{
			Da: "alle steder og kontorer; dette mangler", En: "all places and offices; this one is missing",
		}, "")
	}
}
