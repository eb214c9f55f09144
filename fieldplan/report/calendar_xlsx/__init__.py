"""The calendar workbook: a sheet a file of this package."""

from fieldplan.report.calendar_xlsx.book import write_calendar

__all__ = ["write_calendar"]
