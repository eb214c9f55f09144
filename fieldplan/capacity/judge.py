"""The verdict: enough, tight, contractors or a second engineer, from hours and proofs.

A month is *overloaded* when some of its required work is proven to stay undone, or when its hours
exceed the shifts and all overtime that is allowed. Overload that the months after do not show
again is a peak, for contractors; overload in at least half of them (a third, when a sign of
growth is there, too) is structural. Signs of growth alone decide nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fieldplan.domain import (
    DebtLedger,
    Forecast,
    ForecastMonth,
    Judgement,
    MonthHours,
    NormAudit,
    Reason,
    Scenario,
    Verdict,
)
from fieldplan.settings import Settings

STRUCTURAL_SHARE, STRUCTURAL_SHARE_GROWING = 1 / 2, 1 / 3


@dataclass(frozen=True, kw_only=True)
class Circumstances:
    """What a verdict rests on.

    ``projects`` are those of the month; ``scenarios`` other teams that were planned, if any.
    """

    hours: MonthHours
    forecast: Forecast
    norm: NormAudit
    debt: DebtLedger
    projects: int = 0
    engineers: int = 1
    scenarios: tuple[Scenario, ...] = ()


def judge(case: Circumstances, settings: Settings) -> Judgement:
    """Return the verdict with its evidence in numbers and the remedies."""
    signs = _signs_of_growth(case, settings)
    ahead = case.forecast.months[1:]
    over_now = case.hours.proven_undone > 0 or case.hours.missing_min > 0
    structural = is_structural(ahead, growing=bool(signs))
    soon = any(month.over for month in ahead[: settings.hiring_months])
    if over_now:
        verdict = Verdict.SECOND_ENGINEER if structural else Verdict.CONTRACTORS
    elif structural and soon:
        verdict = Verdict.SECOND_ENGINEER
    elif _is_tight(case, settings):
        verdict = Verdict.TIGHT
    else:
        verdict = Verdict.ENOUGH
    return Judgement(
        verdict=verdict,
        evidence=(*_evidence(case), *_ahead(ahead), *_debt(case.debt), *signs),
        remedies=_remedies(case, settings, verdict),
    )


def is_structural(ahead: Sequence[ForecastMonth], *, growing: bool) -> bool:
    """Whether so many of the months ahead are overloaded that it is no peak."""
    share = STRUCTURAL_SHARE_GROWING if growing else STRUCTURAL_SHARE
    return bool(ahead) and sum(month.over for month in ahead) >= share * len(ahead)


def _is_tight(case: Circumstances, settings: Settings) -> bool:
    """Whether the month goes in with little to spare, or a month ahead does not."""
    return (
        case.hours.load_pct >= settings.tight_pct
        or case.hours.undone > 0
        or any(month.over for month in case.forecast.months[1:])
    )


def _evidence(case: Circumstances) -> list[Reason]:
    hours = case.hours
    found = [
        Reason(
            code="hours",
            params={
                "need_min": hours.need_min,
                "planned_min": hours.planned_min,
                "expected_min": hours.expected_min,
                "undone_min": hours.undone_min,
                "available_min": hours.available_min,
                "overtime_min": hours.overtime_min,
                "load": hours.load_pct,
            },
        )
    ]
    if hours.proven_undone:
        found.append(Reason(code="undone_proven", params={"count": hours.proven_undone}))
    if hours.undone > hours.proven_undone:
        found.append(
            Reason(
                code="undone_found",
                params={"count": hours.undone, "proven": hours.proven_undone},
            )
        )
    if hours.missing_min:
        found.append(Reason(code="missing", params={"missing_min": hours.missing_min}))
    return found


def _ahead(ahead: Sequence[ForecastMonth]) -> list[Reason]:
    if not ahead:
        return []
    over = [month for month in ahead if month.over]
    if not over:
        return [Reason(code="ahead_fine", params={"months": len(ahead)})]
    params = {"over": len(over), "months": len(ahead), "month": over[0].month}
    return [Reason(code="ahead_over", params=params)]


def _debt(debt: DebtLedger) -> list[Reason]:
    last = debt.months[-1].debt if debt.months else debt.overdue
    found = []
    if debt.failure:
        params = {"month": debt.failure, "missed": debt.missed}
        found.append(Reason(code="failure", params=params))
    if debt.overdue or last:
        found.append(Reason(code="debt", params={"overdue": debt.overdue, "last": last}))
    return found


def _signs_of_growth(case: Circumstances, settings: Settings) -> list[Reason]:
    """The triggers of the staffing document that the month has reached."""
    found = []
    signs = (
        ("sign_projects", case.projects, settings.trigger_projects),
        ("sign_clients", case.norm.sites, settings.trigger_clients),
        ("sign_visits", case.norm.visits // 10, settings.norm_high),
    )
    for code, figure, trigger in signs:
        if figure >= trigger > 0:
            found.append(Reason(code=code, params={"figure": figure, "trigger": trigger}))
    return found


def _remedies(case: Circumstances, settings: Settings, verdict: Verdict) -> tuple[Reason, ...]:
    """What would help: the mixes that were planned and serve everything, cheapest first."""
    if verdict in (Verdict.ENOUGH, Verdict.TIGHT) and not case.hours.undone:
        return ()
    fitting = cheapest_first(case.scenarios, settings)
    if fitting:
        return tuple(_mix(scenario) for scenario in fitting[:3])
    if case.scenarios:
        return (Reason(code="no_mix"),)
    now = case.forecast.months[:1]
    days = now[0].contractor_days if now else 0
    if not days:
        return ()
    return (Reason(code="days_by_hours", params={"days": days}),)


def cheapest_first(scenarios: Sequence[Scenario], settings: Settings) -> list[Scenario]:
    """Return the scenarios that serve everything, cheapest first.

    While prices are examples: fewest engineers first, then fewest contractor days.
    """
    fitting = [scenario for scenario in scenarios if scenario.fits]
    if settings.prices_are_examples:
        return sorted(fitting, key=lambda s: (s.engineers, s.contractor_days, s.cost))
    return sorted(fitting, key=lambda s: (s.cost, s.engineers, s.contractor_days))


def _mix(scenario: Scenario) -> Reason:
    return Reason(
        code="mix_with_contractors" if scenario.contractor_days else "mix_of_staff",
        params={
            "engineers": scenario.engineers,
            "days": scenario.contractor_days,
            "visits": scenario.contractor_visits,
            "free_min": scenario.free_min,
            "cost": scenario.cost,
        },
    )
