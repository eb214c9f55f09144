"""What is proven of a plan: a lower bound for each tier, rounded with care."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from fieldplan.domain import TierResult
from fieldplan.solver.colgen import Pricer, solve_relaxation
from fieldplan.solver.master import Master, Objective
from fieldplan.solver.pool import Column
from fieldplan.solver.problem import Compiled

TOLERANCE = 1e-6
"""Relative: taken off a floating-point bound before it is rounded up."""
WEIGHT_TIER, LAST_TIER = 3, 4
DRIVE_SHARE = 0.02
"""In the service master all driving together is worth this part of one unit of weight."""


@dataclass(frozen=True, kw_only=True)
class Bounds:
    """Proven lower bounds of the tiers; ``last_at`` names the service level of the last one."""

    upper: tuple[int, int, int, int]
    last: int | None = None
    last_at: tuple[int, int, int, int] | None = None


def simple_bounds(compiled: Compiled, closed: frozenset[int]) -> Bounds:
    """Bounds that need no search: impossible visits, and the best form of each other visit."""
    a, tiers = compiled.arrays, compiled.tiers
    totals = np.zeros(4, dtype=np.int64)
    for v in range(len(a.entry_ptr) - 1):
        if v in closed:
            totals += tiers.left_out[v]
            continue
        rows = slice(int(a.entry_ptr[v]), int(a.entry_ptr[v + 1]))
        ok = a.ok[rows]
        if ok.any():
            for t, table in enumerate((tiers.late, tiers.days_late, tiers.broken)):
                totals[t] += int(table[rows][ok].min())
    late, days, broken, weight = (int(x) for x in totals)
    return Bounds(upper=(late, days, broken, weight))


def safe_ceil(value: float) -> int:
    """Least integer that a floating-point lower bound proves."""
    return math.ceil(value - TOLERANCE * max(1.0, abs(value)))


def last_tier_bound(
    compiled: Compiled, master: Master, bound: float, values: Sequence[int]
) -> int | None:
    """Bound of the last tier among plans with these values of the tiers above.

    ``bound`` is the master's, in which the tiers above have prices: at the same values they
    cost the same.
    """
    if not math.isfinite(bound) or bound < -1e17:
        return None
    proven = safe_ceil(bound - priced_above(compiled, master, values))
    return proven if proven > 0 else None


def priced_above(compiled: Compiled, master: Master, values: Sequence[int]) -> float:
    """What the tiers above the last cost in the master at these values.

    Visits that the master leaves out for good are no part of it. Fewer values than tiers count
    only the first tiers.
    """
    o = master.objective
    base = compiled.tiers.left_out[sorted(master.closed)].sum(axis=0)
    prices = (o.late, o.day_late, o.promise, o.weight)
    return sum(
        price * (value - int(b)) for price, value, b in zip(prices, values, base, strict=False)
    )


def minute_price(compiled: Compiled) -> float:
    """Worth of a minute on the road in units of the last tier, at the dearest."""
    a = compiled.arrays
    longest = int((a.slot_close - a.slot_open).max()) + 60
    return float(max(1.0, a.weight_unit / 4 / longest))


def service_bound(
    compiled: Compiled,
    closed: frozenset[int],
    pricer: Pricer,
    columns: Sequence[Column],
    upper: Objective,
    values: Sequence[int],
    stop: Callable[[], bool],
    weight_min: int,
) -> int:
    """Bound of the unserved weight of plans with these values of the tiers above.

    A master in which weight is worth so much that all driving together is a small part of one
    unit; its bound, less that part, is a bound on the weight.
    """
    a = compiled.arrays
    minutes = int((a.slot_close + a.slot_overtime - a.slot_open).sum())
    per_unit = upper.weight / weight_min * max(1, minutes) / DRIVE_SHARE
    scale = per_unit / max(upper.weight, 1e-9)
    objective = Objective(
        late=upper.late * scale,
        day_late=upper.day_late * scale,
        promise=upper.promise * scale,
        weight=per_unit,
    )
    master = Master(compiled, closed, objective)
    master.add_columns(columns)
    done = solve_relaxation(master, pricer, stop=stop)
    if not math.isfinite(done.bound) or done.bound < -1e17:
        return 0
    base = int(compiled.tiers.left_out[sorted(closed), WEIGHT_TIER].sum())
    above = priced_above(compiled, master, values[:WEIGHT_TIER])
    # A plan of less weight could drive more: all its driving is worth DRIVE_SHARE of a unit.
    proven = (done.bound - above) / per_unit - DRIVE_SHARE * most_cost_share(compiled)
    return base + max(0, safe_ceil(proven))


def most_cost_share(compiled: Compiled) -> float:
    """Bound on the last tier of any plan, as a share of its minutes at the unit price."""
    a = compiled.arrays
    if not a.has_prices:
        return 1.0
    prices = a.prices
    minutes = max(1, int((a.slot_close + a.slot_overtime - a.slot_open).sum()))
    km = int(a.metres.max(initial=0)) * prices[0] / 1000
    visits = len(a.entry_ptr) - 1 + len(a.slot_open)
    fees = int(np.maximum(a.slot_fee, 0).sum())
    overtime = prices[2] * max(prices[3], prices[5]) / 100
    hours = minutes * (prices[1] + overtime + prices[6]) / 60
    fees += len(a.slot_open) * len(a.entry_ptr) * int(a.slot_fee[:, 1].max(initial=0))
    fees += minutes * int(a.slot_fee[:, 2].max(initial=0)) // 60
    wishes = int(compiled.tiers.last.max(initial=0)) * visits
    wishes += int(compiled.tiers.left_last.sum())
    return float((visits * km + fees + hours + wishes) / (minute_price(compiled) * minutes))


def tier_results(
    names: Sequence[str], values: Sequence[int], bounds: Bounds
) -> tuple[TierResult, ...]:
    """Put bounds beside values; *optimal* only where they meet and all tiers above are closed."""
    results = []
    closed = True
    for i, (name, value) in enumerate(zip(names, values, strict=True)):
        bound: int | None
        if i < LAST_TIER:
            bound = min(bounds.upper[i], value) if closed or i == 0 else None
        else:
            at_level = bounds.last_at is not None and tuple(values[:LAST_TIER]) == bounds.last_at
            bound = min(bounds.last, value) if at_level and bounds.last is not None else None
            bound = 0 if value == 0 else bound
        closed = closed and bound == value
        results.append(TierResult(tier=name, value=value, bound=bound, optimal=closed))
    return tuple(results)
