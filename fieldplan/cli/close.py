"""``fieldplan close``: what a month hands to the next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fieldplan.cli.console import Session, print_json, safe
from fieldplan.cli.options import MONTH, common_options, now_option
from fieldplan.messages import text

if TYPE_CHECKING:
    from fieldplan.api.closing import MonthEnd

SHOWN = 15


def make(help_lang: str) -> click.Command:
    """Return the command with its help in ``help_lang``."""

    @click.command("close", help=text("closing.help", help_lang))
    @click.argument("period", type=click.Path(path_type=Path))
    @click.option(
        "--out",
        type=click.Path(path_type=Path),
        default=Path("outputs"),
        show_default=True,
        help=text("closing.opt_out", help_lang),
    )
    @click.option(
        "--calendar", type=click.Path(path_type=Path), help=text("closing.opt_calendar", help_lang)
    )
    @now_option(help_lang, help_key="closing.opt_now")
    @common_options(help_lang)
    @click.pass_obj
    def close(
        session: Session,
        period: Path,
        out: Path,
        calendar: Path | None,
        now: datetime | None,
        lang: str | None,
        as_json: bool,
        debug: bool,
    ) -> int:
        session.choose(lang=lang, as_json=as_json, debug=debug)
        named = MONTH.fullmatch(str(period)) and not period.exists()
        return run(session, out / period if named else period, calendar=calendar, now=now)

    return close


def run(session: Session, plan: Path, *, calendar: Path | None, now: datetime | None) -> int:
    """Close, write and tell."""
    from fieldplan import api

    made = api.close(plan, calendar=calendar, now=now, lang=session.option_lang)
    session.adopt(made.record.lang)
    if session.as_json:
        print_json(document(made))
    _print(session, made)
    return 0


def document(made: MonthEnd) -> dict[str, object]:
    """Return the closing for programs; the keys are the same in every language."""
    carried = made.closed.carried
    return {
        "format": "fieldplan-closing/1",
        "exit_code": 0,
        "month": carried.month,
        "revision": made.record.revision,
        "closed": carried.closed.isoformat(),
        "done": [item.visit_id for item in carried.done],
        "assumed": [item.visit_id for item in made.closed.assumed],
        "undone": [item.visit_id for item in carried.undone],
        "cancelled": list(made.closed.cancelled),
        "promised": [
            {"subject": item.subject, "kind": item.kind, "date": item.date.isoformat()}
            for item in carried.promised
        ],
        "desk_min": sum(item.minutes for item in carried.desk),
        "files": [str(path) for path in made.files],
    }


def _print(session: Session, made: MonthEnd) -> None:
    from fieldplan.units import day_text, hours, month_bounds, month_name

    lang, closed = session.lang, made.closed
    carried = closed.carried
    clients = {site.id: site.client for site in made.record.sites}

    def tell(key: str, **values: object) -> None:
        session.out.print(text(f"closing.{key}", lang, **values), soft_wrap=True)

    first, last = month_bounds(carried.month)
    tell(
        "closed",
        month=month_name(first, lang),
        revision=made.record.revision,
        day=day_text(carried.closed, lang),
    )
    tell("count_done", done=len(carried.done), assumed=len(closed.assumed))
    tell("count_undone", count=len(carried.undone))
    if closed.cancelled:
        tell("count_cancelled", count=len(closed.cancelled))
    tell("count_promised", count=len(carried.promised))
    tell("count_desk", hours=hours(sum(item.minutes for item in carried.desk), lang))
    undone = [
        text(
            "closing.line_undone",
            lang,
            visit=safe(item.visit_id),
            client=safe(clients.get(item.site_id, "")),
            due=text("closing.due", lang, day=day_text(item.due, lang)) if item.due else "",
        )
        for item in carried.undone
    ]
    _listed(session, "undone", undone)
    assumed = [
        text(
            "closing.line",
            lang,
            day=day_text(item.date, lang),
            visit=safe(item.visit_id),
            client=safe(clients.get(item.site_id, "")),
        )
        for item in closed.assumed
    ]
    _listed(session, "assumed", assumed)
    session.say("written", folder=made.folder)
    following = last.toordinal() + 1
    tell(
        "next",
        history=text("workbook.sheet_history", lang),
        month=f"{type(last).fromordinal(following):%Y-%m}",
        folder=safe(made.folder.parent),
    )


def _listed(session: Session, name: str, lines: Sequence[str]) -> None:
    """Print a list under its title, the rest of a long one as a number."""
    if not lines:
        return
    session.out.print(text(f"closing.{name}_title", session.lang), soft_wrap=True)
    for line in lines[:SHOWN]:
        session.out.print(line, soft_wrap=True)
    if len(lines) > SHOWN:
        sheet = text(f"closing.sheet_{name}", session.lang)
        more = text("closing.more", session.lang, count=len(lines) - SHOWN, sheet=sheet)
        session.out.print(more, soft_wrap=True)
