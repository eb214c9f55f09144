"""The books of the example workbooks: sites with contracts, a team, projects, call-outs."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from example_contracts import (
    DEFAULTS,
    GROUPS_217,
    GROUPS_400,
    Contract,
    draw_contracts,
    draw_history,
)
from example_projects import example_projects
from example_world import DAY, FITTING, HEIGHT, TESTING, Spot, Words, draw_spots, week

from fieldplan.domain import (
    Absence,
    AgreedVisit,
    Basis,
    Book,
    Emergency,
    Engineer,
    PromiseStatus,
    Site,
    VisitKind,
)
from fieldplan.workdays import is_working_day

FAULTS = (
    ("Нет связи с контроллером", "No connection to the controller"),
    ("Ложные срабатывания датчиков", "Sensors give false alarms"),
    ("Не работает блок питания", "Power supply is dead"),
    ("Протечка, отключён шкаф", "Water leak, cabinet switched off"),
    ("Не закрывается привод", "Actuator does not close"),
    ("Повреждён кабель", "Damaged cable"),
    ("Пропали показания", "Readings are missing"),
    ("Запах гари у щита", "Smell of burning at the panel"),
    ("Не включается после отключения света", "Does not start after a power cut"),
    ("Сбита настройка расписания", "Schedule settings are lost"),
)
CALLS_217 = (("2026-11-27 11:20", 2), ("2026-11-27 17:40", 2))
CALLS_217 += (("2026-11-30 10:05", 1), ("2026-11-30 16:30", 2))
CALLS_400 = (
    *CALLS_217,
    ("2026-11-27 14:10", 2),
    ("2026-11-28 12:30", 2),
    ("2026-11-30 08:50", 2),
    ("2026-11-30 13:15", 1),
)
CALLS_DECEMBER = (
    ("2026-12-02 10:40", 2),
    ("2026-12-04 15:20", 1),
    ("2026-12-07 09:15", 2),
    ("2026-12-09 13:20", 1),
    ("2026-12-10 16:45", 2),
    ("2026-12-14 11:05", 2),
    ("2026-12-17 12:50", 1),
    ("2026-12-21 10:10", 2),
    ("2026-12-23 14:35", 2),
    ("2026-12-25 09:30", 2),
)


def example_217(lang: str) -> Book:
    """Return today's company: 217 sites, one engineer."""
    engineers = (_engineer(lang, "E1", 0),)
    absences = (
        Absence(
            engineer_id="E1",
            first=date(2026, 12, 10),
            last=date(2026, 12, 11),
            reason="Обучение" if lang == "ru" else "Training course",
        ),
    )
    return _book(lang, 217, engineers, absences, promises=8)


def example_400(lang: str) -> Book:
    """Return the target: 400 sites, two engineers and a contractor on call."""
    contractor = Engineer(
        id="C1",
        name="ИП Егоров (подряд)" if lang == "ru" else "Egorov, contractor",
        base_address="Люберцы" if lang == "ru" else "Lyubertsy",
        lat=55.6783,
        lon=37.8936,
        shift=week(DAY),
        contractor=True,
        overtime_day_min=0,
        visit_cost=350_000,
        hour_cost=60_000,
        month_hours_min=60 * 60,
    )
    engineers = (_engineer(lang, "E1", 0), _engineer(lang, "E2", 1), contractor)
    absences = (
        Absence(
            engineer_id="E2",
            first=date(2026, 12, 14),
            last=date(2026, 12, 16),
            reason="Отпуск" if lang == "ru" else "Leave",
        ),
    )
    return _book(lang, 400, engineers, absences, promises=14)


def emergencies_december(lang: str) -> Book:
    """Return the call-outs of the month, for re-solving either example.

    It holds the sites that are called from, so that it is whole when read by itself.
    """
    rng = random.Random("december")
    spots = draw_spots()[:217]
    calls = _emergencies(rng, lang, spots, CALLS_DECEMBER, "D")
    called = {call.site_id for call in calls}
    sites = tuple(_site(spot, Contract(), lang) for spot in spots if spot.id in called)
    return Book(sites=sites, emergencies=calls, engineers=(_engineer(lang, "E1", 0),), lang=lang)


def _book(
    lang: str,
    size: int,
    engineers: tuple[Engineer, ...],
    absences: tuple[Absence, ...],
    *,
    promises: int,
) -> Book:
    rng = random.Random(f"example-{size}")
    spots = draw_spots()[:size]
    contracts = draw_contracts(rng, spots, GROUPS_217 if size == 217 else GROUPS_400)
    staff = [engineer.id for engineer in engineers if not engineer.contractor]
    sites = [_site(spot, contracts[spot.id], lang) for spot in spots]
    if len(staff) > 1:
        sites = [_with_engineer(rng, site) for site in sites]
    near = [spot for spot in spots if spot.open_all_week and spot.centre_km < 22]
    quiet = [spot for spot in near if contracts[spot.id].months == 0 or size == 400]
    project_spots = rng.sample(quiet, 5)
    taken = {spot.id for spot in project_spots}
    call_spots = [
        spot
        for spot in spots
        if spot.open_all_week and spot.centre_km < 30 and spot.id not in taken
    ]
    return Book(
        sites=tuple(sites),
        projects=example_projects([spot.id for spot in project_spots], lang),
        emergencies=_emergencies(
            rng, lang, call_spots, CALLS_217 if size == 217 else CALLS_400, "A"
        ),
        engineers=engineers,
        absences=absences,
        agreed=tuple(_promises(rng, sites, absences, taken, promises)),
        history=draw_history(rng, spots, contracts, staff),
        lang=lang,
    )


def _engineer(lang: str, engineer_id: str, number: int) -> Engineer:
    names = (("Пётр Кузнецов", "Petr Kuznetsov"), ("Илья Орлов", "Ilya Orlov"))
    bases = (
        ("Москва, Сокол, офис", "Moscow, Sokol, office", 55.8052, 37.5148),
        ("Москва, Царицыно, склад", "Moscow, Tsaritsyno, warehouse", 55.6213, 37.6612),
    )
    column = 0 if lang == "ru" else 1
    return Engineer(
        id=engineer_id,
        name=names[number][column],
        base_address=str(bases[number][column]),
        lat=float(bases[number][2]),
        lon=float(bases[number][3]),
        shift=week(DAY),
        skills=_in((HEIGHT, FITTING, TESTING) if number == 0 else (FITTING, TESTING), lang),
    )


def _in(skills: Sequence[Words], lang: str) -> frozenset[str]:
    return frozenset(skill.in_(lang) for skill in skills)


def _site(spot: Spot, contract: Contract, lang: str) -> Site:
    return Site(
        id=spot.id,
        client=spot.client.in_(lang),
        address=spot.address.in_(lang),
        kind=spot.kind.in_(lang),
        lat=spot.lat,
        lon=spot.lon,
        access=spot.access,
        maintenance_every_months=contract.months,
        last_maintenance=contract.last,
        basis=contract.basis if contract.months else Basis.CALENDAR,
        on_site_min=spot.on_site_min,
        notice_days=spot.notice_days,
        response_days=spot.response_days,
        skills=_in(spot.skills, lang),
        contact=spot.contact.in_(lang),
        phone=spot.phone,
    )


def _with_engineer(rng: random.Random, site: Site) -> Site:
    """Give some sites their usual engineer, the nearer one, and a few a fixed one."""
    draw = rng.random()
    if draw > 0.4:
        return site
    usual = "E1" if site.skills or (site.lat or 0) > 55.72 else "E2"
    return replace(site, engineer_id=usual, engineer_fixed=draw < 0.03)


def _emergencies(
    rng: random.Random,
    lang: str,
    spots: Sequence[Spot],
    calls: Sequence[tuple[str, int]],
    prefix: str,
) -> tuple[Emergency, ...]:
    faults = rng.sample(FAULTS, len(calls))
    return tuple(
        Emergency(
            id=f"{prefix}-{number:02d}",
            site_id=spot.id,
            reported=datetime.fromisoformat(reported),
            response_days=days,
            work_min=rng.choice((None, 60, 75)),
            description=fault[0] if lang == "ru" else fault[1],
        )
        for number, ((reported, days), spot, fault) in enumerate(
            zip(calls, rng.sample(list(spots), len(calls)), faults, strict=True), 1
        )
    )


def _promises(
    rng: random.Random,
    sites: Sequence[Site],
    absences: Sequence[Absence],
    taken: set[str],
    count: int,
) -> Iterator[AgreedVisit]:
    """Promise some of the maintenance that is due, on days and at hours that can be kept."""
    due = [
        site
        for site in sites
        if site.maintenance_every_months == 3
        and site.basis is Basis.CALENDAR
        and site.last_maintenance
        and site.last_maintenance < date(2026, 10, 1)
        and site.id not in taken
        and not site.engineer_fixed
    ]
    away = {
        absence.first + timedelta(days=n)
        for absence in absences
        for n in range((absence.last - absence.first).days + 1)
    }
    # The projects' promised days, from 2 to 9 December, are full.
    days = [date(2026, 12, day) for day in (4, 7, *range(10, 30))]
    free = [day for day in days if is_working_day(day, DEFAULTS) and day not in away]
    rng.shuffle(free)
    made = 0
    for site in rng.sample(due, len(due)):
        fitting = [day for day in free if _slot(site, day) is not None]
        if made == count or not fitting:
            continue
        day = fitting[0]
        free.remove(day)
        told, whole_day = made % 4 == 3, made % 5 == 4
        yield AgreedVisit(
            subject=site.id,
            kind=VisitKind.MAINTENANCE,
            date=day,
            window=None if whole_day else _slot(site, day),
            status=PromiseStatus.TOLD if told else PromiseStatus.AGREED,
        )
        made += 1


def _slot(site: Site, day: date) -> tuple[int, int] | None:
    """Return two hours in which a visit can be started and finished while the site is open."""
    for start in (600, 840, 960, 540):
        if any(a <= start and start + 240 <= b for a, b in site.access[day.weekday()]):
            return (start, start + 120)
    return None
