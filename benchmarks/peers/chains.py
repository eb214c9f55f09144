"""Days for the stages of a project, for solvers that know no order between visits.

The days that a chain of stages has to spare are shared out evenly, so that stages made on the
days given here are in order with their lags.
"""

from __future__ import annotations

from datetime import date, timedelta

from benchmarks.orders import open_days
from fieldplan.domain import Problem, Visit


def stage_days(problem: Problem) -> dict[str, tuple[date, ...]]:
    """Return the days of every visit, those of chained visits cut to their share.

    A chain that cannot be made at all keeps its days; the repair sees to it.
    """
    days = {visit.id: open_days(problem, visit) for visit in problem.visits}
    for chain in chains(problem):
        if all(days[visit.id] for visit in chain):
            days.update(_shared(chain, days))
    return days


def chains(problem: Problem) -> list[list[Visit]]:
    """Return the runs of visits of which each follows the one before."""
    visits = {visit.id: visit for visit in problem.visits}
    followed = {after.visit_id for visit in problem.visits for after in visit.after}
    found = []
    for last in problem.visits:
        if not last.after or last.id in followed:
            continue
        chain = [last]
        while chain[0].after:
            chain.insert(0, visits[chain[0].after[0].visit_id])
        found.append(chain)
    return found


def worth_with_followers(problem: Problem) -> dict[str, int]:
    """Return each visit's weight and that of the stages that cannot be made without it."""
    worth = {visit.id: visit.weight for visit in problem.visits}
    for chain in chains(problem):
        for place, visit in enumerate(chain):
            worth[visit.id] = sum(stage.weight for stage in chain[place:])
    return worth


def _shared(chain: list[Visit], days: dict[str, tuple[date, ...]]) -> dict[str, tuple[date, ...]]:
    lags = [max(v.after[0].min_calendar_days, v.after[0].min_days) for v in chain[1:]]
    first = [days[chain[0].id][0]]
    for visit, lag in zip(chain[1:], lags, strict=True):
        first.append(max(days[visit.id][0], first[-1] + timedelta(days=lag)))
    last = [days[chain[-1].id][-1]]
    for visit, lag in zip(reversed(chain[:-1]), reversed(lags), strict=True):
        last.insert(0, min(days[visit.id][-1], last[0] - timedelta(days=lag)))
    spare = min((late - early).days for early, late in zip(first, last, strict=True))
    if spare < 0:
        return {}
    shares = {}
    low = first[0]
    for n, visit in enumerate(chain):
        high = first[n] + timedelta(days=spare * (n + 1) // len(chain))
        if n == len(chain) - 1:
            high = last[n]
        shares[visit.id] = tuple(day for day in days[visit.id] if low <= day <= high)
        if n < len(lags):
            low = max(first[n + 1], high + timedelta(days=lags[n]))
    return shares if all(shares.values()) else {}
