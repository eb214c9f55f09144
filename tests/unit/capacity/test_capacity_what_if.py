"""Other teams for a week of known hours, side by side, on this machine and on Dask's cluster."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from support.books import make_book, make_engineer
from support.full_weeks import DAYS, week_problem, week_record, year

from fieldplan.capacity import capacity_report, emergency_rate
from fieldplan.capacity.emergency_rate import EmergencyRate
from fieldplan.capacity.full import FullOptions, find_out
from fieldplan.capacity.side_by_side import Job, run_jobs
from fieldplan.capacity.teams import Teams, make_teams
from fieldplan.capacity.what_if import Team, run_scenario
from fieldplan.domain import Book, DeskRules, Emergency, PlanRecord, Verdict
from fieldplan.settings import Settings, make_settings
from fieldplan.solver import StopRule

STOP = StopRule(iterations=200)
PRICED = {"prices_are_examples": False, "contractor_notice_days": 2, "contractor_day_cost": 100_000}


def a_week(visits: int, doc_min: int = 0, **settings: object) -> tuple[PlanRecord, Teams]:
    problem = replace(week_problem(visits, doc_min=doc_min), desk=DeskRules(doc_days=1))
    record = week_record(problem, year(*[100] * 12), **{**PRICED, **settings})
    teams = make_teams(problem, Book(), make_settings(record.settings), date(2026, 12, 7))
    return record, teams


def test_a_clone_doubles_the_hours() -> None:
    record, teams = a_week(44)
    alone = run_scenario(record, teams, Team(engineers=1), STOP)
    two = run_scenario(record, teams, Team(engineers=2), STOP)
    assert (alone.undone, alone.served, alone.fits) == (4, 40, False)
    assert (two.undone, two.served, two.fits) == (0, 44, True)
    assert (alone.available_min, two.available_min) == (2400, 4800)
    assert two.planned_min == 44 * 60
    assert two.cost - alone.cost == Settings().engineer_month_cost


def test_desk_work_must_go_in_for_a_visit_to_count() -> None:
    """40 visits of an hour with half an hour of paperwork: the routes hold all, the week does
    not; the paperwork of the last day alone may be left for after it."""
    record, teams = a_week(40, doc_min=30)
    assert record.plan.unassigned == ()
    alone = run_scenario(record, teams, Team(engineers=1), STOP)
    # 2400 minutes for 90 a visit, and up to 8 visits whose 30 minutes come later.
    assert 40 - (2400 + 8 * 30) // 90 <= alone.undone < 20
    assert not alone.fits


def test_a_contractor_takes_what_the_staff_cannot() -> None:
    record, teams = a_week(44)
    found = run_scenario(record, teams, Team(engineers=1, contractors=1), STOP)
    assert found.undone == 0
    assert found.fits
    assert (found.contractor_days, found.contractor_visits) == (1, 4)
    fee = found.contractor_days * 100_000
    assert found.cost == Settings().engineer_month_cost + fee


def test_the_contractor_comes_after_the_notice_and_with_his_skills() -> None:
    record, teams = a_week(44, contractor_skills="Electric, VSAT")
    problem = teams.problem_of(1, 1)
    hired = problem.engineers[-1]
    assert hired.contractor
    assert min(hired.shifts) == DAYS[2]
    assert hired.skills == {"electric", "vsat"}
    least = make_teams(
        record.problem, Book(), make_settings({"contractor_least_cost": 7}), date(2026, 12, 1)
    )
    assert least.contractor.least_cost == 7


def test_the_least_order_is_paid_even_for_one_visit() -> None:
    record, teams = a_week(41, contractor_least_cost=900_000)
    found = run_scenario(record, teams, Team(engineers=1, contractors=1), STOP)
    assert found.contractor_visits == 1
    assert found.cost == Settings().engineer_month_cost + 900_000


def test_contractor_days_can_be_limited() -> None:
    """60 visits: 20 too many for the staff, a contractor makes 8 a day."""
    record, teams = a_week(60)
    free = run_scenario(record, teams, Team(engineers=1, contractors=1), STOP)
    limited = run_scenario(
        record, teams, Team(engineers=1, contractors=1, contractor_limit=1), STOP
    )
    assert (free.contractor_days, free.undone) == (3, 0)
    assert (limited.contractor_days, limited.undone) == (1, 12)


def test_absences_are_not_cloned() -> None:
    problem = week_problem(10)
    engineer = problem.engineers[0]
    away = replace(
        engineer, shifts=dict.fromkeys(DAYS[:3], (540, 1080)), absent=frozenset(DAYS[3:])
    )
    problem = replace(problem, engineers=(away,))
    teams = make_teams(problem, make_book(engineers=(make_engineer("E1"),)), Settings(), DAYS[0])
    one, two = teams.problem_of(2).engineers
    assert len(one.shifts) == 3
    assert tuple(two.shifts) == DAYS


@pytest.fixture(scope="module")
def found_out() -> tuple[PlanRecord, object]:
    record, teams = a_week(44)
    rate = EmergencyRate(per_day=0.2)
    # Enough looks of the master for its bound to meet the plan.
    stop = StopRule(iterations=600)
    options = FullOptions(stop=stop, engineers=(1, 2), replays=20, backend="threading", workers=1)
    return record, find_out(record, teams, rate, options)


def test_the_full_reckoning_finds_the_cheapest_mix(found_out: tuple[PlanRecord, object]) -> None:
    record, found = found_out
    report = capacity_report(record, found)  # type: ignore[arg-type]
    assert report.full
    assert report.judgement.verdict is Verdict.CONTRACTORS
    first = report.judgement.remedies[0]
    assert first.code == "mix_with_contractors"
    assert first.params["days"] == 1
    certificate = report.certificates[0]
    assert (certificate.engineers, certificate.count, certificate.weight) == (1, 4, 40)
    assert (certificate.solver_count, certificate.found_count) == (4, 4)
    two = next(c for c in report.certificates if c.engineers == 2 and not c.strict_desk)
    assert (two.count, two.found_count) == (0, 0)
    assert report.readiness is not None
    assert report.break_even is not None


def test_jobs_keep_their_order_and_are_told() -> None:
    seen: list[tuple[str, int, int]] = []
    jobs = [Job(name=str(n), run=pow, arguments={"base": n, "exp": 2}) for n in range(5)]
    results = run_jobs(jobs, backend="threading", workers=2, told=lambda *event: seen.append(event))
    assert results == [0, 1, 4, 9, 16]
    assert sorted(name for name, _, _ in seen) == list("01234")
    assert [done for _, done, _ in seen] == [1, 2, 3, 4, 5]
    with pytest.raises(ValueError, match="backend"):
        run_jobs(jobs, backend="smoke")


def test_a_scenario_on_dasks_local_cluster() -> None:
    pytest.importorskip("distributed")
    record, teams = a_week(44)
    arguments = {"record": record, "teams": teams, "team": Team(engineers=2), "stop": STOP}
    jobs = [Job(name="2", run=run_scenario, arguments=arguments)]
    (there,) = run_jobs(jobs, backend="dask", workers=1)
    assert (there.undone, there.served, there.planned_min) == (0, 44, 44 * 60)


def test_the_rate_of_emergencies_is_counted_or_set() -> None:
    now = date(2026, 12, 1)
    assert emergency_rate(Book(), Settings(), now).per_month == Settings().emergencies_month
    days = [datetime(2026, 11, 2 + n, 10) for n in range(10)]
    told = tuple(Emergency(id=f"A{n}", site_id="S1", reported=day) for n, day in enumerate(days))
    rate = emergency_rate(Book(emergencies=told), Settings(), now)
    assert rate.from_history
    assert rate.counted == 10
    assert rate.per_day == pytest.approx(10 / 20)  # 20 working days in November 2026
