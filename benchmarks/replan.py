"""``python -m benchmarks.replan``: random call-outs on a planned month; ``benchmarks/REPLAN.md``.

Every call-out is one ``fieldplan replan`` in a process of its own, from the same plan, at a random
minute of a random working day. As in a month that is lived with, the clients of the next five
working days have been promised their day and window. Seconds are counted on the wall from the
start of the command until the lines stand on its output. For comparison the rest of the month is
also planned afresh, without any knowledge of the plan before.

Results are kept beside the plan, one line of JSON a call-out, so that an interrupted table goes on
where it stopped; a result counts only for the same plan, limits and code. Run it on a quiet
machine.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.replan_page import replan_page
from benchmarks.replan_run import CallOut, command, draw, fresh_plan, replan_once, seconds_cold
from benchmarks.runs import RESULTS_FOLDER, ROOT, Result
from fieldplan.api.replan import open_record
from fieldplan.whole_files import write_text

PAGE = Path(__file__).with_name("REPLAN.md")
WORKBOOK = ROOT / "inputs" / "example-400.xlsx"
MONTH = "2026-12"
CODE = ("fieldplan/solver", "fieldplan/resolve", "benchmarks/replan_run.py")


def main(words: Sequence[str] | None = None) -> None:
    """Plan the month unless it is, run what has no result yet, write the page."""
    options = _parser().parse_args(words)
    folder = options.folder
    folder.mkdir(parents=True, exist_ok=True)
    plan = folder / "outputs" / MONTH / "rev-01" / "plan.json"
    if not plan.exists():
        print(f"planning {options.workbook.name}, {options.plan_seconds:g} s …", flush=True)
        limit = ("--time-limit", options.plan_seconds, "--out", folder / "outputs")
        command("plan", options.workbook, "--month", MONTH, *limit)
    _, record = open_record(plan)
    fresh_s = options.fresh_seconds or options.seconds
    mark = _mark(plan, options.seconds, fresh_s, options.seed)
    kept = folder / "replan.jsonl"
    found = _saved(kept, mark)
    if "cold" not in found and options.cold:
        with tempfile.TemporaryDirectory() as place:
            cold = seconds_cold(record, draw(record, 0, options.seed), Path(place))
        found["cold"] = _keep(kept, mark, "cold", cold)
        print(f"compiled code not there: first answer after {cold['seconds_first']} s", flush=True)
    for number in range(options.count):
        if str(number) in found:
            continue
        call = draw(record, number, options.seed)
        with tempfile.TemporaryDirectory() as place:
            row = replan_once(record, call, Path(place), options.seconds, options.seed)
        row["fresh"] = fresh_plan(record, call, fresh_s, options.seed)
        found[str(number)] = _keep(kept, mark, str(number), row)
        print(_line(call, row), flush=True)
    rows = [found[str(number)] for number in range(options.count)]
    page = replan_page(rows, found.get("cold"), record, options.seconds, fresh_s)
    write_text(options.page, page)
    print(options.page)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.replan", description=__doc__)
    parser.add_argument("--count", type=int, default=20, help="call-outs (default 20)")
    parser.add_argument("--seconds", type=float, default=60.0, help="limit of a re-solve")
    parser.add_argument("--fresh-seconds", type=float, help="limit of a fresh plan, if another")
    parser.add_argument("--plan-seconds", type=float, default=120.0, help="limit of the first plan")
    parser.add_argument("--workbook", type=Path, default=WORKBOOK)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cold", action="store_true", help="also once with nothing compiled")
    parser.add_argument("--folder", type=Path, default=RESULTS_FOLDER / "replan")
    parser.add_argument("--page", type=Path, default=PAGE)
    return parser


def _mark(plan: Path, seconds: float, fresh_s: float, seed: int) -> str:
    """What a result depends on."""
    mark = hashlib.sha256(f"{seconds:g} {fresh_s:g} {seed}".encode())
    mark.update(plan.read_bytes())
    for name in CODE:
        path = ROOT / name
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            mark.update(file.read_bytes())
    return mark.hexdigest()[:12]


def _saved(path: Path, mark: str) -> dict[str, Result]:
    if not path.exists():
        return {}
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return {line["name"]: line["row"] for line in lines if line["mark"] == mark}


def _keep(path: Path, mark: str, name: str, row: Result) -> Result:
    with path.open("a", encoding="utf-8") as stream:
        line = {"mark": mark, "name": name, "row": row}
        stream.write(json.dumps(line, ensure_ascii=False) + "\n")
    return row


def _line(call: CallOut, row: Result) -> str:
    figures = ("calls", "moves", "late", "lost", "drive_min")
    told = ", ".join(f"{name} {row[name]}" for name in figures)
    return (
        f"{call.number + 1}: {row['now']} {call.site_id}: {told}; first {row['seconds_first']} s, "
        f"final {row['seconds_final']} s; fresh moves {row['fresh']['moves']}"
    )


if __name__ == "__main__":
    main()
