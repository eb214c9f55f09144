"""``fieldplan explain``: why a visit is there, or is left out, and what would change that."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fieldplan.cli.console import Session, print_json
from fieldplan.cli.options import common_options, now_option
from fieldplan.messages import text

if TYPE_CHECKING:
    from fieldplan.domain import Explanation, PlanRecord


def make(help_lang: str) -> click.Command:
    """Return the command with its help in ``help_lang``."""

    @click.command("explain", help=text("explain.help", help_lang))
    @click.argument("plan", type=click.Path(path_type=Path))
    @click.argument("visit")
    @now_option(help_lang, help_key="offers.opt_now")
    @click.option(
        "--count",
        type=click.IntRange(1, 30),
        default=5,
        show_default=True,
        help=text("explain.opt_count", help_lang),
    )
    @common_options(help_lang)
    @click.pass_obj
    def explain(
        session: Session,
        plan: Path,
        visit: str,
        now: datetime | None,
        count: int,
        lang: str | None,
        as_json: bool,
        debug: bool,
    ) -> int:
        session.choose(lang=lang, as_json=as_json, debug=debug)
        return run(session, plan, visit, now=now, count=count)

    return explain


def run(session: Session, plan: Path, visit: str, *, now: datetime | None, count: int) -> int:
    """Explain, and tell."""
    from fieldplan.api.explanations import explain
    from fieldplan.api.replan import open_record
    from fieldplan.cli.explain_text import document, print_explanation

    _, record = open_record(plan)
    session.adopt(record.lang)
    found: Explanation = explain(record, visit, now=now, most=count)
    shown: PlanRecord = record
    if session.as_json:
        print_json(document(found, shown, session.lang))
    print_explanation(session, shown, found)
    return 0
