"""What is proven of a plan: a lower bound for each tier, rounded with care."""

from __future__ import annotations

import logging
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fieldplan.domain import TierResult
from fieldplan.solver.colgen import Pricer, solve_relaxation
from fieldplan.solver.master import Master
from fieldplan.solver.master_rows import Objective
from fieldplan.solver.problem import Compiled
from fieldplan.solver.tiers import MINUTES_OF_WEIGHT

log = logging.getLogger(__name__)

TOLERANCE = 1e-6
"""Relative: taken off a floating-point bound before it is rounded up."""
LAST_SHARE = 0.02
"""While a tier is bounded, a minute's worth of the last tier for every minute of all shifts
together is this part of one unit of it."""


@dataclass(frozen=True, kw_only=True)
class Bounds:
    """Proven lower bounds: of the tiers above the last, and of the last at a level of those."""

    upper: tuple[int, ...]
    last: int | None = None


def simple_bounds(compiled: Compiled, closed: frozenset[int]) -> Bounds:
    """Bounds that need no search: impossible visits, and the best form of each other visit."""
    a, tiers = compiled.arrays, compiled.tiers
    totals = np.zeros(tiers.above, dtype=np.int64)
    for v in range(len(a.entry_ptr) - 1):
        rows = slice(int(a.entry_ptr[v]), int(a.entry_ptr[v + 1]))
        ok = a.ok[rows]
        if v in closed or not ok.any():
            totals += tiers.left_out[v]
            continue
        best = np.array([int(table[rows][ok].min()) for table in tiers.fixed])
        totals += np.minimum(best, tiers.left_out[v])
    return Bounds(upper=tuple(totals.tolist()))


def safe_ceil(value: float) -> int:
    """Least integer that a floating-point lower bound proves."""
    return math.ceil(value - TOLERANCE * max(1.0, abs(value)))


def floor_of(bound: float) -> int | None:
    """Bound of the last tier, None where it says nothing."""
    if not math.isfinite(bound) or bound < -1e17:
        return None
    proven = safe_ceil(bound)
    return proven if proven > 0 else None


def priced_above(compiled: Compiled, master: Master, values: Sequence[int]) -> float:
    """What the tiers above the last cost in the master at these values.

    Visits that the master leaves out for good are no part of it.
    """
    base = closed_part(compiled, master.closed)
    return float(np.array(master.objective.prices) @ (np.array(values) - base))


def closed_part(compiled: Compiled, closed: frozenset[int]) -> npt.NDArray[np.int64]:
    """What the visits left out for good add to the tiers above the last, (T,)."""
    left: npt.NDArray[np.int64] = compiled.tiers.left_out[sorted(closed)].sum(axis=0)
    return left


def minute_price(compiled: Compiled) -> float:
    """Worth of a minute on the road in units of the last tier, at the dearest."""
    a = compiled.arrays
    longest = int((a.slot_close - a.slot_open).max()) + 60
    return float(max(1.0, a.weight_unit / MINUTES_OF_WEIGHT / longest))


def tier_bound(
    compiled: Compiled,
    pricer: Pricer,
    known: Master,
    tier: int,
    values: Sequence[int],
    stop: Callable[[], bool],
    max_rounds: int,
) -> int:
    """Bound of a tier above the last, among plans whose tiers above it are at these values.

    In its master the tiers above are rows, those between it and the last are free, and one unit
    is worth so much that all of the last tier together is a small part of it: the master's
    bound, less that part, is a bound on the tier. ``known`` gives the columns to start from and
    the visits that are left out for good.
    """
    a = compiled.arrays
    minutes = max(1, int((a.slot_close + a.slot_overtime - a.slot_open).sum()))
    per_unit = minute_price(compiled) * minutes / LAST_SHARE
    prices = [0.0] * compiled.tiers.above
    prices[tier] = per_unit
    at_most = dict(enumerate(values[:tier]))
    objective = Objective(prices=tuple(prices), at_most=at_most)
    master = Master(compiled, known.closed, objective)
    master.add_columns(known.columns)
    base = int(closed_part(compiled, known.closed)[tier])
    share = LAST_SHARE * most_cost_share(compiled)
    # A bound above this rounds up to the value.
    almost = values[tier] - base - 1
    enough = per_unit * (almost + share + 2 * TOLERANCE * max(1, almost))
    done = solve_relaxation(master, pricer, stop=stop, max_rounds=max_rounds, enough=enough)
    if not math.isfinite(done.bound) or done.bound < -1e17:
        return base
    proven = done.bound / per_unit - share
    return base + _next_sum(compiled, known.closed, tier, max(0, safe_ceil(proven)))


def _next_sum(compiled: Compiled, closed: frozenset[int], tier: int, least: int) -> int:
    """The least amount from ``least`` on that visits left out can add up to in a tier.

    ``least`` itself where serving a visit adds to the tier, too.
    """
    if compiled.tiers.fixed[tier].any():
        return least
    sums = 1  # bit n: some visits add up to n
    for v, amount in enumerate(compiled.tiers.left_out[:, tier].tolist()):
        if v not in closed:
            sums |= sums << amount
    above = sums >> least
    return least + (above & -above).bit_length() - 1 if above else least


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
    found: list[int | None] = list(bounds.upper)
    found.append(0 if values[-1] == 0 and bounds.last is None else bounds.last)
    results = []
    closed = True
    for name, value, known in zip(names, values, found, strict=True):
        bound = known if closed else None
        if name == names[-1]:
            bound = known
        if bound is not None and bound > value:
            # Cannot be; what contradicts a plan is no proof.
            log.error("%s: bound %s above the value %s", name, bound, value)
            bound = None
        closed = closed and bound == value
        results.append(TierResult(tier=name, value=value, bound=bound, optimal=closed))
    return tuple(results)
