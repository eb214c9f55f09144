"""The best days and times for a visit: exact insertions, priced and checked one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime

from fieldplan.checker import check
from fieldplan.cost import days_late, keeps_promise
from fieldplan.domain import (
    Displaced,
    Offer,
    Place,
    Plan,
    Problem,
    Route,
    Stop,
    Tier,
    Visit,
)
from fieldplan.resolve.windows import promised_window
from fieldplan.settings import Settings
from fieldplan.solver.insertions import Insertion, Insertions

SHIFT_SHOWN_MIN = 15
"""A planned start that moves by less is not worth telling."""
BUMPS_TRIED = 40

Placed = tuple[Route, Stop]


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

    def alternatives(self, visit_id: str, count: int) -> tuple[Offer, ...]:
        """Return the best offers on different days, none on the day that the plan has."""
        place = self._before.get(visit_id)
        taken = {place[0].date} if place else set()
        found: list[Offer] = []
        for item in self._insertions(visit_id):
            if len(found) == count:
                break
            if item.date in taken:
                continue
            offer = self.checked(self.insertions.plan_with([item]), item)
            if offer is not None:
                found.append(offer)
                taken.add(item.date)
        return tuple(found)

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
        before = {v.subject for v in check(self.problem, self.plan).broken_promises}
        if broken - before:
            return None
        return self._offer(plan, item)

    def _insertions(self, visit_id: str) -> Iterator[Insertion]:
        here = self._before.get(visit_id)
        for item in self.insertions.of(visit_id):
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

    def _bumps(self, visit_id: str, most: int, halves: set[tuple[date, bool]]) -> Iterator[Offer]:
        """Offers that move one planned visit; the best of each half-day not offered yet."""
        free = frozenset(
            name
            for name in self._before
            if name != visit_id
            and self._visits[name].promise is None
            and self._visits[name].tier is not Tier.EMERGENCY
        )
        tried = [i for i in self.insertions.of(visit_id, bump=free, most=500) if self._is_open(i)]
        found = 0
        for item in tried[:BUMPS_TRIED]:
            half = (item.date, item.start_min < 780)
            if found == most or half in halves:
                continue
            offer = self._with_bump(item)
            if offer is not None:
                halves.add(half)
                found += 1
                yield offer

    def _with_bump(self, item: Insertion) -> Offer | None:
        (bumped,) = item.removed
        left = self.insertions.plan_with([item])
        if self._visits[bumped].tier is Tier.WELCOME:
            return self.checked(left, item)
        following = self.insertions.after(left)
        for place in following.of(bumped):
            if self._is_open(place) and place.slot != item.slot:
                return self.checked(following.plan_with([place]), item)
        return None

    def _offer(self, plan: Plan, item: Insertion) -> Offer:
        after = placed(plan)
        route, stop = after[item.visit_id]
        visit = self._visits[item.visit_id]
        displaced, shifted = self._touched(after, item.visit_id)
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

    def _touched(
        self, after: Mapping[str, Placed], visit_id: str
    ) -> tuple[tuple[Displaced, ...], tuple[Displaced, ...]]:
        displaced, shifted = [], []
        for name, was in self._before.items():
            now = after.get(name)
            if name == visit_id:
                continue
            item = Displaced(
                visit_id=name,
                was=place_of(was),
                now=place_of(now) if now else None,
                call=self._call(self._visits[name], was, now),
            )
            if now is None or _moved(was, now):
                displaced.append(item)
            elif abs(was[1].start_min - now[1].start_min) >= SHIFT_SHOWN_MIN:
                shifted.append(item)
        return tuple(displaced), tuple(shifted)

    @staticmethod
    def _call(visit: Visit, was: Placed, now: Placed | None) -> bool:
        kept = keeps_promise(visit, was[0], was[1].start_min)
        broken = now is None or not keeps_promise(visit, now[0], now[1].start_min)
        return visit.promise is not None and kept and broken


def placed(plan: Plan) -> dict[str, Placed]:
    """Return route and stop of every visit of a plan."""
    return {stop.visit_id: (route, stop) for route in plan.routes for stop in route.stops}


def place_of(item: Placed) -> Place:
    """Return a place in words of the domain."""
    route, stop = item
    return Place(
        date=route.date,
        engineer_id=route.engineer_id,
        start_min=stop.start_min,
        end_min=stop.end_min,
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


def _moved(was: Placed, now: Placed) -> bool:
    return (was[0].date, was[0].engineer_id) != (now[0].date, now[0].engineer_id)


def _sum(plan: Plan, name: str) -> int:
    return sum(int(getattr(route, name)) for route in plan.routes)


def _half(offer: Offer) -> tuple[date, bool]:
    return offer.place.date, offer.place.start_min < 780


def _rank(offer: Offer) -> tuple[int, int, int, int, date, int]:
    return (
        offer.days_late,
        sum(item.call for item in offer.displaced),
        len(offer.displaced),
        offer.cost if offer.cost is not None else offer.drive_min,
        offer.place.date,
        offer.place.start_min,
    )
