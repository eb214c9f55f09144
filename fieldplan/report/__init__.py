"""What people work from: the calendar workbook and the map."""

from fieldplan.report.calendar_xlsx import write_calendar
from fieldplan.report.load import EngineerLoad, engineer_loads
from fieldplan.report.map_html import write_map

__all__ = ["EngineerLoad", "engineer_loads", "write_calendar", "write_map"]
