"""The catalogue of rules: one name everywhere (model, checker, cost lines, tests, texts)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Grade(StrEnum):
    """How a rule binds."""

    HARD = "hard"
    PROMISE = "promise"
    COST = "cost"


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A rule; ``unit`` is that of a violation's amount. The text is ``rules.<name>``."""

    name: str
    grade: Grade
    unit: str
    tier: str = ""


TIER_EMERGENCY_LATE = "emergencies_late"
TIER_EMERGENCY_DAYS = "emergency_days_late"
TIER_PROMISES = "promises_broken"
TIER_DROPPED = "dropped"
TIER_CALLS = "calls"
TIER_MOVES = "moves"
TIER_SERVICE = "unserved_weight"
TIER_MONEY = "money"
TIER_DRIVE = "drive_min"
TIERS = (
    TIER_EMERGENCY_LATE,
    TIER_EMERGENCY_DAYS,
    TIER_PROMISES,
    TIER_SERVICE,
    TIER_MONEY,
)
"""Objective, most important first. ``TIER_DRIVE`` replaces ``TIER_MONEY`` without prices."""
RESOLVE_TIERS = (TIER_DROPPED, TIER_CALLS, TIER_MOVES)
"""In a re-solve these stand before ``TIER_SERVICE``."""
ALL_TIERS = (*TIERS, *RESOLVE_TIERS, TIER_DRIVE)


def _hard(name: str, unit: str) -> Rule:
    return Rule(name=name, grade=Grade.HARD, unit=unit)


def _cost(name: str, tier: str, unit: str = "kopeck") -> Rule:
    return Rule(name=name, grade=Grade.COST, unit=unit, tier=tier)


RULES: tuple[Rule, ...] = (
    _hard("each_visit_once", "visit"),
    _hard("one_route_per_day", "route"),
    _hard("access_window", "min"),
    _hard("allowed_day", "day"),
    _hard("not_before", "day"),
    _hard("notice_days", "day"),
    _hard("shift_limit", "min"),
    _hard("overtime_month", "min"),
    _hard("engineer_hours", "min"),
    _hard("lunch_break", "min"),
    _hard("visits_per_route", "visit"),
    _hard("skills", "skill"),
    _hard("fixed_engineer", "visit"),
    _hard("absence", "day"),
    _hard("min_lag", "day"),
    _hard("consecutive_days", "visit"),
    _hard("same_engineer", "visit"),
    _hard("frozen_past", "visit"),
    _hard("desk_capacity", "min"),
    _hard("emergency_reserve", "min"),
    Rule(name="emergency_deadline", grade=Grade.PROMISE, unit="day", tier=TIER_EMERGENCY_LATE),
    Rule(name="promise_kept", grade=Grade.PROMISE, unit="min", tier=TIER_PROMISES),
    _cost("emergency_late", TIER_EMERGENCY_LATE, "visit"),
    _cost("emergency_days_late", TIER_EMERGENCY_DAYS, "day"),
    _cost("promise_broken", TIER_PROMISES, "visit"),
    _cost("dropped", TIER_DROPPED, "weight"),
    _cost("call", TIER_CALLS, "visit"),
    _cost("move", TIER_MOVES, "visit"),
    _cost("unserved", TIER_SERVICE, "weight"),
    _cost("overtime", TIER_MONEY),
    _cost("contractor_fee", TIER_MONEY),
    _cost("drive_time", TIER_MONEY),
    _cost("distance", TIER_MONEY),
    _cost("preferred_engineer", TIER_MONEY),
    _cost("spacing", TIER_MONEY),
    _cost("window_late", TIER_MONEY),
    _cost("level_days", TIER_MONEY),
    _cost("welcome", TIER_MONEY),
    _cost("drive_min", TIER_DRIVE, "min"),
)

BY_NAME = {rule.name: rule for rule in RULES}
HARD = tuple(rule.name for rule in RULES if rule.grade is Grade.HARD)
PROMISES = tuple(rule.name for rule in RULES if rule.grade is Grade.PROMISE)
COSTS = tuple(rule.name for rule in RULES if rule.grade is Grade.COST)
STRUCTURE = ("known_ids", "timeline", "stored_totals")
"""Checks of the plan's own consistency; not rules of the field."""
