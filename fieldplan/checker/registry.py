"""Which function checks which rule of the catalogue; the completeness test compares the two."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from fieldplan.checker import structure
from fieldplan.checker.facts import Facts
from fieldplan.checker.rules import (
    absence,
    access_window,
    allowed_day,
    consecutive_days,
    desk_capacity,
    emergency_deadline,
    emergency_reserve,
    engineer_hours,
    fixed_engineer,
    frozen_past,
    lunch_break,
    min_lag,
    not_before,
    notice_days,
    overtime_month,
    promise_kept,
    same_engineer,
    shift_limit,
    skills,
    visits_per_route,
)
from fieldplan.checker.timeline import timeline
from fieldplan.checker.totals import stored_totals
from fieldplan.checker.verdict import Violation

Check = Callable[[Facts], Iterator[Violation]]

RULE_CHECKS: dict[str, Check] = {
    "known_ids": structure.known_ids,
    "each_visit_once": structure.each_visit_once,
    "one_route_per_day": structure.one_route_per_day,
    "timeline": timeline,
    "access_window": access_window.check,
    "allowed_day": allowed_day.check,
    "not_before": not_before.check,
    "notice_days": notice_days.check,
    "shift_limit": shift_limit.check,
    "overtime_month": overtime_month.check,
    "engineer_hours": engineer_hours.check,
    "lunch_break": lunch_break.check,
    "visits_per_route": visits_per_route.check,
    "skills": skills.check,
    "fixed_engineer": fixed_engineer.check,
    "absence": absence.check,
    "min_lag": min_lag.check,
    "consecutive_days": consecutive_days.check,
    "same_engineer": same_engineer.check,
    "frozen_past": frozen_past.check,
    "desk_capacity": desk_capacity.check,
    "emergency_reserve": emergency_reserve.check,
    "stored_totals": stored_totals,
}

PROMISE_CHECKS: dict[str, Check] = {
    "emergency_deadline": emergency_deadline.check,
    "promise_kept": promise_kept.check,
}
