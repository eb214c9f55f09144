"""Load and verdict on the terminal and as one document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from fieldplan.cli.console import Session, safe
from fieldplan.messages import text

if TYPE_CHECKING:
    from rich.table import Table

    from fieldplan.api import Assessed
    from fieldplan.domain import CapacityReport, Forecast

BAR = 24
"""Letters of the longest bar of the forecast."""


def print_capacity(session: Session, assessed: Assessed, folder: Path) -> None:
    """Print verdict, evidence, remedies, teams, proofs, forecast, norm, readiness."""
    from rich.panel import Panel

    from fieldplan.report import capacity_text as words

    report, lang, out = assessed.report, session.lang, session.out
    out.print(Panel(f"{words.headline(report, lang)}\n{words.meaning(report, lang)}", expand=False))
    _section(session, "evidence", words.evidence_lines(report, lang))
    _section(session, "remedies", words.remedy_lines(report, lang))
    if report.scenarios:
        out.print()
        out.print(_scenarios(report, lang))
        out.print(text("capacity.scenarios_note", lang))
        even = words.break_even_line(report, lang)
        if even:
            out.print(even)
    _section(session, "certificate", words.certificate_lines(report, lang))
    for number, forecast in enumerate(report.forecasts):
        if number == 0:
            out.print(_forecast(forecast, lang))
        out.print(words.forecast_line(forecast, lang))
    _section(session, "norm", words.norm_lines(report, lang))
    _section(session, "readiness", words.readiness_lines(report, lang))
    if not report.show_money:
        out.print(text("capacity.examples", lang))
    out.print(text("capacity.written", lang, path=safe(folder)), soft_wrap=True)


def capacity_document(assessed: Assessed, folder: Path, lang: str) -> dict[str, object]:
    """Return the report for programs; the keys are the same in every language."""
    from fieldplan.report import capacity_text as words
    from fieldplan.report.load import engineer_loads

    report = assessed.report
    return {
        "format": "fieldplan-capacity/1",
        "exit_code": 0,
        "folder": str(folder),
        "verdict": report.judgement.verdict.value,
        "texts": {
            "headline": words.headline(report, lang),
            "meaning": words.meaning(report, lang),
            "evidence": words.evidence_lines(report, lang),
            "remedies": words.remedy_lines(report, lang),
            "certificate": words.certificate_lines(report, lang),
            "norm": words.norm_lines(report, lang),
            "readiness": words.readiness_lines(report, lang),
        },
        "load": [plain(load) for load in engineer_loads(assessed.record)],
        "report": plain(report),
    }


def plain(value: object) -> object:
    """Return a record as JSON knows it; figures without their properties."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return value


def _section(session: Session, key: str, lines: Sequence[str]) -> None:
    if lines:
        session.out.print()
        session.out.print(text(f"capacity.{key}", session.lang))
        for line in lines:
            session.out.print(f"  - {safe(line)}")


def _scenarios(report: CapacityReport, lang: str) -> Table:
    from rich.table import Table

    from fieldplan.report import capacity_text as words
    from fieldplan.units import hours

    keys = ["undone", "proven", "visits", "contractor_days", "contractor_visits", "drive"]
    keys += ["overtime", "free", "fits", *(["cost"] if report.show_money else [])]
    table = Table(title=text("capacity.scenarios", lang), title_justify="left", expand=False)
    table.add_column(text("capacity.col_team", lang), no_wrap=True)
    for key in keys:
        table.add_column(text(f"capacity.short_{key}", lang), justify="right", no_wrap=True)
    for item in report.scenarios:
        table.add_row(
            f"{item.engineers} + {item.contractors}",
            str(item.undone),
            text("capacity.no_figure", lang)
            if item.proven_weight is None
            else str(item.proven_weight),
            str(item.served),
            str(item.contractor_days),
            str(item.contractor_visits),
            *(hours(value, lang) for value in (item.drive_min, item.overtime_min, item.free_min)),
            text("capacity.yes" if item.fits else "capacity.no", lang),
            *([words.roubles(item.cost)] if report.show_money else []),
        )
    return table


def _forecast(forecast: Forecast, lang: str) -> Table:
    """A table with a bar a month: the work that falls due against the room (|)."""
    from rich.table import Table

    from fieldplan.report import capacity_text as words
    from fieldplan.units import hours

    title = text("capacity.forecast_team", lang, team=words.team_text(forecast.engineers, 0, lang))
    table = Table(title=title, title_justify="left")
    table.add_column(text("capacity.col_month", lang), no_wrap=True)
    for key in ("due", "carried", "room", "load", "days"):
        table.add_column(text(f"capacity.short_{key}", lang), justify="right", no_wrap=True)
    table.add_column("", no_wrap=True)
    most = max(max(m.due_min, m.room_min) for m in forecast.months) if forecast.months else 1
    for month in forecast.months:
        bar = "#" * round(BAR * month.due_min / most)
        edge = round(BAR * month.room_min / most)
        drawn = bar.ljust(edge)[:edge] + "|" + bar[edge:]
        table.add_row(
            words.month_text(month.month, lang),
            *(hours(v, lang) for v in (month.due_min, month.carried_min, month.room_min)),
            f"{month.load_pct} %",
            str(month.contractor_days),
            drawn,
        )
    return table
