"""The choice of weeks as a linear program: shares of visits, nearly all of them whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fieldplan.demand.outlook_choice import Candidate, Week, crowds
from fieldplan.lazy import lazy_module

if TYPE_CHECKING:
    from ortools.math_opt.python import mathopt
else:  # a quick answer does without it, and it takes long to import
    mathopt = lazy_module("ortools.math_opt.python.mathopt")


def relaxed_shares(
    candidates: Sequence[Candidate], weeks: Sequence[Week], minute_cost: int
) -> list[dict[int, float]]:
    """Return, for each candidate, the share of it that each of its weeks gets.

    Shares are all 0 if the program cannot be solved. The distance between two visits to one
    site is left to the choice that is made from the shares.
    """
    model = mathopt.Model(name="outlook")
    cost: list[mathopt.LinearTypes] = []
    use = [
        {week: model.add_variable(lb=0.0, ub=1.0) for week in candidate.options}
        for candidate in candidates
    ]
    for candidate, shares in zip(candidates, use, strict=True):
        left = model.add_variable(lb=0.0, ub=1.0)
        model.add_linear_constraint(mathopt.fast_sum([left, *shares.values()]) == 1.0)
        cost.append(candidate.leave_cost * left)
        cost += [candidate.options[week] * share for week, share in shares.items()]
    members: dict[tuple[int, int], list[int]] = {}
    for i, candidate in enumerate(candidates):
        for week in candidate.options:
            members.setdefault((candidate.group, week), []).append(i)
    for (_, week), group in members.items():
        trip = model.add_variable(lb=0.0, ub=1.0)
        cost.append(max(candidates[i].trip_cost for i in group) * trip)
        for i in group:
            model.add_linear_constraint(use[i][week] <= trip)
    for crowd in crowds(weeks, minute_cost):
        load = [
            candidate.work_min * shares[week]
            for candidate, shares in zip(candidates, use, strict=True)
            for week in crowd.weeks
            if week in shares
        ]
        parts = []
        for width, price in crowd.steps:
            part = model.add_variable(lb=0.0, ub=float(width))
            parts.append(part)
            cost.append(price * part)
        if load:
            model.add_linear_constraint(mathopt.fast_sum(load) <= mathopt.fast_sum(parts))
    model.minimize(mathopt.fast_sum(cost))
    result = mathopt.solve(model, mathopt.SolverType.GLOP)
    if not result.has_primal_feasible_solution():
        return [dict.fromkeys(candidate.options, 0.0) for candidate in candidates]
    values = result.variable_values()
    # Rounded, so that the last digits of another machine change nothing.
    return [{week: round(values[share], 4) for week, share in shares.items()} for shares in use]
