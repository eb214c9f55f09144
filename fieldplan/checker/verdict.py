"""What the checker answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Violation:
    """A rule that a plan breaks, and by how much.

    Attributes
    ----------
    rule : str
        Name in ``fieldplan.rules``; the sentence is ``rules.<rule>_violation``.
    subject : str
        Whom or what it concerns: a visit's id, an engineer's id, ``"E1 2026-12-01"`` for a
        route, or the name of a cost line or tier.
    amount : int
        By how much, in the unit of the rule; at least 1.
    params : mapping
        Further values, such as the field of the timeline and what was expected.
    """

    rule: str
    subject: str
    amount: int
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class CheckReport:
    """Every violation, and apart from them the promises that the plan breaks on purpose."""

    violations: tuple[Violation, ...] = ()
    broken_promises: tuple[Violation, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether no rule is violated (broken promises are allowed by their tier)."""
        return not self.violations
