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

func (o *ordering) next(inLine int, mask uint) {
	if !o.goOn() {
		return
	}
	if inLine == len(o.inLine) && mask == 1<<len(o.free)-1 {
		o.done()
		return
	}
	if inLine < len(o.inLine) {
		o.add(&o.inLine[inLine], inLine+1, mask)
	}
	for i := range o.free {
		if mask>>i&1 == 0 {
			o.add(&o.free[i], inLine, mask|1<<i)
		}
	}
}

func (o *ordering) add(x *task, inLine int, mask uint) {
	o.line = append(o.line, x)
	o.next(inLine, mask)
	o.line = o.line[:len(o.line)-1]
}
