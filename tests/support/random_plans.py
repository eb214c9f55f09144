"""Random problems with a legal plan each, made once a run; nothing of the checker in them."""

from __future__ import annotations

from functools import cache

from support.naive_plan import naive_plan
from support.random_problems import random_problem, with_desk

from fieldplan.domain import Plan, Problem


@cache
def planned(seed: int) -> tuple[Problem, Plan]:
    """Return a random problem and a plan."""
    problem = random_problem(seed)
    return problem, naive_plan(problem, seed)


@cache
def planned_with_desk(seed: int) -> tuple[Problem, Plan]:
    """Return a random problem with desk work and a plan."""
    problem = with_desk(random_problem(seed), seed)
    return problem, naive_plan(problem, seed)
