"""Which runs make up the tables of ``benchmarks/RESULTS.md``."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.months import SIZES
from benchmarks.runs import Run
from benchmarks.solomon import LEAST_DISTANCE

PARTS = ("compile", "month", "size", "solomon")
SOLVERS = ("fieldplan", "pyvrp", "ortools", "vroom")
OURS_TOO = 10.0
"""Our plan after so many seconds is compared with our plan at the limit."""
MONTHS: dict[str, tuple[float, ...]] = {
    "217/1": (60,),
    "217/2": (60,),
    "400/2": (60,),
    "400/3": (60,),
    "400+8p/3": (60,),
    "400/3 traffic": (60,),
    "1200/9": (60, 300),
    "3000v/60": (600,),
}
"""Time limits by shape."""
ONE_SEED = ("3000v/60",)
OURS_ONLY = ("400/3 traffic",)
"""The peers know no traffic."""
SIZE_SECONDS = {50: 60.0, 100: 60.0, 200: 60.0, 400: 180.0, 800: 300.0, 1600: 600.0}
SOLOMON_SECONDS = 60.0
QUICK_MONTHS = ("217/1",)
QUICK_SIZES = (50, 100)
QUICK_SECONDS = 10.0


def agenda(
    *,
    parts: Sequence[str] = PARTS,
    solvers: Sequence[str] = SOLVERS,
    shapes: Sequence[str] | None = None,
    seconds: float | None = None,
    seeds: int | None = None,
    solomon: str = "",
    quick: bool = False,
) -> list[Run]:
    """Return the runs in order.

    Parameters
    ----------
    shapes : sequence of str or None
        Names of month shapes; None = all of the table.
    seconds : float or None
        One time limit for every run instead of each part's own.
    seeds : int or None
        Number of seeds a month; None = 3, and 1 where a run takes ten minutes.
    solomon : str
        Folder of Solomon files; without it that part is left out.
    quick : bool
        One shape, one seed, short limits: to see that all works, not to compare.
    """
    runs: list[Run] = []
    if quick:
        seconds = QUICK_SECONDS if seconds is None else seconds
        seeds = 1 if seeds is None else seeds
        shapes = QUICK_MONTHS if shapes is None else shapes
    if "compile" in parts and "fieldplan" in solvers:
        runs.append(Run(part="compile", solver="fieldplan", case="tiny", seed=1, seconds=2))
    if "month" in parts:
        runs += _months(solvers, shapes or tuple(MONTHS), seconds, seeds, quick)
    if "size" in parts and "fieldplan" in solvers:
        for size in QUICK_SIZES if quick else SIZES:
            limit = SIZE_SECONDS[size] if seconds is None else seconds
            runs.append(
                Run(part="size", solver="fieldplan", case=f"v{size}", seed=1, seconds=limit)
            )
    if "solomon" in parts and solomon:
        limit = SOLOMON_SECONDS if seconds is None else seconds
        for solver in ("fieldplan", "pyvrp"):
            if solver in solvers:
                runs += [
                    Run(
                        part="solomon",
                        solver=solver,
                        case=name,
                        seed=1,
                        seconds=limit,
                        folder=solomon,
                    )
                    for name in LEAST_DISTANCE
                ]
    return runs


def _months(
    solvers: Sequence[str],
    shapes: Sequence[str],
    seconds: float | None,
    seeds: int | None,
    quick: bool,
) -> list[Run]:
    runs = []
    for shape in shapes:
        count = seeds if seeds is not None else (1 if shape in ONE_SEED else 3)
        limits = MONTHS.get(shape, (60.0,)) if seconds is None else (seconds,)
        for seed in range(1, count + 1):
            for solver in solvers:
                if solver != "fieldplan" and shape in OURS_ONLY:
                    continue
                own = limits
                if solver == "fieldplan" and seconds is None and not quick:
                    own = (*((OURS_TOO,) if max(limits) <= 60 else ()), *limits)
                runs += [
                    Run(part="month", solver=solver, case=shape, seed=seed, seconds=limit)
                    for limit in own
                ]
    return runs
