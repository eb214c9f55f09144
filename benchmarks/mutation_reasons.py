"""Why a change of the checker that no test notices cannot matter: (was, became) to the reason."""

from __future__ import annotations

FROZEN = "a dataclass that nobody assigns to and everybody builds by keywords works as well"
NOT_NEGATIVE = "the amount is never negative: 0 is its least"
SAME_ENUM = "members of an enumeration are equal only to themselves"
ALWAYS_FOUND = "the default is never taken: a later day is always in the horizon"
SAME_LENGTH = "both have the same length by construction; the strictness only says so"
NEVER_LONGER = "there are never more visits than stops, so that both compare the same"

REASONS: dict[tuple[str, str], str] = {}


def _because(reason: str, was: str, *became: str) -> None:
    REASONS.update({(was, changed): reason for changed in became})


_because(
    FROZEN,
    "@dataclass(frozen=True, kw_only=True)",
    "@dataclass(frozen=False, kw_only=True)",
    "@dataclass(frozen=True, kw_only=False)",
)
