"""Instances as every engine here sees them: tours, stops, ways and prices as whole numbers.

A public instance of routing with time windows is read as its file stands, distances truncated to a tenth and
counted in tenths. A day is what benchmarks/peers/export wrote (package oneday).
"""
import csv
import json
import math
import os
from dataclasses import dataclass, field

import numpy as np

NOWHERE = 0  # place without ways


@dataclass
class Tour:
    id: str
    mode: int
    start: int
    end: int
    open: int
    close: int
    late: int
    worker: int = 0
    late_price: int = 0
    price: int = 0
    capacity: int | None = None


@dataclass
class Stop:
    id: str
    place: int
    dur: int
    windows: list  # (lo, hi, price), by rising price
    by: dict | None = None  # tour -> price of serving it there; None: any tour, for nothing
    unserved: int | None = None  # None: must be served
    group: int = -1
    offset: int = 0
    load: int = 0

    @property
    def lo(self):
        return min(w[0] for w in self.windows)

    @property
    def hi(self):
        return max(w[1] for w in self.windows)


@dataclass
class Instance:
    name: str
    group: str
    unit: str
    per: int  # prices in one unit of cost
    ticks: list  # by mode: place x place
    prices: list
    tours: list
    stops: list
    links: list = field(default_factory=list)  # (a, b, apart, min, max)
    best: float | None = None

    @property
    def size(self):
        return sum(s.place != NOWHERE for s in self.stops)

    def own(self):
        """Stops without a place that one tour alone may hold, by tour: its breaks."""
        mine = {}
        for i, s in enumerate(self.stops):
            if s.place == NOWHERE and s.by is not None and len(s.by) == 1:
                mine.setdefault(next(iter(s.by)), []).append(i)
        return mine

    def members(self):
        """Stops of each group."""
        groups = {}
        for i, s in enumerate(self.stops):
            if s.group >= 0:
                groups.setdefault(s.group, []).append(i)
        return groups


def read_vrptw(path, best):
    rows, fleet = [], None
    for line in open(path):
        p = line.split()
        if len(p) == 2 and fleet is None and all(x.isdigit() for x in p):
            fleet = int(p[0]), int(p[1])
        elif len(p) == 7 and p[0].isdigit():
            rows.append([float(x) for x in p])
    vehicles, capacity = fleet
    n = len(rows)
    ways = np.zeros((n + 1, n + 1), dtype=np.int64)  # place 1 is the depot
    for i, a in enumerate(rows):
        for k, b in enumerate(rows):
            ways[i + 1, k + 1] = int(10 * math.hypot(a[1] - b[1], a[2] - b[2]))
    tenths = [[int(10 * x) for x in r[4:7]] for r in rows]
    depot = tenths[0]
    tours = [Tour(str(k + 1), 0, 1, 1, depot[0], depot[1], depot[1], worker=k, capacity=capacity) for k in range(vehicles)]
    stops = [Stop(str(i), i + 1, t[2], [(t[0], t[1], 0)], load=int(rows[i][3])) for i, t in enumerate(tenths) if i]
    name = os.path.splitext(os.path.basename(path))[0]
    return Instance(name, os.path.basename(os.path.dirname(os.path.abspath(path))), "distance", 10, [ways], [ways], tours, stops, best=best)


def known(folder):
    """Best known distances from best-known.csv in a folder or the one above."""
    for f in (folder, os.path.join(folder, "..")):
        path = os.path.join(f, "best-known.csv")
        if os.path.exists(path):
            return {r["instance"]: float(r["distance_bks_truncated_0_1"]) for r in csv.DictReader(open(path)) if r["distance_bks_truncated_0_1"]}
    return {}


def read_day(path):
    d = json.load(open(path))
    tours = [Tour(t["id"], t["mode"], t["start"], t["end"], t["open"], t["close"], t["late"], t["worker"], t["late_price"], t["price"]) for t in d["tours"]]
    stops = [Stop(s["id"], s["place"], s["dur"], [(w["lo"], w["hi"], w["price"]) for w in s["windows"]],
                  {b["tour"]: b["price"] for b in s["by"]}, s["unserved"], s["group"], s["offset"]) for s in d["stops"]]
    return Instance(d["name"], d["name"].split("@")[0], d["unit"], d["per"], [np.array(m["ticks"], dtype=np.int64) for m in d["modes"]],
                    [np.array(m["prices"], dtype=np.int64) for m in d["modes"]], tours, stops,
                    [(k["a"], k["b"], k["apart"], k["min"], k["max"]) for k in d["links"]])
