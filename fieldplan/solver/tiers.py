"""What entries and visits left out add to each tier, and one integer scale for all tiers."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import numpy as np

from fieldplan import rules
from fieldplan.cost import is_moved, needs_call, tier_names, tier_values, unassigned_lines
from fieldplan.domain import Problem, ProblemEngineer
from fieldplan.solver.arrays import Ints
from fieldplan.solver.windows import Form

MINUTES_OF_WEIGHT = 4
"""A unit of unserved weight is worth so many longest shifts on the road."""
MOST = {
    rules.TIER_SERVICE: 20_000,
    rules.TIER_PROMISES: 1_000,
    rules.TIER_EMERGENCY_DAYS: 1_000,
}
"""By tier: a unit of the tier above outweighs so many of its units, at most."""
MOST_RESOLVE = {
    rules.TIER_SERVICE: 128,
    rules.TIER_MOVES: 16,
    rules.TIER_CALLS: 8,
    rules.TIER_DROPPED: 200,
    rules.TIER_PROMISES: 16,
    rules.TIER_EMERGENCY_DAYS: 32,
}
"""In a re-solve, with more tiers in 64 bits: what one move of the search can change."""


class EntryTiers(NamedTuple):
    """What an entry on a slot adds to each tier, and what a visit left out adds.

    ``fixed`` and the columns of ``left_out`` are the tiers above the last, in the order of
    ``names``. Shapes: N entries, S slots, V visits, T tiers above the last.
    """

    names: tuple[str, ...]  # all T + 1
    fixed: tuple[Ints, ...]  # T tables (N, S); one of zeros takes no memory
    last: Ints  # (N, S) preferences, in units of the last tier
    left_out: Ints  # (V, T)
    left_last: Ints  # (V,) worth of a welcome visit left out, in units of the last tier

    @property
    def above(self) -> int:
        """Number of tiers above the last."""
        return len(self.names) - 1

    @property
    def service(self) -> int:
        """Place of the tier of unserved weight."""
        return self.names.index(rules.TIER_SERVICE)


def entry_tiers(
    problem: Problem,
    slots: tuple[tuple[ProblemEngineer, date], ...],
    entries: tuple[Form, ...],
) -> EntryTiers:
    """Return what every entry and every visit left out adds to the tiers."""
    names = tier_names(problem)
    shape = (len(entries), len(slots))
    tables = {name: np.zeros(shape, dtype=np.int64) for name in names}
    late, moves, calls = (
        tables[rules.TIER_EMERGENCY_DAYS],
        tables.get(rules.TIER_MOVES),
        tables.get(rules.TIER_CALLS),
    )
    last = tables[names[-1]]
    ordinals = np.array([day.toordinal() for _, day in slots], dtype=np.int64)
    ids = np.array([engineer.id for engineer, _ in slots], dtype=object)
    prices = problem.prices
    for n, (visit, kept, is_late) in enumerate(entries):
        if visit.deadline is not None:
            late[n] = np.maximum(int(is_late), ordinals - visit.deadline.toordinal())
        if visit.promise is not None and not kept:
            tables[rules.TIER_PROMISES][n] = 1
        if visit.before is not None and moves is not None and calls is not None:
            moves[n] = [is_moved(visit, day, engineer.id) for engineer, day in slots]
            calls[n] = [needs_call(visit, day, kept=kept) for _, day in slots]
        if prices is not None and visit.preferred_engineer is not None:
            last[n] += (ids != visit.preferred_engineer) * prices.preferred_engineer_cost
        if prices is not None and visit.target is not None:
            last[n] += np.abs(ordinals - visit.target.toordinal()) * prices.spacing_day_cost
        if prices is not None and visit.latest is not None:
            last[n] += (ordinals > visit.latest.toordinal()) * prices.window_late_cost
    tables[rules.TIER_EMERGENCY_LATE] = (late > 0).astype(np.int64)
    zeros: Ints = np.broadcast_to(np.int64(0), shape)
    left = np.array(
        [tier_values(problem, unassigned_lines(problem, visit)) for visit in problem.visits],
        dtype=np.int64,
    ).reshape(-1, len(names))
    return EntryTiers(
        names=names,
        fixed=tuple(tables[name] if tables[name].any() else zeros for name in names[:-1]),
        last=last,
        left_out=np.ascontiguousarray(left[:, :-1]),
        left_last=np.ascontiguousarray(left[:, -1]),
    )


def tier_scale(problem: Problem, tiers: EntryTiers) -> Ints:
    """Return what a unit of each tier above the last is worth in units of the last, (T,).

    The search compares sums, the result compares tiers. A unit of a tier outweighs what a
    change of the tiers below can bring in one move; the sums stay within 64 bits.
    """
    most = MOST_RESOLVE if rules.TIER_MOVES in tiers.names else MOST
    # At most what a plan adds to each tier: every visit at its worst.
    totals = [
        int(tiers.left_out[:, t].sum()) + int(table.max(axis=1, initial=0).sum())
        for t, table in enumerate(tiers.fixed)
    ]
    worth = [_weight_unit(problem)]
    for t in range(tiers.above - 1, 0, -1):
        worth.append(worth[-1] * min(1 + totals[t], most[tiers.names[t]]))
    return np.array(worth[::-1], dtype=np.int64)


def _weight_unit(problem: Problem) -> int:
    longest = max(
        (end - start for e in problem.engineers for start, end in e.shifts.values()), default=600
    )
    per_min = 1
    if problem.prices is not None:
        prices = problem.prices
        per_min = max(
            1, prices.drive_hour_cost // 60 + prices.km_cost * 2 + prices.overtime_hour_cost // 30
        )
        per_min += max(
            (e.hour_cost // 60 + (e.day_cost + e.visit_cost) // 60 for e in problem.engineers),
            default=0,
        )
    return MINUTES_OF_WEIGHT * (longest + 60) * per_min
