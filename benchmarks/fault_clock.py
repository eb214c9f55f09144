"""Clocks that are wrong: set back or on between revisions, jumping in a run, another time zone.

The machine's own clock is left alone. A process of the program is given another one: what it asks
for the day and hour answers wrongly, and files bear such times.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

from benchmarks.fault_desk import Desk, finish
from benchmarks.fault_files import Fault, changed, revisions, snapshot
from fieldplan.cli import app, ask
from fieldplan.cli import replan as replan_command

INPUT_ERROR = 3
PLANNED = (0, 5)
ZONES = ("Europe/Moscow", "Asia/Vladivostok", "America/New_York")
"""The second is seven hours on; the third is behind, and changes its clocks twice a year."""


def clock_set(desk: Desk, month: str, plan: tuple[str, ...]) -> Fault:
    """Revisions are made in December; then the clock says last year, then next year."""
    replan = ("replan", f"outputs/{month}", "--iterations", "3")
    codes = [
        _at(desk, datetime(2026, 12, 3, 12), *plan),
        _at(desk, datetime(2026, 12, 9, 13, 40), *replan),
    ]
    made, before = len(revisions(desk.outputs)), snapshot(desk.folder)
    _age(revisions(desk.outputs)[-1], datetime(2025, 12, 9))
    refused = [_at(desk, datetime(year, 12, 9, 13, 40), *replan) for year in (2025, 2027)]
    defect = desk.defect()
    codes += [_at(desk, datetime(2025, 12, 9), "history", "outputs")]
    codes += [_at(desk, datetime(2026, 12, 9, 18), *replan)]
    latest = revisions(desk.outputs)[-1].name
    outcome = (
        f"plan, replan, history: exit codes {codes}; replan last year and next year: {refused}, "
        f"told without a traceback; the latest revision stays the one with the highest number "
        f"({latest})"
    )
    good = (
        set(codes) <= set(PLANNED)
        and refused == [INPUT_ERROR, INPUT_ERROR]
        and not defect
        and len(revisions(desk.outputs)) == made + 1
        and not changed(before, snapshot(desk.folder))
    )
    return desk.fault(
        "clock set a year back and a year on between revisions (simulated)", outcome, good=good
    )


def clock_jumps(desk: Desk, plan: tuple[str, ...], limit_s: int) -> Fault:
    """Whoever asks the clock gets a day earlier, a day later, and so on."""
    steps = count()

    def jumping() -> float:
        return 1.8e9 + 86_400 * (-1) ** next(steps)

    def job() -> int:
        time.time = jumping
        return app.run((*plan, "--time-limit", str(limit_s)))

    started = time.monotonic()
    code = finish(desk.start(job))
    seconds = time.monotonic() - started
    new = len(revisions(desk.outputs)) - 1
    outcome = (
        f"exit code {code} after {seconds:.0f} s of a limit of {limit_s}; revisions added: {new}"
    )
    good = code in PLANNED and new == 1 and not desk.defect()
    return desk.fault("clock jumps by a day, to and fro, in a run (simulated)", outcome, good=good)


def zones(desk: Desk, month: str, plan: tuple[str, ...]) -> Fault:
    """The same month planned on computers of three time zones."""
    codes = [_in(desk, zone, *plan, "--out", f"zone-{n}") for n, zone in enumerate(ZONES)]
    folders = [desk.folder / f"zone-{n}" for n in range(len(ZONES))]
    first, *others = (
        {name: mark for name, mark in snapshot(folder).items() if not name.endswith(".xlsx")}
        for folder in folders
    )
    same = all(other == first for other in others)
    codes += [_in(desk, ZONES[-1], "check", "zone-0")]
    moved = ("replan", f"zone-0/{month}", "--now", "2026-12-03 12:00", "--iterations", "3")
    codes += [_in(desk, ZONES[-1], *moved)]
    outcome = (
        f"plan three times, check, replan: exit codes {codes}; plan, map, pages and calendars "
        f"{'the same bytes' if same else 'DIFFER'} ({len(first)} files)"
    )
    good = set(codes) <= set(PLANNED) and same and bool(first) and not desk.defect()
    return desk.fault("another time zone, with summer time, between runs", outcome, good=good)


def _at(desk: Desk, moment: datetime, *words: str) -> int:
    """Run a command for which it is ``moment``; what it writes bears that time."""

    class Then(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return moment

    def job() -> int:
        for module in (app, ask, replan_command):
            module.datetime = Then  # type: ignore[attr-defined]
        return app.run(words)

    return _finished(desk, job)


def _in(desk: Desk, zone: str, *words: str) -> int:
    def job() -> int:
        os.environ["TZ"] = zone
        time.tzset()
        return app.run(words)

    return _finished(desk, job)


def _finished(desk: Desk, job: Callable[[], int]) -> int:
    desk.said.unlink(missing_ok=True)
    return finish(desk.start(job))


def _age(folder: Path, moment: datetime) -> None:
    """Give files the time that they would bear had they been written then."""
    stamp = (moment + timedelta(hours=1)).timestamp()
    for path in folder.rglob("*"):
        os.utime(path, (stamp, stamp))
