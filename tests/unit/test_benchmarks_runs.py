"""Runs, their resumable results, and the tables made of them."""

import json

import pytest

from benchmarks import runs
from benchmarks.agenda import agenda
from benchmarks.months import SHAPES, make_month
from benchmarks.one_run import run_one
from benchmarks.runs import Run, run_all, saved
from benchmarks.score import score
from benchmarks.tables import growth, near_final, results_page, root_bound_s

MODULES = {"pyvrp": "pyvrp", "ortools": "ortools", "vroom": "vroom"}


@pytest.mark.parametrize("solver", MODULES)
def test_a_peer_plans_a_tiny_month_by_its_skills_and_days(solver):
    pytest.importorskip(MODULES[solver])
    month = make_month(SHAPES["tiny"], 3)
    peer = pytest.importorskip(f"benchmarks.peers.with_{solver}")
    raw = score(month, peer.solve(month, 1.0, 0))
    assert raw.served >= len(month.visits) - 1
    assert not [fault for fault in raw.violations if "work" in fault or "not on" in fault]
    result = run_one(Run(part="month", solver=solver, case="tiny", seed=3, seconds=1))
    assert result["score"]["violations"] == []
    assert result["checker"] == []
    assert result["score"]["served"] >= raw.served
    assert result["peak_mb"] > 10


def test_ours_is_judged_by_the_same_scorer():
    result = run_one(Run(part="month", solver="fieldplan", case="tiny", seed=3, seconds=2))
    assert result["score"]["violations"] == []
    assert result["checker"] == []
    tiers = {tier["tier"]: tier["value"] for tier in result["tiers"]}
    assert tiers["drive_min"] == result["score"]["drive"]
    assert tiers["unserved_weight"] == result["score"]["weight"]
    assert result["events"][0]["at"] <= result["events"][-1]["at"]


def test_a_table_goes_on_where_it_stopped(tmp_path, monkeypatch):
    asked = []

    def pretend(run):
        asked.append(run.case)
        return {"run": {"case": run.case}, "said": ""}

    monkeypatch.setattr(runs, "in_process", pretend)
    plan = [
        Run(part="month", solver="pyvrp", case=case, seed=1, seconds=1) for case in ("a", "b", "c")
    ]
    run_all(plan[:2], tmp_path)
    with (tmp_path / "month.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"key": "cut sho')
    assert len(saved(tmp_path)) == 2
    run_all(plan, tmp_path)
    assert asked == ["a", "b", "c"]
    run_all(plan[:1], tmp_path, again=True)
    assert asked[-1] == "a"


def test_a_result_of_older_code_does_not_count(monkeypatch):
    run = Run(part="month", solver="fieldplan", case="tiny", seed=1, seconds=1)
    key = run.key
    monkeypatch.setattr(runs, "code_mark", lambda part, solver: "other")
    assert run.key != key


def test_a_run_that_fails_is_a_line_and_not_the_end(tmp_path):
    result = runs.in_process(Run(part="month", solver="none", case="tiny", seed=1, seconds=1))
    assert "with_none" in result["error"]
    page = results_page([result | {"run": result["run"] | {"solver": "pyvrp", "case": "x"}}], "M")
    assert "1 runs failed" in page


def test_the_whole_agenda_and_a_quick_one():
    everything = agenda(solomon="folder")
    assert {run.part for run in everything} == {"month", "size", "solomon", "compile"}
    assert len({run.key for run in everything}) == len(everything)
    quick = agenda(quick=True)
    assert sum(run.seconds for run in quick) < 120
    one = agenda(parts=("month",), solvers=("pyvrp",), shapes=("400/3",), seconds=60, seeds=1)
    assert [(run.case, run.solver, run.seconds) for run in one] == [("400/3", "pyvrp", 60)]


def test_growth_is_the_exponent():
    assert growth([(n, 3 * n**1.5) for n in (50, 100, 200, 400)]) == pytest.approx(1.5)


def event(at, weight, drive, bound=None):
    tiers = [[0, 0, True], [weight, bound, False], [drive, None, False]]
    return {"at": at, "stage": "", "tiers": tiers}


def test_near_the_final_plan_is_2_per_cent_of_drive_at_the_same_weight():
    tiers = [{"value": 0}, {"value": 100}, {"value": 1000}]
    events = [event(1, 150, 900), event(2, 100, 1030), event(3, 100, 1020), event(4, 100, 1000)]
    assert near_final({"tiers": tiers, "events": events}) == 3


def test_the_root_bound_is_one_on_drive():
    """Bounds of the tiers above need no search: they say nothing of the master."""

    def event(at, drive_bound):
        return {"at": at, "tiers": [[0, 0, True], [500, drive_bound, False]]}

    assert root_bound_s({"events": [event(0, None), event(7, 450), event(9, 460)]}) == 7
    assert root_bound_s({"events": [event(0, None)]}) is None


def month_result(solver, seed, weight, drive, bound):
    service = {"tier": "unserved_weight", "value": weight, "bound": weight, "optimal": True}
    last = {"tier": "drive_min", "value": drive, "bound": bound, "optimal": False}
    return {
        "run": {"part": "month", "solver": solver, "case": "217/1", "seed": seed, "seconds": 60},
        "score": {
            "late": 0,
            "weight": weight,
            "drive": drive,
            "violations": [],
            "visits": 9,
            "served": 9,
        },
        "checker": [],
        "tiers": [service, last] if solver == "fieldplan" else [],
        "version": "1.2",
        "when": "2026-10-01",
        "peak_mb": 50.0,
        "wall_s": 61.5,
    }


def test_the_page_says_means_seeds_bounds_and_faults():
    compiled = month_result("fieldplan", 1, 0, 1, 1) | {"wall_s": 3, "cpu_s": 4}
    compiled["run"] = compiled["run"] | {"part": "compile", "case": "tiny"}
    compiled |= {"load": 2.26, "cold": {"wall_s": 23, "cpu_s": 34, "peak_mb": 500}}
    broken = month_result("vroom", 1, 60, 500, None) | {"checker": ["min_lag"]}
    results = [
        month_result("fieldplan", 1, 10, 1020, 1000),
        month_result("fieldplan", 2, 30, 1000, None),
        month_result("pyvrp", 1, 20, 900, None) | {"dropped": 2},
        broken,
        compiled,
    ]
    page = results_page(json.loads(json.dumps(results)), "Machine: M.")
    lines = {line.split(" | ")[2]: line for line in page.splitlines() if line.startswith("| 217")}
    assert (
        "| 20 | 1010 | proven | 2.0 %, no bound yet | 10 / 1020, 30 / 1000 |" in lines["fieldplan"]
    )
    assert "2 repaired" in lines["PyVRP"]
    assert "1 rules broken: min_lag" in lines["VROOM"]
    assert "PyVRP 1.2" in page
    assert "takes 20 s longer than the next (30 s of processor time" in page
    assert "before a run: 2.3 at most" in page
