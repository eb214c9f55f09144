"""How the time of a solve is shared out among its steps."""

from __future__ import annotations

from fieldplan.solver.certify import minute_price
from fieldplan.solver.chain import Lap
from fieldplan.solver.day_groups import table_cells
from fieldplan.solver.problem import Compiled
from fieldplan.solver.state import State, copy_state
from fieldplan.solver.stop import StopRule

HOT_MIN, COLD_MIN = 15.0, 1.0
"""Annealing temperatures in drive minutes."""
AGAIN_HOT_MIN = 10.0
"""Where annealings that go on from a good plan begin."""
LAP_ITERATIONS_A_VISIT, LAPS = 400, 8
"""Length of an annealing among many, and how many of them a chain begins at the most. Shorter
ones leave more out in months that fill their days, longer ones give less to choose from."""
LAPS_MOST_VISITS = 300
"""With more visits one long annealing is better: too many routes to choose from in the time."""
KEEPS_FROM = 0.8
"""Part of an annealing from which on the routes met are worth choosing from."""
FIRST_SHARE, ROOT_SHARE, DIVE_SHARE, SEARCH_SHARE, PROOF_SHARE = 0.28, 0.6, 0.63, 0.7, 0.97
"""Parts of the limit at which the first annealings, the root master, the dive, the middle of the
search and the proof must end."""
FIRST_ITERATIONS_SHARE = 0.12
"""Instead of the first: by iterations the master takes none of the search's part."""
FIRST_CHOICE_SHARE = 0.08
"""Part of the limit for the choice among the routes of the first annealings."""
ALONE_SHARE, ALONE_TURN_SHARE = 0.65, 0.15
"""Parts of the limit for the first and for later annealings where the master has no time."""
TURN_SHARE = 0.07
"""Part of the limit of the annealings between two choices, where there is time for the master."""
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
    in_time = cells / TABLE_CELLS_A_SECOND <= (1 - FIRST_SHARE) * limit
    return in_time and entries * ANNEALING_S_AN_ENTRY <= limit


def one_lap(compiled: Compiled, stop: StopRule) -> bool:
    """Whether the iterations that the limit buys are best spent on a single annealing."""
    many = len(compiled.problem.visits) > LAPS_MOST_VISITS
    return stop.local or stop.iterations is not None or many


def lap_from(compiled: Compiled, stop: StopRule, start: State, hot_min: float) -> Lap:
    """Return annealings from a copy of this plan: one, or as many as there is time for.

    Parameters
    ----------
    hot_min : float
        Temperature at which they begin, in drive minutes.
    """
    per_min = minute_price(compiled)
    single = one_lap(compiled, stop)
    return Lap(
        start=copy_state(start),
        hot=per_min * hot_min,
        cold=per_min * COLD_MIN,
        iterations=LAP_ITERATIONS_A_VISIT * max(1, len(compiled.problem.visits)),
        least_part=1.0 if single else 1 / LAPS,
        keeps_from=0.0 if single else KEEPS_FROM,
    )
