"""What visits of the exchange format say of one another: order and groups."""

from __future__ import annotations

from collections.abc import Sequence

from fieldplan.domain import Visit
from fieldplan.store.node import Node

Groups = tuple[tuple[str, ...], ...]


def read_groups(node: Node, visits: Sequence[Visit]) -> tuple[Groups, Groups]:
    """Return the groups ``same_engineer`` and ``consecutive``."""
    known = {visit.id for visit in visits}
    return (
        _groups(node.optional("same_engineer"), known, shared=True),
        _groups(node.optional("consecutive"), known, shared=False),
    )


def check_links(node: Node, visits: Sequence[Visit]) -> None:
    """Note predecessors that do not exist and visits that wait for themselves."""
    known = {visit.id for visit in visits}
    listed = node.optional("visits")
    for item in listed.items() if listed and isinstance(listed.value, list) else ():
        after = item.optional("after")
        for one in after.one_or_more() if after else ():
            name = one.optional("visit")
            if name is not None and str(name.value) not in known:
                name.bad("unknown_visit")
    circle = _circle(visits)
    if circle and listed is not None:
        listed.bad("circle", visits=", ".join(circle))


def _groups(node: Node | None, known: set[str], *, shared: bool) -> Groups:
    found = []
    taken: set[str] = set()
    for group in node.items() if node else ():
        members: list[str] = []
        for item in group.items():
            name = item.name()
            if name is None:
                continue
            if name not in known:
                item.bad("unknown_visit")
            elif name in members or (not shared and name in taken):
                item.bad("repeated_visit")
            members.append(name)
        taken.update(members)
        found.append(tuple(members))
    return tuple(found)


def _circle(visits: Sequence[Visit]) -> list[str]:
    """Visits that cannot be ordered, because they follow one another in a circle."""
    waits = {visit.id: {after.visit_id for after in visit.after} for visit in visits}
    open_ids = set(waits)
    while True:
        ready = {visit_id for visit_id in open_ids if not waits[visit_id] & open_ids}
        if not ready:
            return sorted(open_ids)
        open_ids -= ready
