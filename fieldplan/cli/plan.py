"""``fieldplan plan``: from the workbook to the month's outputs."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fieldplan.cli.console import Session, print_json
from fieldplan.cli.geocode import geocode_options, read_with_places
from fieldplan.cli.options import (
    common_options,
    month_option,
    now_option,
    search_options,
    travel_choice,
    travel_options,
)
from fieldplan.messages import text

if TYPE_CHECKING:
    from fieldplan.travel import TravelChoice
    from fieldplan.workbook import ReadResult

INCOMPLETE = 5


def make(help_lang: str) -> click.Command:
    """Return the command with its help in ``help_lang``."""

    @click.command("plan", help=text("cli.help_plan", help_lang))
    @click.argument("workbook", type=click.Path(path_type=Path))
    @month_option(help_lang, help_key="opt_month", required=True)
    @now_option(help_lang)
    @click.option(
        "--out",
        type=click.Path(path_type=Path),
        default=Path("outputs"),
        show_default=True,
        help=text("cli.opt_out", help_lang),
    )
    @click.option(
        "--previous",
        type=click.Path(path_type=Path),
        help=text("closing.opt_previous", help_lang),
    )
    @geocode_options(help_lang)
    @travel_options(help_lang)
    @search_options(help_lang)
    @common_options(help_lang)
    @click.pass_obj
    def plan(
        session: Session,
        workbook: Path,
        month: str,
        now: datetime | None,
        out: Path,
        previous: Path | None,
        geocode: str | None,
        geocoder_url: str,
        user_agent: str,
        travel: str | None,
        osrm_url: str,
        time_limit_s: float | None,
        iterations: int | None,
        gap: float | None,
        seed: int,
        lang: str | None,
        as_json: bool,
        debug: bool,
    ) -> int:
        session.choose(lang=lang, as_json=as_json, debug=debug)
        read = read_with_places(
            session,
            workbook,
            geocode=geocode,
            geocoder_url=geocoder_url,
            user_agent=user_agent,
        )
        return run(
            session,
            workbook,
            read,
            month=month,
            now=now,
            out=out,
            previous=previous,
            travel=travel_choice(travel, osrm_url),
            time_limit_s=time_limit_s,
            iterations=iterations,
            gap=gap,
            seed=seed,
        )

    return plan


def run(
    session: Session,
    workbook: Path,
    read: ReadResult,
    *,
    month: str,
    now: datetime | None,
    out: Path,
    previous: Path | None,
    travel: TravelChoice | None,
    time_limit_s: float | None,
    iterations: int | None,
    gap: float | None,
    seed: int,
) -> int:
    """Plan, check, write, and tell."""
    from fieldplan import api
    from fieldplan.api.files import ensure_writable
    from fieldplan.cli.findings import print_findings
    from fieldplan.cli.progress import Display
    from fieldplan.cli.summary import print_summary, summary_document

    ready = api.prepare_month(
        read,
        month=month,
        now=now,
        lang=session.option_lang,
        files=(workbook,),
        travel=travel,
        previous=previous,
    )
    print_findings(session, ready.findings, session.err)
    ensure_writable(out)
    limit = api.stop_rule(time_limit_s=time_limit_s, iterations=iterations, gap_pct=gap)
    session.warn("planning", visits=len(ready.demand.problem.visits), month=month)
    with Display(session, time_limit_s=limit.time_limit_s) as display:
        record = api.plan_month(ready, stop=limit, seed=seed, progress=display.update)
    streets = api.plan_streets(record, ready.travel)
    print_findings(session, streets.findings, session.err)
    outputs = api.write_outputs(record, out, streets=streets.lines)
    code = INCOMPLETE if api.required_left(record.problem, record.plan) else 0
    if session.as_json:
        print_json(summary_document(session, outputs, code))
    print_summary(session, outputs)
    return code
