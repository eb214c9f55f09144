"""Every stated alternative lets the visit in once its obstacles are lifted: by re-solving."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

import pytest
from support.books import make_engineer, make_site
from support.month_book import small_book
from support.random_problems import random_problem

from fieldplan import api
from fieldplan.checker import check
from fieldplan.domain import (
    Absence,
    Alternative,
    Book,
    Explanation,
    Location,
    Plan,
    PlanRecord,
    Problem,
    Tier,
    TravelMatrix,
    VisitKind,
)
from fieldplan.messages import has_text
from fieldplan.report.reasons import reason_sentence
from fieldplan.resolve.explain import alternatives, explain
from fieldplan.resolve.lifting import lifted
from fieldplan.resolve.obstacles import ORDER, name_of
from fieldplan.resolve.offers import running_problem
from fieldplan.solver import StopRule, solve


def no_travel(_places: Sequence[Location]) -> TravelMatrix:
    raise AssertionError("all sites are in the plan")


def planned(book: Book) -> PlanRecord:
    return api.plan_month(book, month="2026-12", stop=api.stop_rule(iterations=150))


def explained(record: PlanRecord, visit_id: str) -> Explanation:
    return explain(record, visit_id, now=record.now, matrix_of=no_travel)


def one_visit(site: dict[str, object], **book: object) -> tuple[PlanRecord, Explanation]:
    """A book of one maintenance visit, which the plan leaves out, explained."""
    values = {"lat": 55.89, "lon": 37.44, "last_maintenance": date(2026, 9, 1)} | site
    parts = {"projects": (), "emergencies": (), "agreed": (), "absences": ()} | book
    record = planned(small_book(sites=(make_site("S1", **values),), **parts))
    assert [item.visit_id for item in record.plan.unassigned] == ["S1-TO-2612"]
    return record, explained(record, "S1-TO-2612")


def assert_lets_in(
    problem: Problem, plan: Plan, members: tuple[str, ...], item: Alternative
) -> None:
    """Solve anew with the obstacles lifted; then every member is served."""
    given = lifted(problem, members, item.obstacles)
    weights = dict.fromkeys(members, 10000)
    visits = tuple(replace(v, weight=weights.get(v.id, v.weight)) for v in given.visits)
    heavy = replace(given, visits=visits)
    made = solve(heavy, StopRule(iterations=100), seed=1, previous=plan).plan
    assert check(heavy, made).ok
    left = {u.visit_id for u in made.unassigned}
    assert not left & set(members), [reason.code for reason in item.obstacles]


@pytest.mark.parametrize("seed", range(40))
def test_lifting_the_obstacles_of_an_alternative_lets_the_visit_in(seed: int) -> None:
    given = replace(random_problem(seed, max_visits=9), desk=None)
    # Emergencies may cost more than a visit is worth: service alone is looked at here.
    given = replace(
        given,
        visits=tuple(
            replace(v, deadline=None, deadline_min=None, promise=None, tier=Tier.REQUIRED)
            for v in given.visits
        ),
    )
    plan = solve(given, StopRule(iterations=60), seed=seed).plan
    for item in plan.unassigned:
        members = next((g for g in given.consecutive if item.visit_id in g), (item.visit_id,))
        for found in alternatives(given, plan, item.visit_id, given.days):
            assert found.obstacles
            codes = [name_of(reason) for reason in found.obstacles]
            assert codes == sorted(codes, key=ORDER.index) or len(members) > 1
            if "predecessor_unserved" not in codes:
                assert_lets_in(given, plan, members, found)


def test_work_that_is_longer_than_the_access() -> None:
    hours = (((600, 660),),) * 5 + ((), ())
    record, found = one_visit({"access": hours, "on_site_min": 90})
    first = found.alternatives[0]
    assert [name_of(reason) for reason in first.obstacles] == ["access_longer"]
    assert first.obstacles[0].params["minutes"] == 30
    assert_lets_in(record.problem, record.plan, ("S1-TO-2612",), first)
    assert {note.reasons[0].code for note in found.days} == {"explain.day_short"}


def test_a_skill_that_nobody_has() -> None:
    record, found = one_visit({"skills": frozenset({"газ"})})
    first = found.alternatives[0]
    assert [name_of(reason) for reason in first.obstacles] == ["skills"]
    assert "газ" in reason_sentence(first.obstacles[0], "ru")
    assert_lets_in(record.problem, record.plan, ("S1-TO-2612",), first)


def test_a_day_too_long_for_the_shift_says_how_many_minutes_are_missing() -> None:
    record, found = one_visit({"on_site_min": 540, "access": (((360, 1380),),) * 5 + ((), ())})
    (name,) = {name_of(reason) for reason in found.alternatives[0].obstacles}
    assert name == "overtime_day"
    missing = {note.missing_min for note in found.days if note.missing_min}
    assert found.alternatives[0].obstacles[0].params["minutes"] == min(missing)
    assert_lets_in(record.problem, record.plan, ("S1-TO-2612",), found.alternatives[0])
    short = replace(
        found.alternatives[0].obstacles[0],
        params={
            **found.alternatives[0].obstacles[0].params,
            "needed": int(str(found.alternatives[0].obstacles[0].params["needed"])) - 1,
        },
    )
    tight = lifted(record.problem, ("S1-TO-2612",), [short])
    assert solve(tight, StopRule(iterations=50), seed=1).plan.unassigned  # not a minute less


def test_two_obstacles_are_named_together() -> None:
    engineers = (make_engineer(), make_engineer("E2", skills=frozenset({"газ"})))
    record, found = one_visit(
        {"skills": frozenset({"газ"}), "engineer_id": "E2", "engineer_fixed": True},
        engineers=engineers,
        absences=(Absence(engineer_id="E2", first=date(2026, 12, 1), last=date(2026, 12, 31)),),
    )
    kinds = [[name_of(reason) for reason in item.obstacles] for item in found.alternatives]
    assert kinds[0] == ["absence"] or ["fixed_engineer", "skills"] in kinds
    assert all(len(kind) <= 2 for kind in kinds)
    problem = running_problem(record, record.now, no_travel)
    for item in found.alternatives:
        assert_lets_in(problem, record.plan, ("S1-TO-2612",), item)


def test_a_stage_whose_predecessor_is_left_out() -> None:
    book = small_book(agreed=(), absences=())
    site = replace(book.sites[7], skills=frozenset({"газ"}))
    record = planned(replace(book, sites=tuple(site if s.id == site.id else s for s in book.sites)))
    left = {item.visit_id for item in record.plan.unassigned}
    stage = next(v for v in left if VisitKind.INSTALLATION.value in v)
    codes = {
        name_of(reason)
        for item in explained(record, stage).alternatives
        for reason in item.obstacles
    }
    assert {"predecessor_unserved", "skills"} <= codes


def test_why_a_planned_visit_is_where_it_is() -> None:
    record = planned(small_book())
    kinds = {visit.id: visit for visit in record.problem.visits}
    seen = set()
    for route in record.plan.routes:
        for stop in route.stops:
            found = explained(record, stop.visit_id)
            assert found.place is not None
            assert (found.place.date, found.place.start_min) == (route.date, stop.start_min)
            assert not found.alternatives
            codes = {reason.code for reason in found.reasons}
            seen |= codes
            assert ("explain.why_promised" in codes) == (kinds[stop.visit_id].promise is not None)
            here = next(note for note in found.days if note.date == route.date)
            assert (here.missing_min, here.reasons) == (0, ())
    assert {"explain.why_cheapest", "explain.why_promised", "explain.why_deadline"} <= seen


def test_what_is_made_is_told_as_made() -> None:
    record = planned(small_book())
    stop = record.plan.routes[0].stops[0]
    found = explain(record, stop.visit_id, now=datetime(2026, 12, 10), matrix_of=no_travel)
    assert [reason.code for reason in found.reasons] == ["explain.why_made"]
    assert found.offers == ()


@pytest.mark.parametrize("name", ORDER)
def test_every_obstacle_has_its_texts(name: str) -> None:
    assert has_text(f"explain.{name}")
    assert name in ("overtime_day", "promise_kept") or has_text(f"explain.day_{name}")
