"""``desk_capacity``: all desk work is done, in its time, in free time; strictly within shifts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import combinations

from fieldplan.checker.desk import Key, Owed, busy_spans, day_bounds, key_of, owed_work
from fieldplan.checker.facts import Facts, RouteFacts
from fieldplan.checker.verdict import Violation
from fieldplan.domain import DeskBlock, DeskMode


def check(facts: Facts) -> Iterator[Violation]:
    """Yield engineers whose desk work is not as it must be, by minutes.

    Minutes owed and not laid count, and minutes laid that are not owed, out of their time,
    on the road, at lunch, twice at once or, when the rule is strict, outside the shift.
    """
    owed = owed_work(facts)
    wrong: Counter[str] = Counter()
    done: Counter[Key] = Counter()
    routes = {(r.route.engineer_id, r.route.date): r for r in facts.routes}
    for block in facts.plan.desk:
        done[key_of(block)] += block.end_min - block.start_min
        route = routes.get((block.engineer_id, block.date))
        wrong[block.engineer_id] += _misplaced_min(facts, owed, block, route)
    for one, other in combinations(facts.plan.desk, 2):
        if (one.engineer_id, one.date) == (other.engineer_id, other.date):
            wrong[one.engineer_id] += _common((one.start_min, one.end_min), other)
    for key, work in owed.items():
        missing = work.minutes - done[key]
        wrong[key[0]] += max(0, -missing) if work.last is None else abs(missing)
    for engineer_id in sorted(wrong):
        if wrong[engineer_id]:
            yield Violation(rule="desk_capacity", subject=engineer_id, amount=wrong[engineer_id])


def overflow_min(facts: Facts) -> int:
    """Minutes of desk work outside the shifts."""
    return sum(
        _outside(facts, block) for block in facts.plan.desk if block.engineer_id in facts.engineers
    )


def _misplaced_min(
    facts: Facts, owed: Mapping[Key, Owed], block: DeskBlock, route: RouteFacts | None
) -> int:
    length = block.end_min - block.start_min
    engineer, work = facts.engineers.get(block.engineer_id), owed.get(key_of(block))
    rules = facts.problem.desk
    if length <= 0:
        return 1 - length
    if engineer is None or rules is None or work is None or not _has_day(facts, block, route):
        return length
    if not work.first <= block.date <= (work.last or date.max):
        return length
    begun = route is not None and (route.frozen is not None or route.resume is not None)
    late = route is not None and block.end_min > route.route.leave_min
    if work.before_leave and late and not begun:
        return length  # on a day under way there was no time before
    if route is not None and work.after_back and block.date == work.first:
        early = max(0, route.route.back_min - block.start_min)
        if early:
            return min(early, length)
    spans = busy_spans(facts, engineer, block.date, route)
    busy = {m for start, end in spans for m in range(start, end)}
    on_the_way = sum(m in busy for m in range(block.start_min, block.end_min))
    return on_the_way + (_outside(facts, block) if _strict(facts) else 0)


def _strict(facts: Facts) -> bool:
    """A month planned anew while it runs shows its excess and refuses no service for it."""
    rules = facts.problem.desk
    return rules is not None and rules.mode is DeskMode.STRICT and facts.problem.past is None


def _has_day(facts: Facts, block: DeskBlock, route: RouteFacts | None) -> bool:
    """Whether he works that day; a route on a day off is another rule's matter."""
    return block.date in facts.day_index and (
        block.date in facts.engineers[block.engineer_id].shifts or route is not None
    )


def _outside(facts: Facts, block: DeskBlock) -> int:
    """Minutes of a block outside the shift."""
    length = max(0, block.end_min - block.start_min)
    engineer = facts.engineers[block.engineer_id]
    if block.date not in engineer.shifts:
        return length
    begun = (block.engineer_id, block.date) in facts.past
    bounds = engineer.shifts[block.date] if begun else day_bounds(engineer, block.date)
    return length - _common(bounds, block)


def _common(span: tuple[int, int], block: DeskBlock) -> int:
    return max(0, min(span[1], block.end_min) - max(span[0], block.start_min))
