"""Reads a problem of the open exchange format (``docs/exchange.md``)."""

from __future__ import annotations

from dataclasses import fields
from itertools import pairwise
from pathlib import Path

from fieldplan.domain import (
    Location,
    LunchRule,
    Past,
    Prices,
    Problem,
    TravelMatrix,
)
from fieldplan.domain.problem import HALF_HOURS
from fieldplan.store import codec
from fieldplan.store.answer import objects, read_route
from fieldplan.store.exchange_desk import read_desk
from fieldplan.store.exchange_engineers import read_engineers
from fieldplan.store.exchange_links import check_links, read_groups
from fieldplan.store.exchange_visits import read_visits
from fieldplan.store.files import check_format, read_document
from fieldplan.store.matrix import read_matrix
from fieldplan.store.node import MOST_MIN, Node

FAMILY, VERSION = "fieldplan-problem", 1
_MOST_PCT = 1000
_MOST_COST = 10**12
_WEEKDAYS = 7


def read_exchange(path: Path) -> Problem:
    """Read a problem from a file.

    Raises
    ------
    InputError
        With every finding; ``cell`` is the JSON path, such as ``$.visits[3].windows``.
    """
    return _problem(read_document(path, FAMILY, VERSION))


def parse_exchange(document: object, source: str = "") -> Problem:
    """Read a problem from a JSON value.

    Parameters
    ----------
    document : object
        As ``json.load`` gives it.
    source : str
        Name for the findings.

    Raises
    ------
    InputError
        With every finding.
    """
    node = Node(value=document, source=source)
    check_format(node, FAMILY, VERSION)
    return _problem(node)


def parse_nested(node: Node) -> Problem | None:
    """Read a problem that stands inside another document; None if it has findings."""
    before = len(node.log)
    problem = _read(node)
    return problem if len(node.log) == before else None


def _problem(node: Node) -> Problem:
    problem = _read(node)
    node.raise_findings()
    return problem


def _read(node: Node) -> Problem:
    days_node = node.required("horizon")
    days = [day for item in (days_node.items() if days_node else []) if (day := item.day())]
    if days_node and days_node.value == []:
        days_node.bad("empty")
    if days_node and any(a >= b for a, b in pairwise(days)):
        days_node.bad("horizon_order")

    travel = _travel(node)
    places = len(travel.minutes) if travel else None
    overtime = node.optional("overtime")
    engineers = read_engineers(node.required("engineers"), places, overtime)
    visits = read_visits(node.required("visits"), places)
    same, consecutive = read_groups(node, visits)
    check_links(node, visits)
    return Problem(
        days=tuple(days),
        engineers=engineers,
        visits=visits,
        travel=travel or read_matrix(None),
        locations=_locations(node, places),
        lunch=_lunch(node.optional("lunch")),
        stop_overhead_min=_whole(node, "stop_overhead_min", 0),
        traffic=_traffic(node.optional("traffic")),
        departure_step_min=_whole(node, "departure_step_min", 15, low=1),
        same_engineer=same,
        consecutive=consecutive,
        prices=_prices(node.optional("prices")),
        desk=read_desk(node.optional("desk")),
        past=_past(node.optional("past")),
    )


def _whole(node: Node, key: str, default: int, low: int = 0, high: int = MOST_MIN) -> int:
    member = node.optional(key)
    value = None if member is None else member.whole(low, high)
    return default if value is None else value


def _travel(node: Node) -> TravelMatrix | None:
    minutes = node.required("travel_min")
    if minutes is None:
        return None
    source = node.optional("travel_source")
    return read_matrix(
        minutes, node.optional("travel_m"), source=(source.text() or "") if source else ""
    )


def _locations(node: Node, places: int | None) -> tuple[Location, ...]:
    listed = node.optional("locations")
    if listed is None:
        return ()
    found = []
    for item in listed.items():
        name, lat, lon = item.optional("name"), item.optional("lat"), item.optional("lon")
        item.is_object()
        found.append(
            Location(
                name=(name.text() or "") if name else "",
                lat=lat.number() if lat else None,
                lon=lon.number() if lon else None,
            )
        )
    if found and places is not None and len(found) != places:
        listed.bad("expected_places", places=places)
    return tuple(found)


def _lunch(node: Node | None) -> LunchRule | None:
    if node is None or not node.is_object():
        return None
    minutes = node.required("minutes")
    usual = LunchRule(minutes=0)
    earliest = _whole(node, "earliest", usual.earliest_min)
    latest = _whole(node, "latest", usual.latest_min)
    if earliest > latest:
        node.bad("expected_span")
    return LunchRule(
        minutes=(minutes.whole(1) or 0) if minutes else 0,
        earliest_min=earliest,
        latest_min=latest,
        interrupt_over_min=_whole(node, "interrupt_over_min", usual.interrupt_over_min),
    )


def _traffic(node: Node | None) -> dict[int, tuple[int, ...]]:
    """By weekday, or one profile for every day."""
    if node is None:
        return {}
    if isinstance(node.value, list):
        return dict.fromkeys(range(_WEEKDAYS), _profile(node))
    found = {}
    for key, profile in node.members():
        if key not in ("0", "1", "2", "3", "4", "5", "6"):
            profile.bad("expected_weekday")
            continue
        found[int(key)] = _profile(profile)
    return found


def _profile(node: Node) -> tuple[int, ...]:
    values = tuple(item.whole(1, _MOST_PCT) or 100 for item in node.items())
    if isinstance(node.value, list) and len(values) != HALF_HOURS:
        node.bad("expected_profile", length=HALF_HOURS)
    return values


def _prices(node: Node | None) -> Prices | None:
    if node is None or not node.is_object():
        return None
    usual = Prices()
    examples = node.optional("examples")
    costs = {
        item.name: _whole(node, item.name, getattr(usual, item.name), high=_MOST_COST)
        for item in fields(Prices)
        if item.name != "examples"
    }
    return Prices(**costs, examples=bool(examples.flag()) if examples else False)


def _past(node: Node | None) -> Past | None:
    if node is None or not node.is_object():
        return None
    until, routes = node.required("until"), node.required("routes")
    moment = codec.decode_time(until) if until else None
    found = tuple(read_route(item) for item in objects(routes))
    return None if moment is None else Past(until=moment, routes=found)
