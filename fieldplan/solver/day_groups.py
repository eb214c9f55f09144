"""Groups of engineer-days that share a completion bound: same engineer's day, hull of windows."""

from __future__ import annotations

from hashlib import sha256
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from numba import njit, types
from numba.experimental import structref

from fieldplan.solver.arrays import NO_CAP, Arrays, Bools, Ints
from fieldplan.solver.native import Native, register
from fieldplan.solver.problem import Compiled
from fieldplan.solver.timing import arrival

Floats = npt.NDArray[np.float64]


class DayGroup(NamedTuple):
    """Slots alike but for single visits' windows, and tables for bounds over them.

    Shapes: G slots, n entries, T buckets of ``grid`` minutes from ``origin``, F = longest leg.
    """

    slots: Ints  # (G,)
    entries: Ints  # (n,) entries that some slot may hold
    loc: Ints
    dur: Ints
    open: Ints  # hull of the windows over the group's days
    cap: Ints
    close: Ints
    fixed: Ints  # least fixed cost over the group's slots
    start_leg: Ints  # (n,) free minutes from the start
    end_leg: Ints
    leg: Ints  # (n, n) free minutes, -1 = unreachable
    leg_metre_cost: Floats  # (n, n) distance part of the last tier
    start_metre_cost: Floats
    end_metre_cost: Floats
    same_place: Bools  # (n, n)
    reach: Ints  # (T, F + 1) arrival when leaving at the bucket's start
    drive: Ints  # (T, F + 1) least drive when leaving in the bucket
    least_drive: Ints  # (F + 1,) at any time
    origin: int
    grid: int
    end_time: int  # end of the shift with all its overtime
    overtime_min: int
    lunch_due: int
    per_drive_min: float
    per_overtime_min: float
    per_span_min: float
    base_cost: float  # contractor's day price
    per_visit: float


@structref.register
class DayGroupType(types.StructRef):
    """Compiled code's type of DayGroup."""


class DayGroupRef(structref.StructRefProxy):
    """Python's handle of a native DayGroup."""


structref.define_proxy(DayGroupRef, DayGroupType, DayGroup._fields)


@njit(cache=True)
def _day_group_ref(*fields: Any) -> Any:
    return DayGroupRef(*fields)


register(DayGroup, _day_group_ref)


def day_groups(compiled: Compiled, grid_min: int) -> list[DayGroup]:
    """Group the slots and build their tables on a grid of about ``grid_min`` minutes."""
    return [_group(compiled.arrays, compiled.native, slots, grid_min) for slots in _alike(compiled)]


def table_cells(compiled: Compiled) -> int:
    """Pairs of entries in the tables of all groups: what pricing costs in memory and time."""
    ok = compiled.arrays.ok
    return sum(int(ok[:, slots].any(axis=1).sum()) ** 2 for slots in _alike(compiled))


def _alike(compiled: Compiled) -> list[Ints]:
    a = compiled.arrays
    keys: dict[tuple[int, ...], list[int]] = {}
    classes = _engineer_classes(a)
    for s in range(len(a.slot_open)):
        key = (
            int(a.slot_from[s]),
            int(a.slot_to[s]),
            int(a.slot_open[s]),
            int(a.slot_close[s]),
            int(a.slot_overtime[s]),
            int(a.slot_lunch[s]),
            *(int(x) for x in a.slot_fee[s]),
            compiled.slots[s][1].weekday(),
            int(classes[a.slot_engineer[s]]),
            # Strict desk work prices every day's minutes and visits apart: a hull says little.
            s if a.desk_on else -1,
        )
        keys.setdefault(key, []).append(s)
    return [np.array(slots, dtype=np.int64) for slots in keys.values()]


def _engineer_classes(a: Arrays) -> Ints:
    """A number for engineers whose minutes have one price: those without caps share one."""
    free = (a.overtime_month >= NO_CAP) & (a.hours_min >= NO_CAP)
    return np.where(free, -1, np.arange(len(free)))


def hours_key(a: Arrays, g: DayGroup, slot: int) -> bytes:
    """Key of what the group's entries may do on a slot, and when."""
    n_days, day = len(a.day_ordinal), int(a.slot_day[slot])
    cells = g.entries * n_days + day
    parts = [a.ok[g.entries, slot], a.slot_max_visits[slot : slot + 1]]
    parts.append(a.win_ptr[cells + 1] - a.win_ptr[cells])
    for start, end in zip(a.win_ptr[cells], a.win_ptr[cells + 1], strict=True):
        parts += [a.win_open[start:end], a.win_cap[start:end], a.win_close[start:end]]
    return sha256(b"".join(np.ascontiguousarray(part).tobytes() for part in parts)).digest()


def _group(a: Arrays, native: Native, slots: Ints, grid_min: int) -> DayGroup:
    first = int(slots[0])
    entries = np.flatnonzero(a.ok[:, slots].any(axis=1)).astype(np.int64)
    loc = a.entry_loc[entries]
    dur = a.entry_dur[entries]
    opens, caps, closes = _hulls(a, slots, entries)
    origin, end_time = int(a.slot_open[first]), int(a.slot_close[first] + a.slot_overtime[first])
    # Work must end in a later bucket than it begins.
    grid = max(1, min(grid_min, int(dur.min()) if len(dur) else grid_min))
    leg = a.travel[np.ix_(loc, loc)]
    start_leg, end_leg = a.travel[a.slot_from[first], loc], a.travel[loc, a.slot_to[first]]
    longest = int(max(leg.max(initial=0), start_leg.max(initial=0), end_leg.max(initial=0)))
    # A day that is over by the time its engineer goes on has no buckets to fill.
    n_buckets = max(0, end_time - origin) // grid + 2
    reach, drive = _tables(native, int(a.slot_profile[first]), origin, n_buckets, grid, longest)
    km_cost = a.prices[0] / 1000 if a.has_prices else 0.0
    fee = a.slot_fee[first]
    contractor = fee[0] >= 0 and a.has_prices
    ok_slots = a.ok[np.ix_(entries, slots)]
    fixed = np.where(ok_slots, a.fixed_scalar[np.ix_(entries, slots)], np.iinfo(np.int64).max)
    return DayGroup(
        slots=slots,
        entries=entries,
        loc=loc,
        dur=dur,
        open=opens,
        cap=caps,
        close=closes,
        fixed=fixed.min(axis=1) if len(entries) else np.zeros(0, dtype=np.int64),
        start_leg=start_leg,
        end_leg=end_leg,
        leg=np.ascontiguousarray(leg),
        leg_metre_cost=np.ascontiguousarray(a.metres[np.ix_(loc, loc)] * km_cost),
        start_metre_cost=a.metres[a.slot_from[first], loc] * km_cost,
        end_metre_cost=a.metres[loc, a.slot_to[first]] * km_cost,
        same_place=loc[:, None] == loc[None, :],
        reach=reach,
        drive=drive,
        least_drive=drive.min(axis=0),
        origin=origin,
        grid=grid,
        end_time=end_time,
        overtime_min=int(a.slot_overtime[first]),
        lunch_due=int(a.slot_lunch[first]),
        per_drive_min=float(a.prices[1] / 60) if a.has_prices else 1.0,
        per_overtime_min=(
            float(a.prices[2] * min(a.prices[3], a.prices[5]) / 6000)
            if a.has_prices and not contractor
            else 0.0
        ),
        per_span_min=float(fee[2] / 60) if contractor else 0.0,
        base_cost=float(fee[0]) if contractor else 0.0,
        per_visit=float(fee[1]) if contractor else 0.0,
    )


def _hulls(a: Arrays, slots: Ints, entries: Ints) -> tuple[Ints, Ints, Ints]:
    n_days = len(a.day_ordinal)
    opens = np.full(len(entries), NO_CAP, dtype=np.int64)
    caps = np.zeros(len(entries), dtype=np.int64)
    closes = np.zeros(len(entries), dtype=np.int64)
    for s in slots:
        day = int(a.slot_day[s])
        for k, entry in enumerate(entries):
            if not a.ok[entry, s]:
                continue
            cell = entry * n_days + day
            for w in range(a.win_ptr[cell], a.win_ptr[cell + 1]):
                opens[k] = min(opens[k], a.win_open[w])
                caps[k] = max(caps[k], a.win_cap[w])
                closes[k] = max(closes[k], a.win_close[w])
    return opens, caps, closes


@njit(cache=True)
def _tables(
    a: Arrays, profile: int, origin: int, n_buckets: int, grid: int, longest: int
) -> tuple[Ints, Ints]:
    """Arrival from each bucket's start and least drive within it, by free minutes."""
    reach = np.zeros((n_buckets, longest + 1), dtype=np.int64)
    drive = np.zeros((n_buckets, longest + 1), dtype=np.int64)
    for b in range(n_buckets):
        start = origin + b * grid
        for free in range(longest + 1):
            reach[b, free] = arrival(a, profile, start, free)
            low = reach[b, free] - start
            if profile >= 0:
                for t in range(start + 1, start + grid):
                    low = min(low, arrival(a, profile, t, free) - t)
            drive[b, free] = low
    return reach, drive
