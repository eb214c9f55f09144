"""Seeded months of field service around Moscow: what the solver and its peers are compared on.

A shape is a number of sites and engineers. Every site has quarterly maintenance, so a third of
the sites are due in the month; projects bring stages in order with lags, and emergencies come
with deadlines. All lengths, weights and the day are the defaults of ``fieldplan.settings``.
The same shape and seed give the same problem on every machine.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import cos, hypot, pi, sin
from pathlib import Path

import numpy as np

from fieldplan.domain import (
    After,
    Location,
    LunchRule,
    Problem,
    ProblemEngineer,
    Tier,
    Visit,
)
from fieldplan.settings import MOSCOW_WEEKDAY_PCT, Settings
from fieldplan.travel import estimate_matrix
from fieldplan.workdays import working_days

PLACES_FILE = Path(__file__).parent.parent / "tools" / "localities.csv"
CENTRE = (55.752, 37.618)
KM_LAT, KM_LON = 111.2, 62.6
"""Kilometres per degree at Moscow."""
CITY_SHARE = 0.62
REACH_KM = 16.0
"""As the crow flies; six hours of installation leave under two hours at the wheel, traffic too."""
DEFAULTS = Settings()
FIRST, LAST = date(2026, 10, 1), date(2026, 10, 31)
"""October 2026: 22 working days, none of them shortened."""
EMERGENCIES_A_SITE = 0.02
SKILLS = ("fitting", "height", "testing")
Windows = tuple[tuple[int, int], ...]
DAY: Windows = ((540, 1080),)


@dataclass(frozen=True, kw_only=True)
class Shape:
    """A size of month.

    Attributes
    ----------
    maintenance : int
        Maintenance visits due in the month.
    emergencies : int
        Emergencies reported in the month.
    traffic : bool
        Speeds by half-hour (Moscow default); the peers of the comparison know none.
    """

    name: str
    maintenance: int
    projects: int
    emergencies: int
    engineers: int
    traffic: bool = False


def _of_sites(name: str, sites: int, projects: int, engineers: int) -> Shape:
    urgent = round(sites * EMERGENCIES_A_SITE)
    return Shape(
        name=name,
        maintenance=round(sites / 3),
        projects=projects,
        emergencies=urgent,
        engineers=engineers,
    )


def _of_visits(visits: int) -> Shape:
    """Share the visits out as a month of 400 sites does; about 53 visits an engineer."""
    projects = max(1, round(visits * 0.032))
    emergencies = max(1, round(visits * 0.05))
    return Shape(
        name=f"v{visits}",
        maintenance=visits - emergencies - round(projects * STAGES_A_PROJECT),
        projects=projects,
        emergencies=emergencies,
        engineers=max(1, round(visits / 53)),
    )


PHASES = (("audit", "installation", "commissioning"), ("installation", "commissioning"))
"""Open stages of a project, drawn evenly from: all of them, and those after a done audit."""
STAGES_A_PROJECT = 2.5
SIZES = (50, 100, 200, 400, 800, 1600)
SHAPES = {
    shape.name: shape
    for shape in (
        _of_sites("217/1", 217, 5, 1),
        _of_sites("217/2", 217, 5, 2),
        _of_sites("400/2", 400, 5, 2),
        _of_sites("400/3", 400, 5, 3),
        _of_sites("400+8p/3", 400, 8, 3),
        _of_sites("1200/9", 1200, 15, 9),
        Shape(name="3000v/60", maintenance=2600, projects=100, emergencies=150, engineers=60),
        replace(_of_sites("400/3", 400, 5, 3), name="400/3 traffic", traffic=True),
        *(_of_visits(size) for size in SIZES),
        Shape(name="tiny", maintenance=9, projects=1, emergencies=1, engineers=1),
    )
}
"""Shapes by name: a number of sites / engineers; ``+8p`` = with 8 projects; ``v50`` = 50 visits."""

ACCESS: tuple[tuple[float, tuple[Windows, ...]], ...] = (
    (0.44, (DAY,) * 5),
    (0.09, (((0, 1440),),) * 5),
    (0.12, (((480, 1020),),) * 5),
    (0.10, (DAY, DAY, DAY, DAY, ((540, 1005),))),
    (0.07, (((540, 780), (840, 1080)),) * 5),
    (0.07, (((870, 1140),),) * 5),
    (0.04, ((), ((600, 960),), (), ((600, 960),), ())),
    (0.04, (((540, 1020),), (), ((540, 1020),), (), ((540, 960),))),
    (0.03, (((540, 720),),) * 5),
)
"""Shares and access hours Monday to Friday: offices, round the clock, early shifts, short
Fridays, closed at lunch, after lessons, two days a week, three days a week, mornings."""


def make_month(shape: Shape, seed: int) -> Problem:
    """Return the month of a shape; prices are None, so the last tier is drive minutes."""
    return _Month(shape, seed).problem()


class _Month:
    def __init__(self, shape: Shape, seed: int) -> None:
        self.shape = shape
        self.rng = np.random.default_rng([seed, shape.maintenance, shape.engineers])
        self.days = working_days(FIRST, LAST, DEFAULTS)
        self.locations: list[Location] = []
        with PLACES_FILE.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
        self.places = {
            area: [(float(r["lat"]), float(r["lon"])) for r in rows if r["area"] == area]
            for area in ("city", "region")
        }

    def problem(self) -> Problem:
        engineers = tuple(self._engineer(n) for n in range(self.shape.engineers))
        visits = [self._maintenance(n) for n in range(self.shape.maintenance)]
        for number in range(self.shape.projects):
            visits += self._project(number)
        visits += [self._emergency(n) for n in range(self.shape.emergencies)]
        traffic = dict.fromkeys(range(5), MOSCOW_WEEKDAY_PCT) if self.shape.traffic else {}
        return Problem(
            days=self.days,
            engineers=engineers,
            visits=tuple(visits),
            travel=estimate_matrix(self.locations),
            locations=tuple(self.locations),
            lunch=LunchRule(
                minutes=DEFAULTS.lunch_min,
                earliest_min=DEFAULTS.lunch_earliest_clock,
                latest_min=DEFAULTS.lunch_latest_clock,
                interrupt_over_min=DEFAULTS.lunch_interrupts_over_min,
            ),
            stop_overhead_min=DEFAULTS.stop_overhead_min,
            departure_step_min=DEFAULTS.departure_step_min,
            traffic=traffic,
        )

    def _below(self, number: int) -> int:
        return int(self.rng.random() * number)

    def _place(self, name: str) -> int:
        """Add a point near a real place, of the far ones only some; return its location."""
        area = "city" if self.rng.random() < CITY_SHARE else "region"
        while True:
            lat, lon = self.places[area][self._below(len(self.places[area]))]
            if _km((lat, lon), CENTRE) < 45 or self.rng.random() < 0.35:
                return self._point(name, lat, lon)

    def _place_within_reach(self, name: str) -> int:
        """Add a point from which an all-round engineer gets home after a day's installation."""
        base = self.locations[self._below(1 + (self.shape.engineers - 1) // 3) * 3]
        home = (base.lat or 0.0, base.lon or 0.0)
        near = [
            place for area in self.places.values() for place in area if _km(place, home) < REACH_KM
        ]
        return self._point(name, *(near[self._below(len(near))] if near else home))

    def _point(self, name: str, lat: float, lon: float) -> int:
        """Add a point within about a kilometre."""
        turn, km = self.rng.random() * 2 * pi, 0.1 + 1.1 * self.rng.random()
        lat = round(lat + km * sin(turn) / KM_LAT, 5)
        lon = round(lon + km * cos(turn) / KM_LON, 5)
        self.locations.append(Location(name=name, lat=lat, lon=lon))
        return len(self.locations) - 1

    def _engineer(self, number: int) -> ProblemEngineer:
        base = self._place(f"base {number + 1}")
        absent: set[date] = set()
        if number > 0 and self.rng.random() < 0.35:
            first = self._below(len(self.days) - 3)
            absent = set(self.days[first : first + 2 + self._below(4)])
        skills = {s for s in SKILLS if number % 3 == 0 or self.rng.random() < 0.6}
        shift = (DEFAULTS.shift_start_clock, DEFAULTS.shift_end_clock)
        return ProblemEngineer(
            id=f"E{number + 1}",
            start=base,
            end=base,
            shifts={day: shift for day in self.days if day not in absent},
            skills=frozenset(skills),
            max_visits=DEFAULTS.max_visits_per_route,
            absent=frozenset(absent),
        )

    def _access(self, first: date, last: date) -> dict[date, Windows]:
        dice = self.rng.random()
        for share, week in ACCESS:  # noqa: B007
            dice -= share
            if dice < 0:
                break
        open_days = [day for day in self.days if first <= day <= last]
        return {day: week[day.weekday()] for day in open_days if week[day.weekday()]}

    def _maintenance(self, number: int) -> Visit:
        location = self._place(f"site {number + 1}")
        first, last = FIRST, LAST
        dice = self.rng.random()
        if dice < 0.15:  # the interval ends in the month
            last = FIRST + timedelta(days=13 + self._below(10))
        elif dice < 0.3:  # or begins in it
            first = FIRST + timedelta(days=7 + self._below(10))
        overdue = 1 + self._below(10) if self.rng.random() < 0.15 else 0
        notice = 1 + self._below(3) if self.rng.random() < 0.3 else 0
        minutes = (DEFAULTS.maintenance_min, 45, 75, 90, 120)
        pick = int(np.searchsorted((0.70, 0.80, 0.89, 0.97), self.rng.random()))
        return Visit(
            id=f"M{number + 1}",
            location=location,
            duration_min=minutes[pick],
            weight=DEFAULTS.maintenance_weight + overdue,
            windows=self._access(first, last),
            kind="maintenance",
            skills=frozenset({"height"} if self.rng.random() < 0.04 else ()),
            notice_until=self.days[notice] if notice else None,
        )

    def _project(self, number: int) -> list[Visit]:
        """Stages at one site, each after the one before it with its lag in days."""
        location = self._place_within_reach(f"project {number + 1}")
        start = FIRST + timedelta(days=self._below(9))
        skill = {"installation": "fitting", "commissioning": "testing"}
        lead = 7 + self._below(6)
        visits: list[Visit] = []
        for kind in PHASES[number % 2]:
            lag = lead if kind == "installation" else 1
            after = After(visit_id=visits[-1].id, min_calendar_days=lag) if visits else None
            visits.append(
                Visit(
                    id=f"P{number + 1}-{kind}",
                    location=location,
                    duration_min=DEFAULTS.by_kind("min", kind),
                    weight=DEFAULTS.by_kind("weight", kind),
                    windows={day: DAY for day in self.days if day >= start},
                    kind=kind,
                    skills=frozenset({skill[kind]} if kind in skill else ()),
                    not_before=start,
                    after=(after,) if after else (),
                )
            )
        return visits

    def _emergency(self, number: int) -> Visit:
        """Attended within one or two working days of its report, or late."""
        location = self._place(f"emergency {number + 1}")
        reported = self._below(len(self.days) - 2)
        response = 1 if self.rng.random() < 0.15 else 2
        return Visit(
            id=f"A{number + 1}",
            location=location,
            duration_min=DEFAULTS.emergency_min,
            weight=DEFAULTS.emergency_weight,
            windows=dict.fromkeys(self.days[reported + 1 :], DAY),
            kind="emergency",
            tier=Tier.EMERGENCY,
            not_before=self.days[reported + 1],
            deadline=self.days[reported + response],
            deadline_min=DEFAULTS.shift_end_clock,
        )


def _km(one: tuple[float, float], other: tuple[float, float]) -> float:
    return float(hypot((one[0] - other[0]) * KM_LAT, (one[1] - other[1]) * KM_LON))
