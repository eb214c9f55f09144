"""The arrays that compiled code reads: slots (engineer-days), entries (visits in routes)."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from numba import njit, types
from numba.experimental import structref

from fieldplan.solver.native import register

NO_CAP = 1_000_000
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


class Arrays(NamedTuple):
    """Everything that compiled code reads. Shapes: L locations, S slots, N entries, V visits,
    D days, E engineers. Times in minutes; ``*_scalar`` in units of the last tier."""

    travel: Ints  # (L, L) free-flow minutes, negative = unreachable
    travel_to: Ints  # (L, L) the same by destination: what leads to a place lies side by side
    metres: Ints  # (L, L)
    profiles: Ints  # (P, 48) speed per cent by half-hour
    slot_engineer: Ints
    slot_day: Ints
    slot_open: Ints  # earliest departure
    slot_close: Ints  # end of shift
    slot_overtime: Ints  # minutes allowed beyond slot_close
    slot_from: Ints
    slot_to: Ints
    slot_max_visits: Ints
    slot_profile: Ints  # row of profiles, -1 = free flow
    slot_lunch: Ints  # 1 = a lunch is due
    slot_least_pct: Ints  # free-flow minutes take at least so many per cent of themselves
    slot_fee: Ints  # (S, 3) contractor's day, visit, hour prices; -1 in [:, 0] for staff
    lunch: Ints  # minutes, earliest, latest, interrupts over
    overhead_min: int
    step_min: int
    entry_visit: Ints
    entry_loc: Ints
    entry_dur: Ints
    entry_kept: Ints  # 1 = the kept form of a promised visit
    win_ptr: Ints  # (N * D + 1,)
    win_open: Ints
    win_cap: Ints  # latest start by promise or deadline; no cap on a late entry
    win_close: Ints
    ok: Bools  # (N, S) the entry may stand in the slot, all rules but timing and chains
    fixed_scalar: Ints  # (N, S) lateness, broken promise, preferences
    unserved_scalar: Ints  # (V,)
    prices: Ints  # km, drive hour, overtime hour, first %, first min, later %, level h, level from
    has_prices: int
    entry_ptr: Ints  # (V + 1,) entries of a visit are contiguous
    pred_ptr: Ints  # (V + 1,) predecessors: visit, min days, min calendar days
    pred: Ints  # (A, 3)
    succ_ptr: Ints
    succ: Ints  # (A, 3)
    same_group: Ints  # (V,) group of same_engineer, -1 = none
    run_group: Ints  # (V,) group of consecutive_days, -1 = none
    run_ptr: Ints
    run_visit: Ints
    slot_of: Ints  # (E, D), -1 = no slot
    day_ordinal: Ints  # (D,) calendar day number
    overtime_month: Ints  # (E,)
    hours_min: Ints  # (E,)
    weight_unit: int  # scalar worth of one unit of weight
    desk_on: int  # 1 = desk work must fit into the shifts
    desk_prep: Ints  # (E, V) minutes
    desk_doc: Ints  # (E, V)
    desk_urgent: Ints  # (V,) 1 = prepared on its day before departure
    desk_prepared: Ints  # (E,) last day index whose visits are prepared already
    desk_doc_days: int
    desk_empty: Ints  # (S,) free minutes of a day without a route
    desk_job_ptr: Ints  # (E + 1,) other desk work: first and last half-day, minutes
    desk_job: Ints  # (J, 3)


@structref.register
class ArraysType(types.StructRef):
    """Compiled code's type of Arrays."""


class ArraysRef(structref.StructRefProxy):
    """Python's handle of a native Arrays."""


structref.define_proxy(ArraysRef, ArraysType, Arrays._fields)


@njit(cache=True)
def _arrays_ref(*fields: Any) -> Any:
    return ArraysRef(*fields)


register(Arrays, _arrays_ref)
