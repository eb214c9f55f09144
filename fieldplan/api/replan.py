"""A running month planned anew from its stored plan."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from fieldplan.api.search import ProgressCallback
from fieldplan.api.typed_names import Names
from fieldplan.domain import Absence, Emergency, Location, PlanRecord, TravelMatrix
from fieldplan.errors import Finding, InputError
from fieldplan.resolve.edits import Edits
from fieldplan.resolve.menu import Choice, Way, choices, restriction, way_of
from fieldplan.resolve.replan import NewPlan, Replanned, Request
from fieldplan.resolve.replan import replan as resolve_replan
from fieldplan.resolve.stand_in import StandIn, stand_in
from fieldplan.resolve.whole import Mode
from fieldplan.settings import make_settings
from fieldplan.solver import StopRule
from fieldplan.store import read_plan, resolve_plan, revision_plan
from fieldplan.travel import TravelChoice, open_travel

if TYPE_CHECKING:
    from fieldplan.resolve.calendar_edits import CalendarEdits
    from fieldplan.resolve.workbook_news import WorkbookNews

__all__ = [
    "Choice",
    "EmergencyCall",
    "Mode",
    "NewPlan",
    "Replanned",
    "StandIn",
    "Way",
    "calendar_news",
    "open_record",
    "read_news",
    "replan",
    "unkept",
    "way_of",
]


@dataclass(frozen=True, kw_only=True)
class EmergencyCall:
    """A call-out as it comes by phone; what is None is the setting's or the site's."""

    site_id: str
    work_min: int | None = None
    response_days: int | None = None
    skills: frozenset[str] = frozenset()


def open_record(plan: Path, *, revision: int | None = None) -> tuple[Path, PlanRecord]:
    """Return the file and the record of a plan, or of another revision of its month.

    Raises
    ------
    InputError
        If there is no such plan, or it cannot be read.
    """
    file = resolve_plan(Path(plan))
    if revision is not None:
        file = revision_plan(file, revision)
    return file, read_plan(file)


def calendar_news(
    file: Path, record: PlanRecord, calendar: Path, *, now: datetime
) -> CalendarEdits:
    """Return what the manager wrote into a calendar of the plan in ``file``.

    Raises
    ------
    InputError
        If it is no calendar, or one of another revision: then with every mark in it.
    """
    # With their libraries, these would hold up the first answer to a call-out.
    from fieldplan.resolve.calendar_edits import calendar_edits, require_revision  # noqa: PLC0415
    from fieldplan.resolve.calendar_file import open_calendar  # noqa: PLC0415

    shown = open_calendar(Path(calendar))
    if (shown.month, shown.revision) != (record.month, record.revision):
        require_revision(shown, record, _older(file, shown.month, shown.revision))
    return calendar_edits(record, shown, now)


def read_news(
    record: PlanRecord, workbook: Path, *, now: datetime, travel: TravelChoice | None = None
) -> tuple[WorkbookNews, tuple[Finding, ...]]:
    """Return the record with what a changed workbook says, and the workbook's warnings.

    Raises
    ------
    InputError
        If the workbook cannot be planned.
    """
    from fieldplan.api.months import prepare_month  # noqa: PLC0415
    from fieldplan.api.workbooks import read_workbook  # noqa: PLC0415
    from fieldplan.resolve.workbook_news import book_with_past, workbook_news  # noqa: PLC0415

    path = Path(workbook)
    read = read_workbook(path)
    if read.book is None:
        raise InputError(read.findings)
    book = book_with_past(read.book, record, now)
    month = prepare_month(book, month=record.month, now=now, files=(path,), travel=travel)
    news = workbook_news(record, read.book, month.demand, now)
    inputs = {**record.inputs, **month.inputs}
    findings = (*read.findings, *month.findings)
    return replace(news, record=replace(news.record, inputs=inputs)), findings


def unkept(news: CalendarEdits, made: NewPlan) -> tuple[Finding, ...]:
    """Return the promises of a calendar that the new plan does not keep, with their cells."""
    from fieldplan.resolve.answers import unkept_answers  # noqa: PLC0415

    record = made.record
    return unkept_answers(news.answers, record.problem.visits, record.plan, record.lang)


def _older(file: Path, month: str, revision: int) -> PlanRecord | None:
    """The revision that a calendar was made of, if it can still be read."""
    try:
        record = read_plan(revision_plan(file, revision))
    except InputError:
        return None
    return record if record.month == month else None


def replan(
    record: PlanRecord,
    *,
    now: datetime,
    emergencies: Sequence[EmergencyCall] = (),
    absences: Sequence[Absence] = (),
    edits: Edits | None = None,
    mode: Mode = Mode.MINIMAL,
    stop: StopRule | None = None,
    began: float | None = None,
    seed: int = 0,
    travel: TravelChoice | None = None,
    lang: str | None = None,
    progress: ProgressCallback | None = None,
    on_first: Callable[[NewPlan], object] | None = None,
    way: Way | None = None,
    on_menu: Callable[[tuple[Choice, ...]], object] | None = None,
    on_stand_in: Callable[[StandIn], object] | None = None,
) -> Replanned:
    """Plan the rest of a month anew; nothing is written (see ``write_outputs``).

    Parameters
    ----------
    record : PlanRecord
        The plan that is lived with.
    now : datetime
        What lies before it stays as it was.
    emergencies, absences
        What has happened since.
    edits : Edits or None
        Further news, such as those of an edited calendar.
    stop : StopRule or None
        Limit of the whole answer; None = only the first answer.
    began : float or None
        From when its seconds count, on ``time.monotonic``'s clock; None = from this call.
    on_first : callable or None
        Called with the first answer, before the full search begins.
    way : Way or None
        One way of answering a call-out; None = whatever is best.
    on_menu : callable or None
        Called with the ways of answering a call-out, after the first answer.
    on_stand_in : callable or None
        Called with what a contractor in an absent engineer's place would cost, likewise.

    Raises
    ------
    InputError
        With every finding, if the news do not fit the plan.
    PlanInvalidError
        If the checker refuses the answer.
    """
    news = (edits or Edits()).joined(_news(record, now, emergencies, absences))
    asked = replace(record, lang=lang or record.lang)
    settings = make_settings(dict(record.settings))

    def matrix_of(places: Sequence[Location]) -> TravelMatrix:
        with open_travel(travel, settings) as drives:
            return drives.matrix(places)

    request = Request(
        edits=news,
        now=now,
        matrix_of=matrix_of,
        mode=mode,
        stop=stop,
        began=began,
        seed=seed,
        restrict=restriction(way) if way is not None else None,
    )

    def told(first: NewPlan) -> None:
        if on_first is not None:
            on_first(first)
        if on_menu is not None and news.emergencies:
            on_menu(choices(asked, request))
        hired = stand_in(asked, request) if on_stand_in is not None else None
        if on_stand_in is not None and hired is not None:
            on_stand_in(hired)

    return resolve_replan(asked, request, progress=progress, on_first=told)


def _news(
    record: PlanRecord,
    now: datetime,
    emergencies: Sequence[EmergencyCall],
    absences: Sequence[Absence],
) -> Edits:
    findings: list[Finding] = []
    sites = Names(site.id for site in record.sites if site.active)
    people = Names(engineer.id for engineer in record.problem.engineers)
    taken = {visit.id for visit in record.problem.visits}
    calls = []
    for call in emergencies:
        site_id = sites.find(call.site_id)
        if site_id is None:
            findings.append(sites.unknown("resolve.unknown_site", call.site_id))
            continue
        name = _free_id(f"{site_id}-A{now:%d%H%M}", taken)
        taken.add(name)
        calls.append(
            Emergency(
                id=name,
                site_id=site_id,
                reported=now,
                response_days=call.response_days,
                work_min=call.work_min,
                skills=call.skills,
            )
        )
    away: dict[str, datetime] = {}
    known = []
    for absence in absences:
        engineer_id = people.find(absence.engineer_id)
        if engineer_id is None:
            code = "resolve.unknown_engineer"
            findings.append(people.unknown(code, absence.engineer_id, most=None))
            continue
        known.append(replace(absence, engineer_id=engineer_id))
        begun = _begun(absence.first, now)
        if begun is not None:
            away[engineer_id] = min(begun, away.get(engineer_id, begun))
    if findings:
        raise InputError(findings)
    return Edits(emergencies=tuple(calls), absences=tuple(known), away=away)


def _begun(first: date, now: datetime) -> datetime | None:
    """When an absence took the engineer from his work: today, it is from now on."""
    if first > now.date():
        return None
    return now if first == now.date() else datetime.combine(first, time())


def _free_id(name: str, taken: set[str]) -> str:
    number, found = 1, name
    while found in taken:
        number += 1
        found = f"{name}-{number}"
    return found
