"""A month planned anew while it runs: a quick answer first, then the full search from it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from fieldplan.checker import check
from fieldplan.domain import (
    ClosedVisit,
    Plan,
    PlanRecord,
    Problem,
    ProblemEngineer,
    VisitKind,
    VisitState,
)
from fieldplan.errors import Finding, InputError, PlanInvalidError
from fieldplan.resolve.edits import Edits
from fieldplan.resolve.fewest_moves import may_move, moving_nothing, with_proof
from fieldplan.resolve.larger_matrix import MatrixOf
from fieldplan.resolve.make_room import make_room
from fieldplan.resolve.whole import Mode, Whole, whole_problem
from fieldplan.resolve.why import events_of, reasons_of_changes
from fieldplan.solver import Progress, StopRule, solve

QUICK = StopRule(iterations=300, local=True)
"""The first answer: a local search from the old plan, a few tenths of a second."""

PROOF_SHARE, LEAST_SHARE = 0.25, 0.5
"""Parts of the limit: at most for the proof that a move is needed, at least for each search."""
ENDING_S = 2.0
"""Kept for what follows the search: the last choice, the checker, the words."""

ProgressFn = Callable[[Progress], object]


@dataclass(frozen=True, kw_only=True)
class Request:
    """What is asked of a re-solve.

    Attributes
    ----------
    stop : StopRule or None
        Limit of the whole answer, the quick one and the proof included; None = the quick answer
        is all that is wanted.
    began : float or None
        From when seconds count, on ``time.monotonic``'s clock; None = from the re-solve's
        beginning.
    restrict : callable or None
        Narrows the problem to one way of answering (see ``menu``).
    hired : ProblemEngineer or None
        Somebody who is not of the team, to see what he would do (see ``stand_in``).
    """

    edits: Edits
    now: datetime
    matrix_of: MatrixOf
    mode: Mode = Mode.MINIMAL
    stop: StopRule | None = None
    began: float | None = None
    seed: int = 0
    restrict: Callable[[Problem, Whole], Problem] | None = None
    hired: ProblemEngineer | None = None


@dataclass(frozen=True, kw_only=True)
class NewPlan:
    """A checked plan of the running month.

    Attributes
    ----------
    seconds : float
        Since ``Request.began``.
    assumed : tuple of str
        Visits of the past that nobody reported on: they count as made.
    late : tuple of str
        Visits that now come after the end of their window.
    """

    record: PlanRecord
    whole: Whole
    seconds: float
    assumed: tuple[str, ...] = ()
    late: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Replanned:
    """Both answers of a re-solve; ``final`` is never worse than ``first``."""

    old: PlanRecord
    first: NewPlan
    final: NewPlan
    edits: Edits = field(default_factory=Edits)


def replan(
    record: PlanRecord,
    request: Request,
    *,
    progress: ProgressFn | None = None,
    on_first: Callable[[NewPlan], object] | None = None,
) -> Replanned:
    """Plan the rest of a month anew.

    Parameters
    ----------
    record : PlanRecord
        The plan that is lived with; it is not changed.
    progress : callable or None
        As for ``solve``, during the full search.
    on_first : callable or None
        Called with the first answer as soon as it is there.

    Raises
    ------
    InputError
        If the moment lies before the plan's own past, or after its last day.
    PlanInvalidError
        If the checker refuses an answer.
    """
    started = time.monotonic() if request.began is None else request.began
    _require_moment(record, request.now)
    whole = _whole(record, request)
    asked = request.restrict(whole.problem, whole) if request.restrict else whole.problem
    plan = solve(asked, QUICK, seed=request.seed, previous=record.plan).plan
    plan = make_room(asked, plan, QUICK, seed=request.seed)
    first = _answer(record, request, whole, plan, started)
    if on_first is not None:
        on_first(first)
    if request.stop is None:
        return Replanned(old=record, first=first, final=first, edits=request.edits)
    best = _best(asked, plan, request, started, progress)
    final = _answer(record, request, whole, best, started)
    return Replanned(old=record, first=first, final=final, edits=request.edits)


def first_answer(record: PlanRecord, request: Request) -> NewPlan:
    """Return the quick answer alone; raises as ``replan`` does."""
    return replan(record, replace(request, stop=None)).first


def _best(
    problem: Problem,
    quick: Plan,
    request: Request,
    started: float,
    progress: ProgressFn | None,
) -> Plan:
    """The full search from the quick answer, and what proves that a move is needed."""
    assert request.stop is not None
    seed, least = request.seed, None
    if may_move(quick):
        # First, for it is soon over; then the search has all the rest.
        least = moving_nothing(problem, _in_time(request.stop, started, PROOF_SHARE), seed=seed)
        if least.stopped_by == "interrupt":
            return replace(quick, stopped_by=least.stopped_by)
    stop = _in_time(request.stop, started)
    found = solve(problem, stop, seed=seed, previous=quick, progress=progress).plan
    return with_proof(found, least) if least is not None else found


def _in_time(stop: StopRule, started: float, share: float = 1.0) -> StopRule:
    """The limit with what is left of its time; at least half, for compiling is not searching."""
    if stop.time_limit_s is None:
        return stop
    left = stop.time_limit_s - ENDING_S - (time.monotonic() - started)
    return replace(stop, time_limit_s=share * max(left, LEAST_SHARE * stop.time_limit_s))


def _require_moment(record: PlanRecord, now: datetime) -> None:
    past = record.problem.past
    if past is not None and now < past.until:
        params = {"now": f"{now:%d.%m.%Y %H:%M}", "until": f"{past.until:%d.%m.%Y %H:%M}"}
        raise InputError([Finding(code="resolve.now_backwards", params=params)])


def _whole(record: PlanRecord, request: Request) -> Whole:
    whole = whole_problem(
        record,
        request.edits,
        request.now,
        request.matrix_of,
        mode=request.mode,
    )
    if not whole.problem.days or whole.problem.days[-1] < request.now.date():
        params = {"now": f"{request.now:%d.%m.%Y}", "month": record.month}
        raise InputError([Finding(code="resolve.month_over", params=params)])
    if request.hired is None:
        return whole
    team = (*whole.problem.engineers, request.hired)
    return replace(whole, problem=replace(whole.problem, engineers=team))


def _unproven(plan: Plan) -> Plan:
    """The plan as one of a wider problem than it was made for: its bounds do not hold there."""
    tiers = tuple(replace(tier, bound=None, optimal=False) for tier in plan.tiers)
    return replace(plan, tiers=tiers)


def _answer(
    record: PlanRecord, request: Request, whole: Whole, plan: Plan, started: float
) -> NewPlan:
    if request.restrict is not None:
        # The way chosen binds this answer, not the plans made from it later.
        plan = _unproven(plan)
    report = check(whole.problem, plan)
    if not report.ok:
        told = "; ".join(f"{v.rule} {v.subject} {v.amount}" for v in report.violations[:10])
        raise PlanInvalidError(told)
    edits, problem = request.edits, whole.problem
    clients = {site.id: site.client or site.id for site in record.sites}
    made = replace(
        record,
        problem=problem,
        plan=plan,
        now=request.now,
        parent=record.revision,
        closed=_closed(record, edits),
        absences=(*record.absences, *edits.absences),
        events=events_of(edits, clients),
        why=reasons_of_changes(record, problem, plan, edits, whole.new),
        findings=whole.findings,
    )
    return NewPlan(
        record=made,
        whole=whole,
        seconds=time.monotonic() - started,
        assumed=_assumed(record, whole, edits),
        late=_late(record, whole, plan),
    )


def _closed(record: PlanRecord, edits: Edits) -> tuple[ClosedVisit, ...]:
    visits = {visit.id: visit for visit in record.problem.visits}
    known = {item.visit_id: item for item in record.closed}
    states = dict.fromkeys(edits.cancelled, VisitState.CANCELLED)
    states |= dict.fromkeys(edits.done, VisitState.DONE)
    for name, state in states.items():
        visit = visits.get(name)
        if visit is not None:
            known[name] = ClosedVisit(
                visit_id=name,
                state=state,
                site_id=visit.site_id,
                kind=VisitKind(visit.kind),
                project_id=visit.project_id,
                made_on=edits.done.get(name),
            )
    for name in edits.not_made:
        known.pop(name, None)
    return tuple(known[name] for name in sorted(known))


def _assumed(record: PlanRecord, whole: Whole, edits: Edits) -> tuple[str, ...]:
    """Visits of days past, new since the plan before, that nobody reported on."""
    past = record.problem.past
    older = {s.visit_id for r in past.routes for s in r.stops} if past else set()
    told = {item.visit_id for item in record.closed} | set(edits.done)
    today = whole.problem.past.until.date() if whole.problem.past else None
    return tuple(
        stop.visit_id
        for route in whole.frozen.routes
        if today is not None and route.date < today
        for stop in route.stops
        if stop.visit_id not in told | older
    )


def _late(record: PlanRecord, whole: Whole, plan: Plan) -> tuple[str, ...]:
    """Visits that come after their contract's window though the plan before had them in time."""
    visits = {visit.id: visit for visit in whole.problem.visits}
    was = {stop.visit_id: route.date for route in record.plan.routes for stop in route.stops}
    found = []
    for route in plan.routes:
        for stop in route.stops:
            latest = visits[stop.visit_id].latest
            if latest is not None and was.get(stop.visit_id, latest) <= latest < route.date:
                found.append(stop.visit_id)
    return tuple(found)
