"""What people work from: the calendar workbook, the map, and the papers around them.

Names are imported on demand: who tells a change on the terminal needs no workbook library.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fieldplan.report.bitrix24 import write_bitrix24
    from fieldplan.report.calendar_xlsx import read_calendar, write_calendar, write_verdict
    from fieldplan.report.csv_export import write_csv
    from fieldplan.report.engineer_page import write_engineer_pages
    from fieldplan.report.ics import write_ics
    from fieldplan.report.load import EngineerLoad, WeekLoads, engineer_loads, week_loads
    from fieldplan.report.map_html import RouteLines, read_streets, write_map, write_streets
    from fieldplan.report.route_sheet import write_route_sheets

__all__ = [
    "EngineerLoad",
    "RouteLines",
    "WeekLoads",
    "engineer_loads",
    "read_calendar",
    "read_streets",
    "week_loads",
    "write_bitrix24",
    "write_calendar",
    "write_csv",
    "write_engineer_pages",
    "write_ics",
    "write_map",
    "write_route_sheets",
    "write_streets",
    "write_verdict",
]

_HOMES = {
    "bitrix24": ("write_bitrix24",),
    "calendar_xlsx": ("read_calendar", "write_calendar", "write_verdict"),
    "csv_export": ("write_csv",),
    "engineer_page": ("write_engineer_pages",),
    "ics": ("write_ics",),
    "load": ("EngineerLoad", "WeekLoads", "engineer_loads", "week_loads"),
    "map_html": ("RouteLines", "read_streets", "write_map", "write_streets"),
    "route_sheet": ("write_route_sheets",),
}


def __getattr__(name: str) -> object:
    """Import the module in which the name is defined."""
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
