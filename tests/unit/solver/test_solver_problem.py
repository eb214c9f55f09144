"""The problem as arrays: engineer-days, forms of visits, windows, and one scale for all tiers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from rules.instances import D1, D2, D3, OPEN, engineer, problem, visit

from fieldplan.domain import (
    After,
    LunchRule,
    Prices,
    Problem,
    Promise,
    Resume,
    Tier,
    Visit,
)
from fieldplan.solver.arrays import NO_CAP
from fieldplan.solver.problem import Compiled, compile_problem, lunch_is_due

LUNCH = LunchRule(minutes=60, earliest_min=720, latest_min=900)


def windows(compiled: Compiled, entry: int, day: int = 0) -> list[tuple[int, int, int]]:
    a = compiled.arrays
    cell = entry * len(a.day_ordinal) + day
    rows = range(int(a.win_ptr[cell]), int(a.win_ptr[cell + 1]))
    return [(int(a.win_open[w]), int(a.win_cap[w]), int(a.win_close[w])) for w in rows]


def one(given: Visit, **more: object) -> Compiled:
    days = (D1, D2, D3)
    return compile_problem(problem((engineer(days=days),), (given,), days=days, **more))


def test_a_slot_is_a_day_with_a_shift() -> None:
    second = engineer("E2", days=(D2,), absent=frozenset({D1}))
    given = problem((engineer(days=(D1, D3)), second), (), days=(D1, D2, D3))
    compiled = compile_problem(given)
    assert [(e.id, d) for e, d in compiled.slots] == [("E1", D1), ("E2", D2), ("E1", D3)]
    assert compiled.arrays.slot_of.tolist() == [[0, -1, 2], [-1, 1, -1]]


def test_a_resumed_day_begins_where_the_engineer_stands() -> None:
    resume = Resume(minute=700, location=1, visits_done=3, lunch_taken=True)
    given = problem((engineer(max_visits=5, resume={D1: resume}),), (), lunch=LUNCH)
    a = compile_problem(given).arrays
    assert (int(a.slot_open[0]), int(a.slot_from[0]), int(a.slot_to[0])) == (700, 1, 0)
    assert int(a.slot_max_visits[0]) == 2
    assert int(a.slot_lunch[0]) == 0


@pytest.mark.parametrize(
    ("shift", "due"),
    [
        ((540, 1080), True),
        ((540, 780), False),  # 4 hours
        ((540, 781), True),
        ((900, 1500), True),
        ((901, 1500), False),  # begins after the latest start
        ((480, 779), False),  # lunch would end after the shift
        ((480, 780), True),
    ],
)
def test_lunch_is_due(shift: tuple[int, int], due: bool) -> None:
    who = replace(engineer(), shifts={D1: shift})
    given = problem((who,), (), lunch=LUNCH)
    assert lunch_is_due(given, who, D1) is due
    assert not lunch_is_due(replace(given, lunch=None), who, D1)
    assert not lunch_is_due(given, who, D2)


def test_windows_of_a_plain_visit_leave_out_those_too_short() -> None:
    given = visit("A", (D1, D3), work=60, windows=((700, 900), (540, 600), (610, 660)))
    compiled = one(given)
    assert windows(compiled, 0) == [(540, NO_CAP, 600), (700, NO_CAP, 900)]
    assert windows(compiled, 0, 1) == []
    assert compiled.arrays.ok[0].tolist() == [True, False, True]


def test_a_promised_visit_has_a_kept_and_a_broken_form() -> None:
    given = visit("A", (D1, D2), work=60, windows=((540, 1080),))
    compiled = one(replace(given, promise=Promise(date=D2, start_min=600, end_min=720)))
    assert [(f.kept, f.late) for f in compiled.entries] == [(True, False), (False, False)]
    assert windows(compiled, 0, 0) == []
    assert windows(compiled, 0, 1) == [(600, 720, 1080)]
    assert windows(compiled, 1, 1) == [(540, NO_CAP, 1080)]
    assert compiled.tiers.fixed[2][:, 0].tolist() == [0, 1]


def test_an_emergency_is_in_time_or_late_on_its_last_day() -> None:
    given = visit("A", (D1, D2), work=60, windows=((540, 1080),), tier=Tier.EMERGENCY)
    compiled = one(replace(given, deadline=D1, deadline_min=720))
    assert [(f.kept, f.late) for f in compiled.entries] == [(False, False), (False, True)]
    assert windows(compiled, 0, 0) == [(540, 720, 1080)]
    assert windows(compiled, 0, 1) == [(540, NO_CAP, 1080)]
    assert windows(compiled, 1, 0) == [(721, NO_CAP, 1080)]
    assert windows(compiled, 1, 1) == []
    days = compiled.tiers.fixed[1]
    assert (days[0, 0], days[0, 1], days[1, 0]) == (0, 1, 1)


def test_an_emergency_that_cannot_start_after_its_minute_has_one_form() -> None:
    given = visit("A", (D1,), work=360, windows=((540, 1080),), tier=Tier.EMERGENCY)
    assert len(one(replace(given, deadline=D1, deadline_min=720)).entries) == 1


def test_dates_forbid_days_but_the_promised_day_needs_no_notice() -> None:
    given = visit("A", (D1, D2, D3), work=60)
    assert one(replace(given, not_before=D2)).arrays.ok[0].tolist() == [False, True, True]
    assert one(replace(given, notice_until=D3)).arrays.ok[0].tolist() == [False, False, True]
    promise = Promise(date=D1, start_min=540, end_min=1080)
    promised = one(replace(given, notice_until=D3, promise=promise))
    assert promised.arrays.ok.tolist() == [[True, False, False], [True, False, True]]


def test_who_may_serve_a_visit() -> None:
    both = (engineer(skills=frozenset({"install"})), engineer("E2"))
    skilled, fixed = visit("A", skills=frozenset({"install"})), visit("B", engineers={"E2"})
    a = compile_problem(problem(both, (skilled, fixed))).arrays
    assert a.ok.tolist() == [[True, False], [False, True]]


def test_an_even_profile_is_free_flow() -> None:
    given = problem((engineer(days=(D1, D2)),), (), days=(D1, D2))
    traffic = {D1.weekday(): (100,) * 48, D2.weekday(): (50,) * 48}
    a = compile_problem(replace(given, traffic=traffic)).arrays
    assert a.slot_profile.tolist() == [-1, 0]


def test_visits_linked_through_a_third_are_one_group() -> None:
    names = [visit(name) for name in "ABCDE"]
    given = replace(problem((engineer(),), tuple(names)), same_engineer=(("A", "B"), ("B", "C")))
    group = compile_problem(given).arrays.same_group.tolist()
    assert group[0] == group[1] == group[2] >= 0
    assert group[3:] == [-1, -1]


def test_chains_know_both_ways() -> None:
    later = visit("B", after=(After(visit_id="A", min_days=1, min_calendar_days=3),))
    a = compile_problem(problem((engineer(),), (visit("A"), later))).arrays
    assert a.pred[a.pred_ptr[1] : a.pred_ptr[2]].tolist() == [[0, 1, 3]]
    assert a.succ[a.succ_ptr[0] : a.succ_ptr[1]].tolist() == [[1, 1, 3]]


PRICES = Prices(km_cost=1500, drive_hour_cost=60_000, overtime_hour_cost=110_000)


@pytest.mark.parametrize("prices", [None, PRICES], ids=["minutes", "money"])
def test_a_unit_of_a_tier_outweighs_all_tiers_below(prices: Prices | None) -> None:
    compiled = compile_problem(replace(_urgent(), prices=prices))
    late, promised, plain = (int(x) for x in compiled.arrays.unserved_scalar)
    days, broken = compiled.tiers.fixed[1], compiled.arrays.fixed_scalar[1:3]
    # A day of driving is less than a unit of weight, all weight less than a promise, ...
    a_day = 1080 if prices is None else 18 * (60_000 + 60 * 1500) + 2 * 110_000
    assert compiled.arrays.weight_unit > a_day
    assert plain == 10 * compiled.arrays.weight_unit
    assert promised > sum(v.weight for v in compiled.problem.visits) * compiled.arrays.weight_unit
    assert broken[1, 0] > 30 * compiled.arrays.weight_unit
    # ... and a late emergency more than all promises and days together.
    assert late > promised * 2
    assert int(days[0, 1]) == 1
    assert np.iinfo(np.int64).max // 1000 > late


def _urgent() -> Problem:
    days = (D1, D2)
    return problem(
        (engineer(days=days),),
        (
            visit("A", days, work=60, windows=OPEN, tier=Tier.EMERGENCY, deadline=D1),
            visit("B", days, work=60, promise=Promise(date=D1, start_min=540, end_min=600)),
            visit("C", days, work=60),
        ),
        days=days,
    )


def test_absence_can_be_dropped_only_where_one_is() -> None:
    who = engineer(days=(D2,), absent=frozenset({D1}))
    days: tuple[date, ...] = (D1, D2, D3)
    compiled = compile_problem(problem((who,), (), days=days), without=frozenset({"absence"}))
    assert [day for _, day in compiled.slots] == [D1, D2]
