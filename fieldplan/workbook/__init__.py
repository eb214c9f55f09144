"""The manager's workbook: its schema, template, reader and marked copy."""

from fieldplan.workbook.marked import write_marked_copy
from fieldplan.workbook.place_review import PlaceReview
from fieldplan.workbook.reader import ReadResult, read_workbook
from fieldplan.workbook.template import write_template

__all__ = ["PlaceReview", "ReadResult", "read_workbook", "write_marked_copy", "write_template"]
