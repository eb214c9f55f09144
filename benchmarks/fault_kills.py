"""SIGKILL at random moments: while a revision is written, and all through ``fieldplan replan``."""

from __future__ import annotations

import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from support.sample_record import sample_record

from benchmarks.fault_desk import SIGNALLED, Desk, finish
from benchmarks.fault_files import Fault, changed, hidden, revisions, snapshot
from fieldplan.api.checks import check_plan
from fieldplan.api.outputs import write_outputs
from fieldplan.cli.app import run

PLANNED = (0, 5)
"""Exit codes of a command that wrote a plan."""
REPLAN = ("--now", "2026-12-03 12:00", "--emergency", "S05", "--iterations", "3")


def killed_writing(desk: Desk, kills: int) -> Fault:
    """SIGKILL at random moments of writing a revision."""
    record = sample_record()

    def write() -> int:
        write_outputs(record, desk.outputs)
        return 0

    return _killed(desk, "SIGKILL at random moments of writing", write, kills)


def killed_replans(desk: Desk, kills: int) -> Fault:
    """SIGKILL at random moments of a re-solve, from its first line to its last file.

    Every run starts from the latest revision that there was before the first.
    """
    (plan,) = revisions(desk.outputs)[-1:]
    words = ("replan", str(plan), *REPLAN)

    def replan() -> int:
        code = run(words)
        return 0 if code in PLANNED else code

    fault = _killed(desk, "SIGKILL at random moments of `fieldplan replan`", replan, kills)
    made = revisions(desk.outputs)
    invalid = [path.name for path in made[made.index(plan) :] if not check_plan(path).report.ok]
    return replace(fault, lost=", ".join(invalid), good=False) if invalid else fault


def _killed(desk: Desk, name: str, job: Callable[[], int], kills: int) -> Fault:
    """Kill so many processes, each at a moment of its own; after each, look at everything."""
    for _ in range(2):  # the first also reads the program from the disk
        started = time.monotonic()
        finish(desk.start(job))
        longest = time.monotonic() - started
    chance = random.Random(1)
    ends: Counter[str] = Counter()
    harmed: set[str] = set()
    for _ in range(3 * kills):
        if ends["killed"] == kills:
            break
        before, known, left = snapshot(desk.outputs), revisions(desk.outputs), _left(desk)
        pid = desk.start(job)
        time.sleep(chance.uniform(0, 1.1 * longest))
        os.kill(pid, signal.SIGKILL)
        died = finish(pid) == SIGNALLED
        # The machine may be busier or less so than when it was measured.
        longest *= 1.01 if died else 0.95
        new, half = len(revisions(desk.outputs)) > len(known), _left(desk) != left
        ends["whole" if new else "writing" if half else "before"] += died
        ends["killed"] += died
        # What a killed process left half-written is no revision, and goes with the next.
        kept = {path: mark for path, mark in before.items() if "/." not in path}
        harmed |= set(changed(kept, snapshot(desk.outputs)))
    clean = finish(desk.start(job))
    unfinished = len(hidden(desk.outputs))
    outcome = (
        f"{ends['killed']} processes died before their end: {ends['before']} before they "
        f"wrote anything, {ends['writing']} left an unfinished folder, not seen as a revision, "
        f"{ends['whole']} had their revision whole; the next run: exit code {clean}, "
        f"{unfinished} unfinished; {len(revisions(desk.outputs))} revisions, all whole"
    )
    good = clean == 0 and not unfinished and not harmed and ends["killed"] == kills
    fault = desk.fault(name, outcome, good=good)
    return replace(fault, lost=", ".join(sorted({fault.lost, *harmed} - {""})))


def _left(desk: Desk) -> dict[Path, int]:
    """What is unfinished, and since when."""
    return {path: path.stat().st_ctime_ns for path in hidden(desk.outputs)}
