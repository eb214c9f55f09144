"""``fieldplan replan``: the rest of a running month planned anew."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from fieldplan.cli.console import Session, print_json, safe
from fieldplan.cli.options import (
    common_options,
    now_option,
    search_options,
    travel_choice,
    travel_options,
)
from fieldplan.messages import text

if TYPE_CHECKING:
    from fieldplan.api.replan import Choice, EmergencyCall, NewPlan
    from fieldplan.cli.replan_text import Teller
    from fieldplan.domain import Absence, PlanRecord
    from fieldplan.resolve.calendar_edits import CalendarEdits
    from fieldplan.resolve.edits import Edits
    from fieldplan.travel import TravelChoice

T = TypeVar("T")

INCOMPLETE = 5
MODES = ("minimal", "keep-engineers", "free")
EDITED_AFTER_S = 120
"""A calendar that is this much younger than its plan was saved by somebody."""
WAYS = 4
DAY_FORMATS = ("%Y-%m-%d", "%d.%m.%Y")
_SPAN = re.compile(r"\s*(\S+?)(?:\.\.\.?(\S+))?\s*")


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The options of the command that say what is new."""

    now: datetime
    sites: tuple[str, ...]
    minutes: tuple[int, ...]
    days: tuple[int, ...]
    skills: tuple[str, ...]
    absent: tuple[tuple[str, str], ...]
    calendar: Path | None
    workbook: Path | None
    mode: str
    number: int | None = None


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
    calls, absences = _calls(session, asked), _absences(session, asked)
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
    news = _calendar(session, asked, file, record)
    edits = news.edits if news else Edits()
    target = out or _outputs_of(file)
    ensure_writable(target)
    old = record
    if asked.workbook is not None:
        record, edits = _workbook(session, asked, asked.workbook, record, edits, travel)
    limit = stop_rule(time_limit_s=time_limit_s, iterations=iterations, gap_pct=gap)
    latest = max((number for number, _ in month_revisions(file)), default=record.revision)
    teller = Teller(session, old, latest)
    display = Display(session, time_limit_s=limit.time_limit_s)

    def on_first(answer: NewPlan) -> None:
        teller.first(answer, limit.time_limit_s, menu=bool(asked.sites and not asked.number))

    def on_menu(choices: tuple[Choice, ...]) -> None:
        teller.menu(choices, limit.time_limit_s)

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
            on_menu=None if asked.number else on_menu,
        )
    if news is not None:
        print_findings(session, unkept(news, made.final), session.err)
    return _write(session, teller, made.final, target, travel)


def _calendar(
    session: Session, asked: Asked, file: Path, record: PlanRecord
) -> CalendarEdits | None:
    """The marks of the calendar; those that are not taken are told before the search."""
    from fieldplan.api.files import CALENDAR_NAME
    from fieldplan.api.replan import calendar_news
    from fieldplan.cli.findings import print_findings

    if asked.calendar is None:
        beside = file.with_name(CALENDAR_NAME)
        if beside.exists() and beside.stat().st_mtime > file.stat().st_mtime + EDITED_AFTER_S:
            session.err.print(text("resolve.calendar_newer", session.lang, path=safe(beside)))
        return None
    news = calendar_news(file, record, asked.calendar, now=asked.now)
    print_findings(session, news.findings, session.err)
    return news


def _workbook(
    session: Session,
    asked: Asked,
    workbook: Path,
    record: PlanRecord,
    edits: Edits,
    travel: TravelChoice | None,
) -> tuple[PlanRecord, Edits]:
    """The record with the workbook's news; they are counted for the history."""
    from fieldplan.api.replan import read_news
    from fieldplan.cli.findings import print_findings

    found, findings = read_news(record, workbook, now=asked.now, travel=travel)
    print_findings(session, findings, session.err)
    counts = (len(found.added), len(found.changed), len(found.gone))
    key = "workbook_news" if any(counts) else "workbook_same"
    session.err.print(
        text(f"resolve.{key}", session.lang, added=counts[0], changed=counts[1], gone=counts[2])
    )
    return found.record, replace(edits, added=found.added, news=sum(counts))


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


def _calls(session: Session, asked: Asked) -> list[EmergencyCall]:
    from fieldplan.api.replan import EmergencyCall

    count = len(asked.sites)
    minutes = _spread(session, "--minutes", asked.minutes, count)
    days = _spread(session, "--days", asked.days, count)
    skills = _spread(session, "--skill", asked.skills, count)
    return [
        EmergencyCall(
            site_id=site,
            work_min=minutes[n],
            response_days=days[n],
            skills=frozenset() if skills[n] is None else frozenset({str(skills[n])}),
        )
        for n, site in enumerate(asked.sites)
    ]


def _spread(session: Session, name: str, values: Sequence[T], count: int) -> list[T | None]:
    """One value for each emergency: none, the same for all, or one each."""
    if not values:
        return [None] * count
    if len(values) == 1 and count:
        return [values[0]] * count
    if len(values) != count:
        raise click.BadParameter(text("resolve.bad_counts", session.lang), param_hint=name)
    return list(values)


def _absences(session: Session, asked: Asked) -> list[Absence]:
    from fieldplan.domain import Absence

    found = []
    for engineer_id, span in asked.absent:
        match = _SPAN.fullmatch(span)
        first = _day(match[1]) if match else None
        last = _day(match[2]) if match and match[2] else first
        if first is None or last is None or last < first:
            message = text("resolve.bad_days", session.lang, value=span)
            raise click.BadParameter(message, param_hint="--absent")
        found.append(Absence(engineer_id=engineer_id, first=first, last=last))
    return found


def _day(value: str) -> date | None:
    for form in DAY_FORMATS:
        try:
            return datetime.strptime(value, form).date()
        except ValueError:
            continue
    return None
