#!/usr/bin/env python3
"""Hjemvej beside PyVRP, OR-Tools and VROOM: the same instances, the same wall time, one core each, in one run,
interleaved instance by instance. See README.md.

usage: run.py [options] vrptw DIR | nordic-day DIR | case-day DIR
"""
import argparse
import csv
import fnmatch
import glob
import os
import pickle
import statistics
import subprocess
import sys
import tempfile

import hjemvej
from instance import known, read_day, read_vrptw
from score import LEFT_OUT, score

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
SEEDLESS = {"ortools", "vroom"}  # one run is all runs
COLUMNS = ["set", "group", "instance", "size", "solver", "seed", "limit", "seconds", "cost", "unit", "best_known", "left_out", "hjemvej_so", "faults"]


def main():
    if len(sys.argv) == 4 and sys.argv[1] == "--one":
        return one(sys.argv[2], sys.argv[3])
    p = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    p.add_argument("set", choices=["vrptw", "nordic-day", "case-day"])
    p.add_argument("dir")
    p.add_argument("--only", default="*", help="instances whose name, or group/name, matches this pattern")
    limit = p.add_mutually_exclusive_group(required=True)
    limit.add_argument("--time", type=float, help="seconds of each search")
    limit.add_argument("--per-customer", type=float, help="seconds of each search by the size of its instance")
    p.add_argument("--seeds", default="1,2,3")
    p.add_argument("--solvers", default="hjemvej,pyvrp,ortools,vroom")
    p.add_argument("--core", type=int, default=min(os.sched_getaffinity(0)), help="the core that all take turns on")
    p.add_argument("--out", default="peers", help="OUT.csv and OUT.md are written")
    a = p.parse_args()
    with tempfile.TemporaryDirectory() as work:
        program = os.path.join(work, "hjemvej")
        subprocess.run(["go", "build", "-o", program, "./cmd/hjemvej"], cwd=ROOT, check=True)
        rows = []
        with open(a.out + ".csv", "w", newline="") as f:
            w = csv.DictWriter(f, COLUMNS)
            w.writeheader()
            for inst, folder in instances(a, work):
                for row in compare(a, inst, folder, program, work):
                    rows.append(row)
                    w.writerow(row)
                    f.flush()
                    print(f"{row['instance']} {row['solver']} seed {row['seed']}: {row['cost'] or 'nothing'} in {row['seconds']} s {row['faults']}", file=sys.stderr)
    with open(a.out + ".md", "w") as f:
        f.write(markdown(rows))
    print(open(a.out + ".md").read())


def instances(a, work):
    """The instances of a set, with the folder that Hjemvej is to read them from."""
    if a.set == "vrptw":
        best = known(a.dir)
        for path in sorted(glob.glob(os.path.join(a.dir, "*.txt")) + glob.glob(os.path.join(a.dir, "*", "*.txt")), key=str.lower):
            name = os.path.splitext(os.path.basename(path))[0]
            group = os.path.basename(os.path.dirname(os.path.abspath(path)))
            if fnmatch.fnmatch(name, a.only) or fnmatch.fnmatch(f"{group}/{name}", a.only):
                yield read_vrptw(path, best.get(name)), os.path.dirname(path)
        return
    out = os.path.join(work, "days")
    subprocess.run(["go", "run", "./benchmarks/peers/export", "--only", a.only, a.set, os.path.abspath(a.dir), out], cwd=ROOT, check=True)
    for path in sorted(glob.glob(os.path.join(out, "*.json"))):
        yield read_day(path), a.dir


def compare(a, inst, folder, program, work):
    """All seeds and solvers on one instance: for every seed each solver in turn."""
    seconds = a.time or a.per_customer * inst.size
    ours = None  # the routes of Hjemvej with the seed at hand
    for n, seed in enumerate(int(s) for s in a.seeds.split(",")):
        for solver in a.solvers.split(","):
            if solver in SEEDLESS and n > 0:
                continue
            told = None
            if solver == "hjemvej":
                with tempfile.TemporaryDirectory(dir=work) as out:
                    plan, took, told = hjemvej.run(program, a.set, inst, folder, seconds, seed, out, a.core)
                ours = plan
            else:
                plan, took = elsewhere(solver, inst, seconds, seed, a.core, work)
            cost, faults = (None, ["no solution"]) if plan is None else score(inst, plan, LEFT_OUT[solver])
            if told is not None and abs(cost - told) > 1e-6:
                faults.append(f"its own check says {told}")
            so = score(inst, ours, LEFT_OUT[solver])[0] if ours else None
            yield dict(set=a.set, group=inst.group, instance=inst.name, size=inst.size, solver=solver, seed="" if solver in SEEDLESS else seed,
                       limit=f"{seconds:g}", seconds=f"{took:.1f}", cost="" if cost is None else f"{cost:.2f}", unit=inst.unit,
                       best_known="" if inst.best is None else inst.best, left_out=" ".join(sorted(matters(inst, solver))),
                       hjemvej_so="" if so is None else f"{so:.2f}", faults="; ".join(faults[:5]))


def matters(inst, solver):
    """What is left out for a solver, of what the instance has at all."""
    mine = {s for own in inst.own().values() for s in own}
    has = {"breaks": bool(mine), "floating": any(s.place == 0 and i not in mine for i, s in enumerate(inst.stops)), "groups": bool(inst.members()),
           "links": bool(inst.links), "menu": any(w[2] for s in inst.stops for w in s.windows), "overtime": any(t.late_price and t.late > t.close for t in inst.tours)}
    return {x for x in LEFT_OUT[solver] if has[x]}


def elsewhere(solver, inst, seconds, seed, core, work):
    """Runs a peer in a process of its own, on one core."""
    job, result = os.path.join(work, "job"), os.path.join(work, "result")
    with open(job, "wb") as f:
        pickle.dump((solver, inst, seconds, seed), f)
    quiet = dict(os.environ, OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")
    done = subprocess.run([sys.executable, os.path.join(HERE, "run.py"), "--one", job, result], env=quiet,
                          preexec_fn=lambda: os.sched_setaffinity(0, {core}))
    if done.returncode:
        return None, 0.0
    with open(result, "rb") as f:
        return pickle.load(f)


def one(job, result):
    from engines import ENGINES

    with open(job, "rb") as f:
        solver, inst, seconds, seed = pickle.load(f)
    with open(result, "wb") as f:
        pickle.dump(ENGINES[solver](inst, seconds, seed), f)


def right(rows):
    return [float(r["cost"]) for r in rows if not r["faults"]]


def markdown(rows):
    """A row by instance and solver, and one by group: the median over seeds, its gap to the best known cost, or to
    the best that Hjemvej found where none is known, and its ratio to Hjemvej's median. Beside it what Hjemvej's
    routes of the same seeds cost when what is left out for the solver is not priced in them either (they were not
    made for that), and the ratio to that."""
    of, groups = {}, {}
    for r in rows:
        of.setdefault((r["instance"], r["solver"]), []).append(r)
    out = ["| instance | solver | runs | seconds | median | gap % | to Hjemvej | left out | Hjemvej so priced | to that | faults |",
           "|---|---|--:|--:|--:|--:|--:|---|--:|--:|---|"]
    for (name, solver), own in of.items():
        ours, mine = right(of.get((name, "hjemvej"), [])), right(own)
        best = own[0]["best_known"] or (min(ours) if ours else None)
        median = statistics.median(mine) if mine else None
        gap = 100 * (median / float(best) - 1) if median and best else None
        ratio = median / statistics.median(ours) if median and ours else None
        so = [float(r["hjemvej_so"]) for r in own if r["hjemvej_so"]] if own[0]["left_out"] else []
        so = statistics.median(so) if so else None
        out.append(f"| {name} | {solver} | {len(own)} | {statistics.median(float(r['seconds']) for r in own):.1f} | {text(median, '.2f')} | {text(gap, '+.2f')} "
                   f"| {text(ratio, '.4f')} | {own[0]['left_out'] or '–'} | {text(so, '.2f')} | {text(median / so if median and so else None, '.4f')} | {'; '.join(sorted({r['faults'] for r in own if r['faults']})) or '–'} |")
        groups.setdefault((own[0]["group"], solver), []).append((gap, ratio, sum(float(r["seconds"]) for r in own) / len(own), len(own) - len(mine)))
    out += ["", "| group | solver | instances | mean seconds | mean gap % | mean ratio | wrong or none |", "|---|---|--:|--:|--:|--:|--:|"]
    for (group, solver), own in groups.items():
        out.append(f"| {group} | {solver} | {len(own)} | {statistics.mean(x[2] for x in own):.1f} | {text(mean(x[0] for x in own), '+.2f')} "
                   f"| {text(mean(x[1] for x in own), '.4f')} | {sum(x[3] for x in own)} |")
    return "\n".join(out) + "\n"


def mean(values):
    there = [v for v in values if v is not None]
    return statistics.mean(there) if there else None


def text(value, form):
    return "–" if value is None else format(value, form)


if __name__ == "__main__":
    main()
