"""Forms of a visit, and the windows of each form on each day."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import numpy as np

from fieldplan.domain import Problem, Visit
from fieldplan.solver.arrays import NO_CAP, Ints


class Form(NamedTuple):
    """A visit as a route can hold it: within its promise or not, late on its last day or not."""

    visit: Visit
    kept: bool
    late: bool


def forms_of(visit: Visit) -> list[Form]:
    """Entries of a visit; the late ones only where work can still start after the deadline."""
    late: tuple[bool, ...] = (False,)
    if visit.deadline is not None and visit.deadline_min is not None:
        latest = max((c for _, c in visit.windows.get(visit.deadline, ())), default=0)
        if latest - visit.duration_min > visit.deadline_min:
            late = (False, True)
    kept = (True, False) if visit.promise else (False,)
    return [Form(visit, is_kept, is_late) for is_late in late for is_kept in kept]


def windows_of(
    problem: Problem, entries: tuple[Form, ...], without: frozenset[str]
) -> tuple[Ints, Ints, Ints, Ints]:
    """CSR by (entry, day): opening, latest start by promise or deadline, closing."""
    counts: list[int] = [0]
    opens: list[int] = []
    caps: list[int] = []
    closes: list[int] = []
    for visit, kept, late in entries:
        for day in problem.days:
            if late and day != visit.deadline:
                counts.append(len(opens))
                continue
            for start, end in _day_windows(problem, visit, day, kept, without):
                cap = NO_CAP
                if kept and visit.promise is not None:
                    start = max(start, visit.promise.start_min)  # noqa: PLW2901
                    cap = visit.promise.end_min
                if visit.deadline == day and visit.deadline_min is not None:
                    if late:
                        start = max(start, visit.deadline_min + 1)  # noqa: PLW2901
                    else:
                        cap = min(cap, visit.deadline_min)
                if start + visit.duration_min <= end and start <= cap:
                    opens.append(start)
                    caps.append(cap)
                    closes.append(end)
            counts.append(len(opens))
    pack = [np.array(values, dtype=np.int64) for values in (counts, opens, caps, closes)]
    return pack[0], pack[1], pack[2], pack[3]


def _day_windows(
    problem: Problem, visit: Visit, day: date, kept: bool, without: frozenset[str]
) -> tuple[tuple[int, int], ...]:
    if kept and visit.promise is not None and day != visit.promise.date:
        return ()
    promised_day = visit.promise is not None and visit.promise.date == day
    if "not_before" not in without and visit.not_before and day < visit.not_before:
        return ()
    if (
        "notice_days" not in without
        and visit.notice_until
        and day < visit.notice_until
        and not promised_day
    ):
        return ()
    windows = tuple(visit.windows.get(day, ()))
    if "allowed_day" in without and not windows:
        windows = tuple(next(iter(visit.windows.values()), ()))
    if "access_window" in without and windows:
        windows = ((0, NO_CAP),)
    return tuple(sorted(windows))
