"""Workbooks: a new one, an example, what is in one, a copy with the errors marked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from fieldplan import workbook
from fieldplan.data import read_example
from fieldplan.domain.places import Places
from fieldplan.errors import Finding, OutputExistsError
from fieldplan.whole_files import write_whole
from fieldplan.workbook import PlaceReview, ReadResult

TEMPLATE_NAME = "fieldplan.xlsx"
EXAMPLE_NAME = {"ru": "example-217.xlsx", "en": "example-217-en.xlsx"}
MARKED_LABEL = {"ru": "ошибки", "en": "errors"}


def init(target: Path, *, lang: str = "ru", example: bool = False) -> Path:
    """Write a workbook to fill in, or a filled example; return where.

    Parameters
    ----------
    target : Path
        A file ending in ``.xlsx``, or a folder, which is made if need be.

    Raises
    ------
    OutputExistsError
        If the file exists: nothing of the user's is ever overwritten.
    OutputError
        If it cannot be written.
    """
    target = Path(target)
    name = EXAMPLE_NAME[lang] if example else TEMPLATE_NAME
    path = target if target.suffix.casefold() == ".xlsx" else target / name
    if path.exists():
        raise OutputExistsError(path)
    if example:
        content = read_example(EXAMPLE_NAME[lang])
        write_whole(path, lambda temporary: temporary.write_bytes(content))
    else:
        write_whole(path, lambda temporary: workbook.write_template(temporary, lang))
    return path


def read_workbook(path: Path, *, places: Places | None = None) -> ReadResult:
    """Read a workbook: the book, or every reason why it cannot be understood.

    ``places`` (see ``known_places``) gives coordinates to rows that have only an address.
    """
    return workbook.read_workbook(Path(path), places=places)


def mark_workbook(
    source: Path,
    findings: Sequence[Finding],
    *,
    lang: str = "ru",
    review: Sequence[PlaceReview] = (),
) -> Path:
    """Write a copy of the workbook with the wrong cells marked; return where.

    ``review`` are the coordinates found by address, on a sheet of their own.

    The copy stands beside the workbook and never replaces a file: the manager may have begun
    to mend an earlier copy.

    Raises
    ------
    OutputError
        If it cannot be written.
    """
    number = 1
    target = source.with_name(f"{source.stem}-{MARKED_LABEL[lang]}.xlsx")
    while target.exists():
        number += 1
        target = source.with_name(f"{source.stem}-{MARKED_LABEL[lang]}-{number}.xlsx")
    write_whole(
        target,
        lambda path: workbook.write_marked_copy(source, path, findings, lang, review=review),
    )
    return target
