"""The files that people work from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from fieldplan.api.checks import check_plan, require_valid
from fieldplan.api.files import writing
from fieldplan.domain import PlanRecord
from fieldplan.report import write_calendar, write_map
from fieldplan.report.load import EngineerLoad, engineer_loads
from fieldplan.settings import make_settings
from fieldplan.store import new_revision, write_plan

CALENDAR_NAME, MAP_NAME = "calendar.xlsx", "map.html"


@dataclass(frozen=True, kw_only=True)
class Outputs:
    """Where a plan was written; the record has its revision's number."""

    folder: Path
    files: tuple[Path, ...]
    record: PlanRecord


@dataclass(frozen=True, kw_only=True)
class MadeMap:
    """Where a map was written, and its language."""

    path: Path
    lang: str


def write_outputs(record: PlanRecord, out: Path) -> Outputs:
    """Write a plan's files as a new revision under ``out``; all of them or none.

    Raises
    ------
    OutputError
        If they cannot be written.
    """
    settings = make_settings(dict(record.settings))
    with writing(out), new_revision(Path(out), record.month, lang=record.lang) as revision:
        numbered = replace(record, revision=revision.number)
        write_plan(revision.folder, numbered)
        write_calendar(revision.folder / CALENDAR_NAME, numbered)
        write_map(revision.folder / MAP_NAME, numbered, contacts=False, settings=settings)
    folder = revision.final
    files = tuple(sorted(path for path in folder.rglob("*") if path.is_file()))
    return Outputs(folder=folder, files=files, record=numbered)


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
    with writing(path):
        write_map(path, record, contacts=contacts, settings=make_settings(dict(record.settings)))
    return MadeMap(path=path, lang=record.lang)


def month_load(record: PlanRecord) -> tuple[EngineerLoad, ...]:
    """Return visits and hours of every engineer against what the month has."""
    return engineer_loads(record)
