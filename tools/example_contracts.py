"""Maintenance contracts of the examples: when each site was last visited, and the history."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from example_world import Spot

from fieldplan.domain import Basis, HistoryVisit, VisitKind
from fieldplan.settings import Settings
from fieldplan.workdays import is_working_day

HISTORY_FROM = date(2026, 9, 1)
DEFAULTS = Settings()


@dataclass(frozen=True, kw_only=True)
class Contract:
    """How often a site is maintained and when it last was."""

    months: int = 0
    basis: Basis = Basis.CALENDAR
    last: date | None = None


@dataclass(frozen=True, kw_only=True)
class Group:
    """Sites in the same state: ``count`` of them, last visited between ``first`` and ``end``."""

    count: int
    months: int
    first: date | None = None
    end: date | None = None
    basis: Basis = Basis.CALENDAR


def _group(count: int, months: int, span: str = "", basis: Basis = Basis.CALENDAR) -> Group:
    if not span:
        return Group(count=count, months=months, basis=basis)
    first, end = (date.fromisoformat(day) for day in span.split(".."))
    return Group(count=count, months=months, first=first, end=end, basis=basis)


GROUPS_217 = (
    # quarterly, 130
    _group(5, 3, "2026-05-12..2026-06-25"),  # overdue
    _group(29, 3, "2026-07-06..2026-09-25"),  # due by the year's end
    _group(5, 3, "2026-08-25..2026-09-14", Basis.INTERVAL),  # window ends in December
    _group(13, 3, "2026-10-01..2026-11-27", Basis.INTERVAL),
    _group(9, 3),  # no history
    _group(69, 3, "2026-10-01..2026-11-27"),  # done this quarter
    # half-yearly, 54
    _group(1, 6, "2025-11-10..2025-12-10"),  # overdue
    _group(8, 6, "2026-01-20..2026-06-25"),  # due by the year's end
    _group(2, 6, "2026-06-01..2026-06-14", Basis.INTERVAL),
    _group(43, 6, "2026-07-06..2026-11-27"),
    # without maintenance, 33
    _group(33, 0),
)
GROUPS_400 = (
    _group(10, 3, "2026-05-12..2026-06-25"),
    _group(108, 3, "2026-07-06..2026-09-25"),
    _group(12, 3, "2026-08-25..2026-09-14", Basis.INTERVAL),
    _group(40, 3, "2026-10-01..2026-11-27", Basis.INTERVAL),
    _group(11, 3),
    _group(219, 3, "2026-10-01..2026-11-27"),
)


def draw_contracts(
    rng: random.Random, spots: Sequence[Spot], groups: Sequence[Group]
) -> dict[str, Contract]:
    """Return a contract for every spot, the groups shuffled over them."""
    order = list(spots)
    rng.shuffle(order)
    contracts: dict[str, Contract] = {}
    rest = iter(order)
    for group in groups:
        for _ in range(group.count):
            spot = next(rest)
            contracts[spot.id] = Contract(
                months=group.months, basis=group.basis, last=_draw_day(rng, group)
            )
    assert next(rest, None) is None, "the groups must take all spots"
    return contracts


def draw_history(
    rng: random.Random,
    spots: Sequence[Spot],
    contracts: dict[str, Contract],
    engineers: Sequence[str],
) -> tuple[HistoryVisit, ...]:
    """Return the visits made since September: the last maintenance, and call-outs."""
    visits = []
    for spot in spots:
        last = contracts[spot.id].last
        if last and last >= HISTORY_FROM:
            usual = spot.on_site_min or DEFAULTS.maintenance_min
            visits.append(
                HistoryVisit(
                    date=last,
                    site_id=spot.id,
                    kind=VisitKind.MAINTENANCE,
                    engineer_id=rng.choice(engineers),
                    work_min=usual + rng.randrange(-3, 6) * 5,
                    drive_min=round(12 + spot.centre_km * 1.3 * rng.uniform(0.8, 1.3)),
                )
            )
    calls = len(spots) // 50
    for month in (9, 10, 11):
        for _ in range(calls + rng.randrange(-1, 2)):
            visits.append(
                HistoryVisit(
                    date=_working(date(2026, month, rng.randrange(1, 27))),
                    site_id=rng.choice(spots).id,
                    kind=VisitKind.EMERGENCY,
                    engineer_id=rng.choice(engineers),
                    work_min=rng.randrange(8, 30) * 5,
                )
            )
    return tuple(sorted(visits, key=lambda visit: (visit.date, visit.site_id)))


def _draw_day(rng: random.Random, group: Group) -> date | None:
    if group.first is None or group.end is None:
        return None
    span = (group.end - group.first).days
    while True:
        day = group.first + timedelta(days=rng.randint(0, span))
        if is_working_day(day, DEFAULTS):
            return day


def _working(day: date) -> date:
    while not is_working_day(day, DEFAULTS):
        day += timedelta(days=1)
    return day
