"""What is to be run, and the results of what has been run: one line of JSON a run.

A result counts as long as the code it came from is unchanged, so a table can be made in parts,
over hours, and continued after an interruption.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
RESULTS_FOLDER = Path(__file__).parent / "runs"
"""Ignored by git."""
GRACE_S = 1800.0
"""A run that takes so much longer than its limit (building, repair) is given up."""
Result = dict[str, Any]

_SHARED = ("benchmarks/timetable.py", "benchmarks/orders.py", "benchmarks/score.py")
_MADE_OF = {
    "fieldplan": (
        "fieldplan/solver",
        "fieldplan/domain",
        "fieldplan/cost.py",
        "fieldplan/rules.py",
    ),
    "peer": ("benchmarks/peers", "benchmarks/repair.py"),
    "month": ("benchmarks/months.py", "fieldplan/travel/estimate.py", *_SHARED),
    "size": ("benchmarks/months.py", "fieldplan/travel/estimate.py", *_SHARED),
    "solomon": ("benchmarks/solomon.py", *_SHARED),
    "compile": (),
}


@dataclass(frozen=True, kw_only=True)
class Run:
    """One run of a solver.

    Attributes
    ----------
    part : str
        ``month``, ``size``, ``solomon`` or ``compile``.
    case : str
        Name of the shape or of the Solomon instance.
    seconds : float
        The solver's time limit.
    folder : str
        Where the Solomon files are.
    """

    part: str
    solver: str
    case: str
    seed: int
    seconds: float
    folder: str = ""

    @property
    def key(self) -> str:
        """What makes two runs the same."""
        code = code_mark(self.part, self.solver)
        return f"{self.part}|{self.solver}|{self.case}|{self.seed}|{self.seconds:g}|{code}"


@cache
def code_mark(part: str, solver: str) -> str:
    """Return a mark of the code that a run's result depends on."""
    own = _MADE_OF["fieldplan" if solver == "fieldplan" else "peer"]
    mark = hashlib.sha256()
    for name in (*own, *_MADE_OF[part]):
        path = ROOT / name
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            mark.update(file.read_bytes())
    return mark.hexdigest()[:12]


def saved(folder: Path) -> dict[str, Result]:
    """Return the results saved in a folder by their keys, the latest of each."""
    found: dict[str, Result] = {}
    for file in sorted(folder.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            try:
                result = json.loads(line)
            except json.JSONDecodeError:
                continue  # the line that an interruption cut short
            found[result["key"]] = result
    return found


def run_all(runs: Iterable[Run], folder: Path, *, again: bool = False) -> None:
    """Run what has no result yet, one after another, each in a process of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    done = {} if again else saved(folder)
    warm = False
    for run in runs:
        if run.key in done:
            continue
        if run.solver == "fieldplan" and run.part != "compile" and not warm:
            # Compiling would count in the first run's memory.
            in_process(Run(part="month", solver="fieldplan", case="tiny", seed=1, seconds=2))
            warm = True
        print(f"{run.part} {run.case} {run.solver} seed {run.seed} {run.seconds:g} s …", end=" ")
        sys.stdout.flush()
        result = in_process(run)
        result["key"] = run.key
        with (folder / f"{run.part}.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps(result, ensure_ascii=False) + "\n")
        done[run.key] = result
        print(result.get("error") or result.get("said", ""))


def in_process(run: Run) -> Result:
    """Run in a fresh process and return its result, or its ``error``.

    The part ``compile`` is the same run twice: with an empty cache of compiled code, then with
    what the first one left in it.
    """
    if run.part != "compile":
        return {"run": asdict(run)} | _answer(run, dict(os.environ))
    with tempfile.TemporaryDirectory() as cache_folder:
        environment = dict(os.environ) | {"NUMBA_CACHE_DIR": cache_folder}
        cold, warm = (_answer(run, environment) for _ in range(2))
    if "error" in cold:
        return {"run": asdict(run)} | cold
    return {"run": asdict(run)} | warm | {"cold": cold}


def _answer(run: Run, environment: dict[str, str]) -> Result:
    with tempfile.TemporaryDirectory() as scratch:
        answer = Path(scratch) / "answer.json"
        command = [sys.executable, "-m", "benchmarks.one_run", json.dumps(asdict(run)), str(answer)]
        try:
            ended = subprocess.run(
                command,
                cwd=ROOT,
                env=environment,
                timeout=run.seconds + GRACE_S,
                capture_output=True,
                text=True,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return {"error": "no answer long after the time limit"}
        if ended.returncode != 0 or not answer.exists():
            last = ended.stderr.strip().splitlines()[-1:] or [f"ended with {ended.returncode}"]
            return {"error": last[0]}
        found: Result = json.loads(answer.read_text(encoding="utf-8"))
        return found
