"""A plan in arrays, and the work space of a search; compiled code changes both in place."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from numba import njit, types
from numba.experimental import structref

from fieldplan.solver.arrays import Arrays, Ints
from fieldplan.solver.native import ref, register
from fieldplan.solver.problem import Compiled

POOL_ROWS = 40_000
MEMO = 1 << 18
"""Timed orders remembered; the search meets most orders many times."""


class State(NamedTuple):
    """A plan in arrays. Shapes: S slots, W longest route, V visits, E engineers."""

    order: Ints  # (S, W) entries
    length: Ints  # (S,)
    cost: Ints  # (S,) scalar
    overtime: Ints  # (S,)
    busy: Ints  # (S,)
    leg: Ints  # (S, W + 1) free-flow minutes to each stop and back, from ``note_legs``
    spare: Ints  # (S,) minutes that the shift leaves, from ``note_legs``
    gap: Ints  # (S, 2) free minutes before and after the route; kept up with strict desk work
    slot: Ints  # (V,) slot of a visit, -1 = left out
    entry: Ints  # (V,)
    month_overtime: Ints  # (E,)
    month_busy: Ints  # (E,)
    total: Ints  # (1,) scalar, unserved visits included


@structref.register
class StateType(types.StructRef):
    """Compiled code's type of State."""


class StateRef(structref.StructRefProxy):
    """Python's handle of a native State."""


structref.define_proxy(StateRef, StateType, State._fields)


@njit(cache=True)
def _state_ref(*fields: Any) -> Any:
    return StateRef(*fields)


register(State, _state_ref)


class Scratch(NamedTuple):
    """Work space of one search; ``rng`` makes it repeatable."""

    rng: npt.NDArray[np.uint64]
    seq: Ints  # (W + 1,)
    choice: Ints  # (W + 1,)
    near: Ints  # (V, K) visits by distance
    removed: Ints  # (V,) list
    marked: Ints  # (V,) 1 = in the list
    place_bound: Ints  # insertion places of one visit: lower bound, slot, position, entry
    place_slot: Ints
    place_pos: Ints
    place_entry: Ints
    touched: Ints  # (S,) list of slots whose routes have changed
    is_touched: npt.NDArray[np.bool_]  # (S,)
    n_touched: Ints  # (1,)
    bound: Ints  # visits with a predecessor or in a run of consecutive days
    leading: Ints  # visits with a successor, but in no run
    slot_stamp: Ints  # (S,) equals stamp: holds a visit near the one being inserted
    stamp: Ints  # (1,)
    blink_in: Ints  # (1,) places still to be seen before one is passed over
    memo_key: npt.NDArray[np.uint64]  # (MEMO,) hash of a slot and an order
    memo: Ints  # (MEMO, 6) feasible, cost, overtime, busy; free before and after (strict desk)
    pool_slot: Ints  # (POOL_ROWS,)
    pool_len: Ints
    pool_cost: Ints
    pool_extra: Ints  # (POOL_ROWS, 2) overtime, busy
    pool_order: Ints  # (POOL_ROWS, W)
    pool_size: Ints  # (1,)


@njit(cache=True)
def note_legs(a: Arrays, st: State, slot: int) -> None:
    """Note a route's drives and the minutes that the shift and its overtime leave beside work,
    lunch and these.

    At most what is left: waiting is not counted, and faster traffic is.
    """
    spare = a.slot_close[slot] + a.slot_overtime[slot] - a.slot_open[slot]
    if a.slot_lunch[slot] == 1:
        spare -= a.lunch[0]
    n = st.length[slot]
    place, drive = a.slot_from[slot], 0
    for i in range(n):
        entry = st.order[slot, i]
        loc = a.entry_loc[entry]
        st.leg[slot, i] = a.travel[place, loc]
        drive += st.leg[slot, i]
        spare -= a.entry_dur[entry]
        if i == 0 or loc != place:
            spare -= a.overhead_min
        place = loc
    st.leg[slot, n] = a.travel[place, a.slot_to[slot]]
    if n > 0:
        drive += st.leg[slot, n]
    st.spare[slot] = spare - drive * a.slot_least_pct[slot] // 100


@njit(cache=True)
def _note_all(a: Arrays, st: State) -> None:
    for slot in range(st.length.shape[0]):
        note_legs(a, st, slot)


@structref.register
class ScratchType(types.StructRef):
    """Compiled code's type of Scratch."""


class ScratchRef(structref.StructRefProxy):
    """Python's handle of a native Scratch."""


structref.define_proxy(ScratchRef, ScratchType, Scratch._fields)


@njit(cache=True)
def _scratch_ref(*fields: Any) -> Any:
    return ScratchRef(*fields)


register(Scratch, _scratch_ref)


def longest_route(compiled: Compiled) -> int:
    """Most stops any route can have, by the shortest visits and the longest shift."""
    a = compiled.arrays
    n_visits = len(a.entry_ptr) - 1
    if n_visits == 0 or len(a.slot_open) == 0:
        return 1
    longest = int((a.slot_close + a.slot_overtime - a.slot_open).max())
    durations = np.sort(a.entry_dur[a.entry_ptr[:-1]])
    fitting = int(np.searchsorted(np.cumsum(durations), longest, side="right"))
    return max(1, min(n_visits, fitting, int(a.slot_max_visits.max())))


def new_state(compiled: Compiled) -> State:
    """Return the empty plan."""
    a = compiled.arrays
    n_slots, n_visits, n_eng = len(a.slot_open), len(a.entry_ptr) - 1, len(a.overtime_month)
    zeros = np.zeros
    state = State(
        order=zeros((n_slots, longest_route(compiled)), dtype=np.int64),
        length=zeros(n_slots, dtype=np.int64),
        cost=zeros(n_slots, dtype=np.int64),
        overtime=zeros(n_slots, dtype=np.int64),
        busy=zeros(n_slots, dtype=np.int64),
        leg=zeros((n_slots, longest_route(compiled) + 1), dtype=np.int64),
        spare=zeros(n_slots, dtype=np.int64),
        gap=np.ascontiguousarray(np.stack([a.desk_empty, zeros(n_slots, dtype=np.int64)], axis=1)),
        slot=np.full(n_visits, -1, dtype=np.int64),
        entry=np.full(n_visits, -1, dtype=np.int64),
        month_overtime=zeros(n_eng, dtype=np.int64),
        month_busy=zeros(n_eng, dtype=np.int64),
        total=np.array([a.unserved_scalar.sum()], dtype=np.int64),
    )
    _note_all(compiled.native, ref(state))
    return state


def new_scratch(compiled: Compiled, seed: int, neighbours: int = 60) -> Scratch:
    """Return work space for a search with a seed."""
    a = compiled.arrays
    n_slots, n_visits, width = len(a.slot_open), len(a.entry_ptr) - 1, longest_route(compiled)
    locs = a.entry_loc[a.entry_ptr[:-1]]
    between = np.where(a.travel < 0, 10**6, a.travel)
    distance = between[np.ix_(locs, locs)] + between[np.ix_(locs, locs)].T
    near = np.argsort(distance, axis=1, kind="stable")[:, : min(n_visits, neighbours)]
    most_forms = int(np.diff(a.entry_ptr).max(initial=1))
    places = most_forms * n_slots * (width + 1) + 1
    zeros = np.zeros
    return Scratch(
        rng=np.array([(seed + 1) * 0x9E3779B97F4A7C15 % 2**64], dtype=np.uint64),
        seq=zeros(width + 1, dtype=np.int64),
        choice=zeros(width + 1, dtype=np.int64),
        near=np.ascontiguousarray(near, dtype=np.int64),
        removed=zeros(n_visits, dtype=np.int64),
        marked=zeros(n_visits, dtype=np.int64),
        place_bound=zeros(places, dtype=np.int64),
        place_slot=zeros(places, dtype=np.int64),
        place_pos=zeros(places, dtype=np.int64),
        place_entry=zeros(places, dtype=np.int64),
        touched=zeros(n_slots, dtype=np.int64),
        is_touched=zeros(n_slots, dtype=np.bool_),
        n_touched=zeros(1, dtype=np.int64),
        bound=np.flatnonzero((np.diff(a.pred_ptr) > 0) | (a.run_group >= 0)),
        leading=np.flatnonzero((np.diff(a.succ_ptr) > 0) & (a.run_group < 0)),
        slot_stamp=zeros(n_slots, dtype=np.int64),
        stamp=zeros(1, dtype=np.int64),
        blink_in=zeros(1, dtype=np.int64),
        memo_key=zeros(MEMO, dtype=np.uint64),
        memo=zeros((MEMO, 6), dtype=np.int64),
        pool_slot=zeros(POOL_ROWS, dtype=np.int64),
        pool_len=zeros(POOL_ROWS, dtype=np.int64),
        pool_cost=zeros(POOL_ROWS, dtype=np.int64),
        pool_extra=zeros((POOL_ROWS, 2), dtype=np.int64),
        pool_order=zeros((POOL_ROWS, width), dtype=np.int64),
        pool_size=zeros(1, dtype=np.int64),
    )


def copy_state(state: State) -> State:
    """Return an independent copy."""
    return State(*(np.copy(part) for part in state))


@njit(cache=True)
def _copy(target: Ints, source: Ints) -> None:
    # Assigning a slice takes seconds to compile, for the messages of shapes that differ.
    for i in range(target.shape[0]):
        target[i] = source[i]


@njit(cache=True)
def assign_state(target: State, source: State) -> None:
    """Copy ``source`` into ``target`` in place."""
    for slot in range(target.order.shape[0]):
        _copy(target.order[slot], source.order[slot])
        _copy(target.leg[slot], source.leg[slot])
        target.gap[slot, 0], target.gap[slot, 1] = source.gap[slot, 0], source.gap[slot, 1]
    _copy(target.length, source.length)
    _copy(target.cost, source.cost)
    _copy(target.overtime, source.overtime)
    _copy(target.busy, source.busy)
    _copy(target.spare, source.spare)
    _copy(target.slot, source.slot)
    _copy(target.entry, source.entry)
    _copy(target.month_overtime, source.month_overtime)
    _copy(target.month_busy, source.month_busy)
    _copy(target.total, source.total)
