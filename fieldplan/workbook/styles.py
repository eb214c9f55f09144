"""How the workbook looks."""

from __future__ import annotations

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.hyperlink import Hyperlink

from fieldplan.spelling import clean

FONT = "Calibri"
_LINE = Side(style="thin", color="D0D7DE")
BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
HEADER_FONT = Font(name=FONT, size=10, bold=True, color="FFFFFF")
HEADER_FILL = PatternFill("solid", fgColor="2F6B7E")
REQUIRED_FILL = PatternFill("solid", fgColor="17404D")
SECTION_FILL = PatternFill("solid", fgColor="DCE9ED")
INPUT_FILL = PatternFill("solid", fgColor="FFFBE6")
TITLE_FONT = Font(name=FONT, size=16, bold=True, color="17404D")
BOLD = Font(name=FONT, size=10, bold=True)
BODY = Font(name=FONT, size=10)
LINK = Font(name=FONT, size=10, underline="single", color="1F5FA8")
FAINT = Font(name=FONT, size=9, color="7A8790")
WRAP = Alignment(vertical="top", horizontal="left", wrap_text=True)
TOP = Alignment(vertical="top", horizontal="left")
HEADER_ALIGNMENT = Alignment(vertical="center", horizontal="left", wrap_text=True)
DATE_FORMATS = {"ru": "dd.mm.yyyy", "en": "yyyy-mm-dd"}


def put(cell: Cell | MergedCell, value: object) -> None:
    """Write a value; text stays text, whatever it begins with."""
    if isinstance(value, str):
        cell.value = clean(value, keep_lines=True)
        # openpyxl makes formulas of "=1" and errors of "#REF!"; client text is neither
        cell.data_type = "s"
        if value[:1] in "=+-@":
            cell.quotePrefix = True
    else:
        cell.value = value  # type: ignore[assignment]


def link(cell: Cell | MergedCell, place: str) -> None:
    """Make a cell lead to a place in the same workbook, such as ``'Sites'!A1``."""
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=place)
    cell.font = LINK
