"""Desk rules of the exchange format: a word for the mode, or an object with all of them."""

from __future__ import annotations

from fieldplan.domain import DeskBacklog, DeskMode, DeskRules
from fieldplan.store.node import Node

_MODES = tuple(mode.value for mode in DeskMode)
_WHOLE = ("doc_days", "prepared_days", "consult_week_min", "handover_min")


def read_desk(node: Node | None) -> DeskRules | None:
    """Read the rules; None when there are none, and desk work is not planned."""
    if node is None:
        return None
    usual = DeskRules()
    if not isinstance(node.value, dict):
        return DeskRules(mode=_mode(node))
    mode, backlog = node.optional("mode"), node.optional("backlog")
    figures = {key: node.optional(key) for key in _WHOLE}
    return DeskRules(
        mode=_mode(mode) if mode else usual.mode,
        backlog=tuple(_owed(item) for item in (backlog.items() if backlog else ())),
        **{
            key: getattr(usual, key) if item is None else item.whole() or 0
            for key, item in figures.items()
        },
    )


def write_desk(rules: DeskRules) -> dict[str, object]:
    """Return the rules as a member of a problem."""
    return {
        "mode": rules.mode.value,
        **{key: getattr(rules, key) for key in _WHOLE},
        "backlog": [
            {
                "engineer": item.engineer_id,
                "visit": item.visit_id,
                "minutes": item.minutes,
                "until": item.until.isoformat() if item.until else None,
            }
            for item in rules.backlog
        ],
    }


def _mode(node: Node) -> DeskMode:
    word = node.one_of(_MODES)
    return DeskMode(word) if word else DeskMode.OVERFLOW


def _owed(node: Node) -> DeskBacklog:
    engineer, visit = node.required("engineer"), node.required("visit")
    minutes, until = node.required("minutes"), node.optional("until")
    return DeskBacklog(
        engineer_id=(engineer.name() or "") if engineer else "",
        visit_id=(visit.name() or "") if visit else "",
        minutes=(minutes.whole() or 0) if minutes else 0,
        until=until.day() if until else None,
    )
