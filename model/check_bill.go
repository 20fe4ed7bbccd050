package model

// checkBill works the bill out again and compares it, line by line. A plan
// without a bill claims none.
func (k *checker) checkBill() {
	if len(k.p.Bill) == 0 || k.r == nil {
		return
	}
	stated := make(map[string]BillLine, len(k.p.Bill))
	for _, b := range k.p.Bill {
		if _, twice := stated[b.Line]; twice {
			k.report(Violation{Rule: BillRule}, "linjen %s står to gange", "the line %s stands twice", b.Line)
		}
		stated[b.Line] = b
	}
	for _, want := range Bill(k.c, k.r, k.p) {
		got, ok := stated[want.Line]
		delete(stated, want.Line)
		if !ok && want.Count == 0 && want.Price == 0 {
			continue
		}
		if got != want {
			k.report(Violation{Rule: BillRule}, "linjen %s er %d × og %d øre, ikke %d × og %d øre", "the line %s counts %d and costs %d øre, not %d and %d øre",
				want.Line, want.Count, want.Price, got.Count, got.Price)
		}
	}
	for line := range stated {
		k.report(Violation{Rule: BillRule}, "prislisten har ingen linje %s", "the price list has no line %s", line)
	}
}
