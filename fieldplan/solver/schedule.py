"""How the time of a solve is shared out among its steps."""

from __future__ import annotations

from fieldplan.solver.day_groups import table_cells
from fieldplan.solver.problem import Compiled
from fieldplan.solver.stop import StopRule

HOT_MIN, COLD_MIN = 15.0, 1.0
"""Annealing temperatures in drive minutes."""
AGAIN_HOT_MIN = 10.0
"""Where annealings that go on from a good plan begin."""
LAP_ITERATIONS_A_VISIT, LAPS = 250, 16
"""Length of an annealing among many, and how many of them a chain begins at the most."""
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
ALONE_SHARE = 0.5
"""Part of the limit for the first annealings where there is no time for the master."""
TURN_SHARE = 0.07
"""Part of the limit of the annealings between two choices."""
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
