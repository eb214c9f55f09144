"""Small random problems with every feature of the format, the same for the same seed."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import numpy as np
from hypothesis import strategies as st

from fieldplan.domain import (
    After,
    Before,
    DeskBacklog,
    DeskMode,
    DeskRules,
    Location,
    LunchRule,
    Past,
    Prices,
    Problem,
    ProblemEngineer,
    Promise,
    PromiseStatus,
    Resume,
    Route,
    Stop,
    Tier,
    TravelMatrix,
    Visit,
)

MONDAY = date(2026, 12, 7)
SKILLS = ("electric", "install", "vsat")


def random_problem(
    seed: int,
    *,
    max_days: int = 6,
    max_engineers: int = 3,
    max_visits: int = 10,
    min_visits: int = 1,
) -> Problem:
    """Return a small problem; every feature is on in some seeds and off in others."""
    rng = random.Random(seed)
    first = rng.randrange(3)
    calendar = [MONDAY + timedelta(days=n) for n in range(first, first + 12)]
    days = tuple(d for d in calendar if d.weekday() < 5)[: rng.randint(1, max_days)]
    places = rng.randint(2, 7)
    travel = _travel(rng, places)
    lunch = _lunch(rng)
    engineers = tuple(
        _engineer(rng, n, days, places, lunch) for n in range(rng.randint(1, max_engineers))
    )
    visits = [
        _visit(rng, n, days, places, engineers) for n in range(rng.randint(min_visits, max_visits))
    ]
    same, consecutive = _groups(rng, visits, days)
    ordered = _with_order(rng, visits, consecutive)
    return Problem(
        days=days,
        engineers=engineers,
        visits=tuple(_planned_before(random.Random(f"before {seed}"), ordered, days, engineers)),
        travel=travel,
        locations=tuple(
            Location(name=f"L{n}", lat=55 + rng.random(), lon=37 + rng.random())
            for n in range(places)
        )
        if rng.random() < 0.7
        else (),
        lunch=lunch,
        stop_overhead_min=rng.choice((0, 0, 7, 10)),
        traffic=_traffic(rng),
        departure_step_min=rng.choice((5, 15, 15, 30)),
        same_engineer=same,
        consecutive=consecutive,
        prices=_prices(rng),
    )


def random_order(problem: Problem, seed: int) -> tuple[ProblemEngineer, date, tuple[Visit, ...]]:
    """Return an engineer, a day and some visits in an order; no rule is promised to hold."""
    rng = random.Random(seed)
    shifts = [(e, d) for e in problem.engineers for d in problem.days if d in e.shifts]
    engineer, day = rng.choice(shifts)
    fitting = [visit for visit in problem.visits if visit.windows.get(day)]
    most = min(len(fitting), rng.choice((1, 1, 2, 2, 3, 4)))
    return engineer, day, tuple(rng.sample(fitting, most))


def problems() -> st.SearchStrategy[Problem]:
    """Hypothesis strategy of random problems; shrinks to small seeds."""
    return st.integers(min_value=0, max_value=2**31).map(random_problem)


def orders() -> st.SearchStrategy[tuple[Problem, ProblemEngineer, date, tuple[Visit, ...]]]:
    """Hypothesis strategy of a problem with an engineer-day and an order of visits."""
    seeds = st.integers(min_value=0, max_value=2**31)
    return st.tuples(problems(), seeds).map(lambda pair: (pair[0], *random_order(*pair)))


def _travel(rng: random.Random, places: int) -> TravelMatrix:
    """Asymmetric, not metric, with points at one place and now and then a missing road."""
    far = rng.choice((15, 40, 70))
    minutes = np.array(
        [[rng.randint(0, far) for _ in range(places)] for _ in range(places)], dtype=np.int32
    )
    if rng.random() < 0.15 and places > 2:
        minutes[rng.randrange(1, places), rng.randrange(places)] = -1
    np.fill_diagonal(minutes, 0)
    metres = None
    if rng.random() < 0.8:
        metres = np.array(
            [[rng.randint(0, 40_000) for _ in range(places)] for _ in range(places)],
            dtype=np.int32,
        )
        np.fill_diagonal(metres, 0)
    return TravelMatrix(minutes=minutes, metres=metres, source=rng.choice(("", "random/1")))


def _lunch(rng: random.Random) -> LunchRule | None:
    if rng.random() < 0.3:
        return None
    return LunchRule(
        minutes=rng.choice((30, 45, 60)),
        earliest_min=rng.choice((690, 720)),
        latest_min=rng.choice((780, 900)),
        interrupt_over_min=rng.choice((120, 240)),
    )


def _traffic(rng: random.Random) -> dict[int, tuple[int, ...]]:
    if rng.random() < 0.3:
        return {}
    return {
        weekday: tuple(rng.randint(30, 130) for _ in range(48))
        for weekday in range(7)
        if rng.random() < 0.8
    }


def _prices(rng: random.Random) -> Prices | None:
    if rng.random() < 0.25:
        return None
    return Prices(
        km_cost=rng.choice((0, 1500, 1733)),
        drive_hour_cost=rng.choice((60_000, 47_777)),
        overtime_hour_cost=rng.choice((0, 109_091)),
        overtime_first_min=rng.choice((30, 120)),
        preferred_engineer_cost=50_000,
        spacing_day_cost=1000,
        window_late_cost=300_000,
        level_hour_cost=rng.choice((0, 5000)),
        level_from_min=rng.choice((240, 420)),
        examples=rng.random() < 0.5,
    )


def _engineer(
    rng: random.Random, n: int, days: tuple[date, ...], places: int, lunch: LunchRule | None
) -> ProblemEngineer:
    shifts = {}
    absent = set()
    for day in days:
        dice = rng.random()
        if dice < 0.08 and day != days[0]:
            absent.add(day)
        elif dice < 0.8 or day == days[0]:
            shifts[day] = (540, 1080)
        elif dice < 0.9:
            shifts[day] = rng.choice(((480, 1020), (540, 780), (600, 1200), (900, 1500)))
    base = rng.randrange(places)
    resume = {}
    if rng.random() < 0.15:
        minute = rng.randrange(550, 900)
        late = lunch is not None and minute > lunch.latest_min
        resume[days[0]] = Resume(
            minute=minute,
            location=rng.randrange(places),
            visits_done=rng.randint(0, 2),
            lunch_taken=late or rng.random() < 0.5,
        )
    contractor = n > 0 and rng.random() < 0.3
    return ProblemEngineer(
        id=f"E{n + 1}",
        start=base,
        end=base if rng.random() < 0.7 else rng.randrange(places),
        shifts=shifts,
        name=rng.choice(("", "Иванов «И.»", "O'Neil")),
        skills=frozenset(s for s in SKILLS if n == 0 or rng.random() < 0.6),
        max_visits=rng.choice((None, 2, 4, 8)),
        overtime_day_min=rng.choice((0, 60, 120)),
        overtime_month_min=rng.choice((None, 60, 600)),
        hours_min=rng.choice((None, None, 900)),
        absent=frozenset(absent),
        contractor=contractor,
        hour_cost=rng.choice((0, 90_001)) if contractor else 0,
        visit_cost=rng.choice((0, 250_000)) if contractor else 0,
        day_cost=rng.choice((0, 800_000)) if contractor else 0,
        resume=resume,
    )


def _visit(
    rng: random.Random,
    n: int,
    days: tuple[date, ...],
    places: int,
    engineers: tuple[ProblemEngineer, ...],
) -> Visit:
    windows = {day: _windows(rng) for day in days if rng.random() < 0.75}
    tier = rng.choice((Tier.REQUIRED, Tier.REQUIRED, Tier.REQUIRED, Tier.WELCOME, Tier.EMERGENCY))
    urgent = tier is Tier.EMERGENCY
    promised = rng.choice(days) if rng.random() < 0.2 else None
    ids = [engineer.id for engineer in engineers]
    return Visit(
        id=f"V{n + 1}",
        location=rng.randrange(places),
        duration_min=rng.choice((20, 45, 60, 90, 130, 250, 360)),
        weight=rng.choice((10, 13, 40)),
        windows=windows,
        kind=rng.choice(("maintenance", "other", "installation")),
        tier=tier,
        skills=frozenset(s for s in SKILLS if rng.random() < 0.15),
        not_before=rng.choice(days) if rng.random() < 0.15 else None,
        notice_until=rng.choice(days) if rng.random() < 0.15 else None,
        engineers=frozenset(rng.sample(ids, 1)) if rng.random() < 0.15 else None,
        preferred_engineer=rng.choice(ids) if rng.random() < 0.3 else None,
        deadline=rng.choice(days) if urgent else None,
        deadline_min=rng.choice((None, 720, 1080)) if urgent else None,
        promise=Promise(
            date=promised,
            start_min=rng.choice((0, 600)),
            end_min=rng.choice((720, 1080)),
            status=rng.choice(tuple(PromiseStatus)),
            engineer_id=rng.choice((None, "E1")),
        )
        if promised
        else None,
        target=rng.choice(days) if rng.random() < 0.4 else None,
        latest=days[n % len(days)] if n % 5 == 2 else None,
        prep_min=rng.choice((0, 15)),
        doc_min=rng.choice((0, 20)),
        site_id=rng.choice(("", f"S{n}")),
        project_id=rng.choice(("", "P1")),
        due=rng.choice(days) if rng.random() < 0.4 else None,
        origin=rng.choice(("", "Объекты!7")),
        note=f"note {n}" if n % 3 == 1 else "",
        worth_cost=50_000 * (n % 3) if tier is Tier.WELCOME else 0,
    )


def _planned_before(
    rng: random.Random,
    visits: list[Visit],
    days: tuple[date, ...],
    engineers: tuple[ProblemEngineer, ...],
) -> list[Visit]:
    """Every fourth problem is a re-solve: most visits stood somewhere in an older plan."""
    if rng.random() < 0.75:
        return visits
    found = []
    for visit in visits:
        held = sorted(day for day in days if visit.windows.get(day)) or list(days)
        engineer = rng.choice(engineers).id
        before = Before(date=rng.choice(held), engineer_id=engineer, call=rng.random() < 0.4)
        found.append(replace(visit, before=before) if rng.random() < 0.7 else visit)
    return found


def _windows(rng: random.Random) -> tuple[tuple[int, int], ...]:
    return rng.choice(
        (
            ((540, 1080),),
            ((540, 1080),),
            ((480, 1260),),
            ((540, 780), (840, 1080)),
            ((540, 640), (700, 800), (900, 1020)),
            ((600, 615),),
            ((780, 1500),),
        )
    )


def _groups(
    rng: random.Random, visits: list[Visit], days: tuple[date, ...]
) -> tuple[tuple[tuple[str, ...], ...], tuple[tuple[str, ...], ...]]:
    ids = [visit.id for visit in visits]
    rng.shuffle(ids)
    same, consecutive = [], []
    if len(ids) >= 2 and rng.random() < 0.4:
        same.append(tuple(ids[:2]))
    if len(ids) >= 5 and len(days) >= 2 and rng.random() < 0.4:
        consecutive.append(tuple(ids[2 : 2 + min(len(days), rng.choice((2, 3)))]))
    return tuple(same), tuple(consecutive)


def _with_order(
    rng: random.Random, visits: list[Visit], consecutive: tuple[tuple[str, ...], ...]
) -> list[Visit]:
    """Some visits follow an earlier one, so that there is never a circle."""
    grouped = {visit_id for group in consecutive for visit_id in group}
    found = []
    for n, visit in enumerate(visits):
        if n and visit.id not in grouped and rng.random() < 0.25:
            after = After(
                visit_id=visits[rng.randrange(n)].id,
                min_days=rng.choice((0, 1, 2)),
                min_calendar_days=rng.choice((0, 0, 3)),
            )
            found.append(replace(visit, after=(after,)))
        else:
            found.append(visit)
    return found


def with_desk(problem: Problem, seed: int, mode: DeskMode = DeskMode.OVERFLOW) -> Problem:
    """Return the problem with desk work, a backlog, and now and then a reserve."""
    rng = random.Random(seed * 7 + 1)
    factor = rng.choice((0, 20, 60, 120))
    visits = tuple(
        replace(v, prep_min=rng.randrange(factor + 1), doc_min=rng.randrange(factor + 1))
        for v in problem.visits
    )
    owed = [
        DeskBacklog(
            engineer_id=rng.choice(problem.engineers).id,
            visit_id=f"old{n}",
            minutes=rng.randrange(1, 60),
            until=rng.choice((None, MONDAY, problem.days[0], problem.days[-1])),
        )
        for n in range(rng.randrange(3))
    ]
    return replace(
        problem,
        engineers=tuple(
            replace(e, reserve_min=rng.choice((0, 0, 0, 30, 60))) for e in problem.engineers
        ),
        visits=visits,
        desk=DeskRules(
            mode=mode,
            doc_days=rng.randrange(4),
            prepared_days=rng.randrange(3),
            consult_week_min=rng.choice((0, 0, 100, 211)),
            handover_min=rng.choice((0, 15)),
            backlog=tuple(owed),
        ),
    )


def with_past(problem: Problem) -> Problem:
    """Return the problem with its first visit made by the first engineer on the first day."""
    stop = Stop(
        visit_id=problem.visits[0].id, arrive_min=560, start_min=567, end_min=600, depart_min=660
    )
    route = Route(
        engineer_id=problem.engineers[0].id,
        date=problem.days[0],
        leave_min=540,
        back_min=690,
        stops=(stop,),
        lunch_min=600,
        overtime_min=3,
        drive_min=50,
        distance_m=20_000,
    )
    until = datetime.combine(problem.days[0], time(11, 30))
    return replace(problem, past=Past(until=until, routes=(route,)))
