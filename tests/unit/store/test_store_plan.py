from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from support.equal import same_problem
from support.naive_plan import naive_plan
from support.random_problems import random_problem
from support.sample_record import sample_record

from fieldplan.checker import check
from fieldplan.domain import Basis, PlanRecord, Postponed, Reason, SourceRow
from fieldplan.errors import Finding, InputError, OutputError
from fieldplan.messages import text
from fieldplan.store import read_plan, write_plan

SCHEMA = json.loads(
    (Path(__file__).parents[3] / "docs" / "exchange.schema.json").read_text("utf-8")
)
DAY = date(2026, 12, 9)


@pytest.fixture
def record() -> PlanRecord:
    """A month with something in every member, some of it hostile."""
    made = sample_record()
    site = replace(
        made.sites[0],
        client='{{7*7}}<script>alert("1")</script>${1}\u2028\x00',
        last_maintenance=DAY,
        basis=Basis.INTERVAL,
        skills=frozenset({"vsat", "монтаж"}),
        source=SourceRow(sheet="Объекты", row=7),
        on_site_min=75,
    )
    params = {"day": DAY, "at": datetime(2026, 12, 9, 13, 40), "pair": (1, 2.5), "none": None}
    finding = Finding(code="findings.x", severity="warning", cell="C7", value="?", params=params)
    reasons = (Reason(code="skills", params={"missing": frozenset({"a", "b"})}),)
    return replace(
        made,
        sites=(site, *made.sites[1:]),
        revision=3,
        parent=2,
        lang="en",
        findings=(finding,),
        postponed=(Postponed(visit_id="V", site_id="S", kind="audit", reasons=reasons),),
        settings={"lunch_min": 45, "extra_days_off": (DAY,), "traffic_weekday_pct": (90,) * 48},
        inputs={"книга.xlsx": "ab" * 32},
        plan=replace(made.plan, seed=7, iterations=200, seconds=1.25, stopped_by="iterations"),
    )


def same_record(one: PlanRecord, other: PlanRecord) -> bool:
    plain = replace(one, problem=other.problem)
    return plain == other and same_problem(one.problem, other.problem)


def test_round_trip(tmp_path: Path, record: PlanRecord) -> None:
    path = write_plan(tmp_path / "rev-01", record)
    assert path == tmp_path / "rev-01" / "plan.json"
    assert [item.name for item in path.parent.iterdir()] == ["plan.json"]
    assert same_record(read_plan(path), record)


def test_round_trip_of_random_problems(tmp_path: Path) -> None:
    for seed in range(40):
        problem = random_problem(seed)
        record = PlanRecord(
            problem=problem,
            plan=naive_plan(problem, seed),
            month="2026-12",
            now=datetime(2026, 12, 1, 9),
        )
        assert same_record(read_plan(write_plan(tmp_path, record)), record), seed


def test_the_same_record_gives_the_same_bytes(tmp_path: Path, record: PlanRecord) -> None:
    first = write_plan(tmp_path / "a", record).read_bytes()
    again = write_plan(tmp_path / "b", read_plan(tmp_path / "a" / "plan.json")).read_bytes()
    assert first == again
    assert b"\r" not in first


def test_it_is_a_superset_of_the_exchange_answer(tmp_path: Path, record: PlanRecord) -> None:
    document = json.loads(write_plan(tmp_path, record).read_text("utf-8"))
    validator = Draft202012Validator(SCHEMA)
    validator.validate(document)
    validator.validate(document["problem"])
    first = document["visits"][0]
    visit = record.problem.visits[0]
    assert first["id"] == visit.id
    assert first["client"] == next(s.client for s in record.sites if s.id == visit.site_id)
    placed = {s["visit"] for route in document["routes"] for s in route["stops"]}
    assert {v["id"] for v in document["visits"] if v["date"]} == placed


def spoil(path: Path, **changes: object) -> Path:
    document = json.loads(path.read_text("utf-8"))
    for key, value in changes.items():
        if value is None:
            document.pop(key)
        else:
            document[key] = value
    path.write_text(json.dumps(document), "utf-8")
    return path


def told(path: Path) -> list[tuple[str, str]]:
    with pytest.raises(InputError) as caught:
        read_plan(path)
    assert caught.value.exit_code == 3
    for finding in caught.value.findings:
        assert text(finding.code, "ru", **finding.params)
        assert finding.sheet == path.name
    return [(f.code.removeprefix("store."), f.cell) for f in caught.value.findings]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"format": "fieldplan-plan/2"}, [("newer", "$.format")]),
        ({"format": "fieldplan-problem/1"}, [("foreign", "$.format")]),
        ({"format": None}, [("foreign", "$.format")]),
        ({"problem": None}, [("answer_only", "$")]),
        ({"problem": {"format": "fieldplan-problem/9"}}, [("newer", "$.problem.format")]),
        ({"problem": 5}, [("foreign", "$.problem")]),
        ({"month": "2026-13"}, [("expected_month", "$.month")]),
        ({"now": "yesterday"}, [("expected_time", "$.now")]),
        ({"routes": None}, [("missing", "$.routes")]),
        ({"lang": "fr"}, [("expected_one_of", "$.lang")]),
        ({"revision": 0}, [("expected_whole", "$.revision")]),
        (
            {"sites": [{"id": 5}]},
            [("expected_text", "$.sites[0].id"), ("incomplete", "$.sites[0]")],
        ),
        ({"sites": [{"id": "S"}]}, [("incomplete", "$.sites[0]")]),
        ({"settings": []}, [("expected_object", "$.settings")]),
        ({"inputs": {"a": 5}}, [("expected_text", "$.inputs.a")]),
        ({"postponed": [None]}, [("expected_object", "$.postponed[0]")]),
    ],
)
def test_what_is_wrong_is_told_in_place(
    tmp_path: Path, record: PlanRecord, changes: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    assert told(spoil(write_plan(tmp_path, record), **changes)) == expected


def test_a_file_cut_anywhere_is_told(tmp_path: Path, record: PlanRecord) -> None:
    path = write_plan(tmp_path, record)
    content = path.read_bytes()
    rng = random.Random(1)
    for _ in range(20):
        path.write_bytes(content[: rng.randrange(len(content) - 2)])
        assert told(path)[0][0] == "damaged"


def test_values_swapped_anywhere_never_end_in_a_traceback(
    tmp_path: Path, record: PlanRecord
) -> None:
    """Places all over the document hold something of another kind."""
    problem = random_problem(5)
    small = replace(
        record, sites=record.sites[:1], problem=problem, plan=naive_plan(problem), settings={}
    )
    source = json.loads(write_plan(tmp_path, small).read_text("utf-8"))
    rng = random.Random(2)
    path = tmp_path / "spoilt.json"
    refused = 0
    for _ in range(400):
        document = json.loads(json.dumps(source))
        _swap(document, rng)
        path.write_text(json.dumps(document), "utf-8")
        try:
            read = read_plan(path)
            check(read.problem, read.plan)
        except InputError:
            refused += 1
    assert refused > 200


def _swap(document: Any, rng: random.Random) -> None:
    target = document
    while True:
        keys = list(target) if isinstance(target, dict) else list(range(len(target)))
        key = rng.choice(keys)
        inner = target[key]
        if not isinstance(inner, dict | list) or not inner or rng.random() < 0.2:
            target[key] = rng.choice(([], {}, "x", -1, 1.5, None, True, {"$date": 5}, [[]]))
            return
        target = inner


def test_a_record_written_before_a_field_existed(tmp_path: Path, record: PlanRecord) -> None:
    path = write_plan(tmp_path, record)
    document = json.loads(path.read_text("utf-8"))
    del document["sites"][0]["implied"], document["postponed"]
    path.write_text(json.dumps(document), "utf-8")
    read = read_plan(path)
    assert read.sites == record.sites
    assert read.postponed == ()


def test_a_plan_that_cannot_be_written_leaves_nothing(tmp_path: Path, record: PlanRecord) -> None:
    taken = tmp_path / "file"
    taken.write_text("x")
    with pytest.raises(OutputError) as caught:
        write_plan(taken, record)
    assert str(taken) in str(caught.value)
    assert taken.read_text() == "x"


def test_a_failed_write_keeps_the_old_plan(
    tmp_path: Path, record: PlanRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_plan(tmp_path, record)
    before = path.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OutputError, match="No space left"):
        write_plan(tmp_path, replace(record, revision=9))
    assert path.read_bytes() == before
    assert [item.name for item in tmp_path.iterdir()] == ["plan.json"]
