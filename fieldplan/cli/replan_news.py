"""What ``fieldplan replan`` is told has happened: options, the edited calendar, the workbook."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from fieldplan.cli.console import Session, safe
from fieldplan.messages import text

if TYPE_CHECKING:
    from fieldplan.api.replan import EmergencyCall
    from fieldplan.domain import Absence, PlanRecord
    from fieldplan.resolve.calendar_edits import CalendarEdits
    from fieldplan.resolve.edits import Edits
    from fieldplan.travel import TravelChoice

T = TypeVar("T")

EDITED_AFTER_S = 120
"""A calendar that is this much younger than its plan was saved by somebody."""
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


def asked_calls(session: Session, asked: Asked) -> list[EmergencyCall]:
    """Return the call-outs of the options; raises BadParameter on counts that do not fit."""
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


def asked_absences(session: Session, asked: Asked) -> list[Absence]:
    """Return the absences of the options; raises BadParameter on days that are none."""
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


def calendar_of(
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


def with_workbook(
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
