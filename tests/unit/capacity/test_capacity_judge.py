"""Verdicts on a week whose hours are known by heart: 40 visits of an hour fill 40 hours.

The months ahead have 160 h, of which routes fill 144.
"""

from __future__ import annotations

import pytest
from support.full_weeks import week_problem, week_record, year

from fieldplan.capacity.assemble import capacity_report
from fieldplan.capacity.hours_bound import hours_bound
from fieldplan.domain import CapacityReport, Verdict

QUIET, PEAK = 100, 150


def report(visits: int, *ahead: int, **settings: object) -> CapacityReport:
    problem = week_problem(visits)
    return capacity_report(week_record(problem, year(QUIET, *ahead), **settings))


def codes(found: CapacityReport) -> list[str]:
    return [reason.code for reason in found.judgement.evidence]


def test_a_month_that_one_engineer_can_just_do_is_tight() -> None:
    found = report(40, *[QUIET] * 11)
    assert found.judgement.verdict is Verdict.TIGHT
    assert found.hours.need_min == found.hours.available_min == 2400
    assert found.hours.undone == found.certificates[0].count == 0


def test_a_month_with_room_is_enough() -> None:
    found = report(34, *[QUIET] * 11)
    assert found.hours.need_min == 34 * 60
    assert found.hours.load_pct == 85
    assert found.judgement.verdict is Verdict.ENOUGH
    assert report(37, *[QUIET] * 11).judgement.verdict is Verdict.TIGHT  # 92.5 % of the hours


def test_three_visits_more_than_any_routing_holds_are_proven_impossible() -> None:
    found = report(43, *[QUIET] * 11)
    certificate = found.certificates[0]
    assert certificate.count == 3
    assert certificate.weight == 30
    (shortage,) = certificate.shortages
    assert (shortage.need_min, shortage.exist_min) == (43 * 60, 40 * 60)
    assert len(shortage.visits) == 43
    assert found.hours.undone == found.hours.proven_undone == 3
    assert "undone_proven" in codes(found)
    assert "undone_found" not in codes(found)


def test_a_single_peak_between_quiet_months_is_for_contractors() -> None:
    found = report(43, *[QUIET] * 11)
    assert found.judgement.verdict is Verdict.CONTRACTORS
    assert "ahead_fine" in codes(found)


def test_the_same_peak_every_month_is_for_a_second_engineer() -> None:
    """150 h a month against 144 h of room: each of the 11 months lacks 6 h."""
    found = report(43, *[PEAK] * 11)
    assert found.judgement.verdict is Verdict.SECOND_ENGINEER
    assert all(month.due_min == PEAK * 60 for month in found.forecasts[0].months[1:])
    assert {month.room_min for month in found.forecasts[0].months} == {144 * 60}
    assert [month.backlog_min // 60 for month in found.forecasts[0].months[1:4]] == [6, 12, 18]


def test_signs_of_growth_alone_decide_nothing() -> None:
    found = report(34, *[QUIET] * 11, trigger_clients=10, norm_high=20, norm_low=10)
    assert {"sign_clients", "sign_visits"} <= set(codes(found))
    assert found.judgement.verdict is Verdict.ENOUGH


def test_signs_of_growth_add_weight_to_a_load_that_comes_back() -> None:
    """Four of eleven months are too full: less than a half, more than a third."""
    ahead = [PEAK] * 4 + [QUIET] * 7
    assert report(43, *ahead).judgement.verdict is Verdict.CONTRACTORS
    grown = report(43, *ahead, trigger_clients=10)
    assert grown.judgement.verdict is Verdict.SECOND_ENGINEER


def test_a_team_that_breaks_before_one_can_be_hired_needs_to_hire_now() -> None:
    assert report(34, *[PEAK] * 11).judgement.verdict is Verdict.SECOND_ENGINEER
    later = [QUIET] * 4 + [PEAK] * 7
    assert report(34, *later).judgement.verdict is Verdict.TIGHT
    assert report(34, *later, hiring_months=5).judgement.verdict is Verdict.SECOND_ENGINEER


def test_overtime_that_is_allowed_is_no_overload() -> None:
    """42 visits take 2 h more than the shifts; the rules allow 5 h of overtime."""
    problem = week_problem(42, overtime_min=60)
    found = capacity_report(week_record(problem, year(*[QUIET] * 12), overtime_month_min=600))
    assert found.hours.overtime_min == 300
    assert (found.hours.need_min, found.hours.missing_min) == (2520, 0)
    assert found.judgement.verdict is Verdict.TIGHT


@pytest.mark.parametrize(("desk", "hours"), [(0, 40), (15, 50)])
def test_desk_work_counts(desk: int, hours: int) -> None:
    """40 visits go into the routes; with 15 minutes of paperwork each they take 50 h."""
    problem = week_problem(40, doc_min=desk)
    found = capacity_report(week_record(problem, year(*[QUIET] * 12)))
    assert found.hours.need_min == hours * 60
    assert found.hours.undone == 0
    assert found.judgement.verdict is (Verdict.CONTRACTORS if desk else Verdict.TIGHT)


def test_both_desk_modes_of_the_bound_by_hand() -> None:
    """40 visits with 30 minutes before and 30 after: in shifts of 2400 minutes there is room for
    20; work for two days may be prepared and for three days be written up outside the week."""
    problem = week_problem(40, prep_min=30, doc_min=30)
    assert hours_bound(problem, strict_desk=False).count == 0
    # 960 min of the first two days hold 16 visits, 480 min of preparation; 1440 min of the last
    # three hold 24, 720 min of paperwork: 2400 + 1200 minutes for visits of 120.
    assert hours_bound(problem, strict_desk=True).count == 40 - 3600 // 120
