"""Load and verdict as the map's page needs them: sentences, and the bars of its pictures."""

from __future__ import annotations

from typing import Any

from fieldplan.domain import CapacityReport, Verdict
from fieldplan.messages import text
from fieldplan.report import capacity_text as words
from fieldplan.report.load import EngineerLoad, week_loads
from fieldplan.report.view import ReportView
from fieldplan.units import hours

Json = dict[str, Any]

STATES = {Verdict.ENOUGH: "good", Verdict.TIGHT: ""}
BARS = ("on_site", "drive", "other", "prep", "doc", "consultation")


def verdict_figure(capacity: CapacityReport | None, lang: str) -> list[Json]:
    """Return the verdict as the first of the key figures."""
    if capacity is None:
        return []
    verdict = capacity.judgement.verdict
    sums = capacity.hours
    note = text(
        "capacity.kpi_hours",
        lang,
        need=hours(sums.need_min, lang),
        exist=hours(sums.available_min, lang),
    )
    return [
        {
            "label": text("capacity.kpi", lang),
            "value": text(f"capacity.kpi_{verdict.value}", lang),
            "note": note,
            "state": STATES.get(verdict, "bad"),
        }
    ]


def capacity_data(view: ReportView, capacity: CapacityReport | None) -> Json | None:
    """Return sections of sentences, and two pictures: stacked hours against what exists."""
    if capacity is None:
        return None
    lang = view.lang
    sections = (
        ("evidence", words.evidence_lines(capacity, lang)),
        ("remedies", words.remedy_lines(capacity, lang)),
        ("certificate", words.certificate_lines(capacity, lang)),
        ("norm", words.norm_lines(capacity, lang)),
        ("readiness", words.readiness_lines(capacity, lang)),
    )
    return {
        "headline": words.headline(capacity, lang),
        "meaning": words.meaning(capacity, lang),
        "state": STATES.get(capacity.judgement.verdict, "bad"),
        "sections": [
            {"title": text(f"capacity.{key}", lang), "lines": lines}
            for key, lines in sections
            if lines
        ],
        "charts": [_load_chart(view), *_forecast_chart(capacity, lang)],
    }


def _load_chart(view: ReportView) -> Json:
    lang = view.lang
    bars = []
    contractors = {engineer.id for engineer in view.problem.engineers if engineer.contractor}
    for week in week_loads(view.record):
        for load in week.loads:
            idle = load.engineer_id in contractors and not load.routes
            if not idle and (load.available_min or load.route_min):
                day = f"{week.first:%d.%m}" if lang == "ru" else f"{week.first:%m-%d}"
                name = view.names[load.engineer_id]
                parts = [round(minutes / 60, 1) for minutes in _parts(load)]
                exist = round(load.available_min / 60, 1)
                bars.append({"label": day, "note": name, "parts": parts, "lines": [exist]})
    return {
        "title": text("capacity.load", lang),
        "parts": [text(f"capacity.col_{key}", lang) for key in BARS],
        "lines": [text("capacity.col_available", lang)],
        "bars": bars,
    }


def _parts(load: EngineerLoad) -> tuple[int, ...]:
    other = load.route_min - load.on_site_min - load.drive_min
    return (
        load.on_site_min,
        load.drive_min,
        other,
        load.prep_min,
        load.doc_min,
        load.consultation_min,
    )


def _forecast_chart(capacity: CapacityReport, lang: str) -> list[Json]:
    if not capacity.forecasts or not capacity.forecasts[0].months:
        return []
    forecast = capacity.forecasts[0]
    return [
        {
            "title": text("capacity.forecast", lang),
            "note": words.forecast_line(forecast, lang),
            "parts": [text(f"capacity.col_{key}", lang) for key in ("due", "carried")],
            "lines": [text(f"capacity.col_{key}", lang) for key in ("room", "with_overtime")],
            "bars": [
                {
                    "label": f"{month.month[5:]}.{month.month[2:4]}",
                    "note": words.month_text(month.month, lang),
                    "parts": [round(month.due_min / 60, 1), round(month.carried_min / 60, 1)],
                    "lines": [
                        round(month.room_min / 60, 1),
                        round((month.room_min + month.overtime_min) / 60, 1),
                    ],
                }
                for month in forecast.months
            ],
        }
    ]
