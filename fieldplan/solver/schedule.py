"""How the time of a solve is shared out among its steps."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from fieldplan.solver.certify import minute_price
from fieldplan.solver.chain import Lap
from fieldplan.solver.day_groups import table_cells
from fieldplan.solver.problem import Compiled
from fieldplan.solver.state import State, copy_state, new_state
from fieldplan.solver.stop import StopRule

HOT_MIN, COLD_MIN = 15.0, 1.0
"""Annealing temperatures in drive minutes."""
AGAIN_HOT_MIN = 10.0
"""Where annealings that go on from a good plan begin."""
LAP_ITERATIONS_A_VISIT, LAPS = 400, 8
"""Length of an annealing among many, and how many of them a chain begins at the most. Shorter
ones leave more out in months that fill their days, longer ones give less to choose from."""
KEEPS_FROM = 0.8
"""Part of an annealing from which on the routes met are worth choosing from."""


class Shares(NamedTuple):
    """Parts of the limit at which the first annealings, the root master, the dive, the middle of
    the search and the proof must end; and for the first choice, for the annealings between two
    choices and for a later choice."""

    first: float
    root: float
    dive: float
    search: float
    proof: float
    first_choice: float
    turn: float
    choice: float


SHARES = Shares(
    first=0.28, root=0.55, dive=0.7, search=0.78, proof=0.97,
    first_choice=0.08, turn=0.07, choice=0.02,
)  # fmt: skip
LARGE_SHARES = Shares(
    first=0.25, root=0.75, dive=0.75, search=0.75, proof=0.75,
    first_choice=0.12, turn=0.02, choice=0.06,
)  # fmt: skip
"""The bounds of large months take long, and their dives come to nothing; choices of parts find what
annealing does not."""
ALONE_SHARES = SHARES._replace(first=0.65, turn=0.15)
LARGE_ALONE_SHARES = LARGE_SHARES._replace(first=0.45, turn=0.1, choice=0.1)
"""Where the master has no time."""
LARGE_VISITS = 300
FULL = 0.75
"""Months whose first plan fills more of the days do better with one long annealing in one of the
chains (400 sites and 2 engineers: 0.8 to 0.9), others with laps in both (0.5 to 0.7)."""
FIRST_ITERATIONS_SHARE = 0.12
"""Instead of the first: by iterations the master takes none of the search's part."""
ITERATIONS_A_ROUND = 50
"""With an iteration limit: so many iterations buy one round of column generation."""
MOST_TABLE_CELLS = 50_000_000
"""Pricing keeps about 35 bytes a cell."""
TABLE_CELLS_A_SECOND, ANNEALING_S_AN_ENTRY = 60_000, 0.12
"""Limits too short for what the master needs to say anything, or for the search to bring it a
plan worth bounding, go to the annealing alone."""
DIVE_FROM_ROUNDS = 20
MOST_ROUNDS = 500


def time_for_master(compiled: Compiled, stop: StopRule, *, planned: bool) -> bool:
    """Whether the linear master has room and time; else the plan is found without a bound.

    Parameters
    ----------
    planned : bool
        There is a plan to start from: the search needs no time to bring one worth bounding.
    """
    cells, limit = table_cells(compiled), stop.time_limit_s
    if cells > MOST_TABLE_CELLS:
        return False
    if limit is None or planned:
        return True
    entries = int(compiled.arrays.ok.any(axis=1).sum())
    in_time = cells / TABLE_CELLS_A_SECOND <= (1 - SHARES.first) * limit
    return in_time and entries * ANNEALING_S_AN_ENTRY <= limit


def is_large(compiled: Compiled) -> bool:
    """Whether there is no time for dives, and choices are of parts from the first."""
    return len(compiled.problem.visits) > LARGE_VISITS


def is_full(compiled: Compiled, plan: State) -> bool:
    """Whether the plan leaves little of its days to spare."""
    empty = int(new_state(compiled).spare.sum())
    return empty - int(plan.spare.sum()) > FULL * empty


def shares_of(compiled: Compiled, *, with_master: bool) -> Shares:
    """How the limit is shared out for a month of this size."""
    if is_large(compiled):
        return LARGE_SHARES if with_master else LARGE_ALONE_SHARES
    return SHARES if with_master else ALONE_SHARES


def one_lap(compiled: Compiled, start: State, hot_min: float, keeps_from: float) -> Lap:
    """Return the annealing from a copy of this plan that takes all the time there is.

    Parameters
    ----------
    hot_min : float
        Temperature at which it begins, in drive minutes.
    keeps_from : float
        Part of it from which on the routes met are kept.
    """
    per_min = minute_price(compiled)
    return Lap(
        start=copy_state(start),
        hot=per_min * hot_min,
        cold=per_min * COLD_MIN,
        iterations=1,
        least_part=1.0,
        keeps_from=keeps_from,
    )


def many_laps(compiled: Compiled, start: State, hot_min: float) -> Lap:
    """Return one of as many annealings from a copy of this plan as there is time for."""
    visits = max(1, len(compiled.problem.visits))
    return replace(
        one_lap(compiled, start, hot_min, KEEPS_FROM),
        iterations=LAP_ITERATIONS_A_VISIT * visits,
        least_part=1 / LAPS,
    )
