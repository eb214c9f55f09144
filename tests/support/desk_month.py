"""A week with one visit, its desk work, and what the checker finds amiss of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from rules.instances import engineer, plan, problem, route, visit

from fieldplan.checker import check
from fieldplan.domain import (
    DeskBlock,
    DeskKind,
    DeskRules,
    LunchRule,
    Problem,
    ProblemEngineer,
    Route,
)

WEEK = tuple(date(2026, 12, 7) + timedelta(days=n) for n in range(5))
D1, D2, D3, D4, D5 = WEEK
LUNCH = LunchRule(minutes=60, earliest_min=720, latest_min=900, interrupt_over_min=240)
PREP, DOC, CONSULT = DeskKind.PREP, DeskKind.DOC, DeskKind.CONSULT


def block(
    day: date, start: int, end: int, kind: DeskKind = PREP, who: str = "E1", of: str = "A"
) -> DeskBlock:
    name = "" if kind is CONSULT else of
    return DeskBlock(
        engineer_id=who, date=day, start_min=start, end_min=end, kind=kind, visit_id=name
    )


def given(*people: ProblemEngineer, days: tuple[date, ...] = WEEK, **rules: object) -> Problem:
    """One visit of an hour, A, on any day; each owes what the test says."""
    owes = {name: rules.pop(name) for name in ("prep_min", "doc_min", "tier") if name in rules}
    more = {name: rules.pop(name) for name in ("past", "lunch") if name in rules}
    return problem(
        people or (engineer(days=days),),
        (visit("A", days, work=60, **owes),),  # type: ignore[arg-type]
        days=days,
        desk=DeskRules(**rules),  # type: ignore[arg-type]
        **more,
    )


def made(day: date, leave: int = 540, who: str = "E1") -> Route:
    """A at ``day``: away from ``leave`` for 80 minutes."""
    return route(day, ("A", leave + 10, leave + 70), who=who, leave=leave)


def wrong(
    subject: Problem, *blocks: DeskBlock, at: Route | None = None, overflow: int = 0
) -> dict[str, int]:
    """Minutes amiss of every engineer; no other rule may be broken."""
    routes, left_out = ((at,), ()) if at is not None else ((), ("A",))
    answer = replace(
        plan(subject, *routes, left_out=left_out), desk=blocks, desk_overflow_min=overflow
    )
    found = check(subject, answer).violations
    assert {v.rule for v in found} <= {"desk_capacity"}
    return {v.subject: v.amount for v in found}
