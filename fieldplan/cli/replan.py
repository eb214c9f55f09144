"""``fieldplan replan``: the rest of a running month planned anew."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fieldplan.cli.console import Session, print_json
from fieldplan.cli.options import (
    common_options,
    now_option,
    search_options,
    travel_choice,
    travel_options,
)
from fieldplan.cli.replan_news import (
    Asked,
    asked_absences,
    asked_calls,
    calendar_of,
    with_workbook,
)
from fieldplan.messages import text

if TYPE_CHECKING:
    from fieldplan.api.replan import NewPlan
    from fieldplan.cli.replan_text import Teller
    from fieldplan.travel import TravelChoice

INCOMPLETE = 5
MODES = ("minimal", "keep-engineers", "free")
WAYS = 4


def make(help_lang: str) -> click.Command:
    """Return the command with its help in ``help_lang``."""

    def told(key: str) -> str:
        return text(f"resolve.{key}", help_lang)

    @click.command("replan", help=told("help"))
    @click.argument("plan", type=click.Path(path_type=Path))
    @now_option(help_lang, help_key="resolve.opt_now")
    @click.option("--emergency", multiple=True, metavar="SITE_ID", help=told("opt_emergency"))
    @click.option(
        "--minutes", multiple=True, type=click.IntRange(1, 1440), help=told("opt_minutes")
    )
    @click.option("--days", multiple=True, type=click.IntRange(1, 30), help=told("opt_days"))
    @click.option("--skill", multiple=True, help=told("opt_skill"))
    @click.option(
        "--absent",
        multiple=True,
        nargs=2,
        metavar="ENGINEER FROM..TO",
        help=told("opt_absent"),
    )
    @click.option("--calendar", type=click.Path(path_type=Path), help=told("opt_calendar"))
    @click.option("--workbook", type=click.Path(path_type=Path), help=told("opt_workbook"))
    @click.option(
        "--mode",
        type=click.Choice(MODES),
        default="minimal",
        show_default=True,
        help=told("opt_mode"),
    )
    @click.option("--option", "number", type=click.IntRange(1, WAYS), help=told("opt_option"))
    @click.option("--from", "revision", type=click.IntRange(1), help=told("opt_from"))
    @click.option("--out", type=click.Path(path_type=Path), help=text("cli.opt_out", help_lang))
    @travel_options(help_lang)
    @search_options(help_lang)
    @common_options(help_lang)
    @click.pass_obj
    def replan(
        session: Session,
        plan: Path,
        now: datetime | None,
        emergency: tuple[str, ...],
        minutes: tuple[int, ...],
        days: tuple[int, ...],
        skill: tuple[str, ...],
        absent: tuple[tuple[str, str], ...],
        calendar: Path | None,
        workbook: Path | None,
        mode: str,
        number: int | None,
        revision: int | None,
        out: Path | None,
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
        asked = Asked(
            now=now or datetime.now().replace(second=0, microsecond=0),
            sites=emergency,
            minutes=minutes,
            days=days,
            skills=skill,
            absent=absent,
            calendar=calendar,
            workbook=workbook,
            mode=mode,
            number=number,
        )
        return run(
            session,
            plan,
            asked,
            revision=revision,
            out=out,
            travel=travel_choice(travel, osrm_url),
            time_limit_s=time_limit_s,
            iterations=iterations,
            gap=gap,
            seed=seed,
        )

    return replan


def run(
    session: Session,
    plan: Path,
    asked: Asked,
    *,
    revision: int | None,
    out: Path | None,
    travel: TravelChoice | None,
    time_limit_s: float | None,
    iterations: int | None,
    gap: float | None,
    seed: int,
) -> int:
    """Plan anew, check, write, and tell: the first answer at once, then the final one."""
    calls, absences = asked_calls(session, asked), asked_absences(session, asked)
    from fieldplan.api.files import ensure_writable
    from fieldplan.api.replan import Mode, open_record, replan, unkept, way_of
    from fieldplan.api.search import stop_rule
    from fieldplan.cli.findings import print_findings
    from fieldplan.cli.progress import Display
    from fieldplan.cli.replan_text import Teller
    from fieldplan.resolve.edits import Edits
    from fieldplan.store.revisions import month_revisions

    file, record = open_record(plan, revision=revision)
    session.adopt(record.lang)
    news = calendar_of(session, asked, file, record)
    edits = news.edits if news else Edits()
    target = out or _outputs_of(file)
    ensure_writable(target)
    old = record
    if asked.workbook is not None:
        record, edits = with_workbook(session, asked, asked.workbook, record, edits, travel)
    limit = stop_rule(time_limit_s=time_limit_s, iterations=iterations, gap_pct=gap)
    latest = max((number for number, _ in month_revisions(file)), default=record.revision)
    teller = Teller(session, old, latest)
    display = Display(session, time_limit_s=limit.time_limit_s)

    def on_first(answer: NewPlan) -> None:
        teller.first(answer, limit.time_limit_s)

    with display:
        made = replan(
            record,
            now=asked.now,
            emergencies=calls,
            absences=absences,
            edits=edits,
            mode=Mode(asked.mode),
            stop=limit,
            began=session.began,
            seed=seed,
            travel=travel,
            lang=session.option_lang,
            progress=display.update,
            on_first=on_first,
            way=way_of(asked.number) if asked.number else None,
            on_menu=None if asked.number else teller.menu,
            on_stand_in=teller.stand_in,
        )
    if news is not None:
        print_findings(session, unkept(news, made.final), session.err)
    return _write(session, teller, made.final, target, travel)


def _write(
    session: Session,
    teller: Teller,
    answer: NewPlan,
    target: Path,
    travel: TravelChoice | None,
) -> int:
    from fieldplan.api.outputs import write_outputs
    from fieldplan.api.search import required_left
    from fieldplan.api.travel import plan_streets
    from fieldplan.cli.findings import print_findings

    record = answer.record
    teller.final(answer)
    if record.plan.stopped_by == "failure":
        session.warn("stopped_failure")
    streets = plan_streets(record, travel)
    print_findings(session, (*record.findings, *streets.findings), session.err)
    outputs = write_outputs(record, target, streets=streets.lines)
    left = required_left(record.problem, record.plan)
    code = INCOMPLETE if left else 0
    teller.written(outputs)
    if session.as_json:
        print_json(teller.document(answer, outputs, code))
    return code


def _outputs_of(file: Path) -> Path:
    """The folder of all outputs that a plan file lies in, else ``outputs``."""
    month = file.absolute().parent.parent
    if re.fullmatch(r"\d{4}-\d{2}", month.name):
        return month.parent
    return Path("outputs")
