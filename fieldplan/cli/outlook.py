"""``fieldplan outlook``: the weeks ahead and the year, without planning a month."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fieldplan.cli.console import Session, print_json, safe
from fieldplan.cli.options import common_options, month_option, now_option
from fieldplan.messages import text

if TYPE_CHECKING:
    from rich.table import Table

    from fieldplan.domain import Outlook

MOST_WEEKS = 53


def make(help_lang: str) -> click.Command:
    """Return the command with its help in ``help_lang``."""

    @click.command("outlook", help=text("outlook.help", help_lang))
    @click.argument("workbook", type=click.Path(path_type=Path))
    @month_option(help_lang, help_key="opt_month", required=True)
    @now_option(help_lang)
    @click.option(
        "--weeks",
        type=click.IntRange(1, MOST_WEEKS),
        default=13,
        show_default=True,
        help=text("outlook.opt_weeks", help_lang),
    )
    @common_options(help_lang)
    @click.pass_obj
    def outlook(
        session: Session,
        workbook: Path,
        month: str,
        now: datetime | None,
        weeks: int,
        lang: str | None,
        as_json: bool,
        debug: bool,
    ) -> int:
        session.choose(lang=lang, as_json=as_json, debug=debug)
        return run(session, workbook, month=month, now=now, weeks=weeks)

    return outlook


def run(session: Session, workbook: Path, *, month: str, now: datetime | None, weeks: int) -> int:
    """Read, choose the weeks, and tell."""
    from fieldplan import api
    from fieldplan.cli.findings import print_findings
    from fieldplan.report.outlook_text import proof_text, verdict_text

    read = api.read_workbook(workbook)
    session.adopt(read.lang)
    ready = api.prepare_month(read, month=month, now=now, lang=session.option_lang)
    print_findings(session, ready.findings, session.err)
    made = api.quarter_outlook(ready, weeks=weeks)
    if session.as_json:
        print_json(document(made, session.lang))
    out, lang = session.out, session.lang
    out.print(_weeks(made, lang))
    out.print(_months(made, lang))
    out.print(_visits(made, {site.id: site.client for site in ready.book.sites}, lang))
    out.print(verdict_text(made, lang))
    out.print(proof_text(made, lang))
    out.print(text("outlook.other_note", lang))
    return 0


def document(made: Outlook, lang: str) -> dict[str, object]:
    """Return the outlook for programs; the keys are the same in every language."""
    from fieldplan.report.outlook_text import visit_reason

    return {
        "format": "fieldplan-outlook/1",
        "exit_code": 0,
        "value": made.value,
        "bound": made.bound,
        "gap_pct": round(made.gap_pct, 2),
        "failure": made.failure or None,
        "overdue": made.overdue,
        "missed": made.missed,
        "needed_min": made.needed_min,
        "made_min": made.made_min,
        "weeks": [
            {
                "first": week.first.isoformat(),
                "last": week.last.isoformat(),
                "working_days": week.working_days,
                "available_min": week.available_min,
                "reserved_min": week.reserved_min,
                "planned_min": week.planned_min,
                "visits": week.visits,
            }
            for week in made.weeks
        ],
        "months": [
            {
                "month": month.month,
                "working_days": month.working_days,
                "available_min": month.available_min,
                "reserved_min": month.reserved_min,
                "planned_min": month.planned_min,
                "visits": month.visits,
                "debt": month.debt,
                "missed": month.missed,
            }
            for month in made.months
        ],
        "visits": [
            {
                "visit": item.visit_id,
                "site": item.site_id,
                "every_months": item.every_months,
                "basis": item.basis.value,
                "last": item.last_visit.isoformat() if item.last_visit else None,
                "opens": item.opens.isoformat(),
                "due": item.due.isoformat(),
                "latest": item.latest.isoformat(),
                "week": item.week.isoformat() if item.week else None,
                "duty": item.duty.value,
                "work_min": item.work_min,
                "worth_cost": item.worth_cost,
                "why": visit_reason(item, lang),
            }
            for item in made.visits
        ],
    }


def _weeks(made: Outlook, lang: str) -> Table:
    from fieldplan.units import day_text

    table = _table("weeks", ("week", "days", *_HOURS, "visits", "load"), lang)
    for week in made.weeks:
        name = f"{day_text(week.first, lang)}–{day_text(week.last, lang)}"
        minutes = (week.available_min, week.reserved_min, week.planned_min)
        table.add_row(
            name, str(week.working_days), *_row(minutes, lang), str(week.visits), _share(minutes)
        )
    return table


def _months(made: Outlook, lang: str) -> Table:
    from fieldplan.units import month_bounds, month_name

    table = _table("months", ("month", "days", *_HOURS, "visits", "load", "debt", "missed"), lang)
    for month in made.months:
        minutes = (month.available_min, month.reserved_min, month.planned_min)
        table.add_row(
            month_name(month_bounds(month.month)[0], lang),
            str(month.working_days),
            *_row(minutes, lang),
            str(month.visits),
            _share(minutes),
            str(month.debt),
            str(month.missed),
        )
    return table


def _visits(made: Outlook, clients: dict[str, str], lang: str) -> Table:
    """The month's own visits; the others are counted by week above and listed in JSON."""
    from fieldplan.report.outlook_text import duty_text
    from fieldplan.units import day_text

    table = _table("visits", ("week", "visit", "client", "due", "latest", "duty"), lang)
    for item in made.visits:
        if item.required:
            week = day_text(item.week, lang) if item.week else text("outlook.no_week", lang)
            table.add_row(
                week,
                safe(item.visit_id),
                safe(clients.get(item.site_id, "")),
                day_text(item.due, lang),
                day_text(item.latest, lang),
                duty_text(item, lang),
            )
    return table


_HOURS = ("available", "reserved", "planned")


def _table(title: str, columns: tuple[str, ...], lang: str) -> Table:
    from rich.table import Table

    table = Table(title=text(f"outlook.{title}", lang), title_justify="left")
    for key in columns:
        numeric = key in (*_HOURS, "days", "visits", "load", "debt", "missed")
        table.add_column(text(f"outlook.col_{key}", lang), justify="right" if numeric else "left")
    return table


def _row(minutes: tuple[int, int, int], lang: str) -> tuple[str, ...]:
    from fieldplan.units import hours

    return tuple(hours(value, lang) for value in minutes)


def _share(minutes: tuple[int, int, int]) -> str:
    available, reserved, planned = minutes
    return f"{100 * (reserved + planned) / available:.0f} %" if available else "—"
