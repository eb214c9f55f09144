"""Desk work as arrays, for ``desk_capacity`` in strict mode (``docs/desk.md``)."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np

from fieldplan.desk import desk_minutes, jobs_of, room_of
from fieldplan.domain import DeskMode, Problem, ProblemEngineer, Tier

Slots = tuple[tuple[ProblemEngineer, date], ...]


def desk_arrays(problem: Problem, slots: Slots, without: frozenset[str]) -> dict[str, Any]:
    """Return the fields of ``Arrays`` that begin with ``desk_``; all idle unless strict."""
    rules = problem.desk
    n_eng, n_visits = max(1, len(problem.engineers)), len(problem.visits)
    prep = np.zeros((n_eng, n_visits), dtype=np.int64)
    doc = np.zeros((n_eng, n_visits), dtype=np.int64)
    prepared = np.zeros(n_eng, dtype=np.int64)
    empty = np.zeros(len(slots), dtype=np.int64)
    jobs: list[list[tuple[int, int, int]]] = [[] for _ in range(n_eng)]
    strict = rules is not None and rules.mode is DeskMode.STRICT and problem.past is None
    on = strict and "desk_capacity" not in without
    if on and rules is not None:
        day_index = {day: n for n, day in enumerate(problem.days)}
        number = {engineer.id: e for e, engineer in enumerate(problem.engineers)}
        for e, engineer in enumerate(problem.engineers):
            figures = [desk_minutes(rules, engineer, visit) for visit in problem.visits]
            prep[e], doc[e] = np.array(figures, dtype=np.int64).reshape(-1, 2).T
            his = [day_index[day] for day in problem.days if day in engineer.shifts]
            prepared[e] = (his[: max(1, rules.prepared_days)] or [0])[-1]
        for s, (engineer, day) in enumerate(slots):
            room = room_of(problem, engineer, day, None)
            empty[s] = sum(end - start for start, end in room.before)
        for job in jobs_of(problem, ()):
            if job.due is not None:
                jobs[number[job.engineer_id]].append((job.release, job.due, job.minutes))
    urgent = [int(visit.tier is Tier.EMERGENCY) for visit in problem.visits]
    return {
        "desk_on": int(on),
        "desk_prep": prep,
        "desk_doc": doc,
        "desk_urgent": np.array(urgent, dtype=np.int64),
        "desk_prepared": prepared,
        "desk_doc_days": rules.doc_days if rules is not None else 0,
        "desk_empty": empty,
        "desk_job_ptr": np.cumsum([0, *(len(of) for of in jobs)], dtype=np.int64),
        "desk_job": np.array([j for of in jobs for j in of], dtype=np.int64).reshape(-1, 3),
    }
