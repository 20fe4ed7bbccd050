"""What routes cost, worked out from the instance alone, whoever made them.

A peer that can't express something is not charged for it: what its row of LEFT_OUT names is neither priced nor
checked in its routes. Everything else is.
"""
from instance import NOWHERE

# What the engines can't express.
#   floating  stops without a place: telephone calls
#   breaks    stops without a place that one tour alone may hold: breaks, meetings
#   groups    visits by two at one time
#   links     least and largest gaps between visits, visits by different workers
#   menu      windows with a price: the whole span is free
#   overtime  a price of time past a tour's close: it is free until its latest end
LEFT_OUT = {
    "hjemvej": set(),
    "pyvrp": {"floating", "breaks", "groups", "links", "menu", "overtime"},
    "ortools": {"floating", "menu"},
    "vroom": {"floating", "groups", "links", "menu", "overtime"},
}


def kept(inst, left_out):
    """The stops that count when something is left out."""
    mine = {s for own in inst.own().values() for s in own}
    return [i for i, s in enumerate(inst.stops)
            if s.place != NOWHERE or ("breaks" if i in mine else "floating") not in left_out]


def earliest(inst, tour, stops):
    """Earliest starts of stops with places along a tour, inside the span of their windows."""
    t, at, clock, out = inst.tours[tour], inst.tours[tour].start, inst.tours[tour].open, []
    for i in stops:
        s = inst.stops[i]
        start = max(clock + int(inst.ticks[t.mode][at, s.place]), s.lo)
        out.append((i, start))
        at, clock = s.place, start + s.dur
    return out


def score(inst, plan, left_out):
    """plan: tour -> [(stop, start)]. Gives the cost in the instance's unit and a list of faults."""
    faults, price, served = [], 0, {}
    counts = set(kept(inst, left_out))
    for k, visits in plan.items():
        visits = sorted((v for v in visits if v[0] in counts), key=lambda v: v[1])
        for i, start in visits:
            if i in served:
                faults.append(f"stop {inst.stops[i].id} twice")
            served[i] = (k, start)
        price += _tour(inst, k, visits, left_out, faults)
    busy = {k for i, (k, _) in served.items() if inst.stops[i].place != NOWHERE}
    for i in counts:
        s = inst.stops[i]
        if i not in served and s.place == NOWHERE and len(s.by) == 1 and not busy & s.by.keys():
            continue  # nobody who comes to no place owes a break
        price += _stop(inst, i, served.get(i), left_out, faults)
    if "groups" not in left_out:
        for members in inst.members().values():
            _group(inst, members, served, faults)
    if "links" not in left_out:
        for link in inst.links:
            _link(inst, link, served, faults)
    return price / inst.per, faults


def _tour(inst, k, visits, left_out, faults):
    t = inst.tours[k]
    placed = [v for v in visits if inst.stops[v[0]].place != NOWHERE]
    ticks, prices = inst.ticks[t.mode], inst.prices[t.mode]
    price, at, clock, rests = 0, t.start, t.open, 0
    free = t.open  # from when on the worker can do something that takes no way
    for i, start in visits:
        s = inst.stops[i]
        if s.place == NOWHERE:  # ways beside it may be split around it, in the peers' favour
            if start < free:
                faults.append(f"tour {t.id}: {s.id} starts too early")
            rests += s.dur
        else:
            if start < clock + rests + int(ticks[at, s.place]) or start < free:
                faults.append(f"tour {t.id}: late at {s.id}")
            price += int(prices[at, s.place])
            at, clock, rests = s.place, start + s.dur, 0
        free = max(free, start + s.dur)
    end = free
    if placed:
        end = max(free, clock + rests + int(ticks[at, t.end]))
        price += int(prices[at, t.end]) + t.price
    if end > t.late:
        faults.append(f"tour {t.id}: ends too late")
    if "overtime" not in left_out:
        price += max(0, end - t.close) * t.late_price
    if t.capacity is not None and sum(inst.stops[i].load for i, _ in visits) > t.capacity:
        faults.append(f"tour {t.id}: overloaded")
    return price


def _stop(inst, i, at, left_out, faults):
    s = inst.stops[i]
    if at is None:
        if s.unserved is None:
            faults.append(f"stop {s.id} missing")
        return s.unserved or 0
    tour, start = at
    price = 0
    if s.by is not None:
        if tour in s.by:
            price += s.by[tour]
        else:
            faults.append(f"tour {inst.tours[tour].id} may not serve {s.id}")
    if "menu" in left_out:
        if not s.lo <= start <= s.hi:
            faults.append(f"stop {s.id} outside its windows")
        return price
    for lo, hi, dear in s.windows:
        if lo <= start <= hi:
            return price + dear
    faults.append(f"stop {s.id} outside its windows")
    return price


def _group(inst, members, served, faults):
    there = [m for m in members if m in served]
    if there and len(there) < len(members):
        faults.append(f"stop {inst.stops[there[0]].id} without its group")
        return
    if len({served[m][1] - inst.stops[m].offset for m in there}) > 1:
        faults.append(f"stop {inst.stops[there[0]].id} not with its group")
    if len({inst.tours[served[m][0]].worker for m in there}) < len(there):
        faults.append(f"stop {inst.stops[there[0]].id}: the group by one worker")


def _link(inst, link, served, faults):
    a, b, apart, least, most = link
    if a not in served or b not in served:
        return
    if apart:
        if inst.tours[served[a][0]].worker == inst.tours[served[b][0]].worker:
            faults.append(f"stops {inst.stops[a].id} and {inst.stops[b].id} by one worker")
    elif not least <= served[b][1] - served[a][1] <= most:
        faults.append(f"stops {inst.stops[a].id} and {inst.stops[b].id}: gap")
