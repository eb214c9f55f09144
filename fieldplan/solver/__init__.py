"""The solver: a problem in, the best plan found out, with what is proven of it."""

from fieldplan.solver.solve import Progress, Result, StopRule, solve

__all__ = ["Progress", "Result", "StopRule", "solve"]
