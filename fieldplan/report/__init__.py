"""What people work from: the calendar workbook and the map."""

from fieldplan.report.calendar_xlsx import write_calendar
from fieldplan.report.load import EngineerLoad, engineer_loads

__all__ = ["EngineerLoad", "engineer_loads", "write_calendar"]
