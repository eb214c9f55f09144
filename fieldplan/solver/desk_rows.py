"""``desk_capacity`` in the linear master: desk work by engineer and day, routes as they load it.

For each engineer-day of a strict problem the master has minutes of preparation, of paperwork
and of the other desk work. Rows: together with the route they fit into the shift; preparation
done before a day covers the visits until then; paperwork is done by its due date and not before
its visit (all of it has the same time, so running totals say it exactly). Whether work falls
before departure or after return is left out, so the rows allow all that the rule allows.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from ortools.math_opt.python import mathopt

from fieldplan.solver.day_groups import Floats
from fieldplan.solver.pool import Column
from fieldplan.solver.problem import Compiled

INF = math.inf


class _Minutes(NamedTuple):
    """A variable: minutes of one kind of desk work on one engineer-day."""

    most: float
    rows: dict[int, float]


class DeskRows:
    """Rows and variables of the rule; nothing when the problem is not strict.

    Parameters
    ----------
    row : callable
        Makes a row of the master from its lower and upper side and returns its number.
    """

    def __init__(self, compiled: Compiled, row: Callable[[float, float], int]) -> None:
        self.a = a = compiled.arrays
        self.on = bool(a.desk_on)
        self.shift: dict[int, int] = {}
        self.prepared: dict[tuple[int, int], int] = {}
        self.documented: dict[tuple[int, int], int] = {}
        self.released: dict[tuple[int, int], int] = {}
        self.minutes: list[_Minutes] = []
        if not self.on:
            return
        n_eng, n_days = a.slot_of.shape
        for e in range(n_eng):
            worked = [d for d in range(n_days) if a.slot_of[e, d] >= 0]
            for d in worked:
                slot = int(a.slot_of[e, d])
                self.shift[slot] = row(-INF, float(a.desk_empty[slot]))
                if d > a.desk_prepared[e]:
                    self.prepared[e, d] = row(-INF, 0.0)
            for d in range(n_days):
                if d >= a.desk_doc_days:
                    self.documented[e, d] = row(-INF, 0.0)
                self.released[e, d] = row(-INF, 0.0)
            for d in worked:
                self._day(e, d, n_days)
            for j in range(int(a.desk_job_ptr[e]), int(a.desk_job_ptr[e + 1])):
                first, last, minutes = (int(x) for x in a.desk_job[j])
                done = row(float(minutes), float(minutes))
                for d in worked:
                    if first // 2 <= d <= last // 2:
                        self._add(e, d, {done: 1.0})

    def _day(self, e: int, d: int, n_days: int) -> None:
        """Preparation and paperwork done on one day."""
        later = range(d + 1, n_days)
        self._add(e, d, {self.prepared[e, t]: -1.0 for t in later if (e, t) in self.prepared})
        paperwork = {self.released[e, t]: 1.0 for t in range(d, n_days)}
        for t in range(d, n_days):
            if (e, t) in self.documented:
                paperwork[self.documented[e, t]] = -1.0
        self._add(e, d, paperwork)

    def _add(self, e: int, d: int, rows: dict[int, float]) -> None:
        slot = int(self.a.slot_of[e, d])
        rows = {self.shift[slot]: 1.0, **rows}
        self.minutes.append(_Minutes(float(self.a.desk_empty[slot]), rows))

    def add_variables(
        self, model: mathopt.Model, constraints: list[mathopt.LinearConstraint]
    ) -> None:
        """Add the minutes to the master; they cost nothing."""
        for minutes in self.minutes:
            variable = model.add_variable(lb=0.0, ub=minutes.most)
            for row, coefficient in minutes.rows.items():
                constraints[row].set_coefficient(variable, coefficient)

    def coefficients(self, column: Column) -> dict[int, float]:
        """What a route takes of the rows."""
        if not self.on:
            return {}
        a = self.a
        e, t = int(a.slot_engineer[column.slot]), int(a.slot_day[column.slot])
        visits = [int(a.entry_visit[n]) for n in column.order]
        urgent = sum(int(a.desk_prep[e, v]) for v in visits if a.desk_urgent[v])
        prep = sum(int(a.desk_prep[e, v]) for v in visits if not a.desk_urgent[v])
        doc = sum(int(a.desk_doc[e, v]) for v in visits)
        rows = {self.shift[column.slot]: float(column.busy - column.overtime + urgent)}
        n_days = len(a.day_ordinal)
        if t > a.desk_prepared[e]:
            rows |= {
                self.prepared[e, d]: float(prep)
                for d in range(t, n_days)
                if (e, d) in self.prepared
            }
        if t + a.desk_doc_days < n_days:
            due = t + a.desk_doc_days
            rows |= {self.documented[e, d]: float(doc) for d in range(due, n_days)}
            rows |= {self.released[e, d]: float(-doc) for d in range(t, n_days)}
        return rows

    def reward(self, y: Floats) -> Floats:
        """Sum of duals times coefficients of a visit on a slot: (V, S)."""
        a = self.a
        n_visits, n_slots = len(a.desk_urgent), len(a.slot_open)
        found: Floats = np.zeros((n_visits, n_slots))
        n_days = len(a.day_ordinal)
        urgent = a.desk_urgent.astype(np.float64)
        for slot in range(n_slots if self.on else 0):
            e, t = int(a.slot_engineer[slot]), int(a.slot_day[slot])
            found[:, slot] = y[self.shift[slot]] * a.desk_prep[e] * urgent
            if t > a.desk_prepared[e]:
                price = self._from(y, self.prepared, e, t)
                found[:, slot] += price * a.desk_prep[e] * (1 - urgent)
            if t + a.desk_doc_days < n_days:
                price = self._from(y, self.documented, e, t + a.desk_doc_days)
                price -= self._from(y, self.released, e, t)
                found[:, slot] += price * a.desk_doc[e]
        return found

    def minute_price(self, y: Floats) -> Floats:
        """Price of a minute that a route takes of each slot's shift: (S,)."""
        slots = range(len(self.a.slot_open))
        return np.array([-y[self.shift[s]] if self.on else 0.0 for s in slots], dtype=np.float64)

    def constant(self, y: Floats) -> float:
        """The best that the minutes can add to the Lagrangian bound."""
        reduced = (
            min(0.0, -sum(float(y[row]) * c for row, c in minutes.rows.items())) * minutes.most
            for minutes in self.minutes
        )
        return float(sum(reduced))

    def _from(self, y: Floats, rows: dict[tuple[int, int], int], e: int, first: int) -> float:
        days = range(first, len(self.a.day_ordinal))
        return float(sum(y[rows[e, d]] for d in days if (e, d) in rows))
