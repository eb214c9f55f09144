"""The plan as the map's page needs it: one JSON document, safe inside HTML."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from datetime import date, timedelta
from importlib.resources import files
from typing import Any

from fieldplan.desk import outside_shift_min
from fieldplan.domain import (
    CapacityReport,
    PlanRecord,
    Postponed,
    ProblemEngineer,
    Route,
    Unassigned,
    Visit,
)
from fieldplan.messages import text
from fieldplan.messages.map import TEXTS
from fieldplan.report.calls import change_why
from fieldplan.report.changes import plan_changes
from fieldplan.report.load import day_pct, engineer_loads
from fieldplan.report.map_html.capacity import capacity_data, verdict_figure
from fieldplan.report.map_html.figures import key_figures
from fieldplan.report.map_html.streets import RouteLines, lines_of, streets_shown
from fieldplan.report.map_html.tiles import tile_source
from fieldplan.report.place import Place
from fieldplan.report.safe_text import clean_text
from fieldplan.report.view import KINDS, ReportView
from fieldplan.settings import Settings
from fieldplan.units import day_name, day_text, month_bounds, month_name

Json = dict[str, Any]
_IN_SCRIPT = {
    ord("<"): "\\u003c",
    ord(">"): "\\u003e",
    ord("&"): "\\u0026",
    0x2028: "\\u2028",
    0x2029: "\\u2029",
}


def script_json(value: object) -> str:
    """Return JSON that cannot end a ``<script>`` element nor be read as markup."""
    document = json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_IN_SCRIPT)
    # A lone surrogate is no UTF-8; its JSON escape is.
    return document.encode("utf-8", "backslashreplace").decode("utf-8")


def map_data(
    record: PlanRecord,
    *,
    contacts: bool,
    settings: Settings,
    previous: PlanRecord | None = None,
    lines: RouteLines | None = None,
    capacity: CapacityReport | None = None,
) -> Json:
    """Return everything that the page shows; contacts and phones only if asked for."""
    view = ReportView(record)
    lang = view.lang
    first, _ = month_bounds(record.month)
    return {
        "format": "fieldplan-map/1",
        "lang": lang,
        "month": record.month,
        "title": text("map.title", lang, month=month_name(first, lang)),
        "revision": view.revision,
        "t": {key: text(f"map.{key}", lang) for key in TEXTS},
        "kinds": {kind: [view.kind_short(kind), view.kind(kind)] for kind in KINDS},
        "figures": [
            *verdict_figure(capacity, lang),
            *key_figures(view, engineer_loads(record), settings),
        ],
        "weekdays": [day_name(date(2026, 6, 1) + timedelta(days=n), lang) for n in range(7)],
        "days": [{"d": day.isoformat(), "label": view.day(day)} for day in view.shown_days],
        "engineers": [_engineer(view, engineer) for engineer in record.problem.engineers],
        "lunch_min": record.problem.lunch.minutes if record.problem.lunch else 0,
        "visits": {
            visit.id: _visit(view, visit, contacts=contacts) for visit in record.problem.visits
        },
        "routes": [_route(view, route, lines) for route in record.plan.routes],
        "desk": _desk(view),
        "streets": streets_shown(record.plan, lines),
        "unassigned": [_unassigned(view, item) for item in view.left_out],
        "postponed": [_postponed(view, item) for item in record.postponed],
        "capacity": capacity_data(view, capacity),
        "changes": _changes(view, previous, contacts=contacts),
        "tiles": tile_source(settings),
        "mkad": [[float(row["lat"]), float(row["lon"])] for row in _rows("mkad.csv")],
        "towns": [
            [row[f"name_{lang}"], float(row["lat"]), float(row["lon"]), int(row["rank"])]
            for row in _rows("towns.csv")
        ],
    }


def _engineer(view: ReportView, engineer: ProblemEngineer) -> Json:
    base = view.base(engineer)
    known = base.lat is not None and base.lon is not None
    return {
        "id": engineer.id,
        "name": view.name(engineer),
        "contractor": engineer.contractor,
        "base": [base.lat, base.lon] if known else None,
        "base_address": view.base_address(engineer.id),
        "shifts": {
            day.isoformat(): [*engineer.shifts[day], day_pct(view, engineer, day) or 0]
            for day in view.shown_days
            if day in engineer.shifts
        },
        "absent": {
            day.isoformat(): view.away(engineer.id, day)
            for day in view.shown_days
            if day in engineer.absent
        },
    }


def _visit(view: ReportView, visit: Visit, *, contacts: bool) -> Json:
    place = view.place(visit)
    served = view.served.get(visit.id)
    item = _place(place, contacts=contacts) | {
        "kind": visit.kind,
        "minutes": visit.duration_min,
        "windows": view.windows(visit, served[0].date) if served else "",
        "promise": view.promise(visit),
        "due": day_text(visit.due, view.lang) if visit.due else "",
        "deadline": day_text(visit.deadline, view.lang) if visit.deadline else "",
        "project": visit.project_id,
    }
    return {key: value for key, value in item.items() if value not in ("", None)}


def _place(place: Place, *, contacts: bool) -> Json:
    item: Json = {"client": place.client, "address": place.address, "note": place.note}
    if place.site_kind:
        item["site_kind"] = place.site_kind
    if place.lat is not None and place.lon is not None:
        item["at"] = [round(place.lat, 6), round(place.lon, 6)]
    if contacts:
        item |= {"contact": place.contact, "phone": place.phone}
    return item


def _route(view: ReportView, route: Route, lines: RouteLines | None) -> Json:
    return {
        "engineer": route.engineer_id,
        "day": route.date.isoformat(),
        "leave": route.leave_min,
        "back": route.back_min,
        "lunch": route.lunch_min,
        "overtime": route.overtime_min,
        "drive": route.drive_min,
        "distance_m": route.distance_m,
        "stops": [
            [stop.visit_id, stop.arrive_min, stop.start_min, stop.end_min, stop.depart_min]
            for stop in route.stops
        ],
        "legs": lines_of(route, lines),
    }


def _desk(view: ReportView) -> Json:
    """Desk work by engineer and day: start, end, what, for whom, minutes beyond the shift."""
    found: Json = {}
    for engineer in view.problem.engineers:
        days = {
            day.isoformat(): [
                [
                    block.start_min,
                    block.end_min,
                    text(f"report.desk_{block.kind.value}", view.lang),
                    view.place(view.visits[block.visit_id]).client
                    if block.visit_id in view.visits
                    else clean_text(block.visit_id),
                    outside_shift_min(engineer, block),
                ]
                for block in blocks
            ]
            for (who, day), blocks in view.desk.items()
            if who == engineer.id
        }
        if days:
            found[engineer.id] = days
    return found


def _unassigned(view: ReportView, item: Unassigned) -> Json:
    reasons = view.reasons(item.reasons) or text("report.no_reason", view.lang)
    return {"visit": item.visit_id, "reasons": reasons}


def _postponed(view: ReportView, item: Postponed) -> Json:
    place = view.site_place(item.site_id)
    reasons = view.reasons(item.reasons) or text("report.no_reason", view.lang)
    return _place(place, contacts=False) | {
        "visit": item.visit_id,
        "kind": item.kind,
        "reasons": reasons,
    }


def _changes(view: ReportView, previous: PlanRecord | None, *, contacts: bool) -> list[Json] | None:
    """The changes, or None when there is no revision to compare with."""
    if previous is None:
        return None
    old = ReportView(previous)
    items = []
    for change in plan_changes(previous, view.record):
        source = view if change.visit_id in view.visits else old
        visit = source.visits[change.visit_id]
        items.append(
            _place(source.place(visit), contacts=contacts)
            | {
                "visit": change.visit_id,
                "kind": visit.kind,
                "change": change.kind,
                "was": old.placement(change.was),
                "now": view.placement(change.now),
                "promise": source.promise(visit),
                "call": change.call,
                "why": change_why(view, change),
            }
        )
    return items


def _rows(name: str) -> list[Mapping[str, str]]:
    source = files("fieldplan.report.map_html").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(source.splitlines()))
