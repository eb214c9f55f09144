"""A made-up year around Moscow: sites with contracts, projects that arrive, emergencies.

The same seed gives the same world and the same events, whoever plans it.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

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
from fieldplan.workbook import read_workbook

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
    book = Book(sites=tuple(places), engineers=team)
    return _with_events(rng, book, start, projects_month, emergencies_month)


def example_world(
    path: Path,
    *,
    engineers: int,
    start: date,
    seed: int = 1,
    projects_month: float = 1.5,
    emergencies_month: float = 3.0,
) -> World:
    """Return an example workbook's own sites, history, projects and promises, and a year of events.

    A team of more engineers than the workbook has is made of its first one.

    Raises
    ------
    ValueError
        If the workbook has errors.
    """
    book = read_workbook(path).book
    if book is None:
        raise ValueError(f"{path} has errors")
    first = book.engineers[0]
    more = (
        replace(first, id=f"{first.id}-{n}", name=f"{first.name} {n}")
        for n in range(len(book.engineers) + 1, engineers + 1)
    )
    book = replace(book, engineers=(*book.engineers, *more))
    return _with_events(random.Random(seed), book, start, projects_month, emergencies_month)


def _with_events(
    rng: random.Random, book: Book, start: date, projects_month: float, emergencies_month: float
) -> World:
    """A year of projects and emergencies at the book's sites."""
    places = [site for site in book.sites if site.active and not site.implied]
    projects: list[tuple[int, Project]] = []
    calls: list[Emergency] = []
    for number in range(12):
        first = add_months(start, number)
        for _ in range(_count(rng, projects_month)):
            projects.append((number, _project(rng, len(projects), places, first)))
        days = (add_months(first, 1) - first).days
        for _ in range(_count(rng, emergencies_month)):
            day = first + timedelta(days=rng.randrange(days))
            moment = datetime(day.year, day.month, day.day, rng.randrange(8, 18))
            site = rng.choice(places)
            calls.append(Emergency(id=f"SIM-A{len(calls) + 1}", site_id=site.id, reported=moment))
    return World(
        book=book,
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
        id=f"SIM-P{number + 1}",
        site_id=rng.choice(places).id,
        start_not_before=first + timedelta(days=rng.randrange(14)),
        stages=(
            Stage(kind=VisitKind.AUDIT),
            Stage(kind=VisitKind.INSTALLATION, work_min=240, days=rng.choice((1, 1, 2))),
            Stage(kind=VisitKind.COMMISSIONING),
        ),
        equipment_lead_days=rng.choice((7, 14)),
    )
