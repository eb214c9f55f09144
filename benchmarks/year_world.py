"""A made-up year around Moscow: sites with contracts, projects that arrive, emergencies.

The same seed gives the same world and the same events, whoever plans it.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from fieldplan.demand.contract import add_months
from fieldplan.domain import (
    Basis,
    Book,
    Emergency,
    Engineer,
    Project,
    Site,
    Stage,
    VisitKind,
)

DAY = ((540, 1080),)
WEEK = (DAY, DAY, DAY, DAY, DAY, (), ())
OPEN = (*(((480, 1200),),) * 5, (), ())
CENTRE = (55.75, 37.62)


@dataclass(frozen=True, kw_only=True)
class World:
    """The book at the start and what happens in the year.

    Attributes
    ----------
    projects : tuple of (month, Project)
        Projects by the month (0, 1, ...) in which they become known.
    emergencies : tuple of Emergency
        By the time of their report.
    """

    book: Book
    projects: tuple[tuple[int, Project], ...] = ()
    emergencies: tuple[Emergency, ...] = ()
    minutes: dict[str, int] = field(default_factory=dict)


def make_world(
    *,
    sites: int,
    engineers: int,
    start: date,
    history: bool,
    seed: int = 1,
    projects_month: float = 1.0,
    emergencies_month: float = 3.0,
) -> World:
    """Return a world; with ``history`` all visits were made, bunched as "do what is due" does."""
    rng = random.Random(seed)
    places = [_site(rng, number, start, history=history) for number in range(sites)]
    team = tuple(
        Engineer(
            id=f"E{n + 1}",
            name=f"Инженер {n + 1}",
            lat=CENTRE[0],
            lon=CENTRE[1],
            shift=WEEK,
        )
        for n in range(engineers)
    )
    months = [add_months(start, number) for number in range(12)]
    projects: list[tuple[int, Project]] = []
    calls: list[Emergency] = []
    for number, first in enumerate(months):
        for _ in range(_count(rng, projects_month)):
            projects.append((number, _project(rng, len(projects), places, first)))
        days = (add_months(first, 1) - first).days
        for _ in range(_count(rng, emergencies_month)):
            day = first + timedelta(days=rng.randrange(days))
            moment = datetime(day.year, day.month, day.day, rng.randrange(8, 18))
            site = rng.choice(places)
            calls.append(Emergency(id=f"A{len(calls) + 1}", site_id=site.id, reported=moment))
    return World(
        book=Book(sites=tuple(places), engineers=team),
        projects=tuple(projects),
        emergencies=tuple(sorted(calls, key=lambda item: item.reported)),
    )


def _count(rng: random.Random, mean: float) -> int:
    """A whole number with the mean, at most one off it."""
    return int(mean + rng.random())


def _site(rng: random.Random, number: int, start: date, *, history: bool) -> Site:
    # Towns: several sites share a centre, as clients of one town do.
    town = random.Random(number // 6)
    lat = CENTRE[0] + town.uniform(-0.35, 0.35) + rng.uniform(-0.03, 0.03)
    lon = CENTRE[1] + town.uniform(-0.6, 0.6) + rng.uniform(-0.05, 0.05)
    months = rng.choices((3, 6, 1, 2, 12), (70, 20, 2, 4, 4))[0]
    basis = rng.choices((Basis.CALENDAR, Basis.INTERVAL), (80, 20))[0]
    last = None
    if history:
        # Two thirds of the visits of a period were made in its first month.
        back = rng.choices((1, 2, 3), (20, 15, 65))[0] if months >= 3 else 1
        last = add_months(start, -back) + timedelta(days=rng.randrange(27))
    return Site(
        id=f"S{number + 1:03d}",
        client=f"Клиент {number + 1}",
        address="",
        lat=lat,
        lon=lon,
        access=OPEN,
        maintenance_every_months=months,
        basis=basis,
        last_maintenance=last,
        on_site_min=rng.choice((45, 60, 75)),
    )


def _project(rng: random.Random, number: int, places: list[Site], first: date) -> Project:
    return Project(
        id=f"P{number + 1}",
        site_id=rng.choice(places).id,
        start_not_before=first + timedelta(days=rng.randrange(14)),
        stages=(
            Stage(kind=VisitKind.AUDIT),
            Stage(kind=VisitKind.INSTALLATION, work_min=240, days=rng.choice((1, 1, 2))),
            Stage(kind=VisitKind.COMMISSIONING),
        ),
        equipment_lead_days=rng.choice((7, 14)),
    )
