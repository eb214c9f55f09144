"""How the time of a solve is shared out among its steps."""

from __future__ import annotations

from fieldplan.solver.day_groups import table_cells
from fieldplan.solver.problem import Compiled
from fieldplan.solver.stop import StopRule

HOT_MIN, COLD_MIN = 30.0, 1.0
"""Annealing temperatures in drive minutes."""
FIRST_SHARE, ROOT_SHARE, DIVE_SHARE, SEARCH_SHARE, PROOF_SHARE = 0.4, 0.64, 0.68, 0.74, 0.95
"""Parts of the limit at which the first annealing, the root master, the dive, the middle of the
search and the proof must end. Months that fill their days need the long first annealing."""
FIRST_ITERATIONS_SHARE = 0.12
"""Instead of the first: by iterations the master takes none of the search's part."""
TURN_SHARE = 0.1
"""Part of the limit of one annealing between two choices."""
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
