from __future__ import annotations

import json
import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from jsonschema import Draft202012Validator
from support.equal import same_problem
from support.random_problems import random_problem, with_desk, with_past

from fieldplan.checker import check
from fieldplan.domain import Prices, Problem
from fieldplan.errors import InputError
from fieldplan.messages import LANGUAGES, text
from fieldplan.store import parse_exchange, read_exchange, to_answer, write_exchange
from fieldplan.store.answer import read_answer
from fieldplan.store.node import Node

DOCS = Path(__file__).parents[3] / "docs"
SCHEMA = json.loads((DOCS / "exchange.schema.json").read_text("utf-8"))
PROBLEM, ANSWER = (SCHEMA["$defs"][name]["examples"][0] for name in ("problem", "answer"))
VALIDATOR = Draft202012Validator(SCHEMA)


def fresh() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(json.dumps(PROBLEM))
    return found


def wrong(document: object) -> list[tuple[str, str]]:
    """Code and path of every finding."""
    with pytest.raises(InputError) as caught:
        parse_exchange(document)
    for finding in caught.value.findings:
        for lang in LANGUAGES:
            assert text(finding.code, lang, **finding.params)
    return [(f.code.removeprefix("store."), f.cell) for f in caught.value.findings]


class TestSchema:
    def test_is_a_schema_and_its_examples_follow_it(self) -> None:
        Draft202012Validator.check_schema(SCHEMA)
        VALIDATOR.validate(PROBLEM)
        VALIDATOR.validate(ANSWER)

    @pytest.mark.parametrize("part", ["problem", "engineer", "visit", "prices", "lunch", "answer"])
    def test_the_example_has_every_field(self, part: str) -> None:
        examples = {
            "problem": [PROBLEM],
            "engineer": PROBLEM["engineers"],
            "visit": PROBLEM["visits"],
            "prices": [PROBLEM["prices"]],
            "lunch": [PROBLEM["lunch"]],
            "answer": [ANSWER],
        }
        shown = {key for example in examples[part] for key in example}
        assert shown == set(SCHEMA["$defs"][part]["properties"])

    def test_every_field_is_documented(self) -> None:
        told = (DOCS / "exchange.md").read_text("utf-8")
        for part in ("problem", "engineer", "visit"):
            for key in SCHEMA["$defs"][part]["properties"]:
                assert re.search(rf"[`.]{key}\b", told) or key in ("format", "name"), key

    def test_what_is_written_follows_it(self) -> None:
        for seed in range(60):
            document = json.loads(json.dumps(write_exchange(random_problem(seed))))
            VALIDATOR.validate(document)

    def test_prices_are_all_known(self) -> None:
        assert set(SCHEMA["$defs"]["prices"]["properties"]) == {f.name for f in fields(Prices)}


class TestReading:
    def test_the_example_with_every_field(self) -> None:
        problem = parse_exchange(PROBLEM)
        first, contractor = problem.engineers
        assert [str(day) for day in problem.days] == ["2026-12-07", "2026-12-08", "2026-12-09"]
        assert (first.overtime_day_min, first.overtime_month_min) == (60, 600)
        assert (first.max_visits, first.hours_min) == (6, 1500)
        assert first.resume[problem.days[0]].minute == 630
        assert contractor.contractor
        assert (contractor.overtime_day_min, contractor.overtime_month_min) == (0, 0)
        visits = {visit.id: visit for visit in problem.visits}
        promise = visits["V1"].promise
        assert promise is not None
        assert (promise.start_min, promise.end_min) == (600, 720)
        assert visits["V2"].deadline_min == 1080
        assert visits["V4"].after[0].min_days == 1
        assert visits["V3"].engineers == {"E1"}
        assert visits["V1"].engineers is None
        assert problem.lunch is not None
        assert problem.traffic[0][16] == 70
        assert problem.consecutive == (("V3", "V4"),)
        assert problem.travel.metres is not None

    def test_what_is_absent_means_none(self) -> None:
        bare = {key: PROBLEM[key] for key in ("format", "horizon", "travel_min")}
        engineer = {"id": "E", "start": 0, "end": 0, "shifts": {}}
        visit = {"id": "V", "location": 1, "duration_min": 5, "priority": 1, "windows": {}}
        problem = parse_exchange({**bare, "engineers": [engineer], "visits": [visit]})
        assert problem.lunch is None
        assert problem.prices is None
        assert problem.traffic == {}
        assert problem.stop_overhead_min == 0
        assert problem.engineers[0].max_visits is None
        assert problem.engineers[0].overtime_day_min == 0
        assert problem.visits[0].promise is None

    def test_round_trip_of_every_feature(self) -> None:
        for seed in range(150):
            problem = random_problem(seed)
            if seed % 2:
                problem = with_desk(problem, seed)
            if seed % 3 == 0:
                problem = with_past(problem)
            document = json.loads(json.dumps(write_exchange(problem)))
            assert same_problem(problem, parse_exchange(document)), seed

    def test_the_random_problems_leave_no_field_at_its_default(self) -> None:
        """Guards the round trip: a field that is always the default proves nothing."""
        problems = [random_problem(seed) for seed in range(0, 150, 2)]
        problems += [with_desk(random_problem(seed), seed) for seed in range(1, 150, 2)]
        problems += [with_past(random_problem(0))]
        for things in (
            problems,
            [e for p in problems for e in p.engineers],
            [v for p in problems for v in p.visits],
        ):
            for item in fields(type(things[0])):
                values = {repr(getattr(thing, item.name)) for thing in things}
                assert len(values) > 1, item.name

    def test_unreachable_pairs_and_the_diagonal(self) -> None:
        document = fresh()
        document["travel_min"] = [[None, -7, 5], [None, 3, 12.0], [25, 13, 0]]
        minutes = parse_exchange(document).travel.minutes
        assert minutes.tolist() == [[0, -1, 5], [-1, 0, 12], [25, 13, 0]]

    def test_one_profile_for_all_days_and_one_resume(self) -> None:
        document = fresh()
        document["traffic"] = [80] * 48
        document["engineers"][0]["from"] = document["engineers"][0]["from"][0]
        problem = parse_exchange(document)
        assert set(problem.traffic) == set(range(7))
        assert len(problem.engineers[0].resume) == 1

    def test_a_large_matrix(self) -> None:
        document = fresh()
        size = 700
        document["travel_min"] = np.ones((size, size), dtype=int).tolist()
        del document["travel_m"], document["locations"]
        assert parse_exchange(document).travel.minutes.shape == (size, size)

    def test_a_file_with_a_byte_order_mark(self, tmp_path: Path) -> None:
        path = tmp_path / "problem.json"
        path.write_bytes(b"\xef\xbb\xbf" + json.dumps(PROBLEM).encode())
        assert read_exchange(path).days == parse_exchange(PROBLEM).days


SPOILT = [
    (("visits", 3, "windows", "2026-12-09"), [[1080, 540]], "expected_span", "[0]"),
    (("visits", 3, "windows", "2026-12-09"), [[540.5, 1080]], "expected_span", "[0]"),
    (("visits", 3, "windows", "2026-12-09"), 5, "expected_list", ""),
    (("visits", 3, "windows"), [], "expected_object", ""),
    (("visits", 3, "windows", "9.12.2026"), [[1, 2]], "expected_date", ""),
    (("visits", 3, "windows", "2026-02-30"), [[1, 2]], "expected_date", ""),
    (("visits", 1, "location"), 3, "outside_matrix", ""),
    (("visits", 1, "location"), -1, "expected_whole", ""),
    (("visits", 1, "location"), True, "expected_whole", ""),
    (("visits", 1, "duration_min"), "60", "expected_whole", ""),
    (("visits", 1, "duration_min"), 10**30, "expected_whole", ""),
    (("visits", 1, "duration_min"), None, "missing", ""),
    (("visits", 1, "id"), " ", "expected_name", ""),
    (("visits", 1, "id"), "\ud800", "expected_name", ""),
    (("visits", 1, "tier"), "urgent", "expected_one_of", ""),
    (("visits", 1, "skills"), "electric", "expected_list", ""),
    (("visits", 1, "skills"), [5.5], "expected_name", "[0]"),
    (("visits", 1, "deadline"), "soon", "expected_date", ""),
    (("visits", 0, "promise", "status"), "sworn", "expected_one_of", ""),
    (("visits", 0, "promise", "start"), 900, "expected_span", None),
    (("visits", 2, "after", "visit"), "V99", "unknown_visit", ""),
    (("visits", 2), 7, "expected_object", ""),
    (("engineers", 0, "start"), 3, "outside_matrix", ""),
    (("engineers", 0, "from", 0, "location"), 9, "outside_matrix", ""),
    (("engineers", 0, "contractor"), 1, "expected_flag", ""),
    (("engineers", 1, "id"), "E1", "duplicate_id", None),
    (("horizon",), [], "empty", ""),
    (("horizon",), ["2026-12-08", "2026-12-08"], "horizon_order", ""),
    (("horizon", 1), 20261208, "expected_date", ""),
    (("travel_min", 1), [30, 0], "expected_row", ""),
    (("travel_min", 1, 2), "far", "expected_whole", ""),
    (("travel_m",), [[0]], "expected_places", ""),
    (("locations",), [{"name": "Base"}], "expected_places", ""),
    (("locations", 0, "lat"), "north", "expected_number", ""),
    (("lunch", "minutes"), 0, "expected_whole", ""),
    (("lunch", "latest"), 100, "expected_span", None),
    (("traffic", "0"), [100] * 47, "expected_profile", ""),
    (("traffic", "0", 5), 0, "expected_whole", ""),
    (("traffic", "Mon"), [100] * 48, "expected_weekday", ""),
    (("same_engineer", 0, 0), "V99", "unknown_visit", ""),
    (("consecutive",), [["V1", "V3"], ["V3", "V4"]], "repeated_visit", "[1][0]"),
    (("desk",), "soft", "expected_one_of", ""),
    (("desk",), {"mode": "soft"}, "expected_one_of", ".mode"),
    (("desk",), {"backlog": [{"engineer": "E1", "minutes": 5}]}, "missing", ".backlog[0].visit"),
    (("prices", "km_cost"), -1, "expected_whole", ""),
    (("departure_step_min",), 0, "expected_whole", ""),
]


@pytest.mark.parametrize(("steps", "value", "code", "suffix"), SPOILT)
def test_each_mistake_is_named_in_its_place(
    steps: tuple[str | int, ...], value: object, code: str, suffix: str | None
) -> None:
    document = fresh()
    *inner, last = steps
    target = document
    for step in inner:
        target = target[step]  # type: ignore[index]
    target[last] = value  # type: ignore[index]
    found = wrong(document)
    place = steps if suffix is not None else steps[:-1]
    path = "$" + "".join(_path_of(step) for step in place) + (suffix or "")
    assert (code, path) in found, found


def _path_of(step: str | int) -> str:
    if isinstance(step, int):
        return f"[{step}]"
    return f".{step}" if re.fullmatch(r"[A-Za-z_]\w*", step) else f"['{step}']"


def test_all_mistakes_are_told_at_once() -> None:
    document = fresh()
    document["visits"][0]["duration_min"] = "long"
    document["visits"][3]["windows"] = None
    document["engineers"][0]["shifts"]["2026-12-07"] = [600]
    del document["travel_min"]
    assert set(wrong(document)) >= {
        ("expected_whole", "$.visits[0].duration_min"),
        ("missing", "$.visits[3].windows"),
        ("expected_span", "$.engineers[0].shifts['2026-12-07']"),
        ("missing", "$.travel_min"),
    }


def test_a_circle_is_told() -> None:
    document = fresh()
    document["visits"][0]["after"] = {"visit": "V4", "min_days": 1}
    assert wrong(document) == [("circle", "$.visits")]


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ([], "foreign"),
        ({}, "foreign"),
        ({"format": "fieldplan-plan/1"}, "foreign"),
        ({"format": 1}, "foreign"),
        ({"format": "fieldplan-problem/0"}, "foreign"),
        ({"format": "fieldplan-problem/2"}, "newer"),
    ],
)
def test_other_documents(document: object, code: str) -> None:
    ((found, _),) = wrong(document)
    assert found == code


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "damaged"),
        (b'{"format": "fieldplan-problem/1"', "damaged"),
        (b"\xff\xfe\x00", "damaged"),
        (b"[" * 200_000, "damaged"),
        (b'{"format": "fieldplan-problem/1", "horizon": NaN}', "damaged"),
        (b"9" * 10_000, "damaged"),
    ],
)
def test_damaged_files(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "problem.json"
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        read_exchange(path)
    (finding,) = caught.value.findings
    assert (finding.code, finding.sheet) == (f"store.{code}", "problem.json")
    assert text(finding.code, "ru", **finding.params)


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "none.json", tmp_path):
        with pytest.raises(InputError) as caught:
            read_exchange(path)
        assert caught.value.findings[0].code == "store.unreadable"


class TestDocumentation:
    """The two documents printed in ``docs/exchange.md``."""

    told = (DOCS / "exchange.md").read_text("utf-8")
    problem, answer = (json.loads(block) for block in re.findall(r"```json\n(.*?)```", told, re.S))

    def test_the_answer_is_legal_for_the_problem(self) -> None:
        problem: Problem = parse_exchange(self.problem)
        node = Node(value=self.answer)
        plan = read_answer(node)
        assert node.log == []
        assert check(problem, plan).violations == ()
        assert to_answer(problem, plan) == self.answer
