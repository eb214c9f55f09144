"""Load and verdict in words, the same on the terminal, in the workbook and on the map."""

from __future__ import annotations

from collections.abc import Mapping

from fieldplan.domain import (
    CapacityReport,
    Certificate,
    Forecast,
    Reason,
    Scenario,
    Share,
    Shortage,
)
from fieldplan.messages import text
from fieldplan.units import day_text, hours, month_bounds, month_name

MOST_NAMED = 12
"""So many of the visits that compete for time are named."""


def headline(report: CapacityReport, lang: str) -> str:
    """Return the verdict in a few words."""
    verdict = text(f"capacity.verdict_{report.judgement.verdict.value}", lang)
    return text("capacity.verdict", lang, verdict=verdict)


def meaning(report: CapacityReport, lang: str) -> str:
    """Return what the verdict means in a sentence."""
    return text(f"capacity.meaning_{report.judgement.verdict.value}", lang)


def evidence_lines(report: CapacityReport, lang: str) -> list[str]:
    """Return the evidence, a sentence each."""
    return [_sentence("evidence", reason, lang) for reason in report.judgement.evidence]


def remedy_lines(report: CapacityReport, lang: str) -> list[str]:
    """Return the remedies, cheapest first; priced unless prices are examples."""
    lines = []
    for reason in report.judgement.remedies:
        line = _sentence("remedy", reason, lang)
        if report.show_money and "cost" in reason.params:
            cost = roubles(int(str(reason.params["cost"])))
            line = f"{line} {text('capacity.remedy_cost', lang, cost=cost)}"
        lines.append(line)
    return lines


def certificate_lines(report: CapacityReport, lang: str) -> list[str]:
    """Return what is proven of every team."""
    lines = []
    for certificate in report.certificates:
        prefix = f"{text('capacity.certificate_strict', lang)}. " if certificate.strict_desk else ""
        lines += [prefix + line for line in _certificate(certificate, lang)]
    return lines


def norm_lines(report: CapacityReport, lang: str) -> list[str]:
    """Return where the norm and the rule of thumb disagree with the workbook."""
    norm = report.norm
    lines = [
        text(
            "capacity.norm_figures",
            lang,
            visits=_number(norm.visits / 10, lang),
            routes=_number(norm.routes / 10, lang),
            low=norm.low,
            high=norm.high,
        )
    ]
    if norm.sites:
        lines.append(
            text(
                "capacity.norm_due",
                lang,
                sites=norm.sites,
                due=f"{norm.due_visits:.0f}",
                rule_low=f"{norm.rule_low:.0f}",
                rule_high=f"{norm.rule_high:.0f}",
                per_low=_number(norm.sites_per_route_low, lang),
                per_high=_number(norm.sites_per_route_high, lang),
                found=_number(norm.found_per_route, lang),
            )
        )
    if norm.road_min:
        key = "norm_fits" if norm.fitting_visits < norm.low else "norm_fits_norm"
        lines.append(
            text(
                f"capacity.{key}",
                lang,
                road=norm.road_min,
                desk=norm.desk_min,
                fitting=f"{norm.fitting_visits:.0f}",
                low=norm.low,
                high=norm.high,
            )
        )
    for visits, minutes in norm.bearable_min:
        key = "norm_bearable" if minutes >= 0 else "norm_unbearable"
        lines.append(text(f"capacity.{key}", lang, visits=visits, minutes=abs(minutes)))
    return lines


def forecast_line(forecast: Forecast, lang: str) -> str:
    """Return the month in which the team breaks, or that it holds."""
    team = team_text(forecast.engineers, 0, lang)
    if forecast.breaks:
        month = month_text(forecast.breaks, lang)
        return text("capacity.forecast_breaks", lang, team=team, month=month)
    months = len(forecast.months)
    return text("capacity.forecast_holds", lang, team=team, months=months)


def break_even_line(report: CapacityReport, lang: str) -> str:
    """Return hiring against contracting; empty when there is nothing to contract."""
    even = report.break_even
    if even is None or not even.contractor_days:
        return ""
    months = len(report.forecasts[0].months)
    if not report.show_money:
        return text("capacity.break_even_days", lang, months=months, days=even.contractor_days)
    return text(
        "capacity.break_even" if even.month else "capacity.break_even_never",
        lang,
        months=months,
        days=even.contractor_days,
        contract_cost=roubles(even.contract_cost),
        hire_cost=roubles(even.hire_cost),
        **({"month": month_text(even.month, lang)} if even.month else {}),
    )


def readiness_lines(report: CapacityReport, lang: str) -> list[str]:
    """Return how many emergencies could be attended in time, and the reserve that helps."""
    ready = report.readiness
    if ready is None:
        return []
    one, two = _share(ready.within_one, lang), _share(ready.within_two, lang)
    source = "source_history" if ready.from_history else "source_setting"
    lines = [
        text(
            "capacity.readiness_shares",
            lang,
            rate=_number(ready.month_rate, lang),
            source=text(f"capacity.{source}", lang),
            replays=ready.replays,
            one=one[0],
            one_half=one[1],
            two=two[0],
            two_half=two[1],
            target=ready.target_pct,
        )
    ]
    if ready.reserve_min == 0:
        lines.append(text("capacity.readiness_met", lang))
    elif ready.reserve_min is not None and ready.with_reserve is not None:
        share, half = _share(ready.with_reserve, lang)
        reached = 100 * ready.with_reserve.value >= ready.target_pct
        key = "readiness_reserve" if reached else "readiness_no_reserve"
        values = {"share": share, "half": half, "undone": ready.reserve_undone} if reached else {}
        lines.append(text(f"capacity.{key}", lang, reserve=ready.reserve_min, **values))
    return [*lines, text("capacity.readiness_rule", lang)]


def team_text(engineers: int, contractors: int, lang: str) -> str:
    """Return who a team is."""
    if contractors:
        return text("capacity.team_contractors", lang, engineers=engineers, contractors=contractors)
    return text("capacity.team", lang, engineers=engineers)


def scenario_team(scenario: Scenario, lang: str) -> str:
    """Return the team of a scenario."""
    return team_text(scenario.engineers, scenario.contractors, lang)


def month_text(month: str, lang: str) -> str:
    """Return the name of a month written ``YYYY-MM``."""
    return month_name(month_bounds(month)[0], lang)


def roubles(kopecks: int) -> str:
    """Return whole roubles with thin groups of thousands."""
    return f"{round(kopecks / 100):,}".replace(",", "\u00a0")


def _certificate(certificate: Certificate, lang: str) -> list[str]:
    team = team_text(certificate.engineers, certificate.contractors, lang)
    lines = [_shortage(shortage, team, lang) for shortage in certificate.shortages]
    if certificate.count or certificate.weight:
        none = text("capacity.no_figure", lang)
        found = [certificate.found_count, certificate.found_weight]
        shown = [none if figure is None else figure for figure in found]
        lines.append(
            text(
                "capacity.certificate_proven",
                lang,
                team=team,
                count=certificate.count,
                weight=certificate.weight,
                found_count=shown[0],
                found_weight=shown[1],
                hours_count=certificate.hours_count,
                hours_weight=certificate.hours_weight,
            )
        )
    elif certificate.found_count == 0:
        required = certificate.required
        lines.append(text("capacity.certificate_all_served", lang, team=team, required=required))
    elif certificate.found_count:
        lines.append(
            text(
                "capacity.certificate_none_found",
                lang,
                team=team,
                found=certificate.found_count,
                required=certificate.required,
            )
        )
    else:
        required = certificate.required
        lines.append(text("capacity.certificate_none", lang, team=team, required=required))
    return lines


def _shortage(shortage: Shortage, team: str, lang: str) -> str:
    line = text(
        "capacity.certificate_short",
        lang,
        team=team,
        first=day_text(shortage.first, lang),
        last=day_text(shortage.last, lang),
        need_min=hours(shortage.need_min, lang),
        exist_min=hours(shortage.exist_min, lang),
        count=shortage.count,
        visits=len(shortage.visits),
    )
    named = ", ".join(shortage.visits[:MOST_NAMED])
    if len(shortage.visits) > MOST_NAMED:
        named = f"{named}, …"
    return f"{line} {text('capacity.certificate_visits', lang, visits=named)}."


def _sentence(area: str, reason: Reason, lang: str) -> str:
    return text(f"capacity.{area}_{reason.code}", lang, **_shown(reason.params, lang))


def _shown(params: Mapping[str, object], lang: str) -> dict[str, object]:
    """Figures as people read them, by the ending of their names."""
    shown: dict[str, object] = {}
    for name, value in params.items():
        if name.endswith("_min") and isinstance(value, int):
            shown[name] = hours(value, lang)
        elif name == "month":
            shown[name] = month_text(str(value), lang)
        else:
            shown[name] = value
    return shown


def _share(share: Share, lang: str) -> tuple[str, str]:
    return _number(100 * share.value, lang), _number(100 * share.half_width, lang)


def _number(value: float, lang: str) -> str:
    shown = f"{value:.1f}"
    return shown.replace(".", ",") if lang == "ru" else shown
