"""An engineer's own month by weeks, made for a phone; no script, no network."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from fieldplan.desk import outside_shift_min
from fieldplan.domain import PlanRecord, ProblemEngineer, Route, Stop
from fieldplan.messages import text
from fieldplan.report.html_text import Markup, foreign, page, phone_link, route_link, tag
from fieldplan.report.route_sheet import base_line, route_facts, route_points, where_line
from fieldplan.report.safe_text import file_stem
from fieldplan.report.view import ReportView
from fieldplan.units import day_text, month_bounds, month_name, window_text
from fieldplan.whole_files import write_text

_STYLE = """
* { box-sizing: border-box; }
body { max-width: 640px; margin: 0 auto; padding: 12px; color: #1b2733; background: #f3f5f7;
  font: 16px/1.4 "Segoe UI", Roboto, Arial, "Liberation Sans", sans-serif; }
h1 { margin: 0 0 8px; font-size: 21px; }
h2 { margin: 20px 0 8px; font-size: 17px; }
h3 { margin: 0; font-size: 17px; }
p { margin: 0; }
nav { display: flex; flex-wrap: wrap; gap: 8px; }
nav a { padding: 8px 12px; background: #fff; border: 1px solid #b9c2cb; border-radius: 8px; }
a { color: #00569c; }
.day { margin-bottom: 12px; padding: 12px; background: #fff; border: 1px solid #d5dbe1;
  border-radius: 10px; overflow-wrap: anywhere; }
.facts { font-size: 14px; color: #55616d; }
ol { margin: 8px 0 0; padding: 0; list-style: none; }
li { padding: 10px 0; border-top: 1px solid #e3e8ed; }
.time { font-weight: 700; }
.kind { float: right; padding: 0 8px; font-size: 13px; font-weight: 700; background: #e3edf5;
  border-radius: 4px; }
.client { font-weight: 600; }
.note { font-size: 14px; color: #55616d; white-space: pre-line; }
.desk { margin-top: 12px; padding-top: 8px; border-top: 1px solid #e3e8ed; }
.links { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 6px; }
.links a { padding: 8px 12px; background: #eef4f9; border: 1px solid #9db7cc;
  border-radius: 8px; text-decoration: none; }
@media print { body { background: #fff; } nav, .links { display: none; } }
"""


def write_engineer_pages(folder: Path, record: PlanRecord) -> tuple[Path, ...]:
    """Write a page an engineer, with contacts and phones, and return the files.

    Raises
    ------
    OutputError
        If a file cannot be written.
    """
    view = ReportView(record)
    written = []
    for number, engineer in enumerate(record.problem.engineers, 1):
        path = folder / f"{number:02d}_{file_stem(view.name(engineer), 'engineer')}.html"
        write_text(path, engineer_page(view, engineer))
        written.append(path)
    return tuple(written)


def engineer_page(view: ReportView, engineer: ProblemEngineer) -> str:
    """Return the page of one engineer."""
    month = month_name(month_bounds(view.record.month)[0], view.lang)
    title = text("papers.page_title", view.lang, name=view.name(engineer), month=month)
    routes = [route for route in view.record.plan.routes if route.engineer_id == engineer.id]
    by_day = {route.date: route for route in routes}
    weeks: dict[date, list[date]] = {}
    for day in sorted({*by_day, *(d for who, d in view.desk if who == engineer.id)}):
        weeks.setdefault(day - timedelta(days=day.weekday()), []).append(day)
    links = [
        tag("a", day_text(monday, view.lang)[: 5 if view.lang == "ru" else None], href=f"#{monday}")
        for monday in weeks
    ]
    body: list[Markup] = [tag("h1", foreign(view.name(engineer)), f" · {month}")]
    body.append(tag("nav", *links) if weeks else tag("p", text("papers.no_routes", view.lang)))
    for monday, days in weeks.items():
        label = text("papers.week", view.lang, day=day_text(monday, view.lang))
        body.append(tag("h2", label, id=monday.isoformat()))
        body += [_day(view, engineer, day, by_day.get(day)) for day in days]
    return page(title, view.lang, _STYLE, *body)


def _day(view: ReportView, engineer: ProblemEngineer, day: date, route: Route | None) -> Markup:
    desk = _desk(view, engineer, day)
    if route is None:
        return tag("section", tag("h3", view.day(day)), desk, class_="day")
    points = route_points(view, route)
    whole = None
    if len(points) > 1:
        link = route_link(points, text("papers.whole_day", view.lang))
        whole = tag("p", link, class_="links")
    return tag(
        "section",
        tag("h3", view.day(route.date)),
        tag("p", " · ".join(route_facts(view, route)), class_="facts"),
        base_line(view, route),
        tag("ol", *(_stop(view, route, n, stop) for n, stop in enumerate(route.stops, 1))),
        whole,
        desk,
        class_="day",
    )


def _desk(view: ReportView, engineer: ProblemEngineer, day: date) -> Markup | None:
    """The day's desk work, a line a block; what lies beyond the shift says so."""
    lines = []
    for block in view.desk.get((engineer.id, day), ()):
        span = f"{window_text(block.start_min % 1440, block.end_min % 1440)} "
        over = outside_shift_min(engineer, block)
        more = f" ({text('papers.desk_over', view.lang)})" if over else ""
        lines.append(tag("p", span, foreign(view.desk_line(block)), more, class_="note"))
    if not lines:
        return None
    title = tag("p", text("papers.desk_title", view.lang), class_="time")
    return tag("div", title, *lines, class_="desk")


def _stop(view: ReportView, route: Route, number: int, stop: Stop) -> Markup:
    visit = view.visits[stop.visit_id]
    place = view.place(visit)
    links = []
    if place.lat is not None and place.lon is not None:
        here = [(place.lat, place.lon)]
        links.append(route_link(here, text("papers.navigate", view.lang)))
    if place.phone:
        label = text("papers.call", view.lang, phone=place.phone)
        links.append(phone_link(place.phone, label))
    windows = view.windows(visit, route.date)
    notes = [text("papers.access", view.lang, windows=windows) if windows else ""]
    notes += [view.promise(visit), place.contact, place.note]
    return tag(
        "li",
        tag("span", view.kind(visit.kind), class_="kind"),
        tag(
            "p",
            f"{number}. {window_text(stop.start_min, stop.end_min)}",
            class_="time",
        ),
        tag("p", foreign(place.client), class_="client"),
        where_line("p", place),
        *(tag("p", foreign(note), class_="note") for note in notes if note),
        tag("p", *links, class_="links") if links else None,
    )
