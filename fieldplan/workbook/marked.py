"""A copy of the manager's workbook with wrong cells coloured and commented."""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.worksheet import Worksheet

from fieldplan.errors import Finding
from fieldplan.messages import LANGUAGES, text
from fieldplan.workbook import styles
from fieldplan.workbook.guard import GuardError, inspect
from fieldplan.workbook.place_review import PlaceReview
from fieldplan.workbook.review import add_review
from fieldplan.workbook.saving import save

_log = logging.getLogger(__name__)
_COLOURS = {
    "error": "FFB3A7",
    "contradiction": "FFD08A",
    "warning": "FFF2A8",
    "notice": "CFE8F5",
}
_ADDRESS = re.compile(r"[A-Z]{1,3}[1-9]\d{0,6}")
_COLUMNS = (("severity", 16), ("sheet", 18), ("cell", 10), ("value", 30), ("text", 120))


def write_marked_copy(
    source: Path,
    target: Path,
    findings: Sequence[Finding],
    lang: str,
    *,
    review: Sequence[PlaceReview] = (),
) -> bool:
    """Write a copy of ``source`` to ``target`` with its findings; ``source`` stays as it is.

    Wrong cells are coloured by severity and commented; a first sheet lists all findings with
    links to their cells, a second one the coordinates to look at.

    Returns
    -------
    bool
        False when the source is not a workbook that can be opened; nothing is written then.

    Raises
    ------
    OutputError
        If the copy cannot be written.
    """
    if Path(target).resolve() == Path(source).resolve():
        raise ValueError("the marked copy must not replace the workbook")
    try:
        facts = inspect(Path(source))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(BytesIO(facts.data), keep_links=False)
    except GuardError:
        return False
    # as in the reader: openpyxl raises whatever it meets in a damaged part
    except Exception as error:
        _log.info("no marked copy of %s: %r", source, error)
        return False
    for key in ("findings", "review"):
        for language in LANGUAGES:
            old = text(f"workbook.sheet_{key}", language)
            if old in book.sheetnames:
                book.remove(book[old])
    for finding in reversed(findings):
        _mark(book, finding, lang)
    _list_sheet(book, findings, lang)
    add_review(book, review, lang)
    save(book, Path(target))
    return True


def finding_text(finding: Finding, lang: str) -> str:
    """Return what is expected and what to do, in ``lang``."""
    return text(finding.code, lang, **finding.params)


def _mark(book: Workbook, finding: Finding, lang: str) -> None:
    cell = _cell(book, finding)
    if cell is None:
        return
    cell.fill = PatternFill("solid", fgColor=_COLOURS.get(finding.severity, "FFFFFF"))
    words = f"{text(f'workbook.severity_{finding.severity}', lang)}: {finding_text(finding, lang)}"
    if cell.comment is not None:
        words = f"{words}\n\n{cell.comment.text}"
    cell.comment = Comment(words[:2000], "fieldplan", width=360, height=150)


def _cell(book: Workbook, finding: Finding) -> Cell | None:
    if finding.sheet not in book.sheetnames or not _ADDRESS.fullmatch(finding.cell):
        return None
    worksheet = book[finding.sheet]
    if not isinstance(worksheet, Worksheet):
        return None
    cell = worksheet[finding.cell]
    return cell if isinstance(cell, Cell) else None


def _list_sheet(book: Workbook, findings: Iterable[Finding], lang: str) -> None:
    worksheet = book.create_sheet(text("workbook.sheet_findings", lang), 0)
    worksheet.sheet_properties.tabColor = "B3402A"
    for index, (name, width) in enumerate(_COLUMNS, start=1):
        cell = worksheet.cell(row=1, column=index)
        styles.put(cell, text(f"workbook.findings_{name}", lang))
        cell.font, cell.fill = styles.HEADER_FONT, styles.HEADER_FILL
        worksheet.column_dimensions["ABCDE"[index - 1]].width = width
    number = 1
    for number, finding in enumerate(findings, start=2):
        words = (
            text(f"workbook.severity_{finding.severity}", lang),
            finding.sheet,
            finding.cell,
            finding.value,
            finding_text(finding, lang),
        )
        for index, value in enumerate(words, start=1):
            cell = worksheet.cell(row=number, column=index)
            styles.put(cell, value)
            cell.font, cell.alignment, cell.border = styles.BODY, styles.WRAP, styles.BORDER
        # neither Excel nor LibreOffice fits the height of wrapped rows by itself
        worksheet.row_dimensions[number].height = 14.0 * (1 + len(words[-1]) // 115)
        colour = _COLOURS.get(finding.severity, "FFFFFF")
        worksheet.cell(row=number, column=1).fill = PatternFill("solid", fgColor=colour)
        if _cell(book, finding) is not None:
            place = f"{quote_sheetname(finding.sheet)}!{finding.cell}"
            styles.link(worksheet.cell(row=number, column=3), place)
    if number == 1:
        styles.put(worksheet.cell(row=2, column=1), text("workbook.findings_none", lang))
    worksheet.freeze_panes = "A2"
    worksheet.auto_filter.ref = f"A1:E{max(2, number)}"
    book.active = 0
    for other in book.worksheets[1:]:
        other.sheet_view.tabSelected = False
