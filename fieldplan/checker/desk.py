"""What desk work a plan owes and where it may stand, read plainly from ``docs/desk.md``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import floor

from fieldplan.checker.facts import Facts, Placement, RouteFacts
from fieldplan.domain import DeskBlock, DeskKind, DeskRules, ProblemEngineer, Tier

Key = tuple[str, DeskKind, str]
"""Engineer, kind, and the visit; for consultations the Monday of the week."""
_LUNCH_DUE_OVER_MIN = 240
_WORKING_WEEK = 5


@dataclass(frozen=True, kw_only=True)
class Owed:
    """Desk work that must be done from ``first`` to ``last``; ``last`` None: if there is time.

    ``before_leave``: on the route's day before it leaves; ``after_back``: on ``first`` only
    after the return.
    """

    minutes: int
    first: date
    last: date | None
    before_leave: bool = False
    after_back: bool = False


def key_of(block: DeskBlock) -> Key:
    """What a block is part of."""
    if block.kind is DeskKind.CONSULT:
        monday = block.date - timedelta(days=block.date.weekday())
        return block.engineer_id, block.kind, monday.isoformat()
    return block.engineer_id, block.kind, block.visit_id


def owed_work(facts: Facts) -> Mapping[Key, Owed]:
    """Everything that the plan's visits, the backlog and the weeks ask for."""
    rules = facts.problem.desk
    if rules is None:
        return {}
    found: dict[Key, Owed] = {}
    for key, owed in (
        *_backlog(facts, rules),
        *(pair for placement in facts.served.values() for pair in _visit(facts, rules, placement)),
        *_consultations(facts, rules),
    ):
        if owed.minutes <= 0:
            continue
        known = found.get(key)
        found[key] = owed if known is None else _both(known, owed)
    return found


def busy_spans(
    facts: Facts, engineer: ProblemEngineer, day: date, route: RouteFacts | None
) -> list[tuple[int, int]]:
    """The route and lunch: where no desk work may stand."""
    lunch = facts.problem.lunch
    if route is not None:
        spans = [(route.route.leave_min, route.route.back_min)]
        if route.lunch_rule is not None and route.route.lunch_min is not None:
            at = route.route.lunch_min
            spans.append((at, at + route.lunch_rule.minutes))
        return spans
    resume = engineer.resume.get(day)
    if lunch is None or day not in engineer.shifts or (resume and resume.lunch_taken):
        return []
    start, end = engineer.shifts[day]
    at = max(start, lunch.earliest_min)
    if end - start <= _LUNCH_DUE_OVER_MIN or start > lunch.latest_min or at + lunch.minutes > end:
        return []
    if resume is not None:
        at = max(at, resume.minute)
    return [(at, at + lunch.minutes)] if at <= lunch.latest_min else []


def day_bounds(engineer: ProblemEngineer, day: date) -> tuple[int, int]:
    """First minute that is left of a shift, and its end."""
    start, end = engineer.shifts[day]
    resume = engineer.resume.get(day)
    return (start if resume is None else max(start, resume.minute)), end


def _both(one: Owed, other: Owed) -> Owed:
    """Two debts of one visit (an emergency of the backlog, say): the wider span for the sum."""
    return Owed(
        minutes=one.minutes + other.minutes,
        first=min(one.first, other.first),
        last=None if None in (one.last, other.last) else max(one.last, other.last),  # type: ignore[type-var]
    )


def _visit(facts: Facts, rules: DeskRules, placement: Placement) -> Iterator[tuple[Key, Owed]]:
    visit, engineer, day = placement.visit, placement.engineer, placement.route.date
    prep_min = 0 if engineer.contractor else visit.prep_min
    doc_min = rules.handover_min if engineer.contractor else visit.doc_min
    days = facts.problem.days
    working = [d for d in days if d in engineer.shifts]
    if visit.tier is Tier.EMERGENCY:
        prep = Owed(minutes=prep_min, first=day, last=day, before_leave=True)
        yield (engineer.id, DeskKind.PREP, visit.id), prep
    elif day not in working[: max(1, rules.prepared_days)]:
        eve = max((d for d in days if d < day), default=day)
        prep = Owed(minutes=prep_min, first=_prepared_from(facts, day), last=eve)
        if not any(prep.first <= d < day for d in working):
            prep = Owed(minutes=prep_min, first=day, last=day, before_leave=True)
        yield (engineer.id, DeskKind.PREP, visit.id), prep
    later = [d for d in days if d > day]
    last = day if rules.doc_days == 0 else None
    if rules.doc_days and len(later) >= rules.doc_days:
        last = later[rules.doc_days - 1]
    doc = Owed(minutes=doc_min, first=day, last=last, after_back=True)
    yield (engineer.id, DeskKind.DOC, visit.id), doc


def _prepared_from(facts: Facts, day: date) -> date:
    """The horizon's start; for work planned anew on a later day, the day of planning."""
    days, past = facts.problem.days, facts.problem.past
    today = past.until.date() if past is not None else days[0]
    return next((d for d in days if d >= today), days[0]) if day > today else days[0]


def _backlog(facts: Facts, rules: DeskRules) -> Iterator[tuple[Key, Owed]]:
    days = facts.problem.days
    for item in rules.backlog:
        engineer = facts.engineers.get(item.engineer_id)
        working = [d for d in days if engineer is not None and d in engineer.shifts]
        last = item.until
        if last is not None and (last > days[-1] or not working):
            last = None
        if last is not None:
            last = max(last, working[0])
        kind = DeskKind.PREP if item.visit_id in facts.visits else DeskKind.DOC
        yield (
            (item.engineer_id, kind, item.visit_id),
            Owed(minutes=item.minutes, first=days[0], last=last),
        )


def _consultations(facts: Facts, rules: DeskRules) -> Iterator[tuple[Key, Owed]]:
    staff = [e for e in facts.problem.engineers if not e.contractor]
    begun = {d for e in facts.problem.engineers for d in e.resume}
    mondays = sorted({d - timedelta(days=d.weekday()) for d in facts.problem.days})
    for monday in mondays:
        days = [d for d in facts.problem.days if 0 <= (d - monday).days <= 6 and d not in begun]
        if not days:
            continue
        week = Fraction(rules.consult_week_min * len(days), _WORKING_WEEK)
        total = floor(week + Fraction(1, 2))
        at_work = {e.id: sum(d in e.shifts for d in days) for e in staff}
        cumulated = 0
        for engineer in staff:
            before = cumulated
            cumulated += at_work[engineer.id]
            if cumulated == before:
                continue
            share = [floor(Fraction(total * n, sum(at_work.values()))) for n in (before, cumulated)]
            yield (
                (engineer.id, DeskKind.CONSULT, monday.isoformat()),
                Owed(minutes=share[1] - share[0], first=days[0], last=days[-1]),
            )
