"""What the checker says of a plan, short enough to compare; and what many of its cases share."""

from __future__ import annotations

import numpy as np
from rules.instances import D1, D2, D3

from fieldplan.checker import check
from fieldplan.domain import LunchRule, Plan, Problem

DAYS = (D1, D2, D3)
SAME_PLACE = np.eye(3, dtype=np.int32)
LUNCH = LunchRule(minutes=60, earliest_min=720, latest_min=900, interrupt_over_min=240)


def broken(given: Problem, answer: Plan) -> list[tuple[str, str, int]]:
    """Violations as (rule, subject, amount)."""
    return [(v.rule, v.subject, v.amount) for v in check(given, answer).violations]


def promises(given: Problem, answer: Plan) -> list[tuple[str, str, int, object]]:
    """Broken promises as (rule, subject, amount, when it is served)."""
    found = check(given, answer).broken_promises
    return [(v.rule, v.subject, v.amount, v.params["served"]) for v in found]
