"""The best days and times for a visit: exact insertions, priced and checked one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from itertools import islice

from fieldplan.checker import check
from fieldplan.cost import days_late
from fieldplan.domain import (
    Offer,
    Plan,
    Problem,
    Route,
    Stop,
    Tier,
)
from fieldplan.resolve.disturbed import Placed, disturbed, place_of, placed
from fieldplan.resolve.windows import NOON_MIN, promised_window
from fieldplan.settings import Settings
from fieldplan.solver.insertions import Insertion, Insertions

BUMPS_TRIED = 40
OFTEN = 2
"""An engineer's day is offered to so many clients before other days are preferred."""

EngineerDay = tuple[str, date]


class Slots:
    """The offers for the visits of one plan; the problem is compiled once.

    Parameters
    ----------
    now : datetime or None
        Nothing is offered before this moment's next day, nor on its own day once a shift has
        begun; None = the whole horizon is open.
    """

    def __init__(
        self, problem: Problem, plan: Plan, settings: Settings, now: datetime | None = None
    ) -> None:
        self.problem, self.settings, self.now = problem, settings, now
        self.insertions = Insertions(problem, plan)
        self.plan = self.insertions.plan
        self._engineers = {engineer.id: engineer for engineer in problem.engineers}
        self._visits = {visit.id: visit for visit in problem.visits}
        self._before = placed(self.plan)
        report = check(problem, self.plan)
        self._broken_before = {v.subject for v in report.broken_promises}

    def offers(self, visit_id: str, *, bump: bool = False, most: int = 6) -> tuple[Offer, ...]:
        """Return the best offers, one a half-day: nobody disturbed first, then the cheapest.

        The visit's own place is not offered. With ``bump``, ways that move one planned visit
        (neither told nor agreed) are among them.
        """
        found: list[Offer] = []
        for item in self._insertions(visit_id):
            if len(found) == most:
                break
            offer = self.checked(self.insertions.plan_with([item]), item)
            if offer is not None:
                found.append(offer)
        if bump and len(found) < most:
            found += self._bumps(visit_id, most - len(found), {_half(offer) for offer in found})
        return tuple(sorted(found, key=_rank))

    def alternatives(
        self, visit_id: str, count: int, offered: Counter[EngineerDay] | None = None
    ) -> tuple[Offer, ...]:
        """Return the best offers on different days, as far as there are such.

        Those that disturb nobody come first; then those for which one planned visit, told to
        nobody, changes its place; last, another time of the plan's own day. An emergency is not
        put off beyond its deadline.

        Parameters
        ----------
        offered : Counter of (engineer's id, date) or None
            What other clients have been offered, to which these are added. A day offered often
            comes after the others, so that many can be taken at once.
        """
        place = self._before.get(visit_id)
        taken = {place[0].date} if place else set()
        late = days_late(self._visits[visit_id], *_at(place)) if place else 0
        found: list[Offer] = []
        counts: Counter[EngineerDay] = Counter() if offered is None else offered
        for offer in self._by_day(visit_id, taken, late, counts):
            found.append(offer)
            counts[offer.place.engineer_id, offer.place.date] += 1
            taken.add(offer.place.date)
            if len(found) == count:
                return tuple(found)
        found += islice(self._on_its_day(visit_id, late), 1)
        return tuple(found)

    def _on_its_day(self, visit_id: str, late: int) -> Iterator[Offer]:
        """Checked offers of another window on the day that the plan has."""
        place = self._before.get(visit_id)
        if place is None:
            return
        was = self.window(*place)
        for item in self.insertions.on_its_day(visit_id):
            if self._is_open(item):
                offer = self.checked(self.insertions.plan_with([item]), item)
                apart = offer is not None and (
                    offer.window[1] <= was[0] or was[1] <= offer.window[0]
                )
                if offer is not None and apart and offer.days_late <= late:
                    yield offer

    def _by_day(
        self, visit_id: str, taken: set[date], late: int, offered: Counter[EngineerDay]
    ) -> Iterator[Offer]:
        """Checked offers on days that are not taken; the caller takes them one by one."""

        def crowd(item: Insertion) -> int:
            return offered[item.engineer_id, item.date] // OFTEN

        for item in sorted(self._insertions(visit_id, most=200), key=crowd):
            if item.date not in taken:
                offer = self.checked(self.insertions.plan_with([item]), item)
                if offer is not None and offer.days_late <= late:
                    yield offer
        tried = 0
        for item in sorted(self._bumping(visit_id), key=crowd):
            if tried == BUMPS_TRIED:
                return
            if item.date not in taken and not self._too_late(item, late):
                tried += 1
                offer = self._with_bump(item)
                if offer is not None and offer.days_late <= late:
                    yield offer

    def _too_late(self, item: Insertion, late: int) -> bool:
        visit = self._visits[item.visit_id]
        return visit.deadline is not None and (item.date - visit.deadline).days > late

    def window(self, route: Route, stop: Stop) -> tuple[int, int]:
        """Return what to promise of a planned stop."""
        shift = self._engineers[route.engineer_id].shifts.get(
            route.date, (stop.start_min, stop.end_min)
        )
        return promised_window(stop.start_min, shift, self.settings)

    def checked(self, plan: Plan, item: Insertion) -> Offer | None:
        """Return the offer of a plan, None if the checker refuses it or a promise breaks."""
        report = check(self.problem, plan)
        if not report.ok:
            return None
        broken = {v.subject for v in report.broken_promises} - {item.visit_id}
        if broken - self._broken_before:
            return None
        return self._offer(plan, item)

    def _insertions(self, visit_id: str, most: int = 50) -> Iterator[Insertion]:
        here = self._before.get(visit_id)
        for item in self.insertions.of(visit_id, most=most):
            same = here is not None and (here[0].date, here[0].engineer_id) == (
                item.date,
                item.engineer_id,
            )
            if self._is_open(item) and not (
                same and here is not None and here[1].start_min == item.start_min
            ):
                yield item

    def _is_open(self, item: Insertion) -> bool:
        if self.now is None or item.date > self.now.date():
            return True
        shift = self._engineers[item.engineer_id].shifts.get(item.date)
        minute = self.now.hour * 60 + self.now.minute
        return item.date == self.now.date() and shift is not None and minute <= shift[0]

    def _bumping(self, visit_id: str) -> Iterator[Insertion]:
        """Insertions for which one visit, promised to nobody, leaves the route; best first."""
        free = frozenset(
            name
            for name in self._before
            if name != visit_id
            and self._visits[name].promise is None
            and self._visits[name].tier is not Tier.EMERGENCY
        )
        for item in self.insertions.of(visit_id, bump=free, most=500):
            if self._is_open(item):
                yield item

    def _bumps(self, visit_id: str, most: int, halves: set[tuple[date, bool]]) -> Iterator[Offer]:
        """Offers that move one planned visit; the best of each half-day not offered yet."""
        found = tried = 0
        for item in self._bumping(visit_id):
            if found == most or tried == BUMPS_TRIED:
                return
            half = (item.date, item.start_min < NOON_MIN)
            if half in halves:
                continue
            tried += 1
            offer = self._with_bump(item)
            if offer is not None:
                halves.add(half)
                found += 1
                yield offer

    def _with_bump(self, item: Insertion) -> Offer | None:
        (bumped,) = item.removed
        if self._visits[bumped].tier is Tier.WELCOME:
            return self.checked(self.insertions.plan_with([item]), item)
        following = self.insertions.taking(item)
        for place in following.of(bumped):
            if self._is_open(place) and place.slot != item.slot:
                return self.checked(following.plan_with([place]), item)
        return None

    def _offer(self, plan: Plan, item: Insertion) -> Offer:
        after = placed(plan)
        route, stop = after[item.visit_id]
        visit = self._visits[item.visit_id]
        displaced, shifted = disturbed(self._visits, self._before, after, item.visit_id)
        prices = self.problem.prices
        return Offer(
            visit_id=item.visit_id,
            place=place_of((route, stop)),
            window=self.window(route, stop),
            drive_min=_sum(plan, "drive_min") - _sum(self.plan, "drive_min"),
            distance_m=_sum(plan, "distance_m") - _sum(self.plan, "distance_m"),
            overtime_min=_sum(plan, "overtime_min") - _sum(self.plan, "overtime_min"),
            cost=None if prices is None else plan.tiers[-1].value - self.plan.tiers[-1].value,
            days_late=days_late(visit, route, stop.start_min),
            displaced=displaced,
            shifted=shifted,
            plan=plan,
        )


def without_promise(problem: Problem, visit_ids: Iterable[str]) -> Problem:
    """Return the problem with the promises of some visits lifted: their clients are asked."""
    named = set(visit_ids)
    return replace(
        problem,
        visits=tuple(
            replace(visit, promise=None) if visit.id in named else visit for visit in problem.visits
        ),
    )


def _at(item: Placed) -> tuple[Route, int]:
    return item[0], item[1].start_min


def _sum(plan: Plan, name: str) -> int:
    return sum(int(getattr(route, name)) for route in plan.routes)


def _half(offer: Offer) -> tuple[date, bool]:
    return offer.place.date, offer.place.start_min < NOON_MIN


def _rank(offer: Offer) -> tuple[int, int, int, int, date, int]:
    return (
        offer.days_late,
        sum(item.call for item in offer.displaced),
        len(offer.displaced),
        offer.cost if offer.cost is not None else offer.drive_min,
        offer.place.date,
        offer.place.start_min,
    )
