"""A promised day of a full month is cleared for the promise; the rest finds another place."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, datetime

from support.books import make_site
from support.month_book import small_book

from fieldplan.api import plan_month, stop_rule
from fieldplan.checker import check
from fieldplan.domain import Plan, Problem, Promise
from fieldplan.resolve.edits import Edits
from fieldplan.resolve.make_room import make_room
from fieldplan.resolve.replan import QUICK
from fieldplan.resolve.whole import whole_problem
from fieldplan.rules import TIER_PROMISES
from fieldplan.solver import solve
from fieldplan.travel.estimate import estimate_matrix

NOW = datetime(2026, 12, 1, 8, 0)
BRIEF = replace(QUICK, iterations=100)
"""Too few for the search to clear a day by chance."""


def values(plan: Plan) -> list[int]:
    return [tier.value for tier in plan.tiers]


def broken(plan: Plan) -> int:
    return next(tier.value for tier in plan.tiers if tier.tier == TIER_PROMISES)


def full_month() -> tuple[Problem, Plan, list[Edits]]:
    """One engineer with more than he can do, and a client who asks for every day in turn."""
    rng = random.Random(3)
    sites = tuple(
        replace(
            make_site(
                f"S{n:02d}",
                lat=55.75 + rng.uniform(-0.5, 0.5),
                lon=37.6 + rng.uniform(-0.8, 0.8),
                last_maintenance=date(2026, 8, 20),
            ),
            source=None,
        )
        for n in range(80)
    )
    book = small_book(sites=sites, projects=(), emergencies=(), agreed=(), absences=())
    record = plan_month(book, month="2026-12", stop=stop_rule(iterations=200))
    routes = [route for route in record.plan.routes if len(route.stops) > 1]
    name = routes[-1].stops[0].visit_id
    wishes = [
        Edits(promises={name: Promise(date=day, start_min=600, end_min=720)})
        for day in record.problem.days[1:-1:2]
    ]
    problem = whole_problem(record, Edits(), NOW, estimate_matrix).problem
    return problem, record.plan, wishes


def test_more_promises_are_kept_and_no_plan_is_worse() -> None:
    problem, plan, wishes = full_month()
    kept_before = kept_now = 0
    for wish in wishes:
        asked = replace(
            problem,
            visits=tuple(
                replace(v, promise=wish.promises.get(v.id, v.promise)) for v in problem.visits
            ),
        )
        quick = solve(asked, BRIEF, previous=plan).plan
        found = make_room(asked, quick, BRIEF, seed=0)
        assert check(asked, found).ok
        assert values(found) <= values(quick)
        kept_before += not broken(quick)
        kept_now += not broken(found)
        if not broken(quick):
            assert found is quick
    assert kept_now > kept_before
    assert kept_now >= len(wishes) - 2
