"""The files that people work from."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from pathlib import Path

from fieldplan.api.checks import check_plan, require_valid
from fieldplan.api.files import CALENDAR_NAME
from fieldplan.capacity import capacity_report
from fieldplan.domain import CapacityReport, PlanRecord
from fieldplan.errors import InputError
from fieldplan.report import (
    RouteLines,
    read_streets,
    write_calendar,
    write_engineer_pages,
    write_ics,
    write_map,
    write_route_sheets,
    write_streets,
)
from fieldplan.report.events import latest_state
from fieldplan.report.load import EngineerLoad, engineer_loads
from fieldplan.resolve.phone import phone_calls
from fieldplan.settings import make_settings
from fieldplan.store import (
    PLAN_NAME,
    Revision,
    earlier_revisions,
    new_revision,
    read_plan,
    write_plan,
)
from fieldplan.whole_files import writing

log = logging.getLogger(__name__)

MAP_NAME, STREETS_NAME = "map.html", "streets.json"
ICS_FOLDER, PAGES_FOLDER, SHEETS_FOLDER = "calendars", "engineers", "routes"


@dataclass(frozen=True, kw_only=True)
class Outputs:
    """Where a plan was written; the record has its revision's number."""

    folder: Path
    files: tuple[Path, ...]
    record: PlanRecord
    capacity: CapacityReport


@dataclass(frozen=True, kw_only=True)
class MadeMap:
    """Where a map was written, and its language."""

    path: Path
    lang: str


def write_outputs(record: PlanRecord, out: Path, *, streets: RouteLines | None = None) -> Outputs:
    """Write a plan's files as a new revision under ``out``; all of them or none.

    Changes are told against the revision that the plan was made from, else against the latest;
    calendars for phones go on from the latest that there are.

    Parameters
    ----------
    streets : RouteLines or None
        The streets of the routes (``plan_streets``), for the map; kept beside the plan.

    Raises
    ------
    OutputError
        If they cannot be written.
    """
    with writing(out), new_revision(Path(out), record.month, lang=record.lang) as revision:
        numbered = replace(record, revision=revision.number)
        earlier = earlier_revisions(revision.final.parent, revision.number)
        capacity = capacity_report(numbered)
        previous = _compared(numbered, earlier)
        _write_files(revision, numbered, previous, earlier, streets, capacity)
    folder = revision.final
    files = tuple(sorted(path for path in folder.rglob("*") if path.is_file()))
    return Outputs(folder=folder, files=files, record=numbered, capacity=capacity)


def _write_files(
    revision: Revision,
    record: PlanRecord,
    previous: PlanRecord | None,
    earlier: tuple[Path, ...],
    streets: RouteLines | None,
    capacity: CapacityReport,
) -> None:
    folder, settings = revision.folder, make_settings(dict(record.settings))
    write_plan(folder, record)
    calls = phone_calls(record)
    write_calendar(
        folder / CALENDAR_NAME, record, previous=previous, calls=calls, capacity=capacity
    )
    write_map(
        folder / MAP_NAME,
        record,
        settings=settings,
        previous=previous,
        lines=streets,
        capacity=capacity,
    )
    if streets:
        write_streets(folder / STREETS_NAME, streets)
    states = [older / ICS_FOLDER for older in earlier]
    write_ics(folder / ICS_FOLDER, record, previous=latest_state(states))
    write_engineer_pages(folder / PAGES_FOLDER, record)
    write_route_sheets(folder / SHEETS_FOLDER, record)


def _compared(record: PlanRecord, earlier: tuple[Path, ...]) -> PlanRecord | None:
    """The revision to tell the changes against; a damaged one does not stop a new plan."""
    chosen = [path for path in earlier if path.name == f"rev-{record.parent or 0:02d}"]
    for folder in (chosen or earlier)[:1]:
        try:
            previous = read_plan(folder / PLAN_NAME)
            return previous if previous.month == record.month else None
        except InputError:
            log.warning("%s cannot be read: no changes are told", folder / PLAN_NAME)
    return None


def make_map(
    plan: Path, target: Path | None = None, *, contacts: bool = False, lang: str | None = None
) -> MadeMap:
    """Write the map of a stored plan, by default beside it.

    Raises
    ------
    InputError
        If there is no plan that can be read.
    PlanInvalidError
        If the plan breaks a rule.
    OutputError
        If the map cannot be written.
    """
    checked = check_plan(plan)
    require_valid(checked.report)
    record = replace(checked.record, lang=lang or checked.record.lang)
    path = Path(target) if target else checked.path.with_name(MAP_NAME)
    settings = make_settings(dict(record.settings))
    month = checked.path.absolute().parent.parent
    previous = _compared(record, earlier_revisions(month, record.revision))
    with writing(path):
        write_map(
            path,
            record,
            contacts=contacts,
            settings=settings,
            previous=previous,
            capacity=capacity_report(record),
            lines=read_streets(checked.path.with_name(STREETS_NAME)),
        )
    return MadeMap(path=path, lang=record.lang)


def month_load(record: PlanRecord) -> tuple[EngineerLoad, ...]:
    """Return visits and hours of every engineer against what the month has."""
    return engineer_loads(record)
