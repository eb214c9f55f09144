"""The stored cost lines and tiers against the plan's own figures, by arithmetic of its own.

Money is reckoned here a second time on purpose: the lines that the solver optimised come from
``fieldplan.cost``, and a slip there must not vouch for itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction
from math import floor

from fieldplan import rules
from fieldplan.checker.facts import Facts, Placement, RouteFacts
from fieldplan.checker.rules.desk_capacity import overflow_min
from fieldplan.checker.verdict import Violation
from fieldplan.domain import Prices, Problem, Tier, Visit


def stored_totals(facts: Facts) -> Iterator[Violation]:
    """Yield every cost line and tier whose stored figure is not the recomputed one."""
    expected = recomputed_lines(facts)
    yield from _lines(facts, expected)
    yield from _tiers(facts, expected)
    yield from _proofs(facts)
    told, laid = facts.plan.desk_overflow_min, overflow_min(facts)
    if told != laid:
        yield _wrong("desk_overflow_min", abs(told - laid), told, laid)


def recomputed_lines(facts: Facts) -> Mapping[str, int]:
    """Amount by cost rule; every rule of the catalogue has a key."""
    amounts = Counter(dict.fromkeys(rules.COSTS, 0))
    for route in facts.routes:
        _add_route(amounts, route)
    for placement in facts.placements:
        _add_served(amounts, facts.problem, placement)
    for item in facts.plan.unassigned:
        if item.visit_id in facts.visits:
            _add_left_out(amounts, facts.problem, facts.visits[item.visit_id])
    return dict(amounts)


def tier_order(problem: Problem) -> tuple[str, ...]:
    """Tiers of the problem, most important first."""
    last = rules.TIER_DRIVE if problem.prices is None else rules.TIER_MONEY
    service = [rules.TIER_SERVICE]
    if any(visit.before is not None for visit in problem.visits):
        service = [*rules.RESOLVE_TIERS, rules.TIER_SERVICE]
    above = rules.TIERS[: rules.TIERS.index(rules.TIER_SERVICE)]
    return (*above, *service, last)


def days_late(visit: Visit, placement: Placement) -> int:
    """Calendar days after the deadline; on its day, 1 for a start after its minute."""
    if visit.deadline is None:
        return 0
    late = (placement.route.date - visit.deadline).days
    too_late_in_day = (
        late == 0
        and visit.deadline_min is not None
        and placement.stop.start_min > visit.deadline_min
    )
    return 1 if too_late_in_day else max(late, 0)


def days_late_left_out(problem: Problem, visit: Visit) -> int:
    """Days late of a visit left out, as if attended on the day after the horizon."""
    if visit.deadline is None:
        return 0
    return max(1, (problem.days[-1] - visit.deadline).days + 1)


def promise_broken(placement: Placement) -> bool:
    """Whether work starts on another day, or outside the window, than was promised."""
    promise = placement.visit.promise
    if promise is None:
        return False
    if placement.route.date != promise.date:
        return True
    return not promise.start_min <= placement.stop.start_min <= promise.end_min


def _round(amount: Fraction) -> int:
    return floor(amount + Fraction(1, 2))


def _add_route(amounts: Counter[str], route: RouteFacts) -> None:
    prices = route.problem.prices
    if prices is None:
        amounts["drive_min"] += route.drive_min
        return
    amounts["drive_time"] += _round(Fraction(prices.drive_hour_cost * route.drive_min, 60))
    amounts["distance"] += _round(Fraction(prices.km_cost * route.distance_m, 1000))
    if route.engineer.contractor:
        amounts["contractor_fee"] += _contractor_fee(route)
        return
    amounts["overtime"] += _overtime_pay(prices, route.overtime_min)
    beyond_min = max(0, route.busy_min - prices.level_from_min)
    amounts["level_days"] += _round(Fraction(prices.level_hour_cost * beyond_min, 60))


def _contractor_fee(route: RouteFacts) -> int:
    engineer = route.engineer
    away_min = route.route.back_min - route.route.leave_min
    by_hour = _round(Fraction(engineer.hour_cost * away_min, 60))
    return engineer.day_cost + engineer.visit_cost * len(route.placements) + by_hour


def _overtime_pay(prices: Prices, overtime_min: int) -> int:
    first_min = min(overtime_min, prices.overtime_first_min)
    hours = Fraction(first_min, 60) * Fraction(prices.overtime_first_pct, 100) + Fraction(
        overtime_min - first_min, 60
    ) * Fraction(prices.overtime_later_pct, 100)
    return _round(prices.overtime_hour_cost * hours)


def _add_served(amounts: Counter[str], problem: Problem, placement: Placement) -> None:
    visit, prices = placement.visit, problem.prices
    late = days_late(visit, placement)
    amounts["emergency_late"] += late > 0
    amounts["emergency_days_late"] += late
    amounts["promise_broken"] += promise_broken(placement)
    before, route = visit.before, placement.route
    if before is not None:
        other_day = route.date != before.date
        told = promise_broken(placement) if visit.promise else before.call and other_day
        amounts["call"] += told
        amounts["move"] += other_day or route.engineer_id != before.engineer_id
    if prices is None:
        return
    if visit.preferred_engineer is not None:
        other = placement.engineer.id != visit.preferred_engineer
        amounts["preferred_engineer"] += other * prices.preferred_engineer_cost
    if visit.target is not None:
        days_off = abs((placement.route.date - visit.target).days)
        amounts["spacing"] += days_off * prices.spacing_day_cost
    if visit.latest is not None and placement.route.date > visit.latest:
        amounts["window_late"] += prices.window_late_cost


def _add_left_out(amounts: Counter[str], problem: Problem, visit: Visit) -> None:
    amounts["emergency_late"] += visit.deadline is not None
    amounts["emergency_days_late"] += days_late_left_out(problem, visit)
    amounts["promise_broken"] += visit.promise is not None
    if visit.before is not None:
        amounts["dropped"] += visit.weight
        amounts["call"] += visit.promise is not None or visit.before.call
    if visit.tier is not Tier.WELCOME:
        amounts["unserved"] += visit.weight
    elif problem.prices is not None:
        amounts["welcome"] += visit.worth_cost


def _wrong(subject: str, amount: int, stored: int | None, expected: int | None) -> Violation:
    return Violation(
        rule="stored_totals",
        subject=subject,
        amount=amount,
        params={"stored": stored, "expected": expected},
    )


def _lines(facts: Facts, expected: Mapping[str, int]) -> Iterator[Violation]:
    stored: Counter[str] = Counter()
    for line in facts.plan.cost_lines:
        rule = rules.BY_NAME.get(line.rule)
        if line.rule not in expected or rule is None or rule.tier != line.tier:
            yield _wrong(line.rule, max(1, abs(line.amount)), line.amount, None)
        else:
            stored[line.rule] += line.amount
    for name, amount in expected.items():
        if stored[name] != amount:
            yield _wrong(name, abs(stored[name] - amount), stored[name], amount)


def _tiers(facts: Facts, expected: Mapping[str, int]) -> Iterator[Violation]:
    order = tier_order(facts.problem)
    stored = facts.plan.tiers
    if tuple(tier.tier for tier in stored) != order:
        yield _wrong("tiers", 1, len(stored), len(order))
        return
    for tier in stored:
        value = sum(
            amount for name, amount in expected.items() if rules.BY_NAME[name].tier == tier.tier
        )
        if tier.value != value:
            yield _wrong(tier.tier, abs(tier.value - value), tier.value, value)


def _proofs(facts: Facts) -> Iterator[Violation]:
    """A bound above the value, or a proof that the bound does not carry, is no proof."""
    closed_so_far = True
    for tier in facts.plan.tiers:
        if tier.bound is not None and tier.bound > tier.value:
            yield _wrong(tier.tier, tier.bound - tier.value, tier.bound, tier.value)
        elif tier.optimal and (tier.bound is None or not closed_so_far):
            yield _wrong(tier.tier, 1, None, tier.bound)
        elif tier.optimal and tier.bound is not None and tier.bound < tier.value:
            yield _wrong(tier.tier, tier.value - tier.bound, tier.bound, tier.value)
        closed_so_far = closed_so_far and tier.optimal
