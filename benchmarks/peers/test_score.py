"""python3 -m unittest in this folder (numpy is wanted)."""
import unittest

import numpy as np

from instance import Instance, Stop, Tour
from score import LEFT_OUT, earliest, score


def sample():
    ways = np.array([[0, 0, 0, 0], [0, 0, 10, 20], [0, 10, 0, 15], [0, 20, 15, 0]])
    tours = [Tour("a", 0, 1, 1, 0, 200, 220, 0, 7), Tour("b", 0, 0, 0, 0, 400, 400, 1)]
    both = {0: 0, 1: 30}
    stops = [Stop("x", 2, 30, [(20, 40, 0), (0, 60, 5)], both, 9000), Stop("y", 3, 30, [(0, 300, 0)], both, 8000),
             Stop("two", 2, 10, [(90, 140, 4)], both, 5000, 0, 0), Stop("two/2", 2, 5, [(95, 145, 0)], both, 5000, 0, 5),
             Stop("rest", 0, 25, [(30, 200, 0)], {0: 0}, 99_000)]
    return Instance("sample", "sample", "kr.", 100, [ways], [10 * ways], tours, stops, [(0, 1, False, 60, 200)])


RIGHT = {0: [(0, 20), (4, 50), (1, 90), (2, 135)], 1: [(3, 140)]}
COST = (100 + 150 + 150 + 100 + 30 + 4) / 100


class Score(unittest.TestCase):
    def check(self, plan, cost=None, fault=None, solver="hjemvej"):
        got, faults = score(sample(), plan, LEFT_OUT[solver])
        if fault is None:
            self.assertEqual(faults, [])
        else:
            self.assertIn(fault, "\n".join(faults))
        if cost is not None:
            self.assertAlmostEqual(got, cost)

    def but(self, tour, k, start):
        plan = {t: list(v) for t, v in RIGHT.items()}
        plan[tour][k] = (plan[tour][k][0], start)
        return plan

    def test_right(self):
        self.check(RIGHT, COST)
        self.check(self.but(0, 0, 10), COST + 0.05)
        self.check({}, (9000 + 8000 + 10_000) / 100)  # who comes nowhere owes no break
        self.check({0: [(0, 20)]}, (200 + 8000 + 10_000 + 99_000) / 100)

    def test_faults(self):
        self.check(self.but(0, 0, 9), fault="tour a: late at x")
        self.check(self.but(0, 1, 49), fault="tour a: rest starts too early")
        self.check(self.but(0, 2, 89), fault="tour a: late at y")
        self.check(self.but(0, 2, 211), fault="tour a: ends too late")
        self.check(self.but(0, 0, 61), fault="stop x outside its windows")
        self.check(self.but(1, 0, 139), fault="not with its group")
        self.check({0: RIGHT[0]}, fault="without its group")
        self.check({0: RIGHT[0], 1: [(3, 140), (4, 60)]}, fault="tour b may not serve rest")
        self.check({0: RIGHT[0], 1: [(3, 140), (0, 0)]}, fault="stop x twice")
        self.check({0: [(0, 20), (1, 65), (4, 95), (2, 135)], 1: [(3, 140)]}, fault="stops x and y: gap")

    def test_left_out(self):
        self.check({0: [(0, 20), (1, 65), (2, 135)], 1: [(3, 95)]}, COST - 0.04, solver="pyvrp")  # no break, gap, pair or menu
        self.check({0: [(0, 20), (1, 65), (2, 135)], 1: [(3, 95)]}, fault="gap", solver="ortools")
        self.check({0: [(0, 20), (4, 40), (1, 90), (2, 135)], 1: [(3, 140)]}, fault="too early", solver="vroom")

    def test_load_and_must(self):
        inst = sample()
        inst.tours[0].capacity, inst.stops[0].load, inst.stops[1].unserved = 3, 4, None
        faults = score(inst, {0: [(0, 20)]}, LEFT_OUT["hjemvej"])[1]
        self.assertEqual(faults, ["tour a: overloaded", "stop y missing"])

    def test_earliest(self):
        self.assertEqual(earliest(sample(), 0, [0, 1]), [(0, 10), (1, 55)])


if __name__ == "__main__":
    unittest.main()
