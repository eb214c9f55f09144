"""Whether a plan obeys every rule of its problem, judged without the solver's code.

The checker takes a problem and a plan and nothing else. It recomputes every recorded minute,
metre and kopeck with plain arithmetic of its own; it never optimises.
"""

from fieldplan.checker.run import check
from fieldplan.checker.verdict import CheckReport, Violation

__all__ = ["CheckReport", "Violation", "check"]
