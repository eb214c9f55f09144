"""A plan laid beside its problem, so that each rule can be a few plain lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise

from fieldplan.checker.travel import arrival, distance_m
from fieldplan.domain import (
    LunchRule,
    Plan,
    Problem,
    ProblemEngineer,
    Resume,
    Route,
    Stop,
    Visit,
)

_LUNCH_DUE_OVER_MIN = 240


@dataclass(frozen=True, kw_only=True)
class Placement:
    """A visit where the plan puts it."""

    visit: Visit
    engineer: ProblemEngineer
    route: Route
    stop: Stop


@dataclass(frozen=True, kw_only=True)
class RouteFacts:
    """A route with what follows from its recorded departure times.

    Only made of routes whose engineer, date and visits are all known. ``frozen`` is the part of
    it that was driven when the rest was planned: it is compared with the record of the past
    (``frozen_past``) and else taken as it is.
    """

    problem: Problem
    engineer: ProblemEngineer
    route: Route
    placements: tuple[Placement, ...]
    frozen: Route | None = None

    @property
    def first_open(self) -> int:
        """Index of the first stop that is not frozen."""
        return len(self.frozen.stops) if self.frozen is not None else 0

    @property
    def is_past(self) -> bool:
        """Whether nothing of the route was planned anew."""
        return self.frozen is not None and len(self.placements) <= self.first_open

    @property
    def leave_min(self) -> int:
        """When the part that is planned begins: the route, or the rest of it."""
        if self.frozen is None or self.is_past:
            return self.route.leave_min
        return self.placements[self.first_open - 1].stop.depart_min

    @property
    def subject(self) -> str:
        """Name of the route in a violation."""
        return f"{self.route.engineer_id} {self.route.date.isoformat()}"

    @property
    def shift(self) -> tuple[int, int] | None:
        """The engineer's shift on the date, or None on a day off."""
        return self.engineer.shifts.get(self.route.date)

    @property
    def resume(self) -> Resume | None:
        """Where the engineer stands when only the rest of the day is planned."""
        return self.engineer.resume.get(self.route.date)

    @property
    def earliest_min(self) -> int | None:
        """First minute at which the planned part may leave, or None on a day off."""
        if self.resume is not None:
            return self.resume.minute
        return self.shift[0] if self.shift is not None else None

    @property
    def origin(self) -> int:
        """Location at which the route begins."""
        return self.resume.location if self.resume is not None else self.engineer.start

    @property
    def lunch_rule(self) -> LunchRule | None:
        """The problem's lunch rule if a lunch is due on this route."""
        lunch = self.problem.lunch
        if lunch is None or self.shift is None:
            return None
        if self.resume is not None and self.resume.lunch_taken:
            return None
        start, end = self.shift
        long_enough = end - start > _LUNCH_DUE_OVER_MIN
        can_start = start <= lunch.latest_min
        can_end = max(start, lunch.earliest_min) + lunch.minutes <= end
        return lunch if long_enough and can_start and can_end else None

    def overhead_min(self, index: int) -> int:
        """Overhead of the stop: once per location visited in a row."""
        if index > 0:
            here = self.placements[index].visit.location
            if here == self.placements[index - 1].visit.location:
                return 0
        return self.problem.stop_overhead_min

    def lunch_interrupts(self, placement: Placement) -> bool:
        """Whether the recorded lunch falls into work that is long enough to be interrupted."""
        lunch, at = self.lunch_rule, self.route.lunch_min
        if lunch is None or at is None:
            return False
        work_min = placement.visit.duration_min
        start = placement.stop.start_min
        return work_min > lunch.interrupt_over_min and start <= at < start + work_min

    @cached_property
    def arrivals(self) -> tuple[int | None, ...]:
        """Arrival at every stop and back, each from the recorded departure before it.

        None where the leg cannot be driven.
        """
        day, first = self.route.date, self.first_open
        if self.is_past:
            return (*(p.stop.arrive_min for p in self.placements), self.route.back_min)
        place, leave = self.origin, self.leave_min
        found: list[int | None] = [p.stop.arrive_min for p in self.placements[:first]]
        for placement in self.placements[first:]:
            found.append(arrival(self.problem, day, place, placement.visit.location, leave))
            place, leave = placement.visit.location, placement.stop.depart_min
        found.append(arrival(self.problem, day, place, self.engineer.end, leave))
        return tuple(found)

    @cached_property
    def drive_min(self) -> int:
        """Minutes at the wheel, the way back included."""
        if self.is_past:
            return self.route.drive_min
        first = self.first_open
        departures = [self.leave_min, *(p.stop.depart_min for p in self.placements[first:])]
        pairs = zip(departures, self.arrivals[first:], strict=True)
        before = self.frozen.drive_min - self._spared_min if self.frozen is not None else 0
        return before + sum(at - leave for leave, at in pairs if at is not None)

    @property
    def _spared_min(self) -> int:
        """Minutes of the frozen way home that are not driven: the rest begins at the last stop."""
        if self.frozen is None or self.origin == self.engineer.end:
            return 0
        return self.frozen.back_min - self.frozen.stops[-1].depart_min

    @cached_property
    def distance_m(self) -> int:
        """Metres driven, the way back included."""
        if self.is_past:
            return self.route.distance_m
        stops = [p.visit.location for p in self.placements[self.first_open :]]
        legs = pairwise([self.origin, *stops, self.engineer.end])
        total = sum(distance_m(self.problem, here, there) for here, there in legs)
        if self.frozen is None:
            return total
        home = 0
        if self.origin != self.engineer.end:
            last = self.placements[self.first_open - 1].visit.location
            home = distance_m(self.problem, last, self.engineer.end)
        return total + self.frozen.distance_m - home

    @property
    def finish_min(self) -> int:
        """Back at base, or the end of a lunch taken there afterwards."""
        lunch, at = self.lunch_rule, self.route.lunch_min
        if lunch is not None and at is not None and at >= self.route.back_min:
            return at + lunch.minutes
        return self.route.back_min

    @property
    def overtime_min(self) -> int:
        """Minutes beyond the shift's end; 0 on a day off, which is another rule's matter."""
        if self.is_past:
            return self.route.overtime_min
        return max(0, self.finish_min - self.shift[1]) if self.shift is not None else 0

    @property
    def busy_min(self) -> int:
        """Minutes between leaving and being back, less a lunch on the way."""
        route, lunch = self.route, self.problem.lunch
        away = route.back_min - route.leave_min
        if lunch is None or route.lunch_min is None:
            return away
        on_the_way = route.leave_min <= route.lunch_min < route.back_min
        return away - lunch.minutes if on_the_way else away


@dataclass(frozen=True, kw_only=True)
class Facts:
    """The problem and the plan with their ids looked up."""

    problem: Problem
    plan: Plan

    @cached_property
    def visits(self) -> Mapping[str, Visit]:
        """Visit by id."""
        return {visit.id: visit for visit in self.problem.visits}

    @cached_property
    def engineers(self) -> Mapping[str, ProblemEngineer]:
        """Engineer by id."""
        return {engineer.id: engineer for engineer in self.problem.engineers}

    @cached_property
    def day_index(self) -> Mapping[date, int]:
        """Position of each date in the horizon."""
        return {day: index for index, day in enumerate(self.problem.days)}

    @cached_property
    def placements(self) -> tuple[Placement, ...]:
        """Every stop of a known visit by a known engineer on a day of the horizon."""
        return tuple(p for _, placements in self._placed_routes for p in placements)

    @cached_property
    def routes(self) -> tuple[RouteFacts, ...]:
        """Every route all of whose ids are known."""
        return tuple(
            RouteFacts(
                problem=self.problem,
                engineer=self.engineers[route.engineer_id],
                route=route,
                placements=placements,
                frozen=self.past.get((route.engineer_id, route.date)),
            )
            for route, placements in self._placed_routes
            if len(placements) == len(route.stops)
        )

    @cached_property
    def past(self) -> Mapping[tuple[str, date], Route]:
        """Frozen routes by engineer and date."""
        past = self.problem.past
        return {(r.engineer_id, r.date): r for r in past.routes} if past else {}

    @cached_property
    def _placed_routes(self) -> tuple[tuple[Route, tuple[Placement, ...]], ...]:
        return tuple(
            (route, tuple(self._place(route)))
            for route in self.plan.routes
            if route.engineer_id in self.engineers and route.date in self.day_index
        )

    def _place(self, route: Route) -> Iterator[Placement]:
        for stop in route.stops:
            visit = self.visits.get(stop.visit_id)
            if visit is not None:
                engineer = self.engineers[route.engineer_id]
                yield Placement(visit=visit, engineer=engineer, route=route, stop=stop)

    @cached_property
    def served(self) -> Mapping[str, Placement]:
        """First placement of each visit that stands in a route."""
        found: dict[str, Placement] = {}
        for placement in self.placements:
            found.setdefault(placement.visit.id, placement)
        return found

    @cached_property
    def routes_by_engineer(self) -> Mapping[str, tuple[RouteFacts, ...]]:
        """Routes of every engineer of the problem."""
        return {
            engineer.id: tuple(r for r in self.routes if r.engineer.id == engineer.id)
            for engineer in self.problem.engineers
        }
