"""What a workbook asks of a month, before anything is planned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from fieldplan.api.files import checksum
from fieldplan.api.previous import previous_month
from fieldplan.api.workbooks import read_workbook
from fieldplan.demand import build_demand
from fieldplan.domain import Book, CarryOver, Demand
from fieldplan.errors import Finding, InputError
from fieldplan.settings import Settings, make_settings
from fieldplan.travel import TravelChoice, open_travel
from fieldplan.units import month_bounds
from fieldplan.workbook import ReadResult

BLOCKING = ("error", "contradiction")

Source = Book | ReadResult | Path
"""What a month can be planned from; a path is read first."""


@dataclass(frozen=True, kw_only=True)
class Month:
    """A month ready to be planned: what the book asks, and where it came from.

    Attributes
    ----------
    findings : tuple of Finding
        Warnings and notices of the workbook and of the month.
    inputs : mapping of str to str
        File name to SHA-256 of every input.
    carried : CarryOver or None
        What the closed month before handed over.
    """

    month: str
    now: datetime
    book: Book
    demand: Demand
    settings: Settings
    lang: str
    findings: tuple[Finding, ...] = ()
    inputs: Mapping[str, str] = field(default_factory=dict)
    travel: TravelChoice = field(default_factory=TravelChoice)
    carried: CarryOver | None = None


def prepare_month(
    source: Source,
    *,
    month: str,
    now: datetime | None = None,
    lang: str | None = None,
    files: Sequence[Path] = (),
    travel: TravelChoice | None = None,
    previous: Path | None = None,
) -> Month:
    """Find out what the book asks of a month, without planning it.

    Parameters
    ----------
    month : str
        ``YYYY-MM``.
    now : datetime or None
        What is past; None = the start of the month.
    lang : str or None
        Language of the outputs; None = the workbook's.
    files : sequence of Path
        Files that the source was read from, for the plan's record of its inputs.
    travel : TravelChoice or None
        Where drives come from; None = OSRM if the settings name a server, else the estimate.
    previous : Path or None
        The closed month before (``previous_month``): what it left undone comes back.

    Raises
    ------
    InputError
        With every finding, when something cannot be planned.
    """
    inputs = {path.name: checksum(path) for path in files}
    if isinstance(source, Path):
        inputs[source.name] = checksum(source)
        source = read_workbook(source)
    book, read_findings = _book_of(source)
    carried: CarryOver | None = None
    if previous is not None:
        carried, path, notes = previous_month(previous, month)
        inputs[path.name] = checksum(path)
        read_findings = (*read_findings, *notes)
    moment = now or datetime.combine(month_bounds(month)[0], datetime.min.time())
    settings = make_settings(dict(book.settings))
    try:
        with open_travel(travel, settings) as source_of_drives:
            demand = build_demand(
                book,
                month=month,
                now=moment,
                settings=settings,
                matrix_of=source_of_drives.matrix,
                carried=carried,
            )
    except InputError as error:
        raise InputError((*read_findings, *error.findings)) from None
    findings = (*read_findings, *demand.findings, *source_of_drives.findings)
    if any(finding.severity in BLOCKING for finding in findings):
        raise InputError(findings)
    return Month(
        month=month,
        now=moment,
        book=book,
        demand=demand,
        settings=settings,
        lang=lang or book.lang,
        findings=findings,
        inputs=inputs,
        travel=travel or TravelChoice(),
        carried=carried,
    )


def month_findings(
    source: Source, *, month: str, now: datetime | None = None
) -> tuple[Finding, ...]:
    """Return everything that is wrong or worth knowing before a month is planned."""
    try:
        return prepare_month(source, month=month, now=now).findings
    except InputError as error:
        return error.findings


def _book_of(source: Book | ReadResult) -> tuple[Book, tuple[Finding, ...]]:
    """Return the book and its findings, or raise them."""
    if isinstance(source, Book):
        return source, ()
    if source.book is None:
        raise InputError(source.findings)
    return source.book, source.findings
