"""A stored plan for other calendars and tables."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from fieldplan.api.checks import check_plan, require_valid
from fieldplan.api.outputs import ICS_FOLDER
from fieldplan.domain import PlanRecord
from fieldplan.report import write_bitrix24, write_csv, write_ics
from fieldplan.report.events import latest_state
from fieldplan.store import earlier_revisions
from fieldplan.whole_files import writing

EXPORT_FOLDER = "export"
FORMATS = {"csv": "visits.csv", "bitrix24": "bitrix24", "ics": "ics"}
"""Formats, and the file or folder that each is by default."""


@dataclass(frozen=True, kw_only=True)
class Exported:
    """What was exported, and the language of the plan."""

    files: tuple[Path, ...]
    lang: str


def export_plan(
    plan: Path,
    form: str,
    target: Path | None = None,
    *,
    contacts: bool = False,
    lang: str | None = None,
) -> Exported:
    """Write a stored plan in another format, by default into ``export/`` beside it.

    Parameters
    ----------
    form : str
        ``csv`` (one file), ``bitrix24`` (a folder of calls; nothing is sent) or ``ics`` (a
        folder of calendars). The last two go on from what was exported of earlier revisions.
    target : Path or None
        File (CSV) or folder to write.
    contacts : bool
        With contacts and phones.

    Raises
    ------
    InputError
        If there is no plan that can be read.
    PlanInvalidError
        If the plan breaks a rule.
    OutputError
        If a file cannot be written.
    """
    checked = check_plan(plan)
    require_valid(checked.report)
    record = replace(checked.record, lang=lang or checked.record.lang)
    home = checked.path.absolute().parent
    earlier = earlier_revisions(home.parent, record.revision)
    path = Path(target) if target else checked.path.parent / EXPORT_FOLDER / FORMATS[form]
    with writing(path):
        files = _write(form, path, record, earlier, contacts=contacts)
    return Exported(files=files, lang=record.lang)


def _write(
    form: str, path: Path, record: PlanRecord, earlier: tuple[Path, ...], *, contacts: bool
) -> tuple[Path, ...]:
    if form == "csv":
        write_csv(path, record, contacts=contacts)
        return (path,)
    if form == "bitrix24":
        sent = latest_state(older / EXPORT_FOLDER / FORMATS[form] for older in earlier)
        return write_bitrix24(path, record, previous=sent, contacts=contacts)
    published = latest_state(older / ICS_FOLDER for older in earlier)
    return write_ics(path, record, previous=published, contacts=contacts)
