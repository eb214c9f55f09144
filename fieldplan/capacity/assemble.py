"""The report on a month's capacity, from its plan and from whatever else was planned."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from fieldplan.capacity.debt import debt_ledger
from fieldplan.capacity.emergency_rate import MONTH_DAYS, EmergencyRate
from fieldplan.capacity.forecast import break_even, make_forecast
from fieldplan.capacity.hours_bound import hours_bound
from fieldplan.capacity.judge import Circumstances, judge
from fieldplan.capacity.month_hours import month_hours
from fieldplan.capacity.norm import norm_audit
from fieldplan.capacity.planning import required_undone
from fieldplan.capacity.solver_bound import proven_weight
from fieldplan.domain import (
    CapacityReport,
    Certificate,
    Forecast,
    PlanRecord,
    Problem,
    Readiness,
    Scenario,
    Tier,
)
from fieldplan.settings import make_settings

MONTHS_AHEAD = 12


@dataclass(frozen=True, kw_only=True)
class Findings:
    """What was found out besides the plan; the first certificate is that of the plan's team."""

    certificates: tuple[Certificate, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    readiness: Readiness | None = None


def capacity_report(
    record: PlanRecord,
    found: Findings | None = None,
    *,
    rate: EmergencyRate | None = None,
    periods: Iterable[int] | None = None,
    months_ahead: int = MONTHS_AHEAD,
) -> CapacityReport:
    """Return load, certificate, norm audit, forecast and verdict.

    Parameters
    ----------
    found : Findings or None
        What was planned besides; None = the plan alone has to do, which takes no time.
    rate : EmergencyRate or None
        Emergencies a day; None = as the record has it, else the settings.
    periods : iterable of int or None
        Months between maintenance visits, one for each site under contract; None = those of
        the sites that the record knows.
    """
    settings = make_settings(record.settings)
    problem = record.problem
    staff = sum(not engineer.contractor for engineer in problem.engineers)
    certificates = found.certificates if found else ()
    certificates = certificates or (plan_certificate(record),)
    known = record.emergencies_day
    usual = settings.emergencies_month / MONTH_DAYS if known is None else known
    rate = rate or EmergencyRate(per_day=usual)
    hours = month_hours(record, emergencies_day=rate.per_day, proven_undone=certificates[0].count)
    norm = norm_audit(record, known_periods(record) if periods is None else periods)
    debt = debt_ledger(record.outlook)
    teams = sorted({staff} | {s.engineers for s in (found.scenarios if found else ())})
    forecasts = {
        team: make_forecast(
            record.outlook,
            settings,
            staff=staff,
            engineers=team,
            months=months_ahead,
            sites=norm.sites,
            visits_month=norm.due_visits,
            overtime_min=settings.overtime_month_min,
        )
        for team in teams
        if record.outlook is not None
    }
    present = forecasts.get(staff, Forecast(engineers=staff))
    case = Circumstances(
        hours=hours,
        forecast=present,
        norm=norm,
        debt=debt,
        projects=project_count(problem),
        engineers=staff,
        scenarios=found.scenarios if found else (),
    )
    return CapacityReport(
        month=record.month,
        full=found is not None,
        engineers=staff,
        contractors=len(problem.engineers) - staff,
        judgement=judge(case, settings),
        hours=hours,
        debt=debt,
        norm=norm,
        certificates=certificates,
        forecasts=(present, *(forecasts[team] for team in forecasts if team != staff)),
        scenarios=case.scenarios,
        readiness=found.readiness if found else None,
        break_even=break_even(present, settings) if found else None,
        show_money=not settings.prices_are_examples,
    )


def plan_certificate(record: PlanRecord) -> Certificate:
    """Return what hours and the plan's own bounds prove of the plan's team."""
    problem, plan = record.problem, record.plan
    bound = hours_bound(problem)
    undone = required_undone(problem, plan)
    weight = {visit.id: visit.weight for visit in problem.visits}
    return certificate_head(
        problem,
        hours_count=bound.count,
        hours_weight=bound.weight,
        solver_weight=proven_weight(problem, plan),
        found_count=len(undone),
        found_weight=sum(weight[visit_id] for visit_id in undone),
        shortages=bound.by_count,
    )


def certificate_head(problem: Problem, **figures: object) -> Certificate:
    """Return a certificate with the people and the required visits of a problem."""
    contractors = sum(engineer.contractor for engineer in problem.engineers)
    return Certificate(
        engineers=len(problem.engineers) - contractors,
        contractors=contractors,
        required=sum(visit.tier is not Tier.WELCOME for visit in problem.visits),
        **figures,  # type: ignore[arg-type]
    )


def known_periods(record: PlanRecord) -> tuple[int, ...]:
    """Return the months between visits of the sites that the record knows."""
    return tuple(site.maintenance_every_months for site in record.sites if site.active)


def project_count(problem: Problem) -> int:
    """Return the projects that have work in the month."""
    return len({visit.project_id for visit in problem.visits if visit.project_id})
