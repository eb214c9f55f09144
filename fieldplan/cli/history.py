"""``fieldplan history``: the revisions of a plan, and why each was made."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from fieldplan.cli.console import Session, print_json, safe
from fieldplan.cli.options import common_options
from fieldplan.messages import text

if TYPE_CHECKING:
    from fieldplan.api.history import RevisionEntry

COLUMNS = ("revision", "moment", "written", "parent", "reason", "visits", "calls", "moves")


def make(help_lang: str) -> click.Command:
    """Return the command with its help in ``help_lang``."""

    @click.command("history", help=text("resolve.help_history", help_lang))
    @click.argument("plan", type=click.Path(path_type=Path))
    @common_options(help_lang)
    @click.pass_obj
    def history(session: Session, plan: Path, lang: str | None, as_json: bool, debug: bool) -> int:
        session.choose(lang=lang, as_json=as_json, debug=debug)
        return run(session, plan)

    return history


def run(session: Session, plan: Path) -> int:
    """List the revisions."""
    from fieldplan.api.history import plan_history

    entries = plan_history(plan)
    for entry in entries[-1:]:
        if entry.record is not None:
            session.adopt(entry.record.lang)
    if session.as_json:
        print_json(
            {
                "format": "fieldplan-history/1",
                "exit_code": 0,
                "revisions": [_document(session, entry) for entry in entries],
            }
        )
        return 0
    _print(session, entries)
    return 0


def _print(session: Session, entries: tuple[RevisionEntry, ...]) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table()
    for name in COLUMNS:
        table.add_column(text(f"resolve.column_{name}", session.lang), overflow="fold")
    for entry in entries:
        row = _document(session, entry)
        cells = (row["revision"], row["now"], row["written"], row["parent"], row["reason"])
        figures = (row["visits"], row["calls"], row["moves"])
        shown = ("" if cell is None else str(cell) for cell in (*cells, *figures))
        table.add_row(*(Text(safe(cell)) for cell in shown))
    session.out.print(table)


def _document(session: Session, entry: RevisionEntry) -> dict[str, object]:
    record = entry.record
    written = f"{entry.written:%d.%m.%Y %H:%M}"
    found: dict[str, object] = {
        "revision": entry.number,
        "folder": str(entry.folder),
        "written": written,
        "now": None,
        "parent": None,
        "reason": text("resolve.damaged_revision", session.lang),
        "visits": None,
        "calls": None,
        "moves": None,
    }
    if record is None:
        return found
    tiers = {tier.tier: tier.value for tier in record.plan.tiers}
    return found | {
        "now": f"{record.now:%d.%m.%Y %H:%M}",
        "parent": record.parent,
        "reason": _reason(session, entry),
        "visits": sum(len(route.stops) for route in record.plan.routes),
        "calls": tiers.get("calls"),
        "moves": tiers.get("moves"),
    }


def _reason(session: Session, entry: RevisionEntry) -> str:
    from fieldplan.report.reasons import reason_sentence

    record = entry.record
    assert record is not None
    if record.events:
        return "; ".join(reason_sentence(reason, session.lang) for reason in record.events)
    key = "first_plan" if record.problem.past is None else "no_events"
    return text(f"resolve.{key}", session.lang)
