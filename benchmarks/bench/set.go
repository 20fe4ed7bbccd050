// Package bench runs the search over sets of instances, has every solution
// checked in the form in which it is published, and sets the figures out.
//
// A set is a package of its own beside this one: it reads the set's files,
// states each instance as a vrp.Problem, writes solutions in the set's form
// and checks such files without the solver.
package bench

import "github.com/hjemvej/hjemvej/solver/vrp"

// Instance is one problem of a set.
type Instance interface {
	Name() string  // as its file is named, without what follows the first dot
	Group() string // instances are summed up by group: "solomon", "A"
	Size() int     // customers, visits or services
	Best() float64 // best known cost in the set's own unit; NaN: none known

	// Problem states the instance, prepared for the search.
	Problem() (*vrp.Problem, error)
	// Write puts a solution of that problem into the set's published form.
	Write(*vrp.Problem, *vrp.Solution) []byte
	// File is the name under which that form is stored.
	File() string
	// Check reads a solution in that form and judges it by the instance alone:
	// its cost in the set's unit, and every fault that it has.
	Check(form []byte) (cost float64, faults []string)
}

// Set is a collection of instances under one name.
type Set struct {
	Name string // as on the command line
	Unit string // of costs: "distance", "s"
	// Read finds the set's instances in a folder.
	Read func(dir string) ([]Instance, error)
}

// Prover is an instance that may be able to show that it has no solution.
type Prover interface {
	// Impossible says why the instance has no solution; empty: for all it knows, it has.
	Impossible() string
}

// Hopeless is an instance that has no solution.
type Hopeless struct{ Name, Why string }

// Possible parts the instances that have no solution from the others.
func Possible(all []Instance) (some []Instance, none []Hopeless) {
	for _, i := range all {
		if p, ok := i.(Prover); ok {
			if why := p.Impossible(); why != "" {
				none = append(none, Hopeless{i.Name(), why})
				continue
			}
		}
		some = append(some, i)
	}
	return some, none
}
