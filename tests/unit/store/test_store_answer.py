"""Answers, held against a reader that shares no code with fieldplan."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from rules.instances import HARD_INSTANCES, Instance
from support.independent_reader import complaints
from support.random_plans import planned

from fieldplan.domain import Plan, Problem
from fieldplan.store import to_answer, write_exchange
from fieldplan.store.answer import read_answer
from fieldplan.store.node import Node

SEEDS = range(60)


def documents(problem: Problem, plan: Plan) -> tuple[dict[str, Any], dict[str, Any]]:
    through = json.loads(json.dumps([write_exchange(problem), to_answer(problem, plan)]))
    return through[0], through[1]


def test_round_trip() -> None:
    for seed in SEEDS:
        problem, plan = planned(seed)
        node = Node(value=json.loads(json.dumps(to_answer(problem, plan))))
        assert read_answer(node) == plan, seed
        assert node.log == []


def test_answers_follow_the_schema() -> None:
    schema = Path(__file__).parents[3] / "docs" / "exchange.schema.json"
    validator = Draft202012Validator(json.loads(schema.read_text("utf-8")))
    for seed in SEEDS:
        validator.validate(documents(*planned(seed))[1])


def test_the_independent_reader_accepts_legal_plans() -> None:
    for seed in SEEDS:
        assert complaints(*documents(*planned(seed))) == [], seed


@pytest.mark.parametrize("given", HARD_INSTANCES.values(), ids=lambda i: i.rule)
def test_the_independent_reader_refuses_each_broken_rule(given: Instance) -> None:
    assert complaints(*documents(given.problem, given.bad))


@pytest.mark.parametrize("field", ["arrive", "start", "end", "depart", "leave", "back", "lunch"])
def test_the_independent_reader_refuses_wrong_times(field: str) -> None:
    changed = 0
    for seed in SEEDS:
        problem, answer = documents(*planned(seed))
        for route in answer["routes"]:
            target = route if field in route else route["stops"][0]
            if target[field] is None:
                continue
            kept, target[field] = target[field], target[field] + (400 if field == "lunch" else -1)
            assert complaints(problem, answer), (seed, field)
            target[field] = kept
            changed += 1
    assert changed > 20


def test_routes_come_by_date_and_engineer_whatever_the_order_of_the_plan() -> None:
    problem, plan = next(pair for pair in map(planned, SEEDS) if len(pair[1].routes) > 3)
    turned = replace(plan, routes=plan.routes[::-1])
    assert to_answer(problem, turned) == to_answer(problem, plan)


def test_the_plainest_answer_is_enough() -> None:
    document = {
        "format": "fieldplan-plan/1",
        "routes": [
            {
                "engineer": "E1",
                "date": "2026-12-07",
                "leave": 540,
                "back": 620,
                "stops": [{"visit": "A", "arrive": 550, "start": 550, "end": 610}],
            }
        ],
        "unassigned": [{"visit": "B", "reason": "no_room"}],
    }
    node = Node(value=document)
    plan = read_answer(node)
    assert node.log == []
    assert plan.routes[0].stops[0].depart_min == 610
    assert plan.routes[0].lunch_min is None
    assert plan.unassigned[0].reasons[0].code == "no_room"


def test_a_spoilt_answer_is_told_in_place() -> None:
    node = Node(value={"routes": [{"engineer": 5.5, "date": "x", "stops": 3}], "unassigned": None})
    read_answer(node)
    assert {(f.code, f.cell) for f in node.log} == {
        ("store.expected_name", "$.routes[0].engineer"),
        ("store.expected_date", "$.routes[0].date"),
        ("store.missing", "$.routes[0].leave"),
        ("store.missing", "$.routes[0].back"),
        ("store.expected_list", "$.routes[0].stops"),
        ("store.missing", "$.unassigned"),
    }
