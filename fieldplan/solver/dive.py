"""Diving: fix the routes that the linear master is surest of, price again, until all are fixed."""

from __future__ import annotations

from collections.abc import Callable

from fieldplan.solver.colgen import QUICK_CAP, Pricer
from fieldplan.solver.look import Effort
from fieldplan.solver.master import Master
from fieldplan.solver.pool import Column

SURE = 0.8
ROUNDS_A_STEP = 3
FEW_COLUMNS = 10


def dive(master: Master, pricer: Pricer, stop: Callable[[], bool]) -> list[Column]:
    """Return the routes fixed on the way down; the master is left as it was, but for columns.

    A visit may be on two of the routes and some rules between days may be broken: the caller
    repairs.
    """
    fixed: dict[int, Column] = {}
    turn = 0
    if not master.try_solve():
        return []
    try:
        while not stop():
            used, _ = master.values()
            ranked = sorted(
                (
                    (-value, i)
                    for i, value in enumerate(used.tolist())
                    if value > 1e-6 and master.columns[i].slot not in fixed
                )
            )
            if not ranked:
                break
            take = [i for value, i in ranked if -value >= SURE] or [ranked[0][1]]
            for i in take:
                if master.columns[i].slot not in fixed:
                    fixed[master.columns[i].slot] = master.columns[i]
                    master.fix(i)
            if not master.try_solve():
                break
            for _ in range(ROUNDS_A_STEP):
                turn += 1
                effort = Effort(one_slot_a_group=True, turn=turn, node_cap=QUICK_CAP)
                duals = master.rows.duals(master.row_duals())
                columns = pricer.price(duals, master.rows.cut_table(), effort, stop).columns
                fresh = [column for column in columns if column.slot not in fixed]
                if not master.add_columns(fresh) or not master.try_solve() or stop():
                    break
                if len(fresh) < FEW_COLUMNS:
                    break
    finally:
        master.release()
    return list(fixed.values())
