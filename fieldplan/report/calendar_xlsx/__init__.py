"""The calendar workbook: a sheet a file of this package."""

from fieldplan.report.calendar_xlsx.book import write_calendar, write_verdict
from fieldplan.report.calendar_xlsx.read import CalendarFile, VisitRow, read_calendar

__all__ = ["CalendarFile", "VisitRow", "read_calendar", "write_calendar", "write_verdict"]
