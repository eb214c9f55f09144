"""A legal plan from what a peer answers: drop what breaks a rule, then put in what still fits.

This helps the peer: its time limit does not count here, and every visit left out is tried
anew, by weight, at its cheapest place of the whole month.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import permutations

import numpy as np

from benchmarks.orders import Orders, can_serve, open_days
from benchmarks.timetable import fits
from fieldplan.domain import Problem, Visit

Slot = tuple[str, date]
MOST_REORDERED = 6
"""Longer routes are not tried in every order."""


def repaired(problem: Problem, orders: Orders) -> tuple[Orders, int]:
    """Return legal orders, and how many visits had to be taken out to make them so."""
    repair = _Repair(problem, orders)
    repair.drop_illegal()
    dropped = len(repair.dropped)
    repair.insert()
    return repair.orders(), dropped


class _Repair:
    def __init__(self, problem: Problem, orders: Orders) -> None:
        self.problem = problem
        self.visits = {visit.id: visit for visit in problem.visits}
        self.engineers = {engineer.id: engineer for engineer in problem.engineers}
        self.routes: dict[Slot, list[str]] = {slot: list(names) for slot, names in orders.items()}
        self.place = {day: n for n, day in enumerate(problem.days)}
        self.able = {
            (e, v.id): can_serve(problem, e, v) for e in self.engineers for v in problem.visits
        }
        self.days = {v.id: frozenset(open_days(problem, v)) for v in problem.visits}
        self.followers: dict[str, list[str]] = {}
        for visit in problem.visits:
            for after in visit.after:
                self.followers.setdefault(after.visit_id, []).append(visit.id)
        self.dropped: set[str] = set()

    def orders(self) -> Orders:
        """Return what there is, without empty routes."""
        return {slot: tuple(names) for slot, names in self.routes.items() if names}

    def drop_illegal(self) -> None:
        """Take out visits until no rule is broken, the lightest of a day first."""
        seen: set[str] = set()
        for slot, names in self.routes.items():
            for name in tuple(names):
                if name in seen or not self.able[slot[0], name] or slot[1] not in self.days[name]:
                    self._drop(slot, name)
                seen.add(name)
            most = self.engineers[slot[0]].max_visits or len(names)
            while len(names) > most or (names and not self._reorder(slot)):
                self._drop(slot, self._worst(slot, names))
        while (wrong := next(self._out_of_order(), None)) is not None:
            self._drop(*wrong)

    def insert(self) -> None:
        """Put in what is left out, emergencies and heavy visits first, until nothing fits."""
        while True:
            made = {name for names in self.routes.values() for name in names}
            left = [visit for visit in self.problem.visits if visit.id not in made]
            left.sort(key=lambda visit: (visit.deadline is None, -visit.weight, visit.id))
            if not [visit for visit in left if self._insert(visit)]:
                return

    def _drop(self, slot: Slot, name: str) -> None:
        self.routes[slot].remove(name)
        self.dropped.add(name)

    def _drive(self, slot: Slot, names: list[str]) -> int | None:
        engineer = self.engineers[slot[0]]
        return fits(self.problem, engineer, slot[1], [self.visits[name] for name in names])

    def _reorder(self, slot: Slot) -> bool:
        """Whether the day can hold its visits; if only in another order, in the shortest."""
        names = self.routes[slot]
        if self._drive(slot, names) is not None:
            return True
        if len(names) > MOST_REORDERED:
            return False
        orders = ((self._drive(slot, list(order)), order) for order in permutations(names))
        legal = [(drive, order) for drive, order in orders if drive is not None]
        if legal:
            names[:] = min(legal)[1]
        return bool(legal)

    def _worst(self, slot: Slot, names: list[str]) -> str:
        """The visit to drop: one whose absence makes the day possible, the lightest of them."""

        def rank(name: str) -> tuple[bool, bool, int, str]:
            rest = [other for other in names if other != name]
            impossible = bool(rest) and self._drive(slot, rest) is None
            visit = self.visits[name]
            return (impossible, visit.deadline is not None, visit.weight, name)

        return min(names, key=rank)

    def _days_made(self) -> dict[str, date]:
        return {name: day for (_, day), names in self.routes.items() for name in names}

    def _out_of_order(self) -> Iterator[tuple[Slot, str]]:
        made = self._days_made()
        for slot, names in self.routes.items():
            for name in names:
                if not self._order_holds(self.visits[name], slot[1], made):
                    yield slot, name

    def _order_holds(self, visit: Visit, day: date, made: dict[str, date]) -> bool:
        """Whether the visit comes late enough after the stages before it."""
        for after in visit.after:
            before = made.get(after.visit_id)
            if before is None or (day - before).days < after.min_calendar_days:
                return False
            if self.place[day] - self.place[before] < after.min_days:
                return False
        return True

    def _insert(self, visit: Visit) -> bool:
        """Put the visit where it adds the least drive, emergencies where they are least late."""
        made = self._days_made()
        minutes = self.problem.travel.minutes
        found: list[tuple[int, int, Slot, int]] = []
        for engineer in self.problem.engineers:
            if not self.able[engineer.id, visit.id]:
                continue
            for day in sorted(self.days[visit.id] & engineer.shifts.keys()):
                slot = (engineer.id, day)
                names = self.routes.get(slot, [])
                if len(names) >= (engineer.max_visits or len(names) + 1):
                    continue
                if not self._may_stand(visit, day, made):
                    continue
                late = max(0, (day - visit.deadline).days) if visit.deadline else 0
                stops = [self.visits[name].location for name in names]
                places = np.array([engineer.start, *stops, engineer.end])
                there = visit.location
                if not names:
                    more = minutes[places[:1], there] + minutes[there, places[1:]]
                else:
                    direct = minutes[places[:-1], places[1:]]
                    more = minutes[places[:-1], there] + minutes[there, places[1:]] - direct
                found += [(late, int(add), slot, n) for n, add in enumerate(more)]
        for _, _, slot, position in sorted(found):
            names = [*self.routes.get(slot, [])]
            names.insert(position, visit.id)
            if self._drive(slot, names) is not None:
                self.routes[slot] = names
                return True
        return False

    def _may_stand(self, visit: Visit, day: date, made: dict[str, date]) -> bool:
        if not self._order_holds(visit, day, made):
            return False
        then = made | {visit.id: day}
        return all(
            self._order_holds(self.visits[name], made[name], then)
            for name in self.followers.get(visit.id, ())
            if name in made
        )
