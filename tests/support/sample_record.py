"""A month written by hand: 2 engineers, 22 days of December 2026, about 70 visits.

Not made by the solver, so that reports can be tested without it. Every figure follows from
the loops below; the times are plausible, not optimal.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import numpy as np

from fieldplan.domain import (
    Absence,
    Engineer,
    Location,
    LunchRule,
    Plan,
    PlanRecord,
    Postponed,
    Prices,
    Problem,
    ProblemEngineer,
    Promise,
    PromiseStatus,
    Reason,
    Route,
    Site,
    Stop,
    Tier,
    TierResult,
    TravelMatrix,
    Unassigned,
    Visit,
)

DAYS = tuple(
    day
    for day in (date(2026, 12, 1) + timedelta(days=n) for n in range(31))
    if day.weekday() < 5 and day != date(2026, 12, 31)
)
BASE = (55.7522, 37.6156)
TOWNS = (
    ("Химки", 55.89704, 37.42969),
    ("Мытищи", 55.91163, 37.73076),
    ("Подольск", 55.42419, 37.55472),
    ("Балашиха", 55.80945, 37.95806),
    ("Люберцы", 55.67719, 37.89322),
    ("Красногорск", 55.82036, 37.33017),
    ("Одинцово", 55.67798, 37.27773),
    ("Видное", 55.5523, 37.70885),
    ("Королёв", 55.91417, 37.82556),
    ("Щёлково", 55.92494, 37.97242),
    ("Троицк", 55.48498, 37.30736),
    ("Зеленоград", 55.9825, 37.18139),
    ("Жуковский", 55.59528, 38.12028),
    ("Раменское", 55.56694, 38.23028),
    ("Домодедово", 55.43639, 37.76654),
    ("Лобня", 56.00972, 37.48194),
)
STREETS = ("ул. Ленина", "Заводская ул.", "Советская ул.", "пр-т Мира", "Садовая ул.")
FIRMS = ("Вектор", "Северное сияние", "Аптека № 7", "Техносклад", "Ромашка", "Дом книги", "Полюс")
WEEK = ((540, 1080),)
ACCESS = (WEEK, WEEK, WEEK, WEEK, ((540, 900),), (), ())
VISITS_A_DAY = (2, 1, 2, 2, 1)
MINUTES = {
    "maintenance": 60,
    "audit": 120,
    "installation": 360,
    "commissioning": 180,
    "emergency": 90,
}


def sample_record(*, lang: str = "ru", engineers: int = 2, rename: str | None = None) -> PlanRecord:
    """Return the record; ``rename`` replaces every text that a client gives."""
    ids = tuple(f"E{n + 1}" for n in range(engineers))
    names = ("Иванов Пётр", "Смирнова Анна", "Кузнецов Олег", "Орлов Илья")
    sites: list[Site] = []
    visits: list[Visit] = []
    routes: list[Route] = []
    for day_number, day in enumerate(DAYS):
        for engineer_number, engineer_id in enumerate(ids):
            count = VISITS_A_DAY[(day_number + 2 * engineer_number) % 5]
            kind = "maintenance"
            if day_number % 7 == 3 and engineer_number == 0:
                kind, count = "installation", 1
            if day_number == 2 and engineer_number == 1:
                continue
            route_visits = []
            for _ in range(count):
                number = len(visits) + 1
                one = kind if number % 9 else "audit"
                if number % 17 == 0:
                    one = "emergency"
                sites.append(_site(number))
                visits.append(_visit(number, one if kind == "maintenance" else kind, day))
                route_visits.append(visits[-1])
            routes.append(_route(engineer_id, day, route_visits, sites))
    left_out = []
    for kind in ("maintenance", "maintenance", "commissioning"):
        number = len(visits) + 1
        sites.append(_site(number))
        visits.append(_visit(number, kind, DAYS[-1]))
        left_out.append(Unassigned(visit_id=visits[-1].id, reasons=(Reason(code="shift_limit"),)))
    sites.append(_site(len(sites) + 1))
    postponed = (
        Postponed(
            visit_id="P9-commissioning",
            site_id=sites[-1].id,
            kind="commissioning",
            reasons=(Reason(code="not_before"),),
        ),
    )
    if rename is not None:
        sites = [
            replace(
                s,
                client=rename,
                address=rename,
                contact=rename,
                phone=rename,
                note=rename,
                kind=rename,
            )
            for s in sites
        ]
        visits = [replace(visit, note=rename) for visit in visits]
    problem = Problem(
        days=DAYS,
        engineers=tuple(
            ProblemEngineer(
                id=engineer_id,
                start=0,
                end=0,
                name=names[n] if rename is None else f"{rename}{n}",
                shifts={day: (540, 1080) for d, day in enumerate(DAYS) if not (n == 1 and d == 2)},
                absent=frozenset({DAYS[2]}) if n == 1 else frozenset(),
                overtime_day_min=60,
            )
            for n, engineer_id in enumerate(ids)
        ),
        visits=tuple(visits),
        travel=TravelMatrix(
            minutes=np.zeros((len(sites) + 1, len(sites) + 1), dtype=np.int32), source="hand"
        ),
        locations=(
            Location(name="base", lat=BASE[0], lon=BASE[1]),
            *(Location(name=s.id, lat=s.lat, lon=s.lon) for s in sites),
        ),
        lunch=LunchRule(minutes=60),
        stop_overhead_min=7,
        prices=Prices(km_cost=1500, drive_hour_cost=60000, examples=True),
    )
    return PlanRecord(
        problem=problem,
        plan=Plan(
            routes=tuple(routes),
            unassigned=tuple(left_out),
            tiers=(
                TierResult(tier="emergencies_late", value=0, bound=0, optimal=True),
                TierResult(tier="emergency_days_late", value=0, bound=0, optimal=True),
                TierResult(tier="promises_broken", value=0, bound=0, optimal=True),
                TierResult(tier="unserved_weight", value=60),
                TierResult(tier="money", value=12_345_600),
            ),
            seconds=12.5,
        ),
        month="2026-12",
        now=datetime(2026, 12, 1, 8, 0),
        lang=lang,
        sites=tuple(sites),
        postponed=postponed,
        engineers=() if rename is None else team(ids, rename),
        absences=() if rename is None else (absence(rename),),
    )


def team(ids: tuple[str, ...], base_address: str) -> tuple[Engineer, ...]:
    """The engineers as the workbook has them, each with this address of the base."""
    return tuple(
        Engineer(
            id=engineer_id,
            name="",
            lat=BASE[0],
            lon=BASE[1],
            base_address=base_address,
            shift=ACCESS,
        )
        for engineer_id in ids
    )


def absence(reason: str) -> Absence:
    """The second engineer's day away."""
    return Absence(engineer_id="E2", first=DAYS[2], last=DAYS[2], reason=reason)


def _site(number: int) -> Site:
    town, lat, lon = TOWNS[number % len(TOWNS)]
    firm = FIRMS[number % len(FIRMS)]
    return Site(
        id=f"S{number:03d}",
        client=f"ООО «{firm}» {number}",
        address=f"{town}, {STREETS[number % len(STREETS)]}, {number}",
        lat=round(lat + (number % 5 - 2) * 0.008, 5),
        lon=round(lon + (number % 7 - 3) * 0.011, 5),
        access=ACCESS,
        contact=f"Контакт {number}",
        phone=f"+7 495 000-{number // 100:02d}-{number % 100:02d}",
        note="пропуск заранее" if number % 6 == 0 else "",
    )


def _visit(number: int, kind: str, day: date) -> Visit:
    promise = None
    if number % 8 == 0:
        promise = Promise(
            date=day,
            start_min=540,
            end_min=1020,
            status=PromiseStatus.AGREED if number % 16 else PromiseStatus.TOLD,
        )
    return Visit(
        id=f"V{number:03d}",
        location=number,
        duration_min=MINUTES[kind],
        weight=10 if kind == "maintenance" else 30,
        windows={d: ACCESS[d.weekday()] for d in DAYS},
        kind=kind,
        tier=Tier.EMERGENCY if kind == "emergency" else Tier.REQUIRED,
        promise=promise,
        deadline=day + timedelta(days=1) if kind == "emergency" else None,
        deadline_min=1080 if kind == "emergency" else None,
        prep_min=15,
        doc_min=20,
        site_id=f"S{number:03d}",
        project_id="P1" if kind == "installation" else "",
        due=date(2026, 12, 31),
    )


def _route(engineer_id: str, day: date, visits: list[Visit], sites: list[Site]) -> Route:
    """Place the visits one after another, half an hour's drive apart, lunch after noon."""
    leave = 540
    clock = leave
    stops = []
    lunch = None
    for visit in visits:
        arrive = clock + 30 + visit.location % 20
        start = arrive + 7
        end = start + visit.duration_min
        if visit.duration_min > 240:
            lunch = 750
            end += 60
        depart = end
        if lunch is None and end >= 720:
            lunch = end
            depart = end + 60
        stops.append(
            Stop(
                visit_id=visit.id,
                arrive_min=arrive,
                start_min=start,
                end_min=end,
                depart_min=depart,
            )
        )
        clock = depart
    back = clock + 40
    if lunch is None:
        lunch = max(720, back)
    finish = max(back, lunch + 60)
    return Route(
        engineer_id=engineer_id,
        date=day,
        leave_min=leave,
        back_min=back,
        stops=tuple(stops),
        lunch_min=lunch,
        overtime_min=max(0, finish - 1080),
        drive_min=sum(30 + visit.location % 20 for visit in visits) + 40,
        distance_m=25_000 * (len(visits) + 1),
    )
