"""Route sheets: a printable A4 page for every route."""

from __future__ import annotations

from pathlib import Path

from fieldplan.domain import PlanRecord, Route, Stop
from fieldplan.messages import text
from fieldplan.report.html_text import Markup, foreign, page, route_link, tag
from fieldplan.report.place import Place
from fieldplan.report.safe_text import file_stem
from fieldplan.report.view import ReportView
from fieldplan.units import clock, window_text
from fieldplan.whole_files import write_text

_STYLE = """
@page { size: A4 portrait; margin: 10mm; }
* { box-sizing: border-box; }
body { max-width: 190mm; margin: 4mm auto; padding: 0 2mm; color: #111;
  font: 10pt/1.25 Arial, "Liberation Sans", sans-serif; }
h1 { margin: 0 0 1mm; font-size: 15pt; }
p { margin: 0 0 1mm; }
.facts { color: #333; }
table { width: 100%; margin-top: 2mm; border-collapse: collapse; }
th, td { padding: 1.2mm 1.5mm; text-align: left; vertical-align: top; border: 1px solid #555; }
th { font-size: 9pt; background: #e8edf2; }
tr { break-inside: avoid; }
.number { width: 8mm; font-size: 13pt; font-weight: bold; text-align: center; }
.time { width: 25mm; font-weight: bold; white-space: nowrap; }
.work { width: 24mm; }
.marks { width: 48mm; }
.client { font-weight: bold; }
.place div { overflow-wrap: anywhere; }
.note { font-size: 9pt; color: #333; white-space: pre-line; }
.mark { display: inline-block; width: 22mm; font-size: 8.5pt; line-height: 6mm; }
.box { display: inline-block; width: 3.6mm; height: 3.6mm; margin-right: 1mm;
  vertical-align: -0.5mm; border: 1px solid #111; }
.sign { margin-top: 1mm; padding-top: 4mm; font-size: 8pt; color: #444;
  border-bottom: 1px solid #777; }
.foot { display: flex; justify-content: space-between; margin-top: 5mm; }
@media print {
  body { margin: 0; padding: 0; }
  .screen { display: none; }
  .place div { display: -webkit-box; overflow: hidden; -webkit-box-orient: vertical;
    -webkit-line-clamp: 2; }
  .place .contact, .whose, .base { -webkit-line-clamp: 1; }
  .whose, .base { display: -webkit-box; overflow: hidden; -webkit-box-orient: vertical; }
}
"""


def write_route_sheets(folder: Path, record: PlanRecord) -> tuple[Path, ...]:
    """Write a route sheet a route and return the files.

    Raises
    ------
    OutputError
        If a file cannot be written.
    """
    view = ReportView(record)
    numbers = {engineer.id: n for n, engineer in enumerate(record.problem.engineers, 1)}
    written = []
    for route in record.plan.routes:
        stem = file_stem(view.names[route.engineer_id], "engineer")
        name = f"{route.date.isoformat()}_{numbers[route.engineer_id]:02d}_{stem}.html"
        write_text(folder / name, route_sheet(view, route))
        written.append(folder / name)
    return tuple(written)


def route_sheet(view: ReportView, route: Route) -> str:
    """Return the page of one route."""
    title = text("papers.sheet_title", view.lang)
    heads = ("number", "time", "place", "work", "marks")
    table = tag(
        "table",
        tag("thead", tag("tr", *(tag("th", _t(view, f"sheet_{head}")) for head in heads))),
        tag("tbody", *(_row(view, route, n, stop) for n, stop in enumerate(route.stops, 1))),
    )
    return page(
        f"{title} {view.day(route.date)}",
        view.lang,
        _STYLE,
        tag("h1", title),
        tag(
            "p",
            tag("b", f"{_t(view, 'sheet_date')}: "),
            view.day(route.date),
            " · ",
            tag("b", f"{_t(view, 'sheet_engineer')}: "),
            foreign(view.names[route.engineer_id]),
            class_="whose",
        ),
        tag("p", " · ".join(route_facts(view, route)), class_="facts"),
        base_line(view, route),
        table,
        tag(
            "div",
            tag("span", _t(view, "sheet_odometer")),
            tag("span", f"{_t(view, 'sheet_engineer_signature')} ______________"),
            class_="foot",
        ),
        tag("p", _day_link(view, route), " · ", _t(view, "print"), class_="screen"),
    )


def route_facts(view: ReportView, route: Route) -> list[str]:
    """Return what is to be known of the day as a whole."""
    facts = [
        text(
            "papers.leave_back",
            view.lang,
            leave=clock(route.leave_min),
            back=clock(route.back_min),
        ),
        text(
            "papers.day_facts",
            view.lang,
            count=len(route.stops),
            minutes=route.drive_min,
            km=round(route.distance_m / 1000),
        ),
    ]
    lunch = view.problem.lunch
    if lunch and route.lunch_min is not None:
        end = clock(route.lunch_min + lunch.minutes)
        facts.append(text("papers.lunch", view.lang, start=clock(route.lunch_min), end=end))
    if route.overtime_min:
        facts.append(text("papers.overtime", view.lang, minutes=route.overtime_min))
    return facts


def base_line(view: ReportView, route: Route) -> Markup:
    """Return where the route starts and ends; empty if the workbook has no address."""
    address = view.base_address(route.engineer_id)
    if not address:
        return Markup("")
    return tag("p", f"{_t(view, 'base')}: ", foreign(address), class_="facts base")


def where_line(element: str, place: Place) -> Markup:
    """Return an element with the address of a place and what it is."""
    both = place.address and place.site_kind
    return tag(
        element,
        foreign(place.address) if place.address else None,
        " · " if both else None,
        foreign(place.site_kind) if place.site_kind else None,
    )


def route_points(view: ReportView, route: Route) -> list[tuple[float, float]]:
    """Return base, stops and base, as far as their coordinates are known."""
    engineer = next(e for e in view.problem.engineers if e.id == route.engineer_id)
    base = view.base(engineer)
    places = [view.place(view.visits[stop.visit_id]) for stop in route.stops]
    points = [(base.lat, base.lon), *((place.lat, place.lon) for place in places)]
    points.append((base.lat, base.lon))
    return [(lat, lon) for lat, lon in points if lat is not None and lon is not None]


def _row(view: ReportView, route: Route, number: int, stop: Stop) -> Markup:
    visit = view.visits[stop.visit_id]
    place = view.place(visit)
    windows = view.windows(visit, route.date)
    notes = (
        (text("papers.access", view.lang, windows=windows) if windows else "", "note"),
        (f"{place.contact} {place.phone}".strip(), "note contact"),
        (place.note, "note"),
    )
    return tag(
        "tr",
        tag("td", str(number), class_="number"),
        tag("td", window_text(stop.start_min, stop.end_min), class_="time"),
        tag(
            "td",
            tag("div", foreign(place.client), class_="client"),
            where_line("div", place),
            *(tag("div", foreign(note), class_=name) for note, name in notes if note),
            class_="place",
        ),
        tag(
            "td",
            tag("b", view.kind(visit.kind)),
            tag("br"),
            text("papers.minutes", view.lang, minutes=visit.duration_min),
            class_="work",
        ),
        tag("td", *_marks(view), class_="marks"),
    )


def _marks(view: ReportView) -> list[Markup]:
    lines = [
        tag("span", f"{_t(view, key)} __:__", class_="mark")
        for key in ("sheet_arrived", "sheet_left")
    ]
    boxes = [
        tag("span", tag("span", "", class_="box"), _t(view, key), class_="mark")
        for key in ("sheet_act", "sheet_photo")
    ]
    return [*lines, *boxes, tag("div", _t(view, "sheet_client_signature"), class_="sign")]


def _day_link(view: ReportView, route: Route) -> Markup | None:
    points = route_points(view, route)
    return route_link(points, _t(view, "whole_day")) if len(points) > 1 else None


def _t(view: ReportView, key: str) -> str:
    return text(f"papers.{key}", view.lang)
