"""From ids to the indices that the compiled problem knows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from fieldplan.solver.problem import Compiled


def slot_of(compiled: Compiled, engineer_id: str, day: date) -> int:
    """Index of an engineer-day."""
    return next(
        s
        for s, (engineer, d) in enumerate(compiled.slots)
        if (engineer.id, d) == (engineer_id, day)
    )


def visit_of(compiled: Compiled, visit_id: str) -> int:
    """Index of a visit."""
    return next(v for v, visit in enumerate(compiled.problem.visits) if visit.id == visit_id)


def entries_of(
    compiled: Compiled, visit_ids: Iterable[str], kept: frozenset[str] = frozenset()
) -> list[int]:
    """Entries of the visits, in order; the promised ones among ``kept`` in their kept form."""
    return [
        next(
            n
            for n, form in enumerate(compiled.entries)
            if form.visit.id == visit_id and form.kept == (visit_id in kept) and not form.late
        )
        for visit_id in visit_ids
    ]
