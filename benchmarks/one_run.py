"""One run in this process: ``python -m benchmarks.one_run '{"part": ...}' ANSWER.json``.

The peak memory is that of the process when the solver has answered, before repair and scoring.
"""

from __future__ import annotations

import json
import os
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.months import SHAPES, make_month
from benchmarks.orders import Orders, orders_of
from benchmarks.repair import repaired
from benchmarks.runs import Result, Run
from benchmarks.score import as_plan, score
from benchmarks.solomon import read_solomon
from fieldplan import __version__
from fieldplan.checker import check
from fieldplan.domain import Problem

PEERS = {"ortools": "OR-Tools routing", "pyvrp": "PyVRP", "vroom": "VROOM"}
"""Module ``benchmarks.peers.with_<key>`` and the name people know."""


def run_one(run: Run) -> Result:
    """Run and return everything the tables need."""
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else None
    problem = _problem(run)
    answer = _fieldplan(run, problem) if run.solver == "fieldplan" else _peer(run, problem)
    return answer | {"load": load}


def peak_mb() -> float | None:
    """Return the most memory this process has held (resident), in megabytes."""
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        import psutil  # noqa: PLC0415 - of the extra

        return round(psutil.Process().memory_info().peak_wset / 2**20, 1)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (2**20 if sys.platform == "darwin" else 2**10), 1)


def _problem(run: Run) -> Problem:
    if run.part == "solomon":
        return read_solomon(Path(run.folder) / f"{run.case}.txt")
    return make_month(SHAPES[run.case], run.seed)


def _fieldplan(run: Run, problem: Problem) -> Result:
    before = peak_mb()
    began = time.monotonic()
    solver = import_module("fieldplan.solver.solve")
    events: list[Result] = []

    def note(event: Any) -> None:
        tiers = [[tier.value, tier.bound, tier.optimal] for tier in event.tiers]
        if not events or events[-1]["tiers"] != tiers or event.stage in ("root", "proof"):
            events.append({"at": round(event.elapsed_s, 2), "stage": event.stage, "tiers": tiers})

    stop = solver.StopRule(time_limit_s=run.seconds)
    result = solver.solve(problem, stop, seed=run.seed, progress=note)
    wall = time.monotonic() - began
    cpu = time.process_time()
    peak = peak_mb()
    plan = result.plan
    verdict = check(problem, plan)
    answer = _scored(run, problem, orders_of(plan))
    answer |= {
        "version": __version__,
        "wall_s": round(wall, 2),
        "cpu_s": round(cpu, 2),
        "solve_s": round(result.seconds, 2),
        "peak_mb": peak,
        "before_mb": before,
        "events": events,
        "stopped_by": result.stopped_by,
        "tiers": [
            {"tier": t.tier, "value": t.value, "bound": t.bound, "optimal": t.optimal}
            for t in plan.tiers
        ],
        "checker": sorted({violation.rule for violation in verdict.violations}),
    }
    return answer


def _peer(run: Run, problem: Problem) -> Result:
    peer = import_module(f"benchmarks.peers.with_{run.solver}")
    before = peak_mb()
    began = time.monotonic()
    raw: Orders = peer.solve(problem, run.seconds, run.seed)
    wall = time.monotonic() - began
    peak = peak_mb()
    orders, dropped = repaired(problem, raw)
    answer = _scored(run, problem, orders)
    first = score(problem, raw)
    answer |= {
        "version": peer.VERSION,
        "wall_s": round(wall, 2),
        "peak_mb": peak,
        "before_mb": before,
        "dropped": dropped,
        "raw": {"weight": first.weight, "drive": first.drive, "faults": len(first.violations)},
        "checker": sorted(
            {v.rule for v in check(problem, as_plan(problem, orders)).violations}
            - {"stored_totals"}  # the peers' plans store none
        ),
    }
    return answer


def _scored(run: Run, problem: Problem, orders: Orders) -> Result:
    found = score(problem, orders)
    return {
        "score": {
            "late": found.late,
            "late_days": found.late_days,
            "weight": found.weight,
            "drive": found.drive,
            "served": found.served,
            "visits": len(problem.visits),
            "violations": list(found.violations),
        },
        "said": f"late {found.late} weight {found.weight} drive {found.drive} "
        f"served {found.served}/{len(problem.visits)}",
        "when": time.strftime("%Y-%m-%d"),
    }


def main() -> None:
    """Run what the first argument says and write the answer to the second."""
    run = Run(**json.loads(sys.argv[1]))
    Path(sys.argv[2]).write_text(json.dumps(run_one(run), ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
