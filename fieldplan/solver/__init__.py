"""The solver: a problem in, the best plan found out, with what is proven of it."""

from fieldplan.solver.compiled_code import choose_folder

choose_folder()  # before anything is compiled

from fieldplan.solver.solve import solve  # noqa: E402
from fieldplan.solver.stop import Progress, Result, StopRule  # noqa: E402

__all__ = ["Progress", "Result", "StopRule", "solve"]
