"""Bars of load behind percentages: the same on every sheet of the calendar."""

from __future__ import annotations

from openpyxl.formatting.rule import CellIsRule, DataBarRule
from openpyxl.worksheet.worksheet import Worksheet

from fieldplan.report.calendar_xlsx.styles import ALARM, font

_BAR = "56B4E9"


def add_load_bars(sheet: Worksheet, area: str, *, warn: bool = True) -> None:
    """Draw bars from 0 to 100 %, none for 0; ``warn`` writes what is over 100 % in red."""
    bar = DataBarRule("num", 0, "num", 1, color=_BAR, showValue=True, minLength=0)  # type: ignore[no-untyped-call]
    sheet.conditional_formatting.add(area, bar)
    if warn:
        over = CellIsRule(operator="greaterThan", formula=["1"], font=font(bold=True, colour=ALARM))  # type: ignore[no-untyped-call]
        sheet.conditional_formatting.add(area, over)
