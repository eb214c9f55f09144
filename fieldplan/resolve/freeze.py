"""What is past when a month is planned anew: routes driven, and where each engineer goes on.

Past days are frozen whole. Today is frozen up to the stop under way, driving towards it
included. An absence overrides the freeze from its start, and so does a visit that the manager
moves: it was not made.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from fieldplan.checker.travel import arrival, distance_m
from fieldplan.domain import Plan, Problem, ProblemEngineer, Resume, Route, Stop


@dataclass(frozen=True, kw_only=True)
class Frozen:
    """The past of a plan at a moment.

    Attributes
    ----------
    routes : tuple of Route
        As ``Past.routes``.
    resume : mapping of engineer's id to Resume
        Where each engineer who works today goes on.
    """

    routes: tuple[Route, ...]
    resume: Mapping[str, Resume] = field(default_factory=dict)

    @property
    def visits(self) -> frozenset[str]:
        """Ids of the visits that are made or under way."""
        return frozenset(stop.visit_id for route in self.routes for stop in route.stops)


def freeze(
    problem: Problem,
    plan: Plan,
    now: datetime,
    *,
    away: Mapping[str, datetime] | None = None,
    not_made: frozenset[str] = frozenset(),
) -> Frozen:
    """Return what of the plan is past at ``now``.

    Parameters
    ----------
    away : mapping of engineer's id to datetime
        The moment from which he was not at work although the plan had him: what he had not
        finished by then was not made.
    not_made : frozenset of str
        Visits of past days, or of today, that the manager says were not made.
    """
    return _Freezer(problem, plan, now, away or {}, not_made).result()


class _Freezer:
    def __init__(
        self,
        problem: Problem,
        plan: Plan,
        now: datetime,
        away: Mapping[str, datetime],
        not_made: frozenset[str],
    ) -> None:
        self.problem, self.now, self.away, self.not_made = problem, now, away, not_made
        self.today, self.minute = now.date(), now.hour * 60 + now.minute
        self.place = {visit.id: visit.location for visit in problem.visits}
        self.plan = plan
        past = problem.past
        self.older = {(r.engineer_id, r.date): r for r in past.routes} if past else {}
        self.older_day = past.until.date() if past else None

    def result(self) -> Frozen:
        engineers = {engineer.id: engineer for engineer in self.problem.engineers}
        routes = []
        of_today: dict[str, Route] = {}
        for route in self.plan.routes:
            if route.date > self.today:
                continue
            if route.date == self.today:
                of_today[route.engineer_id] = route
            kept = self._kept(route)
            if kept:
                routes.append(self._closed(engineers[route.engineer_id], route, kept))
        frozen = {route.engineer_id: route for route in routes if route.date == self.today}
        resume = {}
        for engineer in self.problem.engineers:
            if self.today in engineer.shifts:
                at = self._resume(engineer, of_today.get(engineer.id), frozen.get(engineer.id))
                if at is not None:
                    resume[engineer.id] = at
        return Frozen(routes=tuple(routes), resume=resume)

    def _kept(self, route: Route) -> tuple[Stop, ...]:
        """Stops that are made, under way or driven to, without those that were not made."""
        reached: list[Stop] = []
        free_from = route.leave_min
        for stop in route.stops:
            if route.date == self.today and free_from >= self.minute:
                break
            reached.append(stop)
            free_from = stop.depart_min
        gone = self.away.get(route.engineer_id)
        return tuple(
            stop
            for stop in reached
            if stop.visit_id not in self.not_made
            and (gone is None or _moment(route.date, stop.end_min) <= gone)
        )

    def _closed(self, engineer: ProblemEngineer, route: Route, kept: tuple[Stop, ...]) -> Route:
        """Return the route of the kept stops alone, from base to base."""
        if kept == route.stops:
            return route if not self._lunch_ahead(route) else replace(route, lunch_min=None)
        older = self.older.get((route.engineer_id, route.date))
        if older is not None and kept == (*older.stops[:-1], *kept[len(older.stops) - 1 :][:1]):
            return older  # nothing was driven since the plan was last made anew
        last = kept[-1]
        lunch = route.lunch_min
        if lunch is not None and not self._lunch_begun(route, last):
            lunch = None
        if last.depart_min > last.end_min and lunch is None:
            last = replace(last, depart_min=last.end_min)
        kept = (*kept[:-1], last)
        places = [engineer.start, *(self.place[stop.visit_id] for stop in kept)]
        leaves = [route.leave_min, *(stop.depart_min for stop in kept)]
        drive = distance = 0
        via_base = self._via_base(engineer, route, kept)
        for n, stop in enumerate(kept):
            if n == via_base and older is not None:
                drive += older.back_min - older.stops[-1].depart_min
                distance += distance_m(self.problem, places[n], engineer.end)
                places[n] = engineer.end
            at = self._arrival(route.date, places[n], places[n + 1], leaves[n])
            drive += at - leaves[n] if at is not None else max(0, stop.arrive_min - leaves[n])
            distance += distance_m(self.problem, places[n], places[n + 1])
        home = self._arrival(route.date, places[-1], engineer.end, last.depart_min)
        back = last.depart_min if home is None else home
        shift = engineer.shifts.get(route.date)
        return replace(
            route,
            stops=kept,
            back_min=back,
            lunch_min=lunch,
            drive_min=drive + back - last.depart_min,
            distance_m=distance + distance_m(self.problem, places[-1], engineer.end),
            overtime_min=max(0, back - shift[1]) if shift else 0,
        )

    def _via_base(
        self, engineer: ProblemEngineer, route: Route, kept: tuple[Stop, ...]
    ) -> int | None:
        """Index of the stop to which an earlier revision let him leave base again."""
        older = self.older.get((route.engineer_id, route.date))
        resume = engineer.resume.get(route.date)
        if older is None or resume is None or resume.location != engineer.end:
            return None
        return len(older.stops) if len(older.stops) < len(kept) else None

    def _arrival(self, day: date, here: int, there: int, leave_min: int) -> int | None:
        return arrival(self.problem, day, here, there, leave_min)

    def _lunch_begun(self, route: Route, last: Stop) -> bool:
        lunch = route.lunch_min
        if lunch is None:
            return False
        if lunch < last.end_min:
            return True
        return route.date < self.today or lunch < self.minute

    def _lunch_ahead(self, route: Route) -> bool:
        """Whether a lunch at base after the route is still to come: the rest may need it."""
        lunch = route.lunch_min
        if lunch is None or route.date < self.today:
            return False
        return lunch >= max(route.back_min, self.minute)

    def _resume(
        self, engineer: ProblemEngineer, route: Route | None, frozen: Route | None
    ) -> Resume | None:
        """Where the engineer goes on today; None before his shift with nothing to tell."""
        if frozen is None or route is None:
            return self._at_base(engineer, route)
        older = self.older.get((engineer.id, self.today))
        known = engineer.resume.get(self.today)
        if older is not None and frozen == older and known is not None:
            return replace(known, minute=max(known.minute, self.minute))
        last = frozen.stops[-1]
        lunch_taken = frozen.lunch_min is not None
        done = len(frozen.stops)
        if last.visit_id == route.stops[-1].visit_id and self.minute > last.depart_min:
            minute = max(self.minute, frozen.back_min)
            rule, lunch = self.problem.lunch, frozen.lunch_min
            if rule is not None and lunch is not None and lunch >= frozen.back_min:
                minute = max(minute, lunch + rule.minutes)
            return Resume(
                minute=minute, location=engineer.end, visits_done=done, lunch_taken=lunch_taken
            )
        return Resume(
            minute=max(self.minute, last.depart_min),
            location=self.place[last.visit_id],
            visits_done=done,
            lunch_taken=lunch_taken,
        )

    def _at_base(self, engineer: ProblemEngineer, route: Route | None) -> Resume | None:
        """At base since the morning; lunch is taken there as the plan has it, or when it can."""
        start = engineer.shifts[self.today][0]
        if self.minute <= start:
            return None
        minute, taken, rule = self.minute, False, self.problem.lunch
        if rule is not None:
            begins = max(start, rule.earliest_min)
            if route is not None and route.lunch_min is not None:
                # A lunch on the way is still to come; one at base before leaving is not.
                begins = route.lunch_min
            if begins < minute:
                taken = True
                minute = max(minute, begins + rule.minutes)
        return Resume(minute=minute, location=engineer.start, lunch_taken=taken)


def _moment(day: date, minute: int) -> datetime:
    return datetime.combine(day, time()) + timedelta(minutes=minute)
