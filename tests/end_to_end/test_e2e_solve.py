"""``fieldplan solve``: what an outsider sends, and what an outsider's reader accepts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from support.command import fieldplan
from support.exchange_problems import month_problem
from support.independent_reader import complaints

MONTHS = {
    "one engineer": {"visits": 90, "days": 22, "engineers": 1, "chains": 0},
    "three engineers, stages in order": {"visits": 160, "days": 22, "engineers": 3, "chains": 15},
}


def write_problem(folder: Path, problem: Any) -> Path:
    path = folder / "problem.json"
    path.write_text(json.dumps(problem), encoding="utf-8")
    return path


@pytest.mark.parametrize("size", MONTHS.values(), ids=MONTHS.keys())
def test_an_independent_reader_accepts_the_plan(size: dict[str, int], tmp_path: Path) -> None:
    problem = month_problem(seed=7, **size)
    write_problem(tmp_path, problem)
    done = fieldplan("solve", "problem.json", "--out", "plan.json", "--time-limit", 4, cwd=tmp_path)
    assert done.returncode in (0, 5), done.stderr
    answer = json.loads((tmp_path / "plan.json").read_text(encoding="utf-8"))
    assert answer["format"] == "fieldplan-plan/1"
    assert complaints(problem, answer) == []
    served = sum(len(route["stops"]) for route in answer["routes"])
    assert served >= size["visits"] * 3 // 4
    assert done.returncode == (5 if answer["unassigned"] else 0)
    assert all(item["reason"] for item in answer["unassigned"])


def test_iterations_and_a_seed_give_the_same_bytes(tmp_path: Path) -> None:
    write_problem(tmp_path, month_problem(seed=3, visits=60, days=15, engineers=2, chains=5))
    answers = []
    for number, hash_seed in enumerate(("1", "4242")):
        out = f"plan-{number}.json"
        done = fieldplan(
            *("solve", "problem.json", "--out", out, "--iterations", 200, "--seed", 1),
            cwd=tmp_path,
            env={"PYTHONHASHSEED": hash_seed},
        )
        assert done.returncode in (0, 5), done.stderr
        answers.append((tmp_path / out).read_bytes())
    assert answers[0] == answers[1]


def test_without_out_the_answer_is_the_one_document_on_standard_output(tmp_path: Path) -> None:
    write_problem(tmp_path, month_problem(seed=1, visits=12, days=8, engineers=1, chains=1))
    done = fieldplan("solve", "problem.json", "--iterations", 50, cwd=tmp_path)
    assert done.returncode in (0, 5), done.stderr
    assert json.loads(done.stdout)["format"] == "fieldplan-plan/1"


def test_a_wrong_problem_is_refused_with_every_place_named(tmp_path: Path) -> None:
    problem = month_problem(seed=1, visits=6, days=8, engineers=1, chains=1)
    problem["visits"][3]["location"] = 99
    problem["visits"][4]["duration_min"] = "an hour"
    write_problem(tmp_path, problem)
    done = fieldplan("solve", "problem.json", "--out", "plan.json", "--lang", "en", cwd=tmp_path)
    assert done.returncode == 3
    assert "visits[3].location" in done.stderr
    assert "visits[4].duration_min" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "plan.json").exists()
