"""A plan from elsewhere as a start: whatever of it is still legal, and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from fieldplan.domain import Plan
from fieldplan.solver.build import orders_of
from fieldplan.solver.pool import Column, column_of
from fieldplan.solver.problem import Compiled

Orders = dict[int, tuple[int, ...]]


def legal_start(compiled: Compiled, plan: Plan) -> Orders:
    """Return the orders of a plan without what breaks a rule of this problem.

    The plan may be of an older revision or of another month: visits done on a day that is no
    longer allowed, stages before their predecessors, runs that are torn apart, groups of two
    engineers and routes beyond the month's caps are left out until nothing is broken.
    """
    return _Start(compiled, orders_of(compiled, plan)).settled()


class _Start:
    def __init__(self, compiled: Compiled, orders: Mapping[int, Sequence[int]]) -> None:
        self.compiled = compiled
        a = compiled.arrays
        seen: set[int] = set()
        self.routes: dict[int, Column] = {}
        for slot, order in orders.items():
            kept = []
            for entry in order:
                visit = int(a.entry_visit[entry])
                if a.ok[entry, slot] and visit not in seen:
                    seen.add(visit)
                    kept.append(int(entry))
            self._put(slot, kept)

    def settled(self) -> Orders:
        broken = True
        while broken:
            place = self._places()
            wrong = self._out_of_order(place) | self._torn(place) | self._of_others(place)
            for slot, column in list(self.routes.items()):
                kept = [entry for entry in column.order if self._visit(entry) not in wrong]
                if len(kept) < len(column.order):
                    self._put(slot, kept)
            broken = self._over_caps() or bool(wrong)
        return {slot: column.order for slot, column in self.routes.items()}

    def _visit(self, entry: int) -> int:
        return int(self.compiled.arrays.entry_visit[entry])

    def _put(self, slot: int, order: Sequence[int]) -> None:
        """Time the route anew; one that cannot be timed is dropped."""
        self.routes.pop(slot, None)
        column = column_of(self.compiled, slot, order) if order else None
        if column is not None:
            self.routes[slot] = column

    def _places(self) -> dict[int, int]:
        return {
            self._visit(entry): slot
            for slot, column in self.routes.items()
            for entry in column.order
        }

    def _out_of_order(self, place: Mapping[int, int]) -> set[int]:
        """Visits without their predecessor, or too soon after it."""
        a = self.compiled.arrays
        wrong = set()
        for v, slot in place.items():
            here = int(a.slot_day[slot])
            for u, lag, calendar in a.pred[a.pred_ptr[v] : a.pred_ptr[v + 1]].tolist():
                if u not in place:
                    wrong.add(v)
                    continue
                there = int(a.slot_day[place[u]])
                apart = int(a.day_ordinal[here] - a.day_ordinal[there])
                if here - there < lag or apart < calendar:
                    wrong.add(v)
        return wrong

    def _torn(self, place: Mapping[int, int]) -> set[int]:
        """Visits of runs that are not whole, on end and one engineer's."""
        a = self.compiled.arrays
        wrong: set[int] = set()
        for g in range(len(a.run_ptr) - 1):
            members = a.run_visit[a.run_ptr[g] : a.run_ptr[g + 1]].tolist()
            slots = [place.get(v, -1) for v in members]
            first = slots[0]
            whole = min(slots) >= 0 and all(
                a.slot_engineer[slot] == a.slot_engineer[first]
                and a.slot_day[slot] == a.slot_day[first] + n
                for n, slot in enumerate(slots)
            )
            if not whole:
                wrong.update(v for v in members if v in place)
        return wrong

    def _of_others(self, place: Mapping[int, int]) -> set[int]:
        """Visits of a group that another than its main engineer makes."""
        a = self.compiled.arrays
        shares: dict[int, Counter[int]] = {}
        for v, slot in place.items():
            if a.same_group[v] >= 0:
                counts = shares.setdefault(int(a.same_group[v]), Counter())
                counts[int(a.slot_engineer[slot])] += 1
        main = {g: max(sorted(c), key=c.__getitem__) for g, c in shares.items()}
        return {
            v
            for v, slot in place.items()
            if a.same_group[v] >= 0 and a.slot_engineer[slot] != main[int(a.same_group[v])]
        }

    def _over_caps(self) -> bool:
        """Drop an engineer's last route while his month has too much; True if any went."""
        a = self.compiled.arrays
        dropped = False
        for e in range(len(a.hours_min)):
            his = sorted(slot for slot in self.routes if a.slot_engineer[slot] == e)
            while his and (
                sum(self.routes[s].overtime for s in his) > a.overtime_month[e]
                or sum(self.routes[s].busy for s in his) > a.hours_min[e]
            ):
                del self.routes[his.pop()]
                dropped = True
        return dropped
