"""Colours, fonts and number formats of the calendar."""

from __future__ import annotations

from functools import cache

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

FONT = "Arial"
KIND_FILL = {
    "maintenance": "D6ECFA",
    "audit": "FBF6C0",
    "installation": "C7DDF2",
    "commissioning": "CBEBDD",
    "training": "F3DCEA",
    "emergency": "F8D5BF",
    "other": "E8E8E8",
}
"""Pale Okabe-Ito tints: dark text stays readable and the abbreviation says the kind as well."""

KIND_EDGE = {
    "maintenance": "56B4E9",
    "audit": "C9B800",
    "installation": "0072B2",
    "commissioning": "009E73",
    "training": "CC79A7",
    "emergency": "D55E00",
    "other": "777777",
}

DATE_FORMAT = {"ru": "dd.mm.yyyy", "en": "yyyy-mm-dd"}
TIME_FORMAT = "[hh]:mm"
HOURS_FORMAT = "0.0"

GREY = "6B6B6B"
ALARM = "B42318"
THIN = Side(style="thin", color="C8C8C8")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
WRAP = Alignment(vertical="top", wrap_text=True)
TOP_CENTRE = Alignment(horizontal="center", vertical="top")
CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
LEFT_MIDDLE = Alignment(horizontal="left", vertical="center", wrap_text=True)
HEADER_FILL = PatternFill("solid", fgColor="24405C")
EDIT_HEADER_FILL = PatternFill("solid", fgColor="7A5C00")
EDIT_FILL = PatternFill("solid", fgColor="FFF8D6")
OFF_FILL = PatternFill("solid", fgColor="F1F1F1")
DAY_FILL = PatternFill("solid", fgColor="DDE5EE")


@cache
def fill(colour: str) -> PatternFill:
    """Return a solid fill."""
    return PatternFill("solid", fgColor=colour)


@cache  # making one takes longer than writing the cell
def font(size: float = 10, *, bold: bool = False, colour: str = "1A1A1A", **more: str) -> Font:
    """Return the calendar's font."""
    return Font(name=FONT, size=size, bold=bold, color=colour, **more)  # type: ignore[arg-type]


@cache
def kind_edge(kind: str) -> Border:
    """Return a cell border whose thick left edge has the colour of the kind."""
    edge = Side(style="thick", color=KIND_EDGE.get(kind, KIND_EDGE["other"]))
    return Border(left=edge, right=THIN, top=THIN, bottom=THIN)
