"""Hjemvej in the same run: its bench command on one instance, and what it wrote read as routes."""
import csv
import os
import re
import subprocess


def run(program, kind, inst, folder, seconds, seed, out, core):
    """Gives {tour: [(stop, start)]} as the solution says, the seconds, and the cost that the program's own check found."""
    table = os.path.join(out, "row.csv")
    subprocess.run([program, "bench", kind, folder, "--only", inst.name, "--time", f"{seconds}s", "--cores", "1", "--seeds", str(seed),
                    "--solutions", out, "--csv", table, "--quiet"],
                   check=True, stdout=subprocess.DEVNULL, preexec_fn=lambda: os.sched_setaffinity(0, {core}))
    row = next(csv.DictReader(open(table)))
    return READ[kind](inst, out), float(row["seconds"]), float(row["cost"])


def _vrptw(inst, out):
    from score import earliest

    text = open(os.path.join(out, inst.name + ".sol")).read()
    routes = re.findall(r"^\s*Route\s*#?\s*\d+\s*:(.*)$", text, re.M)
    return {k: earliest(inst, k, [int(x) - 1 for x in r.split()]) for k, r in enumerate(routes) if r.split()}


def _nordic(inst, out):
    stops, tours = {s.id: i for i, s in enumerate(inst.stops)}, {t.id: k for k, t in enumerate(inst.tours)}
    rests, plan = {k: list(own) for k, own in inst.own().items()}, {}
    rows = [(float(r["start"]), r) for r in csv.DictReader(open(os.path.join(out, "nordic-day.csv")))]
    for minutes, r in sorted(rows, key=lambda x: x[0]):
        tour = tours[r["caregiver"]]
        stop = rests[tour].pop(0) if r["visit"] == "break" else stops[r["visit"]]
        plan.setdefault(tour, []).append((stop, round(minutes * 60)))
    return plan


def _day(inst, out):
    stops, tours = {s.id: i for i, s in enumerate(inst.stops)}, {t.id: k for k, t in enumerate(inst.tours)}
    plan = {}
    for r in csv.DictReader(open(os.path.join(out, inst.name + ".csv"))):
        plan.setdefault(tours[r["tour"]], []).append((stops[r["stop"]], int(r["start"])))
    return plan


READ = {"vrptw": _vrptw, "nordic-day": _nordic, "case-day": _day}
