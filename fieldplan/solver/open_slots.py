"""The engineer-days that a visit's entry may stand in, whatever else stands there."""

from __future__ import annotations

from collections.abc import Mapping

from fieldplan.solver.problem import Compiled


def open_slots(
    compiled: Compiled, v: int, entry: int, orders: Mapping[int, tuple[int, ...]]
) -> list[int]:
    """Return the slots open to an entry by skills, windows, stage order and engineer.

    Parameters
    ----------
    v : int
        The entry's visit; it stands in none of the orders.
    """
    a = compiled.arrays
    places = {int(a.entry_visit[e]): slot for slot, order in orders.items() for e in order}
    found = []
    for slot in a.ok[entry].nonzero()[0].tolist():
        day = int(a.slot_day[slot])
        if _in_order(compiled, v, day, places) and _same_engineer(compiled, v, slot, places):
            found.append(slot)
    return found


def _in_order(compiled: Compiled, v: int, day: int, places: Mapping[int, int]) -> bool:
    a = compiled.arrays
    for u, lag, calendar in a.pred[a.pred_ptr[v] : a.pred_ptr[v + 1]].tolist():
        if u not in places or not _apart(compiled, places[u], day, lag, calendar):
            return False
    for u, lag, calendar in a.succ[a.succ_ptr[v] : a.succ_ptr[v + 1]].tolist():
        if u in places:
            later = int(a.slot_day[places[u]])
            if later - day < lag or a.day_ordinal[later] - a.day_ordinal[day] < calendar:
                return False
    return True


def _apart(compiled: Compiled, slot: int, day: int, lag: int, calendar: int) -> bool:
    a = compiled.arrays
    before = int(a.slot_day[slot])
    return day - before >= lag and bool(a.day_ordinal[day] - a.day_ordinal[before] >= calendar)


def _same_engineer(compiled: Compiled, v: int, slot: int, places: Mapping[int, int]) -> bool:
    a = compiled.arrays
    group = int(a.same_group[v])
    if group < 0:
        return True
    return all(
        a.slot_engineer[other] == a.slot_engineer[slot]
        for u, other in places.items()
        if u != v and a.same_group[u] == group
    )
