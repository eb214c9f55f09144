"""The plan as CSV that Excel opens as it is: UTF-8 with BOM, semicolons."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from fieldplan.domain import PlanRecord
from fieldplan.messages import text
from fieldplan.report.safe_text import clean_text
from fieldplan.report.view import ReportView
from fieldplan.units import clock, day_text
from fieldplan.whole_files import write_text

COLUMNS = (
    "date",
    "engineer",
    "number",
    "arrive",
    "start",
    "end",
    "depart",
    "client",
    "address",
    "kind",
    "promise",
    "contact",
    "phone",
    "note",
    "visit_id",
    "site_id",
    "project_id",
    "engineer_id",
)
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def write_csv(path: Path, record: PlanRecord, *, contacts: bool = False) -> None:
    """Write a row a planned visit, in order of routes and stops.

    Parameters
    ----------
    contacts : bool
        With contacts and phones; without, their columns are empty.

    Raises
    ------
    OutputError
        If the file cannot be written.
    """
    write_text(path, "\ufeff" + csv_text(record, contacts=contacts))


def csv_text(record: PlanRecord, *, contacts: bool) -> str:
    """Return the CSV without the byte-order mark."""
    view = ReportView(record)
    target = io.StringIO()
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    writer.writerow([text(f"report.col_{key}", view.lang) for key in COLUMNS])
    for route in record.plan.routes:
        for number, stop in enumerate(route.stops, 1):
            visit = view.visits[stop.visit_id]
            place = view.place(visit)
            row = (
                day_text(route.date, view.lang),
                view.names[route.engineer_id],
                str(number),
                clock(stop.arrive_min),
                clock(stop.start_min),
                clock(stop.end_min),
                clock(stop.depart_min),
                place.client,
                place.address,
                view.kind(visit.kind),
                view.promise(visit),
                place.contact if contacts else "",
                place.phone if contacts else "",
                place.note,
                visit.id,
                visit.site_id,
                visit.project_id,
                route.engineer_id,
            )
            writer.writerow([inert(value) for value in row])
    return target.getvalue()


def inert(value: str) -> str:
    """Return the text with an apostrophe before what a spreadsheet would compute."""
    shown = clean_text(value)
    return f"'{shown}" if shown.startswith(_FORMULA_STARTS) else shown
