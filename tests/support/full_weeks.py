"""A week that can be reckoned by hand: 5 days of 480 minutes, visits of an hour, no roads."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import numpy as np

from fieldplan.checker import check
from fieldplan.domain import (
    LunchRule,
    Outlook,
    OutlookMonth,
    PlanRecord,
    Prices,
    Problem,
    ProblemEngineer,
    Site,
    TravelMatrix,
    Visit,
)
from fieldplan.solver import StopRule, solve

DAYS = tuple(date(2026, 12, 7) + timedelta(days=n) for n in range(5))
DAY = (540, 1080)
PLAIN = {"emergencies_month": 0, "consultations_week": 0, "overtime_month_min": 0}
"""Settings that leave nothing but the visits."""


def week_problem(
    visits: int, *, engineers: int = 1, prep_min: int = 0, doc_min: int = 0, overtime_min: int = 0
) -> Problem:
    """Visits of 60 minutes that fill one engineer's week when there are 40."""
    return Problem(
        days=DAYS,
        engineers=tuple(
            ProblemEngineer(
                id=f"E{n + 1}",
                start=0,
                end=0,
                shifts=dict.fromkeys(DAYS, DAY),
                overtime_day_min=overtime_min,
                overtime_month_min=600,
            )
            for n in range(engineers)
        ),
        visits=tuple(
            Visit(
                id=f"V{n + 1:02d}",
                location=0,
                duration_min=60,
                weight=10,
                windows=dict.fromkeys(DAYS, (DAY,)),
                kind="maintenance",
                prep_min=prep_min,
                doc_min=doc_min,
                site_id=f"S{n + 1:02d}",
            )
            for n in range(visits)
        ),
        travel=TravelMatrix(minutes=np.zeros((1, 1), dtype=np.int32)),
        lunch=LunchRule(minutes=60),
        prices=Prices(km_cost=1500, drive_hour_cost=60_000, overtime_hour_cost=100_000),
    )


def week_record(problem: Problem, outlook: Outlook | None = None, **settings: object) -> PlanRecord:
    """A checked plan of the week."""
    plan = solve(problem, StopRule(iterations=300)).plan
    assert check(problem, plan).ok
    sites = tuple(
        Site(
            id=visit.site_id,
            client=visit.site_id,
            address="",
            lat=55.7,
            lon=37.6,
            access=((DAY,),) * 5 + ((), ()),
        )
        for visit in problem.visits
    )
    return PlanRecord(
        problem=problem,
        plan=plan,
        month="2026-12",
        now=datetime(2026, 12, 1),
        sites=sites,
        settings={**PLAIN, **settings},
        outlook=outlook,
    )


def year(*planned_hours: int, hours: int = 160) -> Outlook:
    """Months of an engineer of ``hours`` each, a tenth of them never filled."""
    minutes = 60 * hours
    months = tuple(
        OutlookMonth(
            month=f"{2026 + (11 + n) // 12}-{(11 + n) % 12 + 1:02d}",
            working_days=20,
            available_min=minutes,
            reserved_min=minutes // 10,
            planned_min=60 * planned,
            visits=planned,
            debt=0,
        )
        for n, planned in enumerate(planned_hours)
    )
    return Outlook(months=months)


def without_overtime(record: PlanRecord) -> PlanRecord:
    """The same with no overtime allowed by the settings either."""
    return replace(record, settings={**record.settings, "overtime_month_min": 0})
