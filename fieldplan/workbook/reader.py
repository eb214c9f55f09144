"""Read a manager's workbook into a ``Book``, with every finding at once."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from fieldplan.domain import Book, Engineer, Site
from fieldplan.domain.places import Places
from fieldplan.errors import Finding
from fieldplan.settings import Settings
from fieldplan.spelling import lookalike, plain
from fieldplan.workbook.contradictions import find_contradictions
from fieldplan.workbook.grid import Grid, load, read_grid
from fieldplan.workbook.guard import GuardError, inspect
from fieldplan.workbook.log import FindingLog
from fieldplan.workbook.place_review import PlaceReview, with_far
from fieldplan.workbook.places import check_places
from fieldplan.workbook.record_people import read_absence, read_engineer, read_site
from fieldplan.workbook.record_work import (
    Known,
    read_agreed,
    read_emergency,
    read_history,
    read_project,
)
from fieldplan.workbook.row import Reading, Row
from fieldplan.workbook.settings_sheet import check_settings, read_setting

_log = logging.getLogger(__name__)
_Record = TypeVar("_Record")


@dataclass(frozen=True, kw_only=True)
class ReadResult:
    """What a workbook says.

    Attributes
    ----------
    book : Book or None
        None when any finding is an error.
    findings : tuple of Finding
        Errors first, then contradictions, warnings and notices.
    lang : str
        The workbook's language.
    review : tuple of PlaceReview
        Coordinates that were looked up or are in doubt.
    """

    book: Book | None
    findings: tuple[Finding, ...]
    lang: str = "ru"
    review: tuple[PlaceReview, ...] = ()


def read_workbook(path: Path, *, places: Places | None = None) -> ReadResult:
    """Read a workbook; never raises for what is in the file, and never changes it.

    Parameters
    ----------
    path : Path
        An ``.xlsx`` file; anything else is answered with a finding that says what it is.
    places : Places or None
        Where addresses are, for rows without coordinates; None = such rows are errors.
    """
    log = FindingLog()
    try:
        facts = inspect(Path(path))
    except GuardError as refused:
        return ReadResult(book=None, findings=(refused.finding,))
    try:
        workbook = load(facts)
    except MemoryError:
        log.error("too_many_cells", value=Path(path).name, high=0)
        return ReadResult(book=None, findings=log.findings())
    # openpyxl raises whatever its descriptors meet in a damaged part
    except Exception as error:
        _log.info("openpyxl could not open %s: %r", path, error)
        log.error("damaged_file", value=Path(path).name[:80])
        return ReadResult(book=None, findings=log.findings())
    grid = read_grid(workbook, facts, log)
    del workbook, facts
    reading = Reading(log=log, lang=grid.lang, epoch=grid.epoch, places=places)
    book = _read_book(grid, reading)
    return ReadResult(
        book=None if log.has_errors() else book,
        findings=log.findings(),
        lang=grid.lang,
        review=tuple(reading.review),
    )


def _read_book(grid: Grid, reading: Reading) -> Book:
    log = reading.log
    changes = _settings(grid, reading)
    known = Known()
    engineer_rows = [
        (row, identity)
        for row in _rows(grid, "engineers", reading)
        if (identity := known.engineers.add(row, name=row.text("name"))) is not None
    ]
    site_rows = [
        (row, identity)
        for row in _rows(grid, "sites", reading)
        if (identity := known.sites.add(row, name=row.text("client"))) is not None
    ]
    project_rows = [
        (row, identity)
        for row in _rows(grid, "projects", reading)
        if (identity := known.projects.add(row)) is not None
    ]
    emergency_rows = [
        (row, identity)
        for row in _rows(grid, "emergencies", reading)
        if (identity := known.emergencies.add(row)) is not None
    ]
    engineers = [read_engineer(row, identity) for row, identity in engineer_rows]
    sites = [read_site(row, identity, known.engineers) for row, identity in site_rows]
    known.addresses = {
        (plain(site.client), plain(site.address)): site.id
        for site in sites
        if site.client and site.address
    }
    projects = [read_project(row, identity, known) for row, identity in project_rows]
    emergencies = [read_emergency(row, identity, known) for row, identity in emergency_rows]
    absences = _each(grid, "absences", reading, lambda row: read_absence(row, known.engineers))
    agreed = _each(grid, "agreed", reading, lambda row: read_agreed(row, known))
    history = _each(grid, "history", reading, lambda row: read_history(row, known))
    _require_rows(grid, engineers, sites, log)
    book = Book(
        sites=(*sites, *known.implied),
        projects=tuple(project for project in projects if project is not None),
        emergencies=tuple(emergency for emergency in emergencies if emergency is not None),
        engineers=tuple(engineers),
        absences=absences,
        agreed=agreed,
        history=history,
        settings=changes,
        lang=grid.lang,
    )
    far = check_places(book, reading.settings, grid, log, located=reading.located)
    reading.review[:] = with_far(reading.review, far)
    find_contradictions(book, grid, log)
    return book


def _rows(grid: Grid, key: str, reading: Reading) -> Iterator[Row]:
    table = grid.tables.get(key)
    if table is not None:
        for number, cells in table.rows:
            yield Row(reading, table, number, cells)


def _each(
    grid: Grid, key: str, reading: Reading, read: Callable[[Row], _Record | None]
) -> tuple[_Record, ...]:
    records = (read(row) for row in _rows(grid, key, reading))
    return tuple(record for record in records if record is not None)


def _settings(grid: Grid, reading: Reading) -> dict[str, object]:
    changes: dict[str, object] = {}
    seen: dict[str, int] = {}
    for row in _rows(grid, "settings", reading):
        if lookalike(row.raw("value") or "") or row.given("value") or row.given("key"):
            read_setting(row, changes, seen)
    if "settings" in grid.tables:
        title = grid.tables["settings"].title
        reading.settings = check_settings(changes, seen, title, reading.log, grid.lang)
    else:
        reading.settings = Settings()
    return changes


def _require_rows(
    grid: Grid, engineers: list[Engineer], sites: list[Site], log: FindingLog
) -> None:
    for key, records in (("engineers", engineers), ("sites", sites)):
        table = grid.tables.get(key)
        if table is not None and not table.rows:
            log.error("empty_sheet", sheet=table.title, cell=f"A{table.header_row + 1}")
        elif table is not None and records and not any(record.active for record in records):
            log.error("nothing_active", sheet=table.title, cell=f"A{table.header_row + 1}")
