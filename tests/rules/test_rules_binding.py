"""Every rule has a check and a text, is found broken by the amount, and binds its instance."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations, product

import pytest
from rules.instances import HARD_INSTANCES, PROMISE_INSTANCES, Instance
from support.naive_plan import with_totals
from support.naive_timing import time_route

from fieldplan import rules
from fieldplan.checker import check
from fieldplan.checker.facts import Facts
from fieldplan.checker.registry import PROMISE_CHECKS, RULE_CHECKS
from fieldplan.checker.totals import recomputed_lines
from fieldplan.domain import Plan, Problem, Reason, Unassigned
from fieldplan.messages import LANGUAGES, text
from fieldplan.messages.rules import TEXTS

ALL = {**HARD_INSTANCES, **PROMISE_INSTANCES}


def test_every_rule_has_a_check() -> None:
    assert set(RULE_CHECKS) == {*rules.HARD, *rules.STRUCTURE}
    assert set(PROMISE_CHECKS) == set(rules.PROMISES)


def test_every_cost_is_recomputed() -> None:
    given = HARD_INSTANCES["skills"]
    lines = recomputed_lines(Facts(problem=given.problem, plan=given.bad))
    assert set(lines) == set(rules.COSTS)


def test_every_rule_has_an_instance() -> None:
    assert set(HARD_INSTANCES) == set(rules.HARD)
    assert set(PROMISE_INSTANCES) == set(rules.PROMISES)


def test_every_rule_and_tier_has_its_texts_and_no_others() -> None:
    names = {*rules.BY_NAME, *rules.STRUCTURE}
    tiers = {f"tier_{tier}" for tier in rules.ALL_TIERS}
    assert set(TEXTS) == names | {f"{name}_violation" for name in names} | tiers


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", [*rules.BY_NAME, *rules.STRUCTURE])
def test_a_sentence_names_subject_and_amount(name: str, lang: str) -> None:
    sentence = text(f"rules.{name}_violation", lang, subject="{V7}", amount=4321)
    assert "{V7}" in sentence
    assert "4321" in sentence


@pytest.mark.parametrize("given", HARD_INSTANCES.values(), ids=lambda i: i.rule)
def test_the_hand_made_plan_breaks_exactly_this_rule(given: Instance) -> None:
    report = check(given.problem, given.bad)
    assert [(v.rule, v.subject, v.amount) for v in report.violations] == [
        (given.rule, given.subject, given.amount)
    ]
    assert report.broken_promises == ()
    assert not report.ok


@pytest.mark.parametrize("given", PROMISE_INSTANCES.values(), ids=lambda i: i.rule)
def test_a_broken_promise_is_listed_apart(given: Instance) -> None:
    report = check(given.problem, given.bad)
    assert report.ok
    assert [(v.rule, v.subject, v.amount) for v in report.broken_promises] == [
        (given.rule, given.subject, given.amount)
    ]


@pytest.mark.parametrize("given", ALL.values(), ids=lambda i: i.rule)
def test_the_rule_binds(given: Instance) -> None:
    """By trying every plan: what the best legal plan leaves out, and what the rule costs."""
    legal = [p for p in every_plan(given.problem) if check(given.problem, p).ok]
    best = min(tuple(tier.value for tier in p.tiers) for p in legal)
    assert best[3] == given.unserved_with
    assert given.bad.tiers[3].value == given.unserved_without
    if given.rule in HARD_INSTANCES:
        assert tuple(tier.value for tier in given.bad.tiers) < best


def every_plan(problem: Problem) -> Iterator[Plan]:
    """Every assignment of the visits to engineer-days or to none, in every order."""
    slots = [(e, d) for e in problem.engineers for d in problem.days if d in e.shifts]
    for choice in product(range(-1, len(slots)), repeat=len(problem.visits)):
        held = {
            n: [v for v, at in zip(problem.visits, choice, strict=True) if at == n]
            for n in range(len(slots))
        }
        used = [n for n in held if held[n]]
        for orders in product(*(permutations(held[n]) for n in used)):
            routes = [
                time_route(problem, *slots[n], order) for n, order in zip(used, orders, strict=True)
            ]
            if None in routes:
                continue
            left_out = tuple(
                Unassigned(visit_id=v.id, reasons=(Reason(code="no_room"),))
                for v, at in zip(problem.visits, choice, strict=True)
                if at < 0
            )
            made = tuple(r for r in routes if r is not None)
            yield with_totals(problem, Plan(routes=made, unassigned=left_out))
