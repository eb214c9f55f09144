"""``python -m fieldplan.solver.compile_pricing``: compile the pricing of routes, and end."""

from __future__ import annotations

from datetime import date

import numpy as np

from fieldplan.domain import Problem, ProblemEngineer, TravelMatrix, Visit
from fieldplan.solver.colgen import Pricer
from fieldplan.solver.problem import compile_problem

DAY = date(2026, 12, 7)


def main() -> None:
    """Price a day of one visit: compiled code is kept by numba."""
    problem = Problem(
        days=(DAY,),
        engineers=(ProblemEngineer(id="E", start=0, end=0, shifts={DAY: (540, 1080)}),),
        visits=(
            Visit(id="V", location=1, duration_min=60, weight=1, windows={DAY: ((540, 1080),)}),
        ),
        travel=TravelMatrix(minutes=np.array([[0, 10], [10, 0]])),
    )
    Pricer(compile_problem(problem), workers=1).warm_up()


if __name__ == "__main__":
    main()
