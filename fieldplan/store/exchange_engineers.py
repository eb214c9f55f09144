"""Engineers of the exchange format."""

from __future__ import annotations

from datetime import date

from fieldplan.domain import ProblemEngineer, Resume
from fieldplan.store.node import MOST_MIN, Node

_MOST_COST = 10**12


def read_engineers(
    node: Node | None, places: int | None, overtime: Node | None
) -> tuple[ProblemEngineer, ...]:
    """Read the engineers.

    Parameters
    ----------
    places : int or None
        Size of the travel matrix; None if it could not be read.
    overtime : Node or None
        Overtime of engineers that have none of their own.
    """
    if node is None:
        return ()
    usual = _overtime(overtime)
    found = []
    taken: set[str] = set()
    for item in node.items():
        if not item.is_object():
            continue
        engineer = _engineer(item, places, usual)
        if engineer.id and engineer.id in taken:
            item.bad("duplicate_id", id=engineer.id)
        taken.add(engineer.id)
        found.append(engineer)
    return tuple(found)


def read_names(node: Node | None) -> frozenset[str]:
    """Return a list of names as a set."""
    return frozenset(name for item in (node.items() if node else []) if (name := item.name()))


def place_of(node: Node | None, places: int | None) -> int:
    """Return an index into the travel matrix (0 when it is wrong, which is noted)."""
    if node is None:
        return 0
    index = node.whole()
    if index is not None and places is not None and index >= places:
        node.bad("outside_matrix", places=places)
    return index or 0


def _engineer(node: Node, places: int | None, usual: tuple[int, int | None]) -> ProblemEngineer:
    own = node.optional("overtime")
    overtime_day, overtime_month = usual if own is None else _overtime(own)
    identity, name = node.required("id"), node.optional("name")
    contractor = node.optional("contractor")
    return ProblemEngineer(
        id=(identity.name() or "") if identity else "",
        start=place_of(node.required("start"), places),
        end=place_of(node.required("end"), places),
        shifts=_shifts(node.required("shifts")),
        name=(name.text() or "") if name else "",
        skills=read_names(node.optional("skills")),
        max_visits=_limit(node.optional("max_visits_per_route")),
        overtime_day_min=overtime_day,
        overtime_month_min=overtime_month,
        hours_min=_limit(node.optional("hours_min")),
        absent=frozenset(_days(node.optional("absent"))),
        contractor=bool(contractor.flag()) if contractor else False,
        hour_cost=_limit(node.optional("hour_cost"), _MOST_COST) or 0,
        visit_cost=_limit(node.optional("visit_cost"), _MOST_COST) or 0,
        day_cost=_limit(node.optional("day_cost"), _MOST_COST) or 0,
        reserve_min=_limit(node.optional("reserve_min")) or 0,
        resume=_resume(node.optional("from"), places),
    )


def _limit(node: Node | None, high: int = MOST_MIN) -> int | None:
    return None if node is None else node.whole(0, high)


def _overtime(node: Node | None) -> tuple[int, int | None]:
    if node is None or not node.is_object():
        return 0, None
    return _limit(node.optional("day_min")) or 0, _limit(node.optional("month_min"))


def _days(node: Node | None) -> list[date]:
    return [day for item in (node.items() if node else []) if (day := item.day())]


def _shifts(node: Node | None) -> dict[date, tuple[int, int]]:
    found = {}
    for key, item in node.members() if node else ():
        day, span = item.key_day(key), item.span()
        if day and span:
            found[day] = span
    return found


def _resume(node: Node | None, places: int | None) -> dict[date, Resume]:
    found = {}
    for item in node.one_or_more() if node else ():
        if not item.is_object():
            continue
        day_node, minute = item.required("date"), item.required("minute")
        done, lunch = item.optional("visits_done"), item.optional("lunch_taken")
        day = day_node.day() if day_node else None
        resume = Resume(
            minute=(minute.whole() or 0) if minute else 0,
            location=place_of(item.required("location"), places),
            visits_done=(done.whole() or 0) if done else 0,
            lunch_taken=bool(lunch.flag()) if lunch else False,
        )
        if day:
            found[day] = resume
    return found
