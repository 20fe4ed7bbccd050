"""The three peers, each given as much of an instance as it can express (score.LEFT_OUT).

Every function gives {tour: [(stop, start)]} and the seconds that the search took; building the model is not counted.
"""
import datetime
import time

import numpy as np

from instance import NOWHERE
from score import LEFT_OUT, earliest, kept


# Prices of stops left out are cut to this for the peers: far above any way, and small enough for their penalties.
# The score knows the whole price.
MOST = 1_000_000


def _undone(stop):
    return min(stop.unserved, MOST)


def _nodes(inst, stops):
    """Depots, by place, and then the stops: number of each depot, and the places of all."""
    depots = sorted({p for t in inst.tours for p in (t.start, t.end)})
    return {p: k for k, p in enumerate(depots)}, np.array(depots + [inst.stops[i].place for i in stops])


def _alike(inst):
    """Whether tours differ in nothing."""
    t = inst.tours[0]
    return all(s.by is None for s in inst.stops) and all((o.mode, o.start, o.end, o.open, o.late) == (t.mode, t.start, t.end, t.open, t.late) for o in inst.tours)


def _matrices(inst, tour, stops, depots, places):
    """Ticks and prices between nodes for a tour, the price of serving a stop on every way to it."""
    mode = inst.tours[tour].mode
    ticks, prices = inst.ticks[mode][np.ix_(places, places)].copy(), inst.prices[mode][np.ix_(places, places)].copy()
    barred = []
    for k, i in enumerate(stops, start=len(depots)):
        by = inst.stops[i].by
        if by is not None and tour in by:
            prices[:, k] += by[tour]
        elif by is not None:
            barred.append(k)
    return ticks, prices, barred


def pyvrp(inst, seconds, seed):
    import pyvrp as engine
    from pyvrp.stop import MaxRuntime

    stops = [i for i in kept(inst, LEFT_OUT["pyvrp"]) if inst.stops[i].windows]
    depots, places = _nodes(inst, stops)
    m = engine.Model()
    locations = [m.add_location(0, 0) for _ in places]
    at = [m.add_depot(locations[k]) for k in range(len(depots))]
    for k, i in enumerate(stops, start=len(depots)):
        s = inst.stops[i]
        what = dict(required=True) if s.unserved is None or s.by is not None and len(s.by) == 1 else dict(required=False, prize=_undone(s))
        if inst.tours[0].capacity is not None:
            what["delivery"] = s.load
        m.add_client(locations[k], service_duration=s.dur, tw_early=s.lo, tw_late=s.hi, **what)
    types = [0] if _alike(inst) else range(len(inst.tours))
    distances, durations = [], []
    dear = 2 * MOST
    for k in types:
        t = inst.tours[k]
        room = {} if t.capacity is None else dict(capacity=t.capacity)
        m.add_vehicle_type(len(inst.tours) if len(types) == 1 else 1, start_depot=at[depots[t.start]], end_depot=at[depots[t.end]],
                           tw_early=t.open, tw_late=t.late, fixed_cost=t.price, profile=m.add_profile(), **room)
        ticks, prices, barred = _matrices(inst, k, stops, depots, places)
        prices[:, barred] += dear
        ticks[:, barred] += 1_000_000
        np.fill_diagonal(ticks, 0)
        np.fill_diagonal(prices, 0)
        distances.append(prices)
        durations.append(ticks)
    data = m.data().replace(distance_matrices=distances, duration_matrices=durations)
    began = time.time()
    found = engine.solve(data, MaxRuntime(seconds), seed=seed, display=False)
    took = time.time() - began
    plan, idle = {}, {k: list(range(len(inst.tours))) if len(types) == 1 else [k] for k in types}
    for route in found.best.routes():
        tour = idle[route.vehicle_type()].pop(0)
        plan[tour] = earliest(inst, tour, [stops[a.idx] for a in route if a.is_client()])
    return plan, took


def vroom(inst, seconds, seed):
    """VROOM ends by itself, at the highest level of exploration; the time is its limit. It knows no seed."""
    import vroom as engine

    stops = [i for i in kept(inst, LEFT_OUT["vroom"]) if inst.stops[i].place != NOWHERE and inst.stops[i].windows]
    depots, places = _nodes(inst, stops)
    model = engine.Input()
    rests, alike = inst.own(), _alike(inst)
    classes = {}  # tours that may serve -> skill
    for i in stops:
        if inst.stops[i].by is not None:
            classes.setdefault(frozenset(inst.stops[i].by), len(classes) + 1)
    for k, t in enumerate(inst.tours):
        name = "p0" if alike else f"p{k}"
        if k == 0 or not alike:
            ticks, prices, _ = _matrices(inst, k, stops, depots, places)
            np.fill_diagonal(ticks, 0)
            np.fill_diagonal(prices, 0)
            model.set_durations_matrix(name, ticks.astype(np.uint32))
            model.set_costs_matrix(name, prices.astype(np.uint32))
        breaks = [engine.Break(i, time_windows=[engine.TimeWindow(inst.stops[i].lo, inst.stops[i].hi)], service=inst.stops[i].dur)
                  for i in rests.get(k, []) if inst.stops[i].windows]
        room = {} if t.capacity is None else dict(capacity=[t.capacity])
        model.add_vehicle(engine.Vehicle(k + 1, profile=name, start=depots[t.start], end=depots[t.end], time_window=[t.open, t.late], breaks=breaks,
                                         costs=engine.VehicleCosts(fixed=t.price), skills={c for tours, c in classes.items() if k in tours}, **room))
    for k, i in enumerate(stops, start=len(depots)):
        s = inst.stops[i]
        load = dict(delivery=[s.load]) if inst.tours[0].capacity is not None else {}
        skills = {classes[frozenset(s.by)]} if s.by is not None else set()
        model.add_job(engine.Job(i + 1, location=k, default_service=s.dur, skills=skills, time_windows=[engine.TimeWindow(s.lo, s.hi)], **load))
    began = time.time()
    found = model.solve(exploration_level=5, nb_threads=1, timeout=datetime.timedelta(seconds=seconds))
    took = time.time() - began
    plan = {}
    for row in found.routes.to_dict("records"):
        tour, start = int(row["vehicle_id"]) - 1, int(row["arrival"] + row["waiting_time"])
        if row["type"] == "job":
            plan.setdefault(tour, []).append((int(row["id"]) - 1, start))
        elif row["type"] == "break":
            plan.setdefault(tour, []).append((int(row["id"]), start))
    return plan, took


def ortools(inst, seconds, seed):
    """OR-Tools' routing knows no seed."""
    from ortools.constraint_solver import pywrapcp, routing_enums_pb2

    stops = [i for i in kept(inst, LEFT_OUT["ortools"]) if inst.stops[i].place != NOWHERE and inst.stops[i].windows]
    depots, places = _nodes(inst, stops)
    fleet, n = len(inst.tours), len(places)
    manager = pywrapcp.RoutingIndexManager(n, fleet, [depots[t.start] for t in inst.tours], [depots[t.end] for t in inst.tours])
    routing = pywrapcp.RoutingModel(manager)
    solver = routing.solver()
    serve = np.array([0] * len(depots) + [inst.stops[i].dur for i in stops])
    transits, alike = [], _alike(inst)
    for k in range(fleet):
        if k == 0 or not alike:
            ticks, prices, _ = _matrices(inst, k, stops, depots, places)
            cost = routing.RegisterTransitMatrix(prices.tolist())
            transit = routing.RegisterTransitMatrix((ticks + serve[:, None]).tolist())
        routing.SetArcCostEvaluatorOfVehicle(cost, k)
        routing.SetFixedCostOfVehicle(inst.tours[k].price, k)
        transits.append(transit)
    horizon = max(t.late for t in inst.tours)
    routing.AddDimensionWithVehicleTransits(transits, horizon, horizon, False, "time")
    clock = routing.GetDimensionOrDie("time")
    if inst.tours[0].capacity is not None:
        load = routing.RegisterUnaryTransitVector([0] * len(depots) + [inst.stops[i].load for i in stops])
        routing.AddDimensionWithVehicleCapacity(load, 0, [t.capacity for t in inst.tours], True, "load")
    rests, intervals = inst.own(), {}
    for k, t in enumerate(inst.tours):
        clock.CumulVar(routing.Start(k)).SetRange(t.open, t.late)
        clock.CumulVar(routing.End(k)).SetRange(t.open, t.late)
        if t.late_price and t.late > t.close:
            clock.SetCumulVarSoftUpperBound(routing.End(k), t.close, t.late_price)
        mine = [i for i in rests.get(k, []) if inst.stops[i].windows]
        if mine:
            intervals[k] = [(i, solver.FixedDurationIntervalVar(inst.stops[i].lo, inst.stops[i].hi, inst.stops[i].dur, False, f"b{i}")) for i in mine]
            nodes = [int(serve[manager.IndexToNode(q)]) for q in range(routing.Size())]
            if len(mine) > 1:
                solver.Add(solver.DisjunctiveConstraint([b for _, b in intervals[k]], f"rests {k}"))
            clock.SetBreakIntervalsOfVehicle([b for _, b in intervals[k]], k, nodes)
    index = {}
    for k, i in enumerate(stops, start=len(depots)):
        s, index[i] = inst.stops[i], manager.NodeToIndex(k)
        clock.CumulVar(index[i]).SetRange(s.lo, s.hi)
        if s.by is not None:
            routing.VehicleVar(index[i]).SetValues([-1] + sorted(s.by))
        if s.unserved is not None:
            routing.AddDisjunction([index[i]], _undone(s))
    for members in inst.members().values():
        for i in members[1:]:
            a, b = members[0], i
            if a in index and b in index:
                solver.Add(clock.CumulVar(index[b]) == clock.CumulVar(index[a]) + (inst.stops[b].offset - inst.stops[a].offset))
    for a, b, apart, least, most in inst.links:
        if a in index and b in index and apart:
            solver.Add(routing.VehicleVar(index[a]) != routing.VehicleVar(index[b]))
        elif a in index and b in index:
            solver.Add(clock.CumulVar(index[b]) >= clock.CumulVar(index[a]) + least)
            solver.Add(clock.CumulVar(index[b]) <= clock.CumulVar(index[a]) + min(most, horizon))
    parameters = pywrapcp.DefaultRoutingSearchParameters()
    parameters.first_solution_strategy = routing_enums_pb2.FirstSolutionStrategy.PARALLEL_CHEAPEST_INSERTION
    parameters.local_search_metaheuristic = routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    parameters.time_limit.FromMilliseconds(int(seconds * 1000))
    began = time.time()
    found = routing.SolveWithParameters(parameters)
    took = time.time() - began
    if found is None:
        return None, took
    plan = {}
    for k in range(fleet):
        q, mine = found.Value(routing.NextVar(routing.Start(k))), []
        while not routing.IsEnd(q):
            mine.append((stops[manager.IndexToNode(q) - len(depots)], found.Min(clock.CumulVar(q))))
            q = found.Value(routing.NextVar(q))
        if mine:
            plan[k] = mine + [(i, found.StartMin(b)) for i, b in intervals.get(k, [])]
    there = {i for mine in plan.values() for i, _ in mine}
    halves = {i for members in inst.members().values() if not there.issuperset(members) for i in members}
    return {k: [v for v in mine if v[0] not in halves] for k, mine in plan.items()}, took


ENGINES = {"pyvrp": pyvrp, "ortools": ortools, "vroom": vroom}
