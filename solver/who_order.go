package solver

// ordering goes through the orders of a load that arrange would look at: what is
// in line stays in its order, what is free goes anywhere.
type ordering struct {
	*desk
	*load
	line []*task     // so far
	goOn func() bool // whether more tasks in line are worth it
	done func()      // told of every whole order
}

func (n *ordering) next(inLine int, mask uint) {
	if !n.goOn() {
		return
	}
	if inLine == len(n.inLine) && mask == 1<<len(n.free)-1 {
		n.done()
		return
	}
	if inLine < len(n.inLine) {
		n.add(&n.inLine[inLine], inLine+1, mask)
	}
	for i := range n.free {
		if mask>>i&1 == 0 {
			n.add(&n.free[i], inLine, mask|1<<i)
		}
	}
}

func (n *ordering) add(x *task, inLine int, mask uint) {
	n.line = append(n.line, x)
	n.next(inLine, mask)
	n.line = n.line[:len(n.line)-1]
}
