"""``frozen_past``: the part of a problem that is still open, and its plan put back into the whole.

The open part is a problem of its own: the days from the moment on, the visits that are not
frozen, and of the months' caps what is left. What the frozen part binds (a predecessor made, an
engineer who has begun, a run of days under way) is written into the visits.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from fieldplan.cost import busy_min, cost_lines, tier_names, tier_values
from fieldplan.desk import lay_desk
from fieldplan.domain import Past, Plan, Problem, ProblemEngineer, Route, TierResult, Visit

Placed = dict[str, tuple[date, str]]


def open_part(problem: Problem) -> Problem:
    """Return what is left to plan of a problem with a past."""
    past = problem.past
    if past is None:
        return problem
    today = past.until.date()
    days = tuple(day for day in problem.days if day >= today)
    placed = {s.visit_id: (r.date, r.engineer_id) for r in past.routes for s in r.stops}
    bound = _Bound(problem, placed)
    visits = tuple(bound.visit(visit, days) for visit in problem.visits if visit.id not in placed)
    return replace(
        problem,
        days=days,
        engineers=tuple(_engineer(problem, past, engineer) for engineer in problem.engineers),
        visits=visits,
        same_engineer=_rest(problem.same_engineer, placed),
        consecutive=_rest(problem.consecutive, placed),
        desk=None,
        past=None,
    )


def whole_plan(problem: Problem, part: Problem, plan: Plan) -> Plan:
    """Return the plan of the whole problem: the frozen routes and the plan of the open part."""
    past = problem.past
    if past is None:
        return plan
    frozen = {(route.engineer_id, route.date): route for route in past.routes}
    engineers = {engineer.id: engineer for engineer in problem.engineers}
    routes = dict(frozen)
    for route in plan.routes:
        key = (route.engineer_id, route.date)
        before = frozen.get(key)
        routes[key] = _joined(problem, engineers[key[0]], before, route) if before else route
    ordered = tuple(sorted(routes.values(), key=lambda r: (r.date, r.engineer_id)))
    whole = lay_desk(problem, ordered).on(replace(plan, routes=ordered))
    lines = cost_lines(problem, whole)
    values = tier_values(problem, lines)
    return replace(whole, cost_lines=lines, tiers=_tiers(problem, part, plan, values))


def _tiers(
    problem: Problem, part: Problem, plan: Plan, values: tuple[int, ...]
) -> tuple[TierResult, ...]:
    """Tiers of the whole with the bounds of the open part.

    All tiers but the last are sums over visits, so that the past is the same amount in the value
    and in the bound. In the last a route that goes on is cheaper than its two parts, so only
    what whole routes of the past cost is surely added.
    """
    own = {tier.tier: tier for tier in plan.tiers}
    names = tier_names(problem)
    found: list[TierResult] = []
    closed = True
    if not _caps_are_exact(problem):
        own = {name: replace(tier, bound=None, optimal=False) for name, tier in own.items()}
    for name, value in zip(names, values, strict=True):
        tier = own.get(name)
        bound = None
        if tier is not None and name != names[-1]:
            # Counts and weights: without a bound, what is open costs nothing at best.
            bound = (tier.bound or 0) + value - tier.value
        elif tier is not None and tier.bound is not None:
            bound = tier.bound + min(value - tier.value, _past_cost(problem))
        optimal = closed and bound == value
        found.append(TierResult(tier=name, value=value, bound=bound, optimal=optimal))
        closed = optimal
    return tuple(found)


def _caps_are_exact(problem: Problem) -> bool:
    """Whether the open part allows all that the whole does.

    Overtime to which today's frozen stops lead is taken off an engineer's month although a
    route that goes on may hold it; where that could bind, its bounds prove nothing.
    """
    past = problem.past
    assert past is not None
    today = past.until.date()
    for engineer in problem.engineers:
        his = [route for route in past.routes if route.engineer_id == engineer.id]
        now = [route for route in his if route.date == today]
        if engineer.hours_min is not None and now:
            return False
        if engineer.overtime_month_min is None or not any(r.overtime_min for r in now):
            continue
        days = sum(day >= today for day in engineer.shifts)
        used = sum(route.overtime_min for route in his)
        if used + days * engineer.overtime_day_min > engineer.overtime_month_min:
            return False
    return True


def _past_cost(problem: Problem) -> int:
    """What the routes of the days before cost in the last tier."""
    past = problem.past
    assert past is not None
    routes = tuple(route for route in past.routes if route.date < past.until.date())
    return tier_values(problem, cost_lines(problem, Plan(routes=routes)))[-1]


def _engineer(problem: Problem, past: Past, engineer: ProblemEngineer) -> ProblemEngineer:
    today = past.until.date()
    driven = [route for route in past.routes if route.engineer_id == engineer.id]
    overtime = sum(route.overtime_min for route in driven)
    busy = 0
    for route in driven:
        resume = engineer.resume.get(route.date)
        if route.date == today and resume is not None:
            busy += busy_min(problem, replace(route, back_min=resume.minute))
        else:
            busy += busy_min(problem, route)
    shifts = {
        day: shift
        for day, shift in engineer.shifts.items()
        if day >= today and not _is_over(engineer, day)
    }
    caps = (engineer.overtime_month_min, engineer.hours_min)
    return replace(
        engineer,
        shifts=shifts,
        absent=frozenset(day for day in engineer.absent if day >= today),
        resume={day: resume for day, resume in engineer.resume.items() if day in shifts},
        overtime_month_min=None if caps[0] is None else max(0, caps[0] - overtime),
        hours_min=None if caps[1] is None else max(0, caps[1] - busy),
    )


def _is_over(engineer: ProblemEngineer, day: date) -> bool:
    resume = engineer.resume.get(day)
    return resume is not None and resume.minute >= engineer.shifts[day][1]


class _Bound:
    """What the frozen visits bind of the others."""

    def __init__(self, problem: Problem, placed: Placed) -> None:
        self.placed = placed
        self.index = {day: n for n, day in enumerate(problem.days)}
        self.days = problem.days
        self.bound_to: dict[str, str] = {}
        self.on_day: dict[str, date | None] = {}
        for group in problem.same_engineer:
            made = [placed[name] for name in group if name in placed]
            self.bound_to |= {name: made[-1][1] for name in group if made and name not in placed}
        for group in problem.consecutive:
            self._run(group)

    def _run(self, group: tuple[str, ...]) -> None:
        """The days of a run that is under way follow those made, by the same engineer."""
        made = [n for n, name in enumerate(group) if name in self.placed]
        if not made:
            return
        day, engineer_id = self.placed[group[made[-1]]]
        for n, name in enumerate(group):
            if name not in self.placed:
                at = self.index[day] + n - made[-1]
                self.bound_to[name] = engineer_id
                self.on_day[name] = self.days[at] if 0 <= at < len(self.days) else None

    def visit(self, visit: Visit, days: tuple[date, ...]) -> Visit:
        """Return the visit on the open days, bound by what was made before it."""
        windows = {day: visit.windows[day] for day in days if day in visit.windows}
        if visit.id in self.on_day:
            windows = {d: w for d, w in windows.items() if d == self.on_day[visit.id]}
        engineers = visit.engineers
        bound_to = self.bound_to.get(visit.id)
        if bound_to is not None:
            only = frozenset({bound_to})
            engineers = only if engineers is None else engineers & only
        after = []
        for link in visit.after:
            made = self.placed.get(link.visit_id)
            if made is None:
                after.append(link)
                continue
            first = self.index[made[0]] + link.min_days
            windows = {
                day: spans
                for day, spans in windows.items()
                if self.index[day] >= first and (day - made[0]).days >= link.min_calendar_days
            }
        return replace(visit, windows=windows, engineers=engineers, after=tuple(after))


def _rest(groups: tuple[tuple[str, ...], ...], placed: Placed) -> tuple[tuple[str, ...], ...]:
    left = (tuple(name for name in group if name not in placed) for group in groups)
    return tuple(group for group in left if len(group) > 1)


def _joined(problem: Problem, engineer: ProblemEngineer, before: Route, rest: Route) -> Route:
    """Return one route of the frozen part and what follows it on the same day."""
    last = before.stops[-1]
    resume = engineer.resume[before.date]
    drive_min, distance_m = before.drive_min, before.distance_m
    if resume.location != engineer.end:
        # He goes on from the last stop: the way home from there is not driven.
        place = next(v.location for v in problem.visits if v.id == last.visit_id)
        drive_min -= before.back_min - last.depart_min
        if problem.travel.metres is not None:
            distance_m -= max(0, int(problem.travel.metres[place, engineer.end]))
    stops = (*before.stops[:-1], replace(last, depart_min=rest.leave_min), *rest.stops)
    return replace(
        rest,
        leave_min=before.leave_min,
        stops=stops,
        lunch_min=rest.lunch_min if before.lunch_min is None else before.lunch_min,
        drive_min=drive_min + rest.drive_min,
        distance_m=distance_m + rest.distance_m,
    )
