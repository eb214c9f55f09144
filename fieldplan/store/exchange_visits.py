"""Visits of the exchange format."""

from __future__ import annotations

from datetime import date

from fieldplan.domain import After, Before, Promise, PromiseStatus, Tier, Visit
from fieldplan.store.exchange_engineers import place_of, read_names
from fieldplan.store.node import MOST_MIN, Node

TIER_NAMES = {
    "emergency": Tier.EMERGENCY,
    "required": Tier.REQUIRED,
    "welcome": Tier.WELCOME,
}
MOST_COST = 10**12
WHOLE_DAY = (0, 1440)


def read_visits(node: Node | None, places: int | None) -> tuple[Visit, ...]:
    """Read the visits; ``places`` is the size of the travel matrix, None if unknown."""
    if node is None:
        return ()
    found = []
    taken: set[str] = set()
    for item in node.items():
        if not item.is_object():
            continue
        visit = _visit(item, places)
        if visit.id and visit.id in taken:
            item.bad("duplicate_id", id=visit.id)
        taken.add(visit.id)
        found.append(visit)
    return tuple(found)


def _visit(node: Node, places: int | None) -> Visit:
    deadline, deadline_min = _deadline(node.optional("deadline"))
    tier = node.optional("tier")
    engineers = node.optional("engineers")
    return Visit(
        id=_name(node.required("id")),
        location=place_of(node.required("location"), places),
        duration_min=_whole(node.required("duration_min")),
        weight=_whole(node.required("priority")),
        windows=_windows(node.required("windows")),
        kind=_text(node.optional("kind")) or "other",
        tier=TIER_NAMES[tier.one_of(tuple(TIER_NAMES)) or "required"] if tier else Tier.REQUIRED,
        skills=read_names(node.optional("skills")),
        not_before=_day(node.optional("not_before")),
        notice_until=_day(node.optional("notice_until")),
        after=_after(node.optional("after")),
        engineers=None if engineers is None else read_names(engineers),
        preferred_engineer=_name(node.optional("preferred_engineer")) or None,
        deadline=deadline,
        deadline_min=deadline_min,
        promise=_promise(node.optional("promise")),
        target=_day(node.optional("target")),
        latest=_day(node.optional("latest")),
        prep_min=_whole(node.optional("prep_min")),
        doc_min=_whole(node.optional("doc_min")),
        site_id=_text(node.optional("site")),
        project_id=_text(node.optional("project")),
        due=_day(node.optional("due")),
        origin=_text(node.optional("origin")),
        note=_text(node.optional("note")),
        worth_cost=_whole(node.optional("worth_cost"), high=MOST_COST),
        before=_before(node.optional("before")),
    )


def _before(node: Node | None) -> Before | None:
    if node is None or not node.is_object():
        return None
    day, engineer = _day(node.required("date")), _name(node.required("engineer"))
    call = node.optional("call")
    if day is None or not engineer:
        return None
    return Before(date=day, engineer_id=engineer, call=bool(call and call.flag()))


def _name(node: Node | None) -> str:
    return (node.name() or "") if node else ""


def _text(node: Node | None) -> str:
    return (node.text() or "") if node else ""


def _day(node: Node | None) -> date | None:
    return node.day() if node else None


def _whole(node: Node | None, default: int = 0, high: int = MOST_MIN) -> int:
    value = node.whole(0, high) if node else None
    return default if value is None else value


def _windows(node: Node | None) -> dict[date, tuple[tuple[int, int], ...]]:
    found = {}
    for key, item in node.members() if node else ():
        day = item.key_day(key)
        spans = tuple(span for window in item.items() if (span := window.span()))
        if day and spans:
            found[day] = spans
    return found


def _after(node: Node | None) -> tuple[After, ...]:
    """One predecessor, or a list of them."""
    found = []
    for item in node.one_or_more() if node else ():
        if item.is_object():
            found.append(
                After(
                    visit_id=_name(item.required("visit")),
                    min_days=_whole(item.optional("min_days")),
                    min_calendar_days=_whole(item.optional("min_calendar_days")),
                )
            )
    return tuple(found)


def _deadline(node: Node | None) -> tuple[date | None, int | None]:
    """A date, or a date with the minute by which work must start."""
    if node is None:
        return None, None
    if not isinstance(node.value, dict):
        return node.day(), None
    minute = node.optional("start_by")
    return _day(node.required("date")), minute.whole() if minute else None


def _promise(node: Node | None) -> Promise | None:
    if node is None or not node.is_object():
        return None
    day = _day(node.required("date"))
    start = _whole(node.optional("start"), WHOLE_DAY[0])
    end = _whole(node.optional("end"), WHOLE_DAY[1])
    if start > end:
        node.bad("expected_span")
    status = node.optional("status")
    words = tuple(PromiseStatus)
    word = status.one_of(words) if status else None
    if day is None:
        return None
    return Promise(
        date=day,
        start_min=start,
        end_min=end,
        status=PromiseStatus(word) if word else PromiseStatus.AGREED,
        engineer_id=_name(node.optional("engineer")) or None,
    )
