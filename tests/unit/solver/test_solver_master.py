"""The master's duals: from amid the optimal ones where there are such, else those of a vertex."""

from __future__ import annotations

import numpy as np
import pytest
from support.small_months import small_month

from fieldplan.solver import master as master_module
from fieldplan.solver.exact import Exact
from fieldplan.solver.look import SMALL, Effort
from fieldplan.solver.problem import compile_problem
from fieldplan.solver.wide import Wide


def relaxed(seed: int) -> Exact:
    compiled = compile_problem(small_month(seed, 10))
    exact = Exact(compiled, Wide(compiled, frozenset()), workers=1)
    exact.relax([], lambda: False, 200)
    assert exact.root is not None
    assert exact.root.closed
    return exact


@pytest.mark.parametrize("seed", [3, 4, 5])
def test_central_duals_prove_what_those_of_a_vertex_prove(seed: int) -> None:
    exact = relaxed(seed)
    master = exact.master
    assert master.try_solve()
    for duals in (master.row_duals(), master.central_duals()):
        priced = exact.pricer.price(
            master.rows.duals(duals), master.rows.cut_table(), Effort(fine=True), lambda: False
        )
        assert priced.bound == pytest.approx(master.value, rel=1e-3)
        assert priced.bound <= master.value * (1 + SMALL)


def test_central_duals_are_not_those_of_a_vertex() -> None:
    master = relaxed(3).master
    assert master.try_solve()
    assert not np.allclose(master.row_duals(), master.central_duals())


def test_where_there_are_no_central_duals_those_of_a_vertex_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    master = relaxed(3).master
    assert master.try_solve()
    vertex = master.row_duals()
    with monkeypatch.context() as patch:
        patch.setattr(master_module, "CENTRAL_ITERATIONS", 1)
        assert np.array_equal(master.central_duals(), vertex)

    def fail(*_: object, **__: object) -> object:
        raise RuntimeError("unknown model status")

    monkeypatch.setattr(master_module.mathopt, "solve", fail)
    assert np.array_equal(master.central_duals(), vertex)
