"""What desk work each engineer owes, from when and until when.

Time is counted in half-days: ``2 * d`` is the part of day ``d`` of the horizon before the route
leaves, ``2 * d + 1`` the part after it is back. Every release and due date is such a boundary.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from fieldplan.domain import DeskKind, DeskRules, Problem, ProblemEngineer, Route, Tier, Visit

WEEK_DAYS = 5
"""Working days of the week for which consultations are counted."""


@dataclass(frozen=True, kw_only=True)
class Job:
    """Desk work that may be split at any whole minute.

    Attributes
    ----------
    release, due : int
        First and last half-day in which it may be done; ``due`` None = it may be left for
        after the horizon.
    """

    engineer_id: str
    kind: DeskKind
    visit_id: str
    minutes: int
    release: int
    due: int | None


def jobs_of(problem: Problem, routes: Sequence[Route]) -> tuple[Job, ...]:
    """Return the desk work that routes and backlog ask for; none without desk rules."""
    rules = problem.desk
    if rules is None:
        return ()
    found = [
        *_backlog(problem, rules),
        *_visits(problem, rules, routes),
        *_consultations(problem, rules),
    ]
    return tuple(job for job in found if job.minutes > 0)


def desk_minutes(rules: DeskRules, engineer: ProblemEngineer, visit: Visit) -> tuple[int, int]:
    """Return preparation and paperwork of a visit for the engineer who makes it."""
    return (0, rules.handover_min) if engineer.contractor else (visit.prep_min, visit.doc_min)


def _visits(problem: Problem, rules: DeskRules, routes: Sequence[Route]) -> Iterator[Job]:
    day_index = {day: n for n, day in enumerate(problem.days)}
    visits = {visit.id: visit for visit in problem.visits}
    engineers = {engineer.id: engineer for engineer in problem.engineers}
    prepared = {e.id: _prepared(problem, rules, e) for e in problem.engineers}
    now = _now(problem)
    for route in routes:
        if route.date not in day_index or route.engineer_id not in engineers:
            continue  # a plan from elsewhere; the checker says so
        day, engineer = day_index[route.date], engineers[route.engineer_id]
        for visit in (visits[s.visit_id] for s in route.stops if s.visit_id in visits):
            prep, doc = desk_minutes(rules, engineer, visit)
            urgent = visit.tier is Tier.EMERGENCY
            if urgent or route.date not in prepared[engineer.id]:
                # What is made today was prepared before; what has no working day left before
                # it is prepared in the morning, like an emergency.
                first = now if day > now else 0
                ahead = any(problem.days[n] in engineer.shifts for n in range(first, day))
                same_day = urgent or not ahead
                yield Job(
                    engineer_id=engineer.id,
                    kind=DeskKind.PREP,
                    visit_id=visit.id,
                    minutes=prep,
                    release=2 * day if same_day else 2 * first,
                    due=2 * day if same_day else 2 * day - 1,
                )
            last = day + rules.doc_days
            yield Job(
                engineer_id=engineer.id,
                kind=DeskKind.DOC,
                visit_id=visit.id,
                minutes=doc,
                release=2 * day + 1,
                due=2 * last + 1 if last < len(problem.days) else None,
            )


def _now(problem: Problem) -> int:
    """The day from which a month with a past is planned anew: new work is prepared from then."""
    if problem.past is None:
        return 0
    today = problem.past.until.date()
    return sum(day < today for day in problem.days)


def _prepared(problem: Problem, rules: DeskRules, engineer: ProblemEngineer) -> frozenset[date]:
    """His first days; the very first has no day before it on which to prepare."""
    his = [day for day in problem.days if day in engineer.shifts]
    return frozenset(his[: max(1, rules.prepared_days)])


def _backlog(problem: Problem, rules: DeskRules) -> Iterator[Job]:
    ours = {visit.id for visit in problem.visits}
    for item in rules.backlog:
        engineer = next((e for e in problem.engineers if e.id == item.engineer_id), None)
        his = [n for n, day in enumerate(problem.days) if engineer and day in engineer.shifts]
        due = None
        if his and item.until is not None and item.until <= problem.days[-1]:
            in_time = [n for n in his if problem.days[n] <= item.until]
            due = 2 * (in_time[-1] if in_time else his[0]) + 1
        yield Job(
            engineer_id=item.engineer_id,
            kind=DeskKind.PREP if item.visit_id in ours else DeskKind.DOC,
            visit_id=item.visit_id,
            minutes=item.minutes,
            release=0,
            due=due,
        )


def _consultations(problem: Problem, rules: DeskRules) -> Iterator[Job]:
    """A week's minutes (a fifth for each of its whole days in the horizon) by days at work."""
    staff = [engineer for engineer in problem.engineers if not engineer.contractor]
    begun = {day for engineer in problem.engineers for day in engineer.resume}
    weeks: dict[date, list[int]] = {}
    for n, day in enumerate(problem.days):
        if day in begun:
            continue  # what is left of today is not divided
        weeks.setdefault(day - timedelta(days=day.weekday()), []).append(n)
    for days in weeks.values():
        total = (2 * rules.consult_week_min * len(days) + WEEK_DAYS) // (2 * WEEK_DAYS)
        worked = [sum(problem.days[n] in e.shifts for n in days) for e in staff]
        everyone, so_far = sum(worked), 0
        for engineer, share in zip(staff, worked, strict=True):
            if not share:
                continue
            # Whole minutes that add up to the total, whatever the shares.
            given = total * so_far // everyone
            so_far += share
            yield Job(
                engineer_id=engineer.id,
                kind=DeskKind.CONSULT,
                visit_id="",
                minutes=total * so_far // everyone - given,
                release=2 * days[0],
                due=2 * days[-1] + 1,
            )
