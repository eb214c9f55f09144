"""``python -m benchmarks``: run what has no result yet, then write ``benchmarks/RESULTS.md``.

Needs the extra ``bench``. Results are kept in ``benchmarks/runs`` (or ``--runs``), so that an
interrupted table goes on where it stopped; ``--quick`` keeps its own apart. Run it on a quiet
machine.
"""

from __future__ import annotations

import argparse
import os
import platform
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.agenda import MONTHS, PARTS, SOLVERS, agenda
from benchmarks.months import SHAPES
from benchmarks.runs import RESULTS_FOLDER, Result, Run, run_all, saved
from benchmarks.tables import results_page
from fieldplan.whole_files import write_text

PAGE = Path(__file__).with_name("RESULTS.md")


def main(words: Sequence[str] | None = None) -> None:
    """Run and write, as the command line says."""
    options = _parser().parse_args(words)
    runs = agenda(
        parts=options.parts,
        solvers=options.solvers,
        shapes=options.shapes,
        seconds=options.seconds,
        seeds=options.seeds,
        solomon=options.solomon,
        quick=options.quick,
    )
    if options.list:
        for run in runs:
            print(run.part, run.case, run.solver, run.seed, f"{run.seconds:g}")
        print(
            f"{len(runs)} runs, at most {sum(run.seconds for run in runs) / 60:.0f} min of search"
        )
        return
    folder = options.runs or (RESULTS_FOLDER / "quick" if options.quick else RESULTS_FOLDER)
    page = options.page or (folder / PAGE.name if options.quick else PAGE)
    if not options.table_only:
        run_all(runs, folder, again=options.again)
    told = f"{machine()} {options.remark}".strip()
    write_text(page, results_page(in_order(runs, saved(folder)), told).rstrip() + "\n")
    print(page)


def in_order(runs: Sequence[Run], found: Mapping[str, Result]) -> list[Result]:
    """Return all results of the code as it is now: the agenda's first, in its order."""
    keys = [run.key for run in (*agenda(solomon="-"), *runs)]
    keys += [key for key, result in found.items() if Run(**result["run"]).key == key]
    return [found[key] for key in dict.fromkeys(keys) if key in found]


def machine() -> str:
    """Return what the runs' times depend on."""
    memory = ""
    if hasattr(os, "sysconf"):
        memory = f", {os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GB"
    return (
        f"Machine: {_processor()}, {os.cpu_count()} cores{memory}, {platform.system()}, "
        f"Python {platform.python_version()}."
    )


def _processor() -> str:
    facts = Path("/proc/cpuinfo")
    if facts.exists():
        for line in facts.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one shape, one seed, 10 s a run")
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--solvers", nargs="+", choices=SOLVERS, default=SOLVERS)
    parser.add_argument(
        "--shapes", nargs="+", choices=tuple(SHAPES), metavar="SHAPE", help=", ".join(MONTHS)
    )
    parser.add_argument("--seconds", type=float, help="one limit for every run")
    parser.add_argument("--seeds", type=int, help="seeds a month (default 3; 1 for 3000v/60)")
    parser.add_argument("--solomon", default="", metavar="FOLDER", help="folder of Solomon files")
    parser.add_argument("--again", action="store_true", help="run also what has a result")
    parser.add_argument("--table-only", action="store_true", help="run nothing")
    parser.add_argument("--list", action="store_true", help="show the runs and end")
    parser.add_argument("--runs", type=Path, help="folder of results")
    parser.add_argument("--page", type=Path, help="file to write")
    parser.add_argument("--remark", default="", help="what else a reader must know of these runs")
    return parser


if __name__ == "__main__":
    main()
