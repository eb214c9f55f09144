"""``fieldplan capacity``: is the team enough, and if not, what would be."""

from __future__ import annotations

from collections.abc import Callable
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
    travel_choice,
    travel_options,
)
from fieldplan.messages import text

if TYPE_CHECKING:
    from fieldplan.capacity.full import FullOptions
    from fieldplan.capacity.side_by_side import Told
    from fieldplan.travel import TravelChoice
    from fieldplan.workbook import ReadResult

MOST_ENGINEERS, MOST_TEAMS = 50, 8
SECONDS = 30.0
"""Time limit of each plan."""
REPLAYS = 500


def make(help_lang: str) -> click.Command:
    """Return the command with its help in ``help_lang``."""

    @click.command("capacity", help=text("capacity.help", help_lang))
    @click.argument("workbook", type=click.Path(path_type=Path))
    @month_option(help_lang, help_key="opt_month", required=True)
    @now_option(help_lang)
    @click.option(
        "--engineers",
        default="1,2,3",
        show_default=True,
        callback=_sizes(help_lang),
        metavar="N,N,…",
        help=text("capacity.opt_engineers", help_lang),
    )
    @click.option(
        "--contractor-days",
        "contractor_limit",
        type=click.IntRange(0, 365),
        metavar="N",
        help=text("capacity.opt_contractor_days", help_lang),
    )
    @click.option(
        "--months-ahead",
        type=click.IntRange(3, 12),
        default=12,
        show_default=True,
        help=text("capacity.opt_months_ahead", help_lang),
    )
    @click.option(
        "--replays",
        type=click.IntRange(10, 100_000),
        default=REPLAYS,
        show_default=True,
        help=text("capacity.opt_replays", help_lang),
    )
    @click.option(
        "--backend",
        type=click.Choice(("loky", "threading", "dask")),
        default="loky",
        show_default=True,
        help=text("capacity.opt_backend", help_lang),
    )
    @click.option(
        "--out",
        type=click.Path(path_type=Path),
        default=Path("outputs"),
        show_default=True,
        help=text("cli.opt_out", help_lang),
    )
    @click.option(
        "--time-limit",
        "time_limit_s",
        type=click.FloatRange(min=0, min_open=True),
        default=SECONDS,
        show_default=True,
        metavar="S",
        help=text("capacity.opt_time_limit", help_lang),
    )
    @click.option(
        "--iterations", type=click.IntRange(min=1), help=text("cli.opt_iterations", help_lang)
    )
    @click.option("--seed", default=0, show_default=True, help=text("cli.opt_seed", help_lang))
    @geocode_options(help_lang)
    @travel_options(help_lang)
    @common_options(help_lang)
    @click.pass_obj
    def capacity(
        session: Session,
        workbook: Path,
        month: str,
        now: datetime | None,
        engineers: tuple[int, ...],
        contractor_limit: int | None,
        months_ahead: int,
        replays: int,
        backend: str,
        out: Path,
        time_limit_s: float,
        iterations: int | None,
        seed: int,
        geocode: str | None,
        geocoder_url: str,
        user_agent: str,
        travel: str | None,
        osrm_url: str,
        lang: str | None,
        as_json: bool,
        debug: bool,
    ) -> int:
        from fieldplan import api
        from fieldplan.capacity.full import FullOptions

        session.choose(lang=lang, as_json=as_json, debug=debug)
        read = read_with_places(
            session, workbook, geocode=geocode, geocoder_url=geocoder_url, user_agent=user_agent
        )
        options = FullOptions(
            stop=api.stop_rule(
                time_limit_s=None if iterations else time_limit_s, iterations=iterations
            ),
            engineers=engineers,
            contractor_limit=contractor_limit,
            replays=replays,
            seed=seed,
            backend=backend,
        )
        return run(
            session,
            workbook,
            read,
            month=month,
            now=now,
            out=out,
            travel=travel_choice(travel, osrm_url),
            options=options,
            months_ahead=months_ahead,
        )

    return capacity


def run(
    session: Session,
    workbook: Path,
    read: ReadResult,
    *,
    month: str,
    now: datetime | None,
    out: Path,
    travel: TravelChoice | None,
    options: FullOptions,
    months_ahead: int,
) -> int:
    """Plan, try, prove, write, and tell."""
    from fieldplan import api
    from fieldplan.api.files import ensure_writable
    from fieldplan.cli.capacity_page import capacity_document, print_capacity
    from fieldplan.cli.findings import print_findings
    from fieldplan.cli.progress import Display

    ready = api.prepare_month(
        read, month=month, now=now, lang=session.option_lang, files=(workbook,), travel=travel
    )
    print_findings(session, ready.findings, session.err)
    ensure_writable(out)
    session.err.print(text("capacity.planning_base", session.lang))
    with Display(session, time_limit_s=options.stop.time_limit_s) as display:
        assessed = api.assess_capacity(
            ready,
            options=options,
            months_ahead=months_ahead,
            progress=display.update,
            told=_told(session),
        )
    folder = api.write_assessed(assessed, out)
    if session.as_json:
        print_json(capacity_document(assessed, folder, session.lang))
    print_capacity(session, assessed, folder)
    return 0


def _told(session: Session) -> Told:
    """Return what tells of a job that is done."""

    def tell(name: str, done: int, total: int) -> None:
        what, *team = name.split(" ")
        who = ""
        if team:
            from fieldplan.report.capacity_text import team_text

            who = team_text(int(team[0]), int(team[1]), session.lang)
        key = {"team": "job_scenario"}.get(what, f"job_{what}")
        shown = text(f"capacity.{key}", session.lang, **({"team": who} if team else {}))
        line = text("capacity.progress", session.lang, done=done, total=total, what=shown)
        session.err.print(line)

    return tell


def _sizes(
    help_lang: str,
) -> Callable[[click.Context, click.Parameter, str], tuple[int, ...]]:
    """Return a callback that reads numbers of engineers such as ``1,2,3``."""

    def read(_ctx: click.Context, _param: click.Parameter, value: str) -> tuple[int, ...]:
        parts = [part.strip() for part in value.split(",") if part.strip()]
        good = all(part.isascii() and part.isdigit() for part in parts)
        sizes = sorted({int(part) for part in parts}) if good else []
        if not sizes or len(sizes) > MOST_TEAMS or not 1 <= sizes[0] <= sizes[-1] <= MOST_ENGINEERS:
            raise click.BadParameter(text("capacity.bad_engineers", help_lang, value=value))
        return tuple(sizes)

    return read
